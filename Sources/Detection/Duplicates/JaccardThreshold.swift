internal import Records

/// From which share of common shingles on, of all that either text has, two texts are near-duplicates (Jaccard 1912). Counted
/// in whole numbers, so that a pair at the very threshold is never lost to rounding.
public struct JaccardThreshold: Hashable, Sendable {
    /// .8: what the field uses.
    public static let usual = JaccardThreshold(parts: 8_000)

    static let whole = 10_000
    /// Of 10,000.
    let parts: Int

    private init(parts: Int) {
        self.parts = parts
    }

    /// - Parameter share: read to four decimals.
    /// - Throws: `Refusal` outside .5…1: below, texts are not near each other, and the search becomes one of all pairs.
    public init(_ share: Double) throws {
        guard share >= 0.5, share <= 1 else {
            throw Refusal(
                .badData, "A near-duplicate at a similarity of \(share) is not looked for.",
                next: "Use a similarity from 0.5 to 1, for instance 0.8.")
        }
        parts = Int((share * Double(Self.whole)).rounded())
    }

    public var share: Double { Double(parts) / Double(Self.whole) }

    /// How many shingles two sets have to have in common.
    func leastOverlap(_ first: Int, _ second: Int) -> Int {
        Self.ratioUp(parts * (first + second), Self.whole + parts)
    }

    /// The smallest set that can be similar to one of `size`.
    func leastSize(besides size: Int) -> Int { Self.ratioUp(parts * size, Self.whole) }

    /// The largest.
    func mostSize(besides size: Int) -> Int { Self.whole * size / parts }

    /// How many of its rarest shingles a set is looked up by: at least one of them is in every similar set.
    func probes(_ size: Int) -> Int { size - leastSize(besides: size) + 1 }

    /// How many of its rarest shingles a set is found by, by sets that are not smaller.
    func entries(_ size: Int) -> Int { size - leastOverlap(size, size) + 1 }

    private static func ratioUp(_ a: Int, _ b: Int) -> Int { (a + b - 1) / b }
}
