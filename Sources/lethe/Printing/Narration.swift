import Canvas
import Foundation

/// What is said beside the data: on stderr, one line at a time, never raw.
enum Narration {
    static func say(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            FileHandle.standardError.write(Data((DisplayText(String(line)).string + "\n").utf8))
        }
    }
}

/// Data, on stdout. On a terminal it is made visible; in a file or pipe it goes as it is.
enum Output {
    static func write(_ text: String) {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        guard isTerminal else { return put(text) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        put(lines.map { DisplayText(String($0)).string }.joined(separator: "\n"))
    }

    static func line(_ text: String) { write(text + "\n") }

    /// Any value as one JSON document with sorted keys.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        line(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    private static func put(_ text: String) {
        // A reader that went away, as in `lethe show … | head`, is no failure.
        do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch { exit(0) }
    }
}
