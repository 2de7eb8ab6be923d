extension DisplayText {
    /// What is cut and placed as one: a user-perceived character, and the columns it takes, 1 or 2.
    public struct Cluster: Hashable, Sendable {
        public let text: String
        public let width: Int
    }
}

extension DisplayText.Cluster {
    /// Cuts safe text into clusters and measures each.
    ///
    /// A character of more than two columns (a Devanagari syllable, a letter under an emoji modifier) is one cluster for
    /// each scalar that takes a column, as terminals place it.
    static func all(in safe: String) -> [Self] {
        var clusters: [Self] = []
        clusters.reserveCapacity(safe.utf8.count)
        for character in safe {
            let width = width(of: character)
            switch width {
            case 1...2: clusters.append(Self(text: String(character), width: width))
            case 0:
                // Nothing here has a column of its own (a lone vowel of Hangul): name it instead.
                for scalar in character.unicodeScalars {
                    clusters += VisibleForm.named(scalar).map { Self(text: String($0), width: 1) }
                }
            default: clusters += pieces(of: character)
            }
        }
        return clusters
    }

    private static func width(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        let base = ScalarTraits(scalars[scalars.startIndex])
        // An emoji with its modifiers, selectors and joined companions is as wide as the first of them.
        if base.isPictographic { return base.width }
        return scalars.reduce(0) { $0 + ScalarTraits($1).width }
    }

    private static func pieces(of character: Character) -> [Self] {
        var pieces: [(text: String.UnicodeScalarView, width: Int)] = []
        for scalar in character.unicodeScalars {
            let width = ScalarTraits(scalar).width
            if width > 0 || pieces.isEmpty { pieces.append(("".unicodeScalars, width)) }
            pieces[pieces.count - 1].text.append(scalar)
        }
        return pieces.map { Self(text: String($0.text), width: $0.width) }
    }
}
