internal import CScan

/// Text in the single-byte encoding of Western Windows.
enum WesternText {
    static let notice = "The text is not UTF-8: it is read as Windows-1252, which contains Latin-1."

    /// Whether the text has bytes beyond ASCII, none of which is UTF-8.
    static func isLikely(_ sample: SourceView, isWhole: Bool) -> Bool {
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
