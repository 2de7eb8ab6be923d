import Foundation
import Learning
import TestSupport
import Testing

/// The C library's functions are the yardstick: both are within one unit of the truth, so within two of each other.
@Suite struct ElementaryTests {
    @Test func `the exponential agrees with the C library to the last two bits`() {
        var random = Seeded(1)
        for _ in 0..<20_000 {
            let x = -random.fraction() * [1e-9, 1e-3, 1, 40, 700][Int(random.next() % 5)]
            let truth = Foundation.exp(x)
            #expect(abs(Elementary.exp(nonPositive: x) - truth) <= 2 * truth.ulp, "x = \(x)")
        }
    }

    @Test func `the logarithm agrees with the C library to the last two bits`() {
        var random = Seeded(2)
        for _ in 0..<20_000 {
            let x = random.fraction() * [1e-12, 1e-3, 1, 40, 1e18][Int(random.next() % 5)]
            let truth = Foundation.log1p(x)
            #expect(abs(Elementary.log1p(nonNegative: x) - truth) <= 2 * truth.ulp, "x = \(x)")
        }
    }

    @Test func `extremes neither overflow nor turn into something else`() {
        #expect(Elementary.exp(nonPositive: 0) == 1)
        #expect(Elementary.exp(nonPositive: -1e308) == 0)
        #expect(Elementary.exp(nonPositive: -.infinity) == 0)
        #expect(Elementary.exp(nonPositive: .nan).isNaN)
        #expect(Elementary.log1p(nonNegative: 0) == 0)
        #expect(Elementary.log1p(nonNegative: 1) == 0.6931471805599453)
        #expect(Elementary.log1p(nonNegative: .infinity) == .infinity)
        #expect(Elementary.softplus(1e300) == 1e300)
        #expect(Elementary.softplus(-1e300) == 0)
        #expect(Elementary.sigmoid(-.infinity) == 0)
        #expect(Elementary.sigmoid(.infinity) == 1)
        #expect(Elementary.sigmoid(0) == 0.5)
    }
}
