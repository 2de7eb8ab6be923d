/// The name of a command, the same at a key, in the palette, in the file of keys and in the documentation: "cancel-job".
///
/// Whoever adds a command adds its name, in an extension beside it. Two names are the same if their text is.
public struct CommandID: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    /// What does the same on the command line ("lethe train"); nil where only the dashboard has it.
    public let line: String?

    public init(rawValue: String) { self.init(rawValue, line: nil) }

    public init(_ rawValue: String, line: String? = nil) {
        self.rawValue = rawValue
        self.line = line
    }

    /// How the command line names it: "'lethe train'", or "'cancel-job' in 'lethe open'".
    public var onCommandLine: String { line.map { "'\($0)'" } ?? "'\(rawValue)' in 'lethe open'" }

    public static func == (one: Self, other: Self) -> Bool { one.rawValue == other.rawValue }

    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

/// The commands that what is below the screen tells of.
extension CommandID {
    public static let undo = CommandID("undo")
    public static let redo = CommandID("redo")
    public static let cancelJob = CommandID("cancel-job")
    public static let showQueue = CommandID("screen-queue")
    public static let showJobs = CommandID("screen-jobs")
    public static let stage = CommandID("stage")
    public static let showModels = CommandID("screen-models")
    public static let approve = CommandID("approve")
    public static let train = CommandID("train", line: "lethe train")
    public static let checkChain = CommandID("check-chain", line: "lethe verify")
}
