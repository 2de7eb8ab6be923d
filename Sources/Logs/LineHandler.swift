import Logging

/// One line an event: when, at which level, by which process, what, and its fields in the order of their names.
///
///     2026-01-01T00:00:00.000Z info lethe[4711] job.ended job=1 kind=train outcome=done seconds=0.042
struct LineHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let file: LogFile
    private let process: Int32
    private let now: @Sendable () -> String

    init(_ file: LogFile, level: Logger.Level, process: Int32, now: @escaping @Sendable () -> String) {
        self.file = file
        self.process = process
        self.now = now
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let words =
            [now(), event.level.rawValue, "lethe[\(process)]", Self.plain("\(event.message)")]
            + fields.map { "\(Self.plain($0.key))=\(Self.plain("\($0.value)"))" }
        file.append(words.joined(separator: " "))
    }

    /// What is no visible ASCII is written by its number, so that a line stays one line of plain words.
    static func plain(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars {
            if (0x21...0x7E).contains(scalar.value), scalar != "\\" {
                plain.unicodeScalars.append(scalar)
            } else {
                plain += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return plain
    }
}
