/// The runs of scalars in a text that may spell a word: letters, digits, and the signs that stand for letters.
struct WordRuns: Sequence, IteratorProtocol {
    struct Run {
        let scalars: ArraySlice<Unicode.Scalar>
        /// UTF-8 offsets in the text.
        let span: Range<Int>

        /// Without the signs at either end, which may be a mention, a price or an address; nil where there are none.
        var trimmed: Run? {
            let inner = scalars.drop(while: Run.isSign)
            let before = scalars.count - inner.count
            let after = inner.reversed().prefix(while: Run.isSign).count
            if before + after == 0 { return nil }
            // Signs are ASCII: a byte each.
            return Run(
                scalars: inner.dropLast(after), span: span.lowerBound + before..<span.upperBound - after)
        }

        private static func isSign(_ scalar: Unicode.Scalar) -> Bool { scalar == "@" || scalar == "$" }
    }

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var offset = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func next() -> Run? {
        while position < scalars.count, !isPart(scalars[position]) || WordShape.isIgnorable(scalars[position]) {
            advance()
        }
        let (start, startOffset) = (position, offset)
        while position < scalars.count, isPart(scalars[position]) { advance() }
        return start == position ? nil : Run(scalars: scalars[start..<position], span: startOffset..<offset)
    }

    private mutating func advance() {
        offset += UTF8.width(scalars[position])
        position += 1
    }

    private func isPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "@", "$": return true
        default: break
        }
        if scalar.isASCII { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || WordShape.isIgnorable(scalar)
    }
}
