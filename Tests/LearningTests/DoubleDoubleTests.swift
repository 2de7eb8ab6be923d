import Foundation
import Learning
import ModelSuite
import TestSupport
import Testing

@Suite struct DoubleDoubleTests {
    /// |a − b| in units of |b|.
    private func error(_ a: DoubleDouble, _ b: DoubleDouble) -> Double { abs((a - b).value / b.value) }

    @Test func `sums and products of Doubles are exact`() {
        let sum = DoubleDouble(sumOf: 1, 0x1p-80)
        #expect(sum.high == 1 && sum.low == 0x1p-80)
        #expect(DoubleDouble(sumOf: 0x1p-80, 1).low == 0x1p-80)
        // (1 + 2⁻⁵²)² = 1 + 2⁻⁵¹ + 2⁻¹⁰⁴.
        let square = DoubleDouble(productOf: 1 + 0x1p-52, 1 + 0x1p-52)
        #expect(square.high == 1 + 0x1p-51 && square.low == 0x1p-104)
    }

    @Test func `a quotient times its divisor is one to a hundred bits`() {
        var random = Seeded(1)
        for _ in 0..<1000 {
            let a = DoubleDouble(sumOf: 1 + 100 * random.fraction(), 1e-17 * random.normal())
            #expect(error(DoubleDouble.reciprocal(a) * a, DoubleDouble(1)) < 0x1p-99)
        }
    }

    /// Digits by Python's decimal module with a precision of 60.
    @Test(arguments: [
        (-0.5, 0x1.368b2fc6f960ap-1, -0x1.85314b9559e64p-61),
        (-1.0, 0x1.78b56362cef38p-2, -0x1.ca8a4270fadf5p-57),
        (-20.25, 0x1.b93de1e27ca3bp-30, -0x1.6a3c4abdc49a6p-85),
        (-300.125, 0x1.01fc80984719dp-433, -0x1.0c094cd7d7d73p-493),
        (-1e-9, 0x1.fffffff768fa1p-1, -0x1.003e3b2b92095p-55),
    ])
    func `the exponential has the digits of a long computation`(_ x: Double, _ high: Double, _ low: Double) {
        let e = DoubleDouble.exp(nonPositive: DoubleDouble(x))
        #expect(error(e, DoubleDouble(high, low)) < 0x1p-95)
    }

    @Test func `the exponential turns sums into products`() {
        var random = Seeded(2)
        for _ in 0..<2000 {
            let (a, b) = (-300 * random.fraction(), -40 * random.fraction())
            let sum = DoubleDouble(sumOf: a, b)
            let product =
                DoubleDouble.exp(nonPositive: DoubleDouble(a)) * DoubleDouble.exp(nonPositive: DoubleDouble(b))
            #expect(error(DoubleDouble.exp(nonPositive: sum), product) < 0x1p-88)
        }
    }

    @Test func `the ends of the exponential are harmless`() {
        #expect(DoubleDouble.exp(nonPositive: DoubleDouble(0)).value == 1)
        #expect(DoubleDouble.exp(nonPositive: DoubleDouble(-691)).value == 0)
        #expect(DoubleDouble.exp(nonPositive: DoubleDouble(-.infinity)).value == 0)
        #expect(DoubleDouble.exp(nonPositive: DoubleDouble(.nan)).value.isNaN)
    }
}
