/// Walks over the fields of a delimited text, one after the other.
///
/// The one place that knows quoting; indexing, reading a field, and guessing the delimiter all step through it. A field
/// that begins with a quote runs to the quote that closes it, with `""` for a quote inside; bytes between the closing
/// quote and the next delimiter are kept as they are. A quote anywhere else is a character like others.
struct FieldScanner {
    struct Field {
        /// What came after the field.
        enum Ending { case delimiter, record, file, unclosed }

        /// Where the field's bytes are; with its quotes where `isEscaped`.
        var range: Range<Int>
        /// Whether the text has to be unescaped, as the bytes differ from it.
        var isEscaped: Bool
        var ending: Ending
        /// Line ends inside the field.
        var lineEnds: Int
        /// Whether bytes stood between a closing quote and the delimiter.
        var goesOnAfterQuote: Bool
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let delimiter: UInt8
    /// The byte that ends a record: line feed, or carriage return in files that use it alone.
    let terminator: UInt8
    /// Where the next field begins.
    var position: Int

    private static let quote: UInt8 = 34
    private static let carriageReturn: UInt8 = 13

    init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, terminator: UInt8, at position: Int = 0) {
        self.bytes = bytes
        self.delimiter = delimiter
        self.terminator = terminator
        self.position = position
    }

    /// Steps over an empty line, where there is one at `position`.
    @inline(__always)
    mutating func skipEmptyLine() -> Bool {
        var i = position
        if i < bytes.count, bytes[i] == Self.carriageReturn, terminator != Self.carriageReturn { i += 1 }
        guard i < bytes.count ? bytes[i] == terminator : i > position else { return false }
        position = min(i + 1, bytes.count)
        return true
    }

    /// Reads the field at `position` and steps behind what ends it.
    ///
    /// - Complexity: O(length of the field).
    @inline(__always)
    mutating func next() -> Field {
        let start = position
        if start < bytes.count, bytes[start] == Self.quote { return quoted(from: start) }
        return plain(from: start, contentFrom: start)
    }

    /// Reads up to the delimiter, the end of the record or of the file.
    @inline(__always)
    private mutating func plain(from start: Int, contentFrom contentStart: Int) -> Field {
        let end = bytes.count
        var i = start
        while i < end, bytes[i] != delimiter, bytes[i] != terminator { i += 1 }
        if i < end, bytes[i] == delimiter {
            position = i + 1
            return field(contentStart..<i, ending: .delimiter)
        }
        position = min(i + 1, end)
        var contentEnd = i
        if contentEnd > start, bytes[contentEnd - 1] == Self.carriageReturn { contentEnd -= 1 }
        return field(contentStart..<contentEnd, ending: i < end ? .record : .file)
    }

    private mutating func quoted(from start: Int) -> Field {
        let end = bytes.count
        var i = start + 1
        var isEscaped = false
        var lineEnds = 0
        while true {
            while i < end, bytes[i] != Self.quote {
                if bytes[i] == terminator { lineEnds += 1 }
                i += 1
            }
            if i == end {
                position = end
                var open = field(start + 1..<end, ending: .unclosed)
                open.lineEnds = lineEnds
                return open
            }
            guard i + 1 < end, bytes[i + 1] == Self.quote else { break }
            isEscaped = true
            i += 2
        }
        let close = i
        var result = plain(from: close + 1, contentFrom: start)
        result.goesOnAfterQuote = result.range.upperBound > close + 1
        result.isEscaped = isEscaped || result.goesOnAfterQuote
        if !result.isEscaped { result.range = start + 1..<close }
        result.lineEnds = lineEnds
        return result
    }

    @inline(__always)
    private func field(_ range: Range<Int>, ending: Field.Ending) -> Field {
        Field(range: range, isEscaped: false, ending: ending, lineEnds: 0, goesOnAfterQuote: false)
    }
}

extension FieldScanner {
    /// Appends the text of `field` to `output`, without quotes.
    func append(_ field: Field, to output: inout [UInt8]) {
        guard field.isEscaped else {
            output.append(contentsOf: bytes[field.range])
            return
        }
        var i = field.range.lowerBound + 1
        let end = field.range.upperBound
        while i < end {
            if bytes[i] == Self.quote {
                i += 1
                guard i < end, bytes[i] == Self.quote else { break }
            }
            output.append(bytes[i])
            i += 1
        }
        output.append(contentsOf: bytes[i..<end])
    }

    func text(_ field: Field) -> String {
        guard field.isEscaped else {
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[field.range]), as: UTF8.self)
        }
        var output: [UInt8] = []
        append(field, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// The texts of the record at `position`, and steps behind it.
    mutating func record() -> [String] {
        var texts: [String] = []
        var ending = Field.Ending.delimiter
        while ending == .delimiter {
            let field = next()
            texts.append(text(field))
            ending = field.ending
        }
        return texts
    }
}
