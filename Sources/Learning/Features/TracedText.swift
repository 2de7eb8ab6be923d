import Records

/// The way back through the hash: which words of a text, or of many, lie behind a bucket.
///
/// What an n-gram hashes to depends on its words alone, so each is hashed by itself, as a text of one; those of characters
/// never cross a blank, and are told by the word they are in.
public struct TracedText: Sendable {
    /// Words that stand side by side, and what they hash to.
    public struct Gram: Hashable, Sendable {
        /// As they are written in the text, in bytes of its UTF-8.
        public let span: Range<Int>
        /// As they are hashed: in lower case, with one blank between them.
        public let words: String
        /// Whether only runs of its characters fall into the bucket.
        public let isPartly: Bool
    }

    /// What of the text lies in each bucket: more than one where words collide, or are repeated.
    public let grams: [UInt32: [Gram]]

    /// - Complexity: O(words · lengths).
    public init(_ text: String, recipe: FeatureRecipe.Text) {
        var grams: [UInt32: [Gram]] = [:]
        let utf8 = Array(text.utf8)
        let words = Self.words(of: text, recipe)
        func add(_ recipe: FeatureRecipe.Text, _ run: ArraySlice<Word>, isPartly: Bool) {
            guard let first = run.first, let last = run.last else { return }
            let span = first.span.lowerBound..<last.span.upperBound
            let gram = Gram(span: span, words: run.map(\.folded).joined(separator: " "), isPartly: isPartly)
            var hash = NGrams(recipe)
            utf8[span].withUnsafeBufferPointer { bytes in
                hash.forEachCount(of: bytes) { bucket, _ in grams[bucket, default: []].append(gram) }
            }
        }
        for length in recipe.words.low...recipe.words.high where length <= words.count {
            var one = recipe
            (one.words, one.characters) = (.init(length, length), nil)
            for start in 0...(words.count - length) { add(one, words[start..<start + length], isPartly: false) }
        }
        if let characters = recipe.characters {
            var one = recipe
            // Two words, of which there are none: characters alone.
            (one.words, one.characters) = (.init(2, 2), characters)
            for place in words.indices { add(one, words[place...place], isPartly: true) }
        }
        self.grams = grams
    }

    private struct Word {
        var span: Range<Int>
        var folded: String
    }

    /// The words as `NGrams` parts them.
    private static func words(of text: String, _ recipe: FeatureRecipe.Text) -> [Word] {
        var words: [Word] = []
        var (start, folded, place) = (0, String.UnicodeScalarView(), 0)
        func end() {
            guard !folded.isEmpty else { return }
            words.append(Word(span: start..<place, folded: String(folded)))
            folded = .init()
        }
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if recipe.unspaced == true, scalar.value >= 128, UnspacedScript.isWord(scalar) {
                end()
                words.append(Word(span: place..<place + width, folded: String(scalar)))
            } else if NGrams.belongsToWord(scalar) {
                if folded.isEmpty { start = place }
                folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            } else {
                end()
            }
            place += width
        }
        end()
        return words
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x10000 ? 3 : 4
    }
}
