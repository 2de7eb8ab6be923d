// As a project keeps it: what is as it always was is left out, so that projects of earlier versions read and write the same.
extension Dialect {
    private enum CodingKeys: String, CodingKey {
        case delimiter, hasHeader, quoting, skipsBlanks, comment, hasRowNames
        case keepsFullComments, skippedLines, isHeaderCommented, isLenient, headerRows, keepsInnerQuotes, delimiterText,
            commentText
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        delimiter = try values.decode(UInt8.self, forKey: .delimiter)
        hasHeader = try values.decode(Bool.self, forKey: .hasHeader)
        quoting = try values.decode(Quoting.self, forKey: .quoting)
        skipsBlanks = try values.decode(Bool.self, forKey: .skipsBlanks)
        comment = try values.decodeIfPresent(UInt8.self, forKey: .comment)
        hasRowNames = try values.decode(Bool.self, forKey: .hasRowNames)
        keepsFullComments = try values.decodeIfPresent(Bool.self, forKey: .keepsFullComments) ?? false
        skippedLines = try values.decodeIfPresent(Int.self, forKey: .skippedLines) ?? 0
        isHeaderCommented = try values.decodeIfPresent(Bool.self, forKey: .isHeaderCommented) ?? false
        isLenient = try values.decodeIfPresent(Bool.self, forKey: .isLenient) ?? false
        headerRows = max(1, try values.decodeIfPresent(Int.self, forKey: .headerRows) ?? 1)
        keepsInnerQuotes = try values.decodeIfPresent(Bool.self, forKey: .keepsInnerQuotes) ?? false
        delimiterText = try values.decodeIfPresent(String.self, forKey: .delimiterText)
        commentText = try values.decodeIfPresent(String.self, forKey: .commentText)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(delimiter, forKey: .delimiter)
        try values.encode(hasHeader, forKey: .hasHeader)
        try values.encode(quoting, forKey: .quoting)
        try values.encode(skipsBlanks, forKey: .skipsBlanks)
        try values.encodeIfPresent(comment, forKey: .comment)
        try values.encode(hasRowNames, forKey: .hasRowNames)
        if keepsFullComments { try values.encode(true, forKey: .keepsFullComments) }
        if skippedLines > 0 { try values.encode(skippedLines, forKey: .skippedLines) }
        if isHeaderCommented { try values.encode(true, forKey: .isHeaderCommented) }
        if isLenient { try values.encode(true, forKey: .isLenient) }
        try values.encodeIfPresent(delimiterText, forKey: .delimiterText)
        try values.encodeIfPresent(commentText, forKey: .commentText)
        if headerRows > 1 { try values.encode(headerRows, forKey: .headerRows) }
        if keepsInnerQuotes { try values.encode(true, forKey: .keepsInnerQuotes) }
    }
}
