import CScan
import TestSupport
import Testing

@testable import Detection

@Suite struct ProbeTests {
    @Test func `the loop takes the entries that its meaning says`() {
        var dice = Seeded(3)
        for round in 0..<200 {
            let sets = 40
            let sizes = (0..<sets).map { _ in UInt32(Int.random(in: 1...60, using: &dice)) }
            // Few bits, so that some are near.
            let sketches = (0..<sets * Int(NEAR_SKETCH)).map { _ in
                dice.next() & dice.next() & dice.next() & dice.next()
            }
            let entries = (0..<Int.random(in: 0...256, using: &dice)).map { _ in
                near_entry(
                    set: UInt32.random(in: 0..<UInt32(sets), using: &dice), tag: UInt16.random(in: 0...1, using: &dice),
                    place: UInt16.random(in: 0...5, using: &dice))
            }
            let parts = UInt32([5_000, 6_000, 8_000][round % 3])
            var probe = near_probe(
                set: 7, size: sizes[7] + 20, place: 2, tag: 1, first: 3, end: 33, parts: parts, whole: 10_000)
            var places = [UInt32](repeating: 0, count: 256)
            let count = near_candidates(entries, entries.count, &probe, sizes, sketches, &places)
            let expected = entries.indices.filter { index in
                let entry = entries[index]
                let (set, both) = (Int(entry.set), Int(sizes[Int(entry.set)] + probe.size))
                let least = (Int(parts) * both + 9_999 + Int(parts)) / (10_000 + Int(parts))
                let differing = (0..<8).reduce(0) {
                    $0 + (sketches[56 + $1] ^ sketches[set * 8 + $1]).nonzeroBitCount
                }
                return entry.tag == 1 && (3..<33).contains(set) && set != 7
                    && min(Int(probe.size) - 2, Int(sizes[set]) - Int(entry.place)) >= least
                    && differing <= both - 2 * least
            }
            #expect(places[..<count].map { Int($0) } == expected)
        }
    }
}
