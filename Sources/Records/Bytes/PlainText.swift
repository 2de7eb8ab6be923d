/// Checks that bytes are UTF-8 text, and says what they may be instead.
enum PlainText {
    /// - Throws: `Refusal` (65) naming line, column and byte of the first byte that is not UTF-8, and how to convert.
    /// - Complexity: O(bytes).
    static func check(_ bytes: UnsafeBufferPointer<UInt8>, fileName: String) throws {
        if let known = formats.first(where: { bytes.starts(with: $0.magic) }) {
            throw Refusal(.badData, "'\(fileName)' is \(known.name), not a delimited text.", next: known.next)
        }
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            let place = position(of: offset, in: bytes)
            throw Refusal(
                .badData,
                "'\(fileName)' is not UTF-8: line \(place.line), column \(place.column) holds the byte "
                    + "0x\(hexadecimal(bytes[offset])).",
                next: "Convert it first: iconv -f WINDOWS-1252 -t UTF-8 '\(fileName)' > utf8.csv")
        }
        if let offset = bytes.firstIndex(of: 0) {
            let place = position(of: offset, in: bytes)
            throw Refusal(
                .badData,
                "'\(fileName)' is not a text: line \(place.line), column \(place.column) holds the byte 0x00.",
                next: "Convert it first if it is UTF-16: iconv -f UTF-16LE -t UTF-8 '\(fileName)' > utf8.csv")
        }
    }

    /// What files that are no text begin with, and how to make a text of them.
    private static let formats: [(magic: [UInt8], name: String, next: String)] = [
        ([0x1F, 0x8B], "compressed with gzip", "Unpack it first: gunzip --keep"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd", "Unpack it first: zstd -d"),
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive or a spreadsheet", "Unpack it, or save the sheet as CSV (UTF-8)."),
        ([0x50, 0x41, 0x52, 0x31], "a Parquet file", "Convert it to CSV first, for instance with duckdb."),
        ([0xFF, 0xFE], "UTF-16", "Convert it first: iconv -f UTF-16 -t UTF-8"),
        ([0xFE, 0xFF], "UTF-16", "Convert it first: iconv -f UTF-16 -t UTF-8"),
    ]

    /// The 1-based line of a byte, and its 1-based character within that line.
    private static func position(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int) {
        let before = bytes[..<offset]
        let lineStart = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
        let line = before.reduce(into: 1) { line, byte in if byte == 10 { line += 1 } }
        let characters = before[lineStart...].reduce(into: 1) { count, byte in if byte & 0xC0 != 0x80 { count += 1 } }
        return (line, characters)
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }
}
