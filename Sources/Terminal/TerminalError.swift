/// Why the dashboard can't have the terminal: one sentence, and what to do instead.
public struct TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    public let sentence: String
    public let nextStep: String

    public var description: String { "\(sentence) \(nextStep)" }
}
