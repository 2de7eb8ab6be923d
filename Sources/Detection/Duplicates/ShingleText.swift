internal import Foundation
internal import Records

/// A text as it is compared: lower-case words with one blank between. Case, punctuation and spacing make no difference.
///
/// A word is a run of letters, marks, digits and underscores. A text without any (emoji, "!!!") is compared by its signs, a
/// word each run between blanks.
struct ShingleText {
    /// Scalars; 0x20 between words, none at the ends.
    private(set) var scalars: [UInt32] = []
    /// Whether the text had signs alone.
    private(set) var isSigns = false

    static let blank: UInt32 = 0x20

    /// - Complexity: O(bytes).
    mutating func fold(_ text: UnsafeBufferPointer<UInt8>) {
        scalars.removeAll(keepingCapacity: true)
        isSigns = false
        if text.allSatisfy({ $0 < 128 }) {
            foldASCII(text)
        } else {
            foldScalars(Self.composed(String(decoding: text, as: UTF8.self)))
        }
        trim()
        if scalars.isEmpty, !text.isEmpty { keepSigns(String(decoding: text, as: UTF8.self)) }
    }

    private mutating func foldASCII(_ text: UnsafeBufferPointer<UInt8>) {
        scalars.reserveCapacity(text.count)
        Self.plain.withUnsafeBufferPointer { plain in
            var wasBlank = true
            for byte in text {
                let folded = plain[Int(byte)]
                let isBlank = folded == Self.blank
                if !(isBlank && wasBlank) { scalars.append(folded) }
                wasBlank = isBlank
            }
        }
    }

    private mutating func foldScalars(_ text: String) {
        for scalar in text.unicodeScalars {
            if scalar.value < UInt32(Self.plain.count) {
                let folded = Self.plain[Int(scalar.value)]
                if folded != 0 { push(folded) } else { pushLower(scalar) }
            } else {
                pushLower(scalar)
            }
        }
    }

    private mutating func pushLower(_ scalar: Unicode.Scalar) {
        guard Self.belongsToWord(scalar) else { return push(Self.blank) }
        for lower in scalar.properties.lowercaseMapping.unicodeScalars {
            push(lower.value == 0x3C2 ? 0x3C3 : lower.value)
        }
    }

    private mutating func push(_ scalar: UInt32) {
        if scalar != Self.blank || (scalars.last ?? Self.blank) != Self.blank { scalars.append(scalar) }
    }

    private mutating func trim() {
        if scalars.last == Self.blank { scalars.removeLast() }
    }

    private mutating func keepSigns(_ text: String) {
        isSigns = true
        for scalar in text.unicodeScalars {
            push(scalar.properties.isWhitespace || scalar.value < 0x20 ? Self.blank : scalar.value)
        }
        trim()
    }

    /// What a scalar below 0x3000 is folded to, where that is one scalar; 0 where it is not.
    private static let plain: [UInt32] = (0..<0x3000).map { code in
        guard let scalar = Unicode.Scalar(UInt32(code)), belongsToWord(scalar) else { return blank }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        guard lower.count == 1, let first = lower.first else { return 0 }
        // A sigma is one letter, at the end of a word too.
        return first.value == 0x3C2 ? 0x3C3 : first.value
    }

    /// Letters, marks, digits and the underscore.
    static func belongsToWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
            true
        default: scalar == "_"
        }
    }

    /// Accents that stand behind their letters are put into them, so that both spellings are one.
    private static func composed(_ text: String) -> String {
        text.unicodeScalars.contains { (0x300...0x36F).contains($0.value) }
            ? text.precomposedStringWithCanonicalMapping : text
    }
}
