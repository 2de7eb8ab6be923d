internal import CScan

/// Text in the encodings that programs in Japan, China and Korea write, known by its characters.
enum EastAsianText {
    private static let fewestPairs = 4

    /// What the characters of a text are, read in one encoding.
    private struct Look {
        var pairs = 0
        var broken = 0
        var kana = 0
        var hangul = 0
        /// Pairs that stand for common Chinese characters.
        var common = 0

        func has(_ part: Int, of tenths: Int) -> Bool {
            broken == 0 && pairs >= fewestPairs && part * 10 >= pairs * tenths
        }
    }

    /// The encoding of a text that is not UTF-8; nil where it is none of these, or nothing tells.
    ///
    /// - Parameter isWhole: whether the bytes are all there are, so that the last character is not cut.
    static func encoding(of bytes: [UInt8], isWhole: Bool) -> TextEncoding? {
        let controls = bytes.count { $0 < 32 && !(9...13).contains($0) }
        guard controls * 100 < bytes.count,
            bytes.withUnsafeBufferPointer({ isNoUTF8($0, isWhole: isWhole) })
        else { return nil }
        func look(_ encoding: TextEncoding) -> Look { Self.look(bytes, encoding, isWhole: isWhole) }
        let japanese = look(.shiftJIS)
        if japanese.has(japanese.kana, of: 2) { return .shiftJIS }
        let extended = look(.eucJP)
        if extended.has(extended.kana, of: 2) { return .eucJP }
        let korean = look(.eucKR)
        if korean.has(korean.hangul, of: 9) { return .eucKR }
        let chinese = look(.gb18030)
        return chinese.has(chinese.common, of: 6) ? .gb18030 : nil
    }

    /// Whether some bytes are no character of UTF-8, but for one that is cut at the end.
    private static func isNoUTF8(_ bytes: SourceView, isWhole: Bool) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        return scan_utf8(base, 0, bytes.count, bytes.count) < bytes.count - (isWhole ? 0 : 3)
    }

    private static func look(_ bytes: [UInt8], _ encoding: TextEncoding, isWhole: Bool) -> Look {
        var look = Look()
        guard let code = encoding.tableCode else { return look }
        bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            var i = 0
            while i < bytes.count {
                var length = 0
                let scalar = encoding_next(code, base + i, bytes.count - i, &length)
                if length == 0 {
                    if isWhole { look.broken += 1 }
                    return
                }
                if bytes[i] > 127 {
                    look.pairs += 1
                    if scalar == 0xFFFD { look.broken += 1 }
                    if (0x3041...0x30FE).contains(scalar) { look.kana += 1 }
                    if (0xAC00...0xD7A3).contains(scalar) { look.hangul += 1 }
                    // The first level of GB 2312, and its punctuation.
                    if length == 2, (0xB0...0xD7).contains(bytes[i]) || (0xA1...0xA3).contains(bytes[i]),
                        bytes[i + 1] >= 0xA1
                    {
                        look.common += 1
                    }
                }
                i += length
            }
        }
        return look
    }
}
