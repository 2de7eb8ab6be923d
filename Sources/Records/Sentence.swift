/// Words that may name commands, but no keys: which key a command has is known where the sentence is shown.
///
/// ```swift
/// let next: Sentence = "Wait for it, or cancel it with \(command: .cancelJob)."
/// next.written { _ in "X" }  // "Wait for it, or cancel it with X."
/// ```
public struct Sentence: Hashable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    public enum Part: Hashable, Sendable {
        case text(String)
        case command(CommandID)
    }

    public let parts: [Part]

    public init(parts: [Part]) { self.parts = parts }

    public init(_ text: String) { parts = text.isEmpty ? [] : [.text(text)] }

    public init(stringLiteral text: String) { self.init(text) }

    public init(stringInterpolation made: StringInterpolation) { parts = made.parts }

    public var isEmpty: Bool { parts.isEmpty }

    /// The words, with what `name` calls each command.
    public func written(_ name: (CommandID) -> String) -> String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .text(let words): text += words
            case .command(let id): text += name(id)
            }
        }
    }

    /// As the command line says it.
    public var description: String { written(\.onCommandLine) }

    public static func + (one: Sentence, other: Sentence) -> Sentence { Sentence(parts: one.parts + other.parts) }

    /// Makes a sentence of a literal: values as `String` writes them, and `\(command: .undo)`.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var parts: [Part] = []

        public init(literalCapacity: Int, interpolationCount: Int) { parts.reserveCapacity(2 * interpolationCount + 1) }

        public mutating func appendLiteral(_ literal: String) {
            if case .text(let before) = parts.last {
                parts[parts.count - 1] = .text(before + literal)
            } else if !literal.isEmpty {
                parts.append(.text(literal))
            }
        }

        public mutating func appendInterpolation<Value>(_ value: Value) { appendLiteral("\(value)") }

        public mutating func appendInterpolation(_ sentence: Sentence) {
            for part in sentence.parts { append(part) }
        }

        public mutating func appendInterpolation(command id: CommandID) { parts.append(.command(id)) }

        private mutating func append(_ part: Part) {
            switch part {
            case .text(let words): appendLiteral(words)
            case .command: parts.append(part)
            }
        }
    }
}
