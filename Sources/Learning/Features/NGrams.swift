import Records

/// Counts the hashed n-grams of a text. Stateless: the buckets of a text depend on it and the recipe alone.
///
/// A word is a run of letters, marks and digits, lower-cased scalar by scalar; where the recipe says so, every character of a
/// script without blanks is one. Hash: FNV-1a over scalars (Fowler, Noll,
/// Vo 1991) with the finaliser of SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195); its top bits are
/// the bucket.
struct NGrams {
    private let recipe: FeatureRecipe.Text
    private let shift: UInt64
    /// " the folded words ", a blank at either end of each word.
    private var folded: [UInt32] = []
    private var words: [UInt64] = []
    private var hits: [UInt32] = []

    init(_ recipe: FeatureRecipe.Text) {
        self.recipe = recipe
        shift = UInt64(64 - recipe.bits)
    }

    /// Calls `body` with the buckets of a text in UTF-8, ascending, and how often each is hit.
    ///
    /// - Complexity: O(m log m) for m n-grams.
    mutating func forEachCount(of text: UnsafeBufferPointer<UInt8>, _ body: (UInt32, Int) -> Void) {
        fold(text)
        hits.removeAll(keepingCapacity: true)
        hashWords()
        if let lengths = recipe.characters { hashCharacters(lengths) }
        hits.sort()
        var start = 0
        while start < hits.count {
            var end = start + 1
            while end < hits.count, hits[end] == hits[start] { end += 1 }
            body(hits[start], end - start)
            start = end
        }
    }

    private static let blank: UInt32 = 0x20
    private static let wordBasis: UInt64 = 0xcbf2_9ce4_8422_2325
    private static let characterBasis: UInt64 = 0x6c62_272e_07bb_0142
    private static let prime: UInt64 = 0x100_0000_01b3

    /// A letter or digit of ASCII in lower case; 0 for anything else.
    private static let ascii: [UInt32] = (0..<128).map { (code: UInt32) in
        switch code {
        case 0x30...0x39, 0x61...0x7a: code
        case 0x41...0x5a: code + 0x20
        default: 0
        }
    }

    private mutating func fold(_ text: UnsafeBufferPointer<UInt8>) {
        folded.removeAll(keepingCapacity: true)
        folded.append(Self.blank)
        guard text.allSatisfy({ $0 < 128 }) else { return foldScalars(String(decoding: text, as: UTF8.self)) }
        Self.ascii.withUnsafeBufferPointer { ascii in
            for byte in text { push(ascii[Int(byte)]) }
        }
        push(0)
    }

    private mutating func foldScalars(_ text: String) {
        for scalar in text.unicodeScalars {
            if scalar.value < 128 {
                push(Self.ascii[Int(scalar.value)])
            } else if recipe.unspaced == true, UnspacedScript.isWord(scalar) {
                push(0)
                push(scalar.value)
                push(0)
            } else if Self.belongsToWord(scalar) {
                for lower in scalar.properties.lowercaseMapping.unicodeScalars { push(lower.value) }
            } else {
                push(0)
            }
        }
        push(0)
    }

    /// Appends a scalar of a word, or for 0 one blank after it.
    private mutating func push(_ scalar: UInt32) {
        if scalar != 0 {
            folded.append(scalar)
        } else if folded[folded.count - 1] != Self.blank {
            folded.append(Self.blank)
        }
    }

    static func belongsToWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    private mutating func hashWords() {
        words.removeAll(keepingCapacity: true)
        var hash = Self.wordBasis
        for scalar in folded.dropFirst() {
            if scalar == Self.blank {
                words.append(hash)
                hash = Self.wordBasis
            } else {
                hash = (hash ^ UInt64(scalar)) &* Self.prime
            }
        }
        for start in words.indices {
            var gram = UInt64(0)
            for length in 1...recipe.words.high where start + length <= words.count {
                // Mixing between words tells "a b" from "b a".
                gram = Self.mixed(gram &+ words[start + length - 1])
                if length >= recipe.words.low { hits.append(UInt32(truncatingIfNeeded: gram >> shift)) }
            }
        }
    }

    /// n-grams within a word and the blanks around it.
    private mutating func hashCharacters(_ lengths: FeatureRecipe.Lengths) {
        for start in folded.indices {
            var hash = Self.characterBasis
            for length in 1...lengths.high where start + length <= folded.count {
                let scalar = folded[start + length - 1]
                hash = (hash ^ UInt64(scalar)) &* Self.prime
                if length >= lengths.low { hits.append(UInt32(truncatingIfNeeded: Self.mixed(hash) >> shift)) }
                if scalar == Self.blank, length > 1 { break }
            }
        }
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9e37_79b9_7f4a_7c15
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
