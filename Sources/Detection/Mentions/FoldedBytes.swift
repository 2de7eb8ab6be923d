/// A text without case, every run of blanks as one, in UTF-8, and where each of its bytes came from.
struct FoldedBytes {
    private(set) var bytes: [UInt8] = []
    /// UTF-8 offsets in the text: where the scalar of each byte begins, and behind the last the text's end.
    private(set) var origins: [UInt32] = []
    /// Whether each byte is of a letter, mark, digit or underscore.
    private(set) var isWord: [Bool] = []

    /// - Complexity: O(bytes).
    mutating func fold(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.removeAll(keepingCapacity: true)
        origins.removeAll(keepingCapacity: true)
        isWord.removeAll(keepingCapacity: true)
        if text.allSatisfy({ $0 < 128 }) {
            for (offset, byte) in text.enumerated() { pushASCII(byte, at: UInt32(offset)) }
        } else {
            var offset: UInt32 = 0
            for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
                push(scalar, at: offset)
                offset += UInt32(UTF8.width(scalar))
            }
        }
        origins.append(UInt32(text.count))
    }

    /// Whether a range cuts no word, and no letter that was folded to several, at either end.
    func isWhole(_ range: Range<Int>) -> Bool {
        let (start, end) = (range.lowerBound, range.upperBound)
        if start > 0, origins[start] == origins[start - 1] || (isWord[start] && isWord[start - 1]) { return false }
        return end == bytes.count || (origins[end] != origins[end - 1] && !(isWord[end] && isWord[end - 1]))
    }

    /// Where the text that a range came from ends: behind its last scalar, not behind blanks that follow.
    func end(of range: Range<Int>) -> UInt32 { origins[range.upperBound] }

    @inline(__always)
    private mutating func pushASCII(_ byte: UInt8, at offset: UInt32) {
        switch byte {
        case 0x41...0x5A: append(byte | 0x20, true, offset)
        case 0x61...0x7A, 0x30...0x39, 0x5F: append(byte, true, offset)
        case 0x20, 0x09...0x0D: if bytes.last != 0x20 { append(0x20, false, offset) }
        default: append(byte, false, offset)
        }
    }

    private mutating func push(_ scalar: Unicode.Scalar, at offset: UInt32) {
        if scalar.isASCII { return pushASCII(UInt8(scalar.value), at: offset) }
        if scalar.properties.isWhitespace { return pushASCII(0x20, at: offset) }
        let isWord = FoldedText.belongsToWord(scalar)
        for folded in Self.folded(scalar) {
            for byte in String(folded).utf8 { append(byte, isWord, offset) }
        }
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8, _ isWord: Bool, _ offset: UInt32) {
        bytes.append(byte)
        self.isWord.append(isWord)
        origins.append(offset)
    }

    /// Upper and then lower case: "ß" and "SS" are one, and all sigmas.
    private static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        if !scalar.properties.changesWhenCaseFolded && !scalar.properties.isCased { return [scalar] }
        // Without a dot it is another letter.
        if scalar == "\u{131}" { return [scalar] }
        return scalar.properties.uppercaseMapping.unicodeScalars.flatMap {
            $0.properties.lowercaseMapping.unicodeScalars
        }
    }
}
