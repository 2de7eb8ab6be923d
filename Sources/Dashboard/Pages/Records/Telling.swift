import Canvas
import Records

/// What stands out in a text: searches, and texts that detectors found.
struct Telling: Sendable {
    var searches: [RecordSearch] = []
    var texts: [String] = []

    /// The columns that it covers in a text as it is shown.
    ///
    /// - Complexity: O(|text| × what is looked for).
    func places(in shown: DisplayText) -> [Range<Int>] {
        if searches.isEmpty, texts.isEmpty { return [] }
        let string = shown.string
        let bytes = string.utf8
        var found: [Range<String.Index>] = searches.flatMap { search in
            search.ranges(in: string).map { range in
                bytes.index(
                    bytes.startIndex, offsetBy: range.lowerBound)..<bytes.index(
                        bytes.startIndex, offsetBy: range.upperBound)
            }
        }
        for text in texts {
            var rest = string[...]
            while let range = rest.firstRange(of: text) {
                found.append(range)
                rest = rest[range.upperBound...]
            }
        }
        return found.filter { !$0.isEmpty }.map { range in
            let before = DisplayText(String(string[..<range.lowerBound])).columns
            return before..<(before + DisplayText(String(string[range])).columns)
        }
    }
}

/// The words that a filter looks for in texts: bare ones, and those after `~`; not those that it leaves out.
enum FilterWords {
    static func searches(in filter: String) -> [RecordSearch] { words(in: filter).compactMap { try? RecordSearch($0) } }

    /// ```swift
    /// FilterWords.words(in: "sex=Female fool comment~/idiots?/ -rude text~\"two words\"")
    /// // ["fool", "/idiots?/", "two words"]
    /// ```
    static func words(in filter: String) -> [String] {
        pieces(of: filter).compactMap { piece in
            if piece.hasPrefix("-") || piece == "or" || piece == "and" { return nil }
            let value: Substring
            if let mark = piece.firstIndex(of: "~"), !piece.hasPrefix("\"") || piece[..<mark].hasSuffix("\"") {
                if piece[..<mark].hasSuffix("!") { return nil }
                value = piece[piece.index(after: mark)...]
            } else if piece.contains(where: { "=<>:".contains($0) }), !piece.hasPrefix("\"") {
                return nil
            } else {
                value = piece[...]
            }
            let word =
                value.count > 1 && value.hasPrefix("\"") && value.hasSuffix("\"") ? value.dropFirst().dropLast() : value
            return word.isEmpty ? nil : String(word)
        }
    }

    /// What stands between spaces and parentheses, quotes and regular expressions being one piece.
    static func pieces(of filter: String) -> [String] {
        var pieces = [""]
        var closing: Character?
        var last: Character = " "
        for character in filter {
            if let end = closing {
                pieces[pieces.count - 1].append(character)
                if character == end, last != "\\" { closing = nil }
            } else if character == " " || character == "(" || character == ")" {
                pieces.append("")
            } else {
                if character == "\"" { closing = "\"" }
                if character == "/", last == "~" { closing = "/" }
                pieces[pieces.count - 1].append(character)
            }
            last = character
        }
        return pieces.filter { !$0.isEmpty }
    }
}
