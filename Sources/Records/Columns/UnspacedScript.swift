/// Scripts that are written without blanks between words, and signs that stand for themselves: in a text of them every
/// character is read as a word, and two as a pair, for runs between blanks are whole sentences.
public enum UnspacedScript {
    /// Whether a scalar is a word of its own: Chinese, Japanese, Thai, Lao, Khmer, Burmese, Tibetan, and emoji.
    public static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x0E00: false
        // Thai and Lao, Tibetan, Myanmar, Khmer.
        case 0x0E00...0x0EFF, 0x0F00...0x0FFF, 0x1000...0x109F, 0x1780...0x17FF: true
        // Hiragana, katakana, and their extensions.
        case 0x3041...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D, 0x1B000...0x1B16F: true
        // Ideographs.
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: scalar.properties.isEmojiPresentation || (scalar.properties.isEmoji && scalar.value > 0x2000)
        }
    }

    /// Whether a text, in UTF-8, holds any.
    ///
    /// - Complexity: O(bytes); ASCII is stepped over.
    public static func isFound(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        // All of them begin with a byte of 0xE0 or more.
        guard text.contains(where: { $0 >= 0xE0 }) else { return false }
        return String(decoding: text, as: UTF8.self).unicodeScalars.contains(where: isWord)
    }
}
