/// The constants of rounding analysis. Higham, *Accuracy and Stability of Numerical Algorithms*, 2002, §2–3.
enum Rounding {
    /// The unit roundoff u of Double, 2⁻⁵³.
    static let unit = 0x1p-53

    /// γₖ = k·u / (1 − k·u): k roundings in a row change a number by at most this share.
    static func gamma(_ k: Int) -> Double {
        let ku = Double(k) * unit
        return ku / (1 - ku)
    }

    /// A factor above the roundings of any sum of positive terms in this target (up to 10⁹ terms): what is multiplied by
    /// it stays an upper bound.
    static let allowance = 1 + 0x1p-20
}
