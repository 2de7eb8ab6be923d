/// A sum of doubles kept as an unevaluated pair, to about 106 bits: what is added and taken away again leaves no trace
/// of its rounding. Dekker 1971, doi:10.1007/BF01397083; Knuth, *The Art of Computer Programming* 2, §4.2.2.
struct CompensatedSum: Sendable {
    private(set) var high: Double
    private(set) var low: Double

    init(_ value: Double = 0) {
        (high, low) = (value, 0)
    }

    /// high + low, |low| ≤ ½ ulp(high), for |a| ≥ |b| or a = 0.
    private init(normalising a: Double, _ b: Double) {
        high = a + b
        low = b - (high - a)
    }

    /// A whole number: exact below 2¹⁰⁶, else to a share of 2⁻¹⁰⁵.
    init(_ value: Int128) {
        let magnitude = value.magnitude
        let sign: Double = value < 0 ? -1 : 1
        if magnitude < 1 << 53 {
            self.init(sign * Double(UInt64(truncatingIfNeeded: magnitude)))
            return
        }
        // Three parts of at most 43 bits, each a double exactly.
        let mask: UInt128 = (1 << 43) - 1
        let top = Double(UInt64(truncatingIfNeeded: magnitude >> 86)) * 0x1p86
        let middle = Double(UInt64(truncatingIfNeeded: (magnitude >> 43) & mask)) * 0x1p43
        let bottom = Double(UInt64(truncatingIfNeeded: magnitude & mask))
        self.init(normalising: sign * top, sign * middle)
        add(sign * bottom)
    }

    var value: Double { high + low }

    static func += (a: inout CompensatedSum, b: Double) { a.add(b) }
    static func -= (a: inout CompensatedSum, b: Double) { a.add(-b) }

    @inline(__always)
    mutating func add(_ b: Double) {
        let sum = high + b
        let part = sum - high
        let error = (high - (sum - part)) + (b - part)
        self = CompensatedSum(normalising: sum, error + low)
    }

    @inline(__always)
    mutating func add(_ b: CompensatedSum) {
        let sum = high + b.high
        let part = sum - high
        let error = (high - (sum - part)) + (b.high - part)
        self = CompensatedSum(normalising: sum, error + (low + b.low))
    }

    /// Takes a·b away. The product of the high parts is exact: Veltkamp's halves, multiplied one by one.
    ///
    /// - Precondition: no factor exceeds 2⁹⁹⁵.
    @inline(__always)
    mutating func subtract(_ a: CompensatedSum, times b: CompensatedSum) {
        let product = a.high * b.high
        let (a1, a2) = Self.halves(a.high)
        let (b1, b2) = Self.halves(b.high)
        let remainder = a2 * b2 - (((product - a1 * b1) - a2 * b1) - a1 * b2)
        add(CompensatedSum(normalising: -product, -(remainder + (a.high * b.low + a.low * b.high))))
    }

    /// Two numbers of at most 26 bits with the sum x.
    @inline(__always)
    private static func halves(_ x: Double) -> (Double, Double) {
        let shifted = 0x1.0000002p27 * x
        let high = shifted - (shifted - x)
        return (high, x - high)
    }

    static func - (a: CompensatedSum, b: CompensatedSum) -> CompensatedSum {
        var difference = a
        difference.add(CompensatedSum(normalising: -b.high, -b.low))
        return difference
    }
}
