internal import CScan

/// Which format a text is in.
enum FormatSniffing {
    static func format(
        of sample: SourceView, isWhole: Bool, fileName: String, choice: ReadingChoice, unpacked: Unpacking
    ) throws -> (format: any RecordFormat, reading: Reading, notices: [String]) {
        var encoding = unpacked.encoding
        var notices: [String] = []
        if choice.encoding == nil, isWestern(sample, isWhole: isWhole) { encoding = .windows1252 }
        if choice.encoding == nil, encoding == .windows1252 {
            notices.append("The text is not UTF-8: it is read as Windows-1252, which contains Latin-1.")
        }
        let sniffed = try DelimitedFormat.sniffed(
            sample, isWhole: isWhole, fileName: fileName, encoding: encoding, choice: choice)
        let reading = Reading(
            format: .delimited, compression: unpacked.compression, encoding: encoding, dialect: sniffed.format.dialect)
        return (sniffed.format, reading, notices + sniffed.notices)
    }

    /// Whether the text has bytes beyond ASCII, none of which is UTF-8.
    private static func isWestern(_ sample: SourceView, isWhole: Bool) -> Bool {
        guard let base = sample.baseAddress, !scan_is_ascii(base, 0, sample.count) else { return false }
        var position = 0
        var broken = 0
        while position < sample.count {
            let valid = scan_utf8(base, position, sample.count, sample.count)
            let end = min(sample.count, position + valid)
            if !scan_is_ascii(base, position, end) { return false }
            position = end
            if position < sample.count {
                // The sample's end may cut a character.
                if isWhole || position < sample.count - 3 { broken += 1 }
                position += 1
            }
        }
        return broken > 0
    }
}
