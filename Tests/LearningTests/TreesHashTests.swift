import Records
import TestSupport
import Testing

@testable import Learning

/// Random choices are spread evenly and hang together in nothing.
@Suite struct TreesHashTests {
    private let hash = TreeHash(seed: 1)

    @Test func `keys are one to one and differ by the seed`() {
        let ids = (0..<64).flatMap { bit in
            [RecordID(high: 1 << bit, low: 0), RecordID(high: 0, low: 1 << bit)]
        }
        let keys = ids.map { hash.key(of: $0) }
        #expect(Set(keys.map { [$0.a, $0.b] }).count == 128)
        let other = TreeHash(seed: 2)
        for (id, key) in zip(ids, keys) { #expect(other.key(of: id).a != key.a) }
    }

    @Test func `a change of any bit of an id changes half of the bits of its hash`() {
        let salt = TreeHash.salt(hash.state(.sample, tree: 3, path: 9), column: 5)
        var random = Seeded(1)
        var flips = 0
        for round in 0..<4000 {
            let id = RecordID(high: random.next(), low: random.next())
            let bit = UInt64(1) << UInt64(round % 64)
            let near =
                round % 2 == 0
                ? RecordID(high: id.high ^ bit, low: id.low) : RecordID(high: id.high, low: id.low ^ bit)
            let difference =
                TreeHash.value(hash.key(of: id), salt) ^ TreeHash.value(hash.key(of: near), salt)
            flips += difference.nonzeroBitCount
        }
        #expect(abs(Double(flips) / 4000 - 32) < 0.5)
    }

    @Test func `even ids that count up are spread evenly over trees`() {
        let share = TreeShare(0.25)
        var held = 0
        var both = 0
        for low in 0..<5000 as Range<UInt64> {
            let key = hash.key(of: RecordID(high: 0, low: low))
            let first = share.holds(key, TreeHash.salt(hash.state(.share, tree: 0)))
            let second = share.holds(key, TreeHash.salt(hash.state(.share, tree: 1)))
            held += first ? 1 : 0
            both += first && second ? 1 : 0
        }
        // 1,250 with a standard deviation of 31; 312 with one of 17.
        #expect(abs(held - 1250) < 150)
        #expect(abs(both - 312) < 85)
    }

    @Test func `purposes, trees, paths and columns have salts of their own`() {
        var salts: Set<UInt64> = []
        for purpose in [TreeHash.Purpose.share, .order, .sample] {
            for tree in 0..<10 {
                for path in 1...10 as ClosedRange<UInt64> {
                    for column in 0..<10 as Range<UInt64> {
                        let state = hash.state(purpose, tree: tree, path: path)
                        salts.insert(TreeHash.salt(state, column: column).a)
                    }
                }
            }
        }
        #expect(salts.count == 3 * 10 * 10 * 10)
    }
}
