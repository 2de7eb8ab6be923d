import ArgumentParser
import Engine
import Records

/// What the model of a file predicts, and which of its records are alike.
struct TaskOptions: ParsableArguments {
    @Flag(help: "Truth and prediction are classes, more than two.") var classes = false
    @Flag(help: "Truth and prediction are numbers.") var regression = false
    @Option(
        help: ArgumentHelp("Comma-separated columns of numbers that make records similar.", valueName: "a,b"))
    var consistency: String?

    var isEmpty: Bool { !classes && !regression && consistency == nil }

    var neighbours: [String] { consistency.map(SchemaOptions.list) ?? [] }

    /// - Throws: `Refusal` (64) for two of them.
    var task: AuditColumns.Task {
        get throws {
            if classes, regression {
                throw Refusal(.usage, "--classes and --regression exclude each other.", next: "Leave one of them out.")
            }
            return classes ? .classes : regression ? .numbers : .binary
        }
    }
}
