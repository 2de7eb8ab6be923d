/// How finely the values of features are kept: on a grid, so that what is summed are whole numbers.
struct FeatureRounding: Sendable {
    let isRounded: Bool

    private static let numberUnit = 0x1p12
    private static let textUnit = 0x1p14
    /// Numbers that are not clipped to this are taken as they are.
    private static let largestClip = 0x1p10

    /// A scaled number.
    @inline(__always)
    func number(_ x: Double, clip: Double) -> Double {
        isRounded && clip <= Self.largestClip ? (x * Self.numberUnit).rounded() / Self.numberUnit : x
    }

    /// A share of a text, between 0 and 1; never 0.
    @inline(__always)
    func text(_ x: Double) -> Double {
        isRounded ? max(1, (x * Self.textUnit).rounded()) / Self.textUnit : x
    }
}
