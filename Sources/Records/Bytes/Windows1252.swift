/// The encoding that Windows programs in Western Europe write, which contains Latin-1.
enum Windows1252 {
    /// What the bytes 0x80…0x9F stand for; those that stand for nothing are the control characters of Latin-1, as the
    /// Encoding Standard has it.
    fileprivate static let upper: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        let value = (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : UInt32(byte)
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    /// Writes the bytes from `start` on as UTF-8.
    static func convert(_ bytes: inout [UInt8], from start: Int) {
        let source = Array(bytes[start...])
        bytes.removeSubrange(start...)
        for byte in source {
            bytes.append(contentsOf: Character(scalar(byte)).utf8)
        }
    }
}

extension Windows1252 {
    /// The bytes that a text in UTF-8 is written with; nil where it has a character that there is none for.
    static func bytes(of text: [UInt8]) -> [UInt8]? {
        guard text.contains(where: { $0 > 127 }) else { return text }
        var bytes: [UInt8] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) {
                bytes.append(UInt8(scalar.value))
            } else if let place = upper.firstIndex(of: scalar.value) {
                bytes.append(UInt8(0x80 + place))
            } else {
                return nil
            }
        }
        return bytes
    }
}
