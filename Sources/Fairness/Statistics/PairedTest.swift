/// A test of whether a change is more than chance, and what it says.
///
/// If two models differ by chance alone, each record's pair of predictions (or of scores) was as likely to fall the other
/// way round; p is how often a change at least as large, either way, comes of swapping them so.
public struct PairedTest: Codable, Hashable, Sendable {
    /// "McNemar, exact", "swaps, exact", "swaps, 3,999 drawn", "swaps, normal limit", "Fisher, exact"
    public let name: String
    /// Two-sided.
    public let p: Double

    public init(_ name: String, p: Double) {
        self.name = name
        self.p = p
    }

    /// Of a draw, the sample itself counts as one: (1 + #) / (1 + R) is never 0 and keeps its level.
    init(drawn draws: Int, asExtreme: Int) {
        self.init("swaps, \(Self.grouped(draws)) drawn", p: Double(1 + asExtreme) / Double(1 + draws))
    }

    static func swaps(exact p: Double) -> PairedTest { PairedTest("swaps, exact", p: min(1, p)) }
    static func mcNemar(_ flips: McNemar.Flips) -> PairedTest {
        PairedTest("McNemar, exact", p: McNemar.exact(gained: flips.gained, lost: flips.lost))
    }

    /// "3,999"
    private static func grouped(_ number: Int) -> String {
        number < 1000 ? "\(number)" : grouped(number / 1000) + "," + String(String(number % 1000 + 1000).dropFirst())
    }
}
