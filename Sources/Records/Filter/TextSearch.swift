/// Looks for a text in other texts, in either case, exactly as `Pattern(containing:)` does, but faster where it can.
///
/// Case is Unicode's simple folding. An ASCII letter then has no other forms than its two cases, but for `k` (also U+212A,
/// the kelvin sign) and `s` (also U+017F, the long s). So an ASCII needle is scanned for as bytes, and only texts that
/// hold one of those two, or needles that are not ASCII, are left to the pattern.
struct TextSearch: Sendable {
    private let pattern: Pattern
    private let scan: LiteralScan?
    /// Whether the needle has letters that a scan for ASCII may miss.
    private let hasOtherForms: Bool
    /// Whether a text of ASCII alone can't hold the needle.
    private let needsMoreThanASCII: Bool

    /// - Throws: `PatternError` where the needle is too long for a pattern.
    init(_ needle: String) throws(PatternError) {
        pattern = try Pattern(containing: needle)
        let bytes = Array(needle.utf8)
        let isASCII = bytes.allSatisfy { $0 < 128 }
        scan = isASCII && !bytes.isEmpty ? LiteralScan(bytes) : nil
        hasOtherForms = bytes.contains { "kKsS".utf8.contains($0) }
        needsMoreThanASCII = needle.unicodeScalars.contains { scalar in
            scalar.value >= 128 && scalar != "\u{212A}" && scalar != "\u{17F}"
        }
    }

    /// What one thread searches with.
    func searcher() -> Searcher { Searcher(search: self, matcher: pattern.matcher()) }

    struct Searcher {
        private let search: TextSearch
        private let matcher: Pattern.Matcher

        fileprivate init(search: TextSearch, matcher: Pattern.Matcher) {
            self.search = search
            self.matcher = matcher
        }

        /// - Parameter text: UTF-8.
        func isFound(in text: UnsafeBufferPointer<UInt8>) throws(PatternError) -> Bool {
            if let scan = search.scan {
                if scan.isFound(in: text) { return true }
                guard search.hasOtherForms, TextSearch.hasOtherForms(text) else { return false }
            } else if search.needsMoreThanASCII, TextSearch.isASCII(text) {
                return false
            }
            return try matcher.isFound(in: text)
        }
    }

    private static func isASCII(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        guard let base = UnsafeRawPointer(text.baseAddress) else { return true }
        while place + 8 <= text.count {
            let word = base.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if word & 0x8080_8080_8080_8080 != 0 { return false }
            place += 8
        }
        return text[place...].allSatisfy { $0 < 128 }
    }

    /// Whether U+017F (C5 BF) or U+212A (E2 84 AA) may be in the text.
    private static func hasOtherForms(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if isASCII(text) { return false }
        var before: UInt8 = 0
        for byte in text {
            if before == 0xC5 && byte == 0xBF || before == 0x84 && byte == 0xAA { return true }
            before = byte
        }
        return false
    }
}
