extension DoubleDouble {
    /// A whole number: exact below 2¹⁰⁶, else to a share of 2⁻¹⁰⁵.
    init(_ value: Int128) {
        let magnitude = value.magnitude
        let sign: Double = value < 0 ? -1 : 1
        if magnitude < 1 << 53 {
            self.init(sign * Double(UInt64(truncatingIfNeeded: magnitude)))
            return
        }
        // Three parts of at most 43 bits, each a Double exactly.
        let mask: UInt128 = (1 << 43) - 1
        let top = Double(UInt64(truncatingIfNeeded: magnitude >> 86)) * 0x1p86
        let middle = Double(UInt64(truncatingIfNeeded: (magnitude >> 43) & mask)) * 0x1p43
        let bottom = Double(UInt64(truncatingIfNeeded: magnitude & mask))
        self = DoubleDouble(sumOf: sign * top, sign * middle) + sign * bottom
    }

    @inline(__always)
    static func += (a: inout DoubleDouble, b: Double) { a = a + b }

    @inline(__always)
    static func -= (a: inout DoubleDouble, b: Double) { a = a + -b }

    @inline(__always)
    mutating func add(_ b: Double) { self = self + b }

    @inline(__always)
    mutating func add(_ b: DoubleDouble) { self = self + b }

    /// Takes a·b away.
    ///
    /// - Precondition: no factor exceeds 2⁹⁹⁵.
    @inline(__always)
    mutating func subtract(_ a: DoubleDouble, times b: DoubleDouble) { self = self - a * b }
}
