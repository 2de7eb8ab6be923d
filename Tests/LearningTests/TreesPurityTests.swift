import TestSupport
import Testing

@testable import Learning

/// Impurities are compared exactly, however many records there are.
@Suite struct TreesPurityTests {
    private struct Sides {
        let left, right: (positive: UInt64, count: UInt64)

        func purity<Word>(_ word: Word.Type) -> Purity<Word> {
            func side(_ side: (positive: UInt64, count: UInt64)) -> (squares: UInt64, count: Int) {
                let negative = side.count - side.positive
                return (side.positive * side.positive + negative * negative, Int(side.count))
            }
            return Purity(left: side(left), right: side(right))
        }

        /// The weighted impurity as the literature has it, and the order of two of them in 256 bits.
        static func order(_ a: Sides, _ b: Sides) -> Int {
            func fraction(_ sides: Sides) -> (UInt128, UInt128) {
                func part(_ a: (positive: UInt64, count: UInt64), _ b: UInt64) -> UInt128 {
                    UInt128(a.positive) * UInt128(a.count - a.positive) * UInt128(b)
                }
                return (
                    part(sides.left, sides.right.count) + part(sides.right, sides.left.count),
                    UInt128(sides.left.count) * UInt128(sides.right.count)
                )
            }
            let (x, y) = (fraction(a), fraction(b))
            let (p, q) = (x.0.multipliedFullWidth(by: y.1), y.0.multipliedFullWidth(by: x.1))
            if p == q { return 0 }
            return (p.high, p.low) < (q.high, q.low) ? 1 : -1
        }
    }

    /// Two ways to split the same `count` records, often alike to the last record.
    private func pair(_ count: UInt64, _ random: inout Seeded) -> (Sides, Sides) {
        let positives = 1 + random.next() % (count - 1)
        func sides(_ leftCount: UInt64, _ wish: UInt64) -> Sides {
            let least = positives > count - leftCount ? positives - (count - leftCount) : 0
            let left = min(max(wish, least), min(leftCount, positives))
            return Sides(left: (left, leftCount), right: (positives - left, count - leftCount))
        }
        let leftCount = 1 + random.next() % (count - 1)
        let wish = random.next() % (leftCount + 1)
        let first = sides(leftCount, wish)
        guard random.next() % 2 == 0, leftCount > 2 else {
            let other = 1 + random.next() % (count - 1)
            return (first, sides(other, random.next() % (other + 1)))
        }
        return (first, sides(leftCount - random.next() % 2, wish &- random.next() % 2))
    }

    private func check<Word: FixedWidthInteger & UnsignedInteger>(
        _ word: Word.Type, upTo count: Int, seed: UInt64
    ) -> (wrong: Int, equal: Int) {
        var random = Seeded(seed)
        var (wrong, equal) = (0, 0)
        for _ in 0..<20_000 {
            let (a, b) = pair(UInt64(count) - random.next() % 3, &random)
            let order = Sides.order(a, b)
            let (x, y) = (a.purity(word), b.purity(word))
            if (x > y) != (order == 1) || (x == y) != (order == 0) || (y > x) != (order == -1) { wrong += 1 }
            if order == 0 { equal += 1 }
        }
        return (wrong, equal)
    }

    @Test func `64 bits are enough for small nodes`() {
        #expect(check(UInt64.self, upTo: PurityWidth.narrow, seed: 1).wrong == 0)
    }

    @Test func `128 bits are enough for as many records as are taken`() {
        #expect(check(UInt128.self, upTo: PurityWidth.wide, seed: 2).wrong == 0)
    }

    @Test func `64 bits overflow where Adult's root is`() {
        #expect(check(UInt64.self, upTo: 24_354, seed: 3).wrong > 0)
        #expect(check(UInt128.self, upTo: 24_354, seed: 3).wrong == 0)
    }

    @Test func `equal impurities are found equal`() {
        #expect(check(UInt64.self, upTo: 40, seed: 4).equal > 100)
        #expect(check(UInt64.self, upTo: 40, seed: 4).wrong == 0)
    }
}
