internal import CScan

/// Files that hold no records as text, known by what they begin with.
enum FileKind {
    private static let kinds: [(magic: [UInt8], name: String, next: String)] = [
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive or a spreadsheet", "Unpack it, or save the sheet as CSV (UTF-8)."),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old spreadsheet", "Save the sheet as CSV (UTF-8)."),
        (
            [0x53, 0x51, 0x4C, 0x69, 0x74, 0x65, 0x20], "an SQLite database",
            "Export the table as CSV: sqlite3 -csv -header"
        ),
        ([0x42, 0x5A, 0x68], "compressed with bzip2", "Unpack it first: bunzip2 --keep"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz", "Unpack it first: xz --decompress --keep"),
        ([0x25, 0x50, 0x44, 0x46], "a PDF", "Name a file of records."),
        ([0x7F, 0x45, 0x4C, 0x46], "a program", "Name a file of records."),
        ([0x80, 0x02], "a pickle", "Write the table as CSV or Parquet."),
        ([0x80, 0x04], "a pickle", "Write the table as CSV or Parquet."),
        ([0x80, 0x05], "a pickle", "Write the table as CSV or Parquet."),
    ]

    private static let fewZeros = 8

    /// Whether a sample is UTF-8 without a control character but NUL, and that between quotes or beside a letter.
    private static func isText(_ sample: SourceView) -> Bool {
        guard let base = sample.baseAddress else { return false }
        return scan_utf8(base, 0, sample.count, sample.count) >= sample.count - 3
            && sample.allSatisfy { $0 == 0 || $0 >= 32 && $0 != 127 || (9...13).contains($0) }
            && sample.count { $0 == 0 } * 2 < sample.count && keepsZerosInTexts(sample)
    }

    private static func keepsZerosInTexts(_ sample: SourceView) -> Bool {
        func isWord(_ place: Int) -> Bool {
            guard sample.indices.contains(place) else { return false }
            let byte = sample[place]
            return byte >= 128 || (48...57).contains(byte) || (65...90).contains(byte)
                || (97...122).contains(byte)
        }
        var isQuoted = false
        for (place, byte) in sample.enumerated() {
            if byte == 34 { isQuoted.toggle() }
            if byte == 0, !isQuoted, !isWord(place - 1), !isWord(place + 1) { return false }
        }
        return true
    }

    /// - Throws: `Refusal` (65) for an empty file, and for one that holds no text.
    ///
    /// - Parameter delimiter: what somebody said separates fields.
    static func check(_ sample: SourceView, fileName: String, delimiter: UInt8? = nil) throws {
        if sample.isEmpty {
            throw Refusal(
                .badData, "'\(fileName)' is empty.", next: "Name a file with a header line and at least one record.")
        }
        if let known = kinds.first(where: { sample.starts(with: $0.magic) }) {
            throw Refusal(.badData, "'\(fileName)' is \(known.name), not a table of records.", next: known.next)
        }
        if sample.starts(with: NpyHeader.magic) { return }
        // A few NUL bytes happen; a hundredth of them is no text, unless they are very few and all else is one.
        let zeros = sample.count { $0 == 0 }
        guard zeros * 100 < sample.count || zeros <= fewZeros && isText(sample) else {
            let offset = sample.firstIndex(of: 0) ?? 0
            let line = sample[..<offset].count { $0 == 10 } + 1
            throw Refusal(
                .badData, "'\(fileName)' is not a text: line \(line) holds the byte 0x00, and \(zeros) more do.",
                next: "If it is a text in another encoding, say which: --encoding utf16le")
        }
        // Of random bytes a tenth are control characters; tab, line ends, form feed and escape occur in texts, and some
        // separate fields.
        let controls = sample.count { $0 < 32 && !(9...13).contains($0) && ![1, 27, 31, delimiter].contains($0) }
        guard controls * 20 < sample.count || controls == zeros else {
            throw Refusal(
                .badData,
                "'\(fileName)' is not a text: \(controls) of its first \(sample.count) bytes are control characters.",
                next: "Name a file of records.")
        }
    }
}
