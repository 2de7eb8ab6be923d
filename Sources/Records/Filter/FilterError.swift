/// What is wrong with a filter, and where.
public struct FilterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The filter as it was written.
    public let text: String
    /// One sentence.
    public let message: String
    /// Where the token begins in `text`, in characters.
    public let offset: Int
    /// How many characters it has; at least 1, also at the end of the text.
    public let length: Int
    /// What to write in the token's place.
    public let suggestion: String?

    public init(text: String, message: String, offset: Int, length: Int, suggestion: String? = nil) {
        self.text = text
        self.message = message
        self.offset = offset
        self.length = length
        self.suggestion = suggestion
    }

    /// The message, then "Did you mean …?" where something may have been meant.
    public var sentence: String {
        let message = message.count > Self.longest ? message.prefix(Self.longest) + "…" : message
        guard let suggestion, suggestion.count <= Self.longest else { return message }
        return "\(message) Did you mean '\(suggestion)'?"
    }

    private static let longest = 300

    /// Characters of a filter that are shown on a line, most of them before the place.
    private static let most = 160
    private static let before = 100

    /// Three lines: the filter (controls as dots; of a long one what stands around the place), carets under the token, the
    /// sentence.
    public var description: String { "\(marked)\n\(sentence)" }

    /// The first two of these lines.
    public var marked: String {
        let whole = text.map { $0.unicodeScalars.contains(where: isControl) ? "·" : $0 }
        var (shown, place) = (String(whole), offset)
        if whole.count > Self.most {
            let start = max(0, min(offset - Self.before, whole.count - Self.most))
            let end = min(whole.count, start + Self.most)
            place = offset - start + (start > 0 ? 1 : 0)
            shown = (start > 0 ? "…" : "") + String(whole[start..<end]) + (end < whole.count ? "…" : "")
        }
        let carets =
            String(repeating: " ", count: place)
            + String(repeating: "^", count: max(1, min(length, shown.count - place)))
        return "\(shown)\n\(carets)"
    }

    /// Whether a scalar would move the cursor or turn the text round.
    private func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl
        }
    }
}

/// A filter's text, and the way from a place in it to an error.
struct FilterSource: Sendable {
    let text: String
    let scalars: [Unicode.Scalar]

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    /// - Parameter place: in Unicode scalars, as the tokens are.
    func error(_ message: String, at place: Range<Int>, suggestion: String? = nil) -> FilterError {
        var offset = 0
        var end = 0
        var position = 0
        for (index, character) in text.enumerated() {
            if position <= place.lowerBound { offset = index }
            if position < place.upperBound { end = index + 1 }
            position += character.unicodeScalars.count
        }
        if place.lowerBound >= position { offset = text.count }
        return FilterError(
            text: text, message: message, offset: offset, length: max(1, end - offset), suggestion: suggestion)
    }

    subscript(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range])
        return String(text)
    }
}
