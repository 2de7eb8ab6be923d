/// Text with a character between fields: what is left when nothing else is recognised.
struct DelimitedKind: FormatKind {
    let id = FileFormat.delimited.rawValue
    let title = "delimited"
    let phrase = "delimited text"
    let options: FormatOptions = [.text, .dialect]
    let notJoined: (what: String, next: String)? = nil

    func open(_ sample: FormatSample) throws -> FoundFormat {
        var encoding = sample.encoding
        var notices: [String] = []
        if sample.isWestern {
            encoding = .windows1252
            notices.append(WesternText.notice)
        }
        let sniffed = try DelimitedFormat.sniffed(
            sample.bytes, isWhole: sample.isWhole, fileName: sample.fileName,
            encoding: encoding == .windows1252 ? encoding : .utf8, choice: sample.choice)
        var found = FoundFormat(sniffed.format)
        found.encoding = encoding
        found.dialect = sniffed.format.dialect
        found.notices = notices + sniffed.notices
        return found
    }
}

extension FileFormat {
    public static let delimited = FileFormat("delimited")
}

extension FormatSample {
    /// Whether it is Windows-1252, though nobody said so.
    var isWestern: Bool {
        choice.encoding == nil && encoding == .utf8 && WesternText.isLikely(bytes, isWhole: isWhole)
    }
}
