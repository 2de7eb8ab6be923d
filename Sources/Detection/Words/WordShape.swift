/// What a listed word looks like undressed: lower-case letters without repetition, and how often each is repeated.
struct WordShape: Hashable {
    private(set) var letters: [Unicode.Scalar] = []
    private(set) var repeats: [Int] = []

    /// Nil where no letter is among the scalars.
    init?(_ word: String) {
        let visible = word.unicodeScalars.filter { !WordShape.isIgnorable($0) }
        guard visible.contains(where: WordShape.isLetter) else { return nil }
        for scalar in visible {
            let letter = WordShape.letter(scalar)
            if letter == letters.last {
                repeats[repeats.count - 1] += 1
            } else {
                letters.append(letter)
                repeats.append(1)
            }
        }
    }

    /// Whether the scalars are this word, as it is or with letters stretched to three or more.
    ///
    /// - Complexity: O(scalars), and for most words one comparison; nothing is allocated.
    func isSpelled(by scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        var index = scalars.startIndex
        for position in letters.indices {
            var count = 0
            while index < scalars.endIndex {
                let scalar = scalars[index]
                if WordShape.isIgnorable(scalar) {
                    index += 1
                } else if WordShape.letter(scalar) == letters[position] {
                    index += 1
                    count += 1
                } else {
                    break
                }
            }
            guard count == repeats[position] || count >= max(3, repeats[position]) else { return false }
        }
        return index == scalars.endIndex && scalars.contains(where: WordShape.isLetter)
    }

    /// The letter that a scalar stands for, lower-case.
    static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "a"..."z": return scalar
        case "A"..."Z": return Unicode.Scalar(UInt8(scalar.value) | 0x20)
        case "0": return "o"
        case "1": return "i"
        case "3": return "e"
        case "4", "@": return "a"
        case "5", "$": return "s"
        default: return scalar.isASCII ? scalar : scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        }
    }

    /// A letter itself, not a sign that stands for one.
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z": true
        default: !scalar.isASCII && scalar.properties.isAlphabetic && !isIgnorable(scalar)
        }
    }

    /// Whether a scalar is only there to hide a word: combining marks, soft hyphens, zero-width characters.
    static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return true
        default: return false
        }
    }
}
