/// How pure the two sides of a split are, as an exact fraction: Σc²/n of the left side plus Σc²/n of the right, c the
/// records of a class and n those of a side.
///
/// The weighted Gini impurity is n − Σc²/n summed over the sides, so among the splits of one node the purest has the
/// least impurity. Fractions are compared by cross-multiplication, without rounding.
struct Purity<Word: FixedWidthInteger & UnsignedInteger> {
    private let numerator: Word
    private let denominator: Word

    /// - Parameters:
    ///   - left: Σc² and n of the left side; n above 0.
    ///   - right: the same of the right side.
    @inline(__always)
    init(left: (squares: UInt64, count: Int), right: (squares: UInt64, count: Int)) {
        let (nl, nr) = (Word(truncatingIfNeeded: left.count), Word(truncatingIfNeeded: right.count))
        numerator =
            Word(truncatingIfNeeded: left.squares) &* nr &+ Word(truncatingIfNeeded: right.squares) &* nl
        denominator = nl &* nr
    }

    @inline(__always)
    static func > (a: Purity, b: Purity) -> Bool { a.numerator &* b.denominator > b.numerator &* a.denominator }

    @inline(__always)
    static func == (a: Purity, b: Purity) -> Bool { a.numerator &* b.denominator == b.numerator &* a.denominator }
}

/// How wide the integers of `Purity` must be. With n records in a node the numerator is at most n³/4 and the denominator
/// n²/4, so what is compared is at most n⁵/16.
enum PurityWidth {
    /// Records up to which 64 bits hold every product: 2⁶⁵ / 2⁴.
    static let narrow = 1 << 13
    /// Records up to which 128 bits do: 2¹³⁰ / 2⁴.
    static let wide = 1 << 26
}
