/// What texts stand for no value.
public enum ValueReading: Hashable, Codable, Sendable {
    /// Blank, "?", "NA", "N/A", "NaN" and "null" alone, and numbers in plain writing: projects of earlier versions.
    case strict
    /// Those; and the other usual marks, and numbers as people write them, in columns of which all else is numbers.
    case usual
    /// The empty text and these.
    case listed([String])

    /// Whether the text stands for nothing in any column.
    func isMissing(_ text: String) -> Bool {
        guard case .listed(let marks) = self else { return FieldText.isMissing(text) }
        let trimmed = text.trimmingBlanks()
        return trimmed.isEmpty || marks.contains(trimmed)
    }

    /// The same of the text's bytes, as UTF-8.
    @inline(__always)
    public func isMissing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard case .listed = self else { return FieldBytes.isMissing(bytes) }
        return isMissing(String(decoding: bytes, as: UTF8.self))
    }

    /// The longest text that may stand for nothing, but for blanks.
    var longestMark: Int {
        guard case .listed(let marks) = self else { return 16 }
        return marks.reduce(16) { max($0, $1.utf8.count) }
    }

    /// Whether the text stands for nothing where all else is numbers or dates.
    func isUsualMark(_ text: String) -> Bool { self == .usual && MissingMarks.usual.contains(text.trimmingBlanks()) }

    /// Ways to write numbers that are tried, in order.
    var styles: [NumberStyle] { self == .strict ? [.plain] : NumberStyle.allCases }
}
