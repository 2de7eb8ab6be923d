internal import Records

/// A text without case, every run of blanks as one, in UTF-8, and where each of its bytes came from.
struct FoldedBytes {
    private enum Kind: UInt8 {
        case sign, blank
        /// A letter, mark, digit or underscore, which goes on with others.
        case word
        /// A character of a script without blanks: a word of its own.
        case own
    }

    private(set) var bytes: [UInt8] = []
    /// UTF-8 offsets in the text: where the scalar of each byte begins, and behind the last the text's end.
    private(set) var origins: [UInt32] = []
    private var kinds: [Kind] = []

    /// - Complexity: O(bytes).
    mutating func fold(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.removeAll(keepingCapacity: true)
        origins.removeAll(keepingCapacity: true)
        kinds.removeAll(keepingCapacity: true)
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

    /// Calls `body` with every token in order: a word, or a byte of anything else but a blank; its hash, and its range.
    @inline(__always)
    func forEachToken(_ body: (UInt64, Range<Int>) -> Void) {
        var place = 0
        while place < bytes.count {
            let (start, kind) = (place, kinds[place])
            place += 1
            if kind == .blank { continue }
            var hash = UInt64(bytes[start]) &+ 1
            while kind == .word, place < bytes.count, kinds[place] == .word {
                hash = hash &* 0x9FB2_1C65_1E98_DF25 &+ UInt64(bytes[place]) &+ 1
                place += 1
            }
            body(Shingler.mixed(hash), start..<place)
        }
    }

    /// Whether a range cuts no word, and no letter that was folded to several, at either end.
    func isWhole(_ range: Range<Int>) -> Bool { isBorder(range.lowerBound) && isBorder(range.upperBound) }

    private func isBorder(_ place: Int) -> Bool {
        if place == 0 || place == bytes.count { return true }
        return origins[place] != origins[place - 1] && !(kinds[place] == .word && kinds[place - 1] == .word)
    }

    @inline(__always)
    private mutating func pushASCII(_ byte: UInt8, at offset: UInt32) {
        switch byte {
        case 0x41...0x5A: append(byte | 0x20, .word, offset)
        case 0x61...0x7A, 0x30...0x39, 0x5F: append(byte, .word, offset)
        case 0x20, 0x09...0x0D: if bytes.last != 0x20 { append(0x20, .blank, offset) }
        default: append(byte, .sign, offset)
        }
    }

    private mutating func push(_ scalar: Unicode.Scalar, at offset: UInt32) {
        if scalar.isASCII { return pushASCII(UInt8(scalar.value), at: offset) }
        if scalar.properties.isWhitespace { return pushASCII(0x20, at: offset) }
        let kind: Kind = UnspacedScript.isWord(scalar) ? .own : ShingleText.belongsToWord(scalar) ? .word : .sign
        for folded in Self.folded(scalar) {
            for byte in String(folded).utf8 { append(byte, kind, offset) }
        }
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8, _ kind: Kind, _ offset: UInt32) {
        bytes.append(byte)
        kinds.append(kind)
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
