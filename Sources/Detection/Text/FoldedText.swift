/// A text as the scanners read it: one byte a character where another one means the same, such as a full-width digit, a hard
/// blank or a long dash; characters that are no letters are one separator, and invisible ones are left out.
///
/// Texts of ASCII alone are read as they are. Letters keep their bytes, which the scanners take for letters as a whole.
struct FoldedText {
    private(set) var bytes: [UInt8] = []
    /// Where each byte, and the end, is in the text itself.
    private(set) var offsets: [Int] = []

    /// What stands for characters that are neither letters nor anything the scanners look for.
    static let separator: UInt8 = 1

    /// - Complexity: O(text).
    init(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.reserveCapacity(text.count)
        offsets.reserveCapacity(text.count + 1)
        var position = 0
        while position < text.count {
            let first = text[position]
            if first < 0x80 {
                append(first, at: position)
                position += 1
                continue
            }
            let (value, width) = Self.scalar(text, position)
            switch CharacterFolding(value) {
            case .letter:
                for place in position..<position + width { append(text[place], at: place) }
            case .byte(let byte): append(byte, at: position)
            case .nothing: break
            }
            position += width
        }
        offsets.append(text.count)
    }

    private mutating func append(_ byte: UInt8, at position: Int) {
        bytes.append(byte)
        offsets.append(position)
    }

    /// A string's bytes are UTF-8, so nothing is checked but the end.
    private static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> (value: UInt32, width: Int) {
        let first = text[position]
        let width = min(first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2, text.count - position)
        var value = UInt32(first) & (width == 4 ? 0x07 : width == 3 ? 0x0F : 0x1F)
        for place in position + 1..<position + width { value = value << 6 | UInt32(text[place] & 0x3F) }
        return (value, width)
    }
}
