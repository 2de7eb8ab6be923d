/// A number of about 106 bits: the unevaluated sum of two Doubles, the second at most half a unit in the last place of the
/// first. Dekker 1971, doi:10.1007/BF01397083; bounds by Joldes, Muller & Popescu 2017, doi:10.1145/3121432.
///
/// Only additions, multiplications and divisions of IEEE 754, without fused ones: the same bits everywhere.
package struct DoubleDouble: Sendable {
    package var high: Double
    package var low: Double

    /// An upper bound on the relative error of one operation (7u² for the product, the largest of them).
    static let unit = 0x1p-103

    @inline(__always)
    package init(_ high: Double = 0, _ low: Double = 0) {
        self.high = high
        self.low = low
    }

    /// a + b exactly, for any a and b. Knuth's TwoSum.
    @inline(__always)
    package init(sumOf a: Double, _ b: Double) {
        let sum = a + b
        let back = sum - a
        self.init(sum, (a - (sum - back)) + (b - back))
    }

    /// a + b exactly, for |a| ≥ |b| or a = 0.
    @inline(__always)
    private init(quickSumOf a: Double, _ b: Double) {
        let sum = a + b
        self.init(sum, b - (sum - a))
    }

    /// a · b exactly, where nothing overflows or underflows. Dekker's product.
    @inline(__always)
    package init(productOf a: Double, _ b: Double) {
        let product = a * b
        let (ah, al) = Self.split(a)
        let (bh, bl) = Self.split(b)
        self.init(product, ((ah * bh - product) + ah * bl + al * bh) + al * bl)
    }

    /// Two halves of 26 bits. Veltkamp.
    @inline(__always)
    package static func split(_ a: Double) -> (Double, Double) {
        let c = 134_217_729 * a
        let high = c - (c - a)
        return (high, a - high)
    }

    package var value: Double { high + low }

    @inline(__always)
    package static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(-a.high, -a.low) }

    /// Relative error at most 3u² + 13u³ whatever the signs.
    @inline(__always)
    package static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let high = DoubleDouble(sumOf: a.high, b.high)
        let low = DoubleDouble(sumOf: a.low, b.low)
        let middle = DoubleDouble(quickSumOf: high.high, high.low + low.high)
        return DoubleDouble(quickSumOf: middle.high, low.low + middle.low)
    }

    @inline(__always)
    package static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

    /// Relative error at most 2u².
    @inline(__always)
    package static func + (a: DoubleDouble, b: Double) -> DoubleDouble {
        let sum = DoubleDouble(sumOf: a.high, b)
        return DoubleDouble(quickSumOf: sum.high, a.low + sum.low)
    }

    /// Relative error at most 7u².
    @inline(__always)
    package static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let product = DoubleDouble(productOf: a.high, b.high)
        return DoubleDouble(quickSumOf: product.high, product.low + (a.high * b.low + a.low * b.high))
    }

    /// Relative error at most 3u².
    @inline(__always)
    package static func * (a: DoubleDouble, b: Double) -> DoubleDouble {
        let product = DoubleDouble(productOf: a.high, b)
        return DoubleDouble(quickSumOf: product.high, product.low + a.low * b)
    }

    /// 1 / a by one step of Newton from the Double quotient: relative error below 2⁻¹⁰⁰.
    @inline(__always)
    package static func reciprocal(_ a: DoubleDouble) -> DoubleDouble {
        let first = 1 / a.high
        let rest = DoubleDouble(1) - a * first
        return DoubleDouble(quickSumOf: first, rest.value * first)
    }
}

extension DoubleDouble {
    /// An upper bound on the relative error of `exp`, for results above 2⁻⁹⁰⁰: 21 operations of the series, then 8 squarings
    /// that double it each time, with room to spare.
    static let expError = 0x1p-88

    private static let ln2 = DoubleDouble(0.693_147_180_559_945_286_2, 2.319_046_813_846_299_558_4e-17)
    private static let halvings = 8
    private static let inverseFactorials: [DoubleDouble] = {
        var terms = [DoubleDouble(1)]
        for k in 1...11 { terms.append(terms[k - 1] * reciprocal(DoubleDouble(Double(k)))) }
        return terms
    }()

    /// eˣ for x ≤ 0; below −690 it is 0. NaN gives NaN.
    package static func exp(nonPositive x: DoubleDouble) -> DoubleDouble {
        if x.high.isNaN { return x }
        if x.high < -690 { return DoubleDouble(0) }
        let k = (x.high * 1.442_695_040_888_963_4).rounded()
        // |r| ≤ ln 2 / 2, then a 256th of it: twelve terms reach 2⁻¹²⁵.
        let r = (x - ln2 * k) * 0x1p-8
        let terms = inverseFactorials
        var sum = terms[11]
        for index in stride(from: 10, through: 1, by: -1) { sum = sum * r + terms[index] }
        // eʳ − 1, which keeps its small digits through (1 + s)² − 1 = 2s + s².
        sum = sum * r
        for _ in 0..<halvings { sum = sum * 2 + sum * sum }
        let result = sum + 1
        let scale = Double(sign: .plus, exponent: Int(k), significand: 1)
        return DoubleDouble(result.high * scale, result.low * scale)
    }
}
