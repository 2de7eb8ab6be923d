/// Bytes that no text in UTF-8 has, in place of characters that separate fields or begin comments and are more than one
/// byte: `¦`, `§`, a full-width comma. What splits a text into records looks at single bytes.
struct StandIns: Sendable {
    static let delimiter: UInt8 = 0xFF
    static let comment: UInt8 = 0xFE

    /// The text without them.
    let text: SourceText
    private let pairs: [(bytes: [UInt8], byte: UInt8)]

    /// - Parameters:
    ///   - delimiter: what separates fields; nil where it is a byte anyway.
    ///   - comment: what begins a comment, so.
    init(_ text: SourceText, delimiter: String?, comment: String?) {
        self.text = text
        pairs = [(delimiter, Self.delimiter), (comment, Self.comment)].compactMap { text, byte in
            text.map { (Array($0.utf8), byte) }
        }
    }

    /// The text with them.
    func makeStream(_ fileName: String) -> any ByteStream { Stream(standIns: self, fileName: fileName) }

    /// Which character begins at `i`; where it goes on behind `count`, nothing is known yet.
    @inline(__always)
    private func match(_ view: SourceView, _ i: Int) -> (byte: UInt8, length: Int, isCut: Bool)? {
        for pair in pairs where view[i] == pair.bytes[0] {
            let count = min(pair.bytes.count, view.count - i)
            if view[i..<i + count].elementsEqual(pair.bytes[..<count]) {
                return (pair.byte, pair.bytes.count, count < pair.bytes.count)
            }
        }
        return nil
    }

    /// Where `ranges` of the text with them, which ascend, are in that without.
    ///
    /// - Complexity: O(bytes), one walk.
    func ranges(_ ranges: [Range<Int>]) -> [Range<Int>] {
        let view = text.view
        var (offset, position) = (0, 0)
        func place(of end: Int) -> Int {
            while offset < end, position < view.count {
                position += match(view, position).map { $0.isCut ? 1 : $0.length } ?? 1
                offset += 1
            }
            return position
        }
        return ranges.map { range in
            let start = place(of: range.lowerBound)
            return start..<place(of: range.upperBound)
        }
    }

    private struct Stream: ByteStream {
        let standIns: StandIns
        let fileName: String
        private var position = 0

        init(standIns: StandIns, fileName: String) {
            self.standIns = standIns
            self.fileName = fileName
        }

        mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            let text = standIns.text
            var count = 0
            while count == 0 {
                // What a character at the end is shows with the bytes that follow.
                while !text.isComplete, text.view.count < position + buffer.count + 4 {
                    try text.extend(by: max(buffer.count, Source.sampleBytes))
                }
                let view = text.view
                if position == view.count { return 0 }
                while count < buffer.count, position < view.count {
                    let byte = view[position]
                    guard byte >= 0x80 else {
                        buffer[count] = byte
                        position += 1
                        count += 1
                        continue
                    }
                    let found = standIns.match(view, position)
                    if byte >= StandIns.comment {
                        throw Refusal(
                            .badData,
                            "'\(fileName)', line \(view[..<position].count { $0 == 10 } + 1), holds the byte 0x\(Hexadecimal.text([byte])), so it is not UTF-8.",
                            next: "Say in which encoding it is written: --encoding")
                    }
                    if let found, !found.isCut {
                        buffer[count] = found.byte
                        position += found.length
                    } else {
                        buffer[count] = byte
                        position += 1
                    }
                    count += 1
                }
            }
            return count
        }
    }
}

extension Dialect {
    /// Whether bytes stand in for what separates fields, or begins comments.
    var hasStandIns: Bool { delimiter == StandIns.delimiter || comment == StandIns.comment }

    /// Writes what stands in for a character as that, from `start` on.
    func restore(_ output: inout [UInt8], from start: Int) {
        guard hasStandIns, output[start...].contains(where: { $0 >= StandIns.comment }) else { return }
        let bytes = Array(output[start...])
        output.removeSubrange(start...)
        for byte in bytes {
            if byte == StandIns.delimiter, let delimiterText {
                output += Array(delimiterText.utf8)
            } else if byte == StandIns.comment, let commentText {
                output += Array(commentText.utf8)
            } else {
                output.append(byte)
            }
        }
    }
}

extension ReadingChoice {
    /// Whether a character of more than one byte separates fields, or begins comments.
    var needsStandIns: Bool { delimiterText != nil || commentText != nil }

    /// The same, with bytes for the characters that were said: their own in an encoding that has one byte for each, else
    /// such as stand in for them in a text of their own.
    ///
    /// - Throws: `Refusal` (64) for a character that the encoding has not.
    func standingIn(
        for text: SourceText, _ encoding: TextEncoding, isWestern: Bool, fileName: String
    ) throws -> (choice: ReadingChoice, text: SourceText, standIns: StandIns?) {
        var choice = self
        if encoding == .windows1252 || isWestern {
            func byte(_ text: String?) throws -> UInt8? {
                guard let text else { return nil }
                guard let bytes = Windows1252.bytes(of: Array(text.utf8)), bytes.count == 1 else {
                    throw Refusal(
                        .usage, "'\(fileName)' is Windows-1252, which has no '\(text)'.",
                        next: "Name another character, or the encoding that the file is in: --encoding")
                }
                return bytes[0]
            }
            choice.delimiter = try byte(delimiterText) ?? delimiter
            choice.comment = try byte(commentText) ?? comment
            return (choice, text, nil)
        }
        let standIns = StandIns(text, delimiter: delimiterText, comment: commentText)
        if delimiterText != nil { choice.delimiter = StandIns.delimiter }
        if commentText != nil { choice.comment = StandIns.comment }
        choice.encoding = encoding
        return (choice, try SourceText(standIns.makeStream(fileName), fileName: fileName), standIns)
    }
}
