import ArgumentParser
import Fairness
import Records

/// How an audit is made, besides its data.
struct MeasuringOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Fewer records than this are insufficient evidence.", valueName: "n"))
    var minimum: Int?
    @Option(
        help: ArgumentHelp(
            "What groups are compared with: 'largest', 'best', or COLUMN=GROUP (repeatable, or with commas between).",
            valueName: "group"))
    var reference: [String] = []
    @Option(
        parsing: .unconditional, help: ArgumentHelp("Bins of calibration, equal in width.", valueName: "n"))
    var bins: Int?
    @Option(
        help: ArgumentHelp(
            "Comma-separated gaps that were declared before the data were looked at.", valueName: "metric"))
    var declare: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The seed of every random choice of the audit.", valueName: "n"))
    var seed: String?

    @Flag(help: "Count what the bundled detectors find per group, too.") var detectors = false

    var isEmpty: Bool {
        !detectors && minimum == nil && reference.isEmpty && bins == nil && declare == nil && seed == nil
    }

    /// - Parameter groups: the groups of every column, to check references by.
    /// - Throws: `Refusal` (64) for what can't be understood.
    func apply(to settings: inout AuditSettings, groups: [String: [String]]) throws {
        if let minimum { settings.minimumDenominator = try OptionRange(1...1_000_000_000).check(minimum, "--minimum") }
        if let bins { settings.bins = try OptionRange(1...1000).check(bins, "--bins") }
        if let seed { settings.seed = try Self.seed(seed) }
        if let declare { settings.declared = try SchemaOptions.list(declare).map { try GapMetric.named($0).id } }
        for text in reference {
            // A group's own name may hold a comma.
            let isWhole = groups.values.contains { $0.contains { text.hasSuffix("=\($0)") } }
            for part in isWhole ? [text] : SchemaOptions.list(text) { try refer(to: part, &settings, groups) }
        }
    }

    private func refer(to text: String, _ settings: inout AuditSettings, _ groups: [String: [String]]) throws {
        if let reference = AuditSettings.Reference(rawValue: text) {
            settings.reference = reference
            return
        }
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw Refusal(
                .usage, "Can't read the reference '\(text)'.", next: "Write 'largest', 'best' or COLUMN=GROUP.")
        }
        guard let known = groups[parts[0]] else {
            throw Refusal.unknown("group column", parts[0], among: groups.keys.sorted())
        }
        guard known.contains(parts[1]) else {
            throw Refusal.unknown("group of '\(parts[0])'", parts[1], among: known)
        }
        settings.references[parts[0]] = parts[1]
    }

    private static func seed(_ text: String) throws -> UInt64 {
        guard let seed = UInt64(text) else {
            throw Refusal(
                .usage, "--seed is \(text).", next: "Give a whole number from 0 to \(UInt64.max).")
        }
        return seed
    }
}
