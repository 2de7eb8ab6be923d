/// The most that is read: what goes beyond is refused by its place, before it takes memory.
enum ReadingLimits {
    /// Bytes of a record; several copies of one are made to show it.
    static let record = 32 << 20
    /// Bytes of the first record, by which columns are told: as much as is looked at before anything else.
    static let firstRecord = Source.sampleBytes
    /// Columns of delimited text; to go through one means to go through every record.
    static let columns = 1 << 14
    /// Records of a file, whose numbers are kept in 32 bits.
    static let records = Int(Int32.max)

    /// "32 MiB".
    static func text(_ bytes: Int) -> String { bytes >= 1 << 30 ? "\(bytes >> 30) GiB" : "\(bytes >> 20) MiB" }
}

extension Refusal {
    /// Of a record that is longer than one may be; `open` names the field whose quote was not closed in so many bytes.
    static func tooLong(_ fileName: String, line: Int, open field: String? = nil) -> Refusal {
        let most = ReadingLimits.text(ReadingLimits.record)
        if let field {
            return Refusal(
                .badData,
                "'\(fileName)', line \(line): the quote that opens \(field) is not closed within \(most), the most that a "
                    + "record may take.",
                next:
                    "Close it, or double a quote that belongs to the text; if quotes mean nothing here: --quoting none"
            )
        }
        return Refusal(
            .badData, "'\(fileName)', line \(line): the record is longer than \(most), the most that is read.",
            next: "Take it out, or split it; a record ends where its line does.")
    }

    /// Of a first record that is longer than what is looked at.
    static func endlessStart(_ fileName: String, line: Int, open field: Int?) -> Refusal {
        let most = ReadingLimits.text(ReadingLimits.firstRecord)
        if let field {
            return Refusal(
                .badData,
                "'\(fileName)', line \(line): the quote that opens field \(field) is not closed within \(most), the most "
                    + "that the first record may take.",
                next:
                    "Close it, or double a quote that belongs to the text; if quotes mean nothing here: --quoting none"
            )
        }
        return Refusal(
            .badData,
            "'\(fileName)', line \(line): the first record is longer than \(most), so that its columns can't be told.",
            next: "Put a shorter line with the columns' names first, and end every record with a line end.")
    }

    /// Of more columns than a table may have.
    static func tooWide(_ fileName: String, line: Int, columns: Int) -> Refusal {
        Refusal(
            .badData,
            "'\(fileName)', line \(line): the first record has \(columns) fields, more than \(ReadingLimits.columns), the "
                + "most that a table may have.",
            next: "Keep fewer, as cut(1) does: cut -d, -f1-1000; many numbers a record go into a NumPy matrix: --beside"
        )
    }
}
