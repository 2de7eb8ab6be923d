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
        var rest = text[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: "\n") ?? rest.endIndex
            let line = String(rest[..<end])
            put(isTerminal ? DisplayText(line).string : line)
            if end == rest.endIndex { return }
            put("\n")
            rest = rest[rest.index(after: end)...]
        }
    }

    static func line(_ text: String) { write(text + "\n") }

    /// Any value as one JSON document with sorted keys.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        line(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    private static func put(_ text: String) {
        guard fputs(text, stdout) >= 0 else { exit(0) }
    }
}
