/// What a terminal sends between the brackets of a paste: bounded, and told from the bracket that closes it.
struct PasteBuffer {
    /// A paste beyond this many bytes is cut off there.
    static let limit = 1 << 20
    static let start = Array("\u{1B}[200~".utf8)
    static let end = Array("\u{1B}[201~".utf8)

    private var bytes: [UInt8] = []
    /// How much of the closing bracket came last.
    private var matched = 0
    /// True where the last byte is Ctrl-C: pressed, if nothing follows it, or part of the text.
    private(set) var endsInInterrupt = false

    /// Takes one byte; true where it closes the paste.
    mutating func take(_ byte: UInt8) -> Bool {
        endsInInterrupt = byte == Self.interrupt
        if byte == Self.end[matched] {
            matched += 1
            return matched == Self.end.count
        }
        for index in 0..<matched { keep(Self.end[index]) }
        // Only its first byte can begin the bracket anew.
        matched = byte == Self.end[0] ? 1 : 0
        if matched == 0 { keep(byte) }
        return false
    }

    /// What is missing of a closing bracket of which the beginning came last.
    var missing: ArraySlice<UInt8> { matched == 0 ? [] : Self.end[matched...] }

    /// The text, without brackets and without the Ctrl-C that ended it; terminals send the Enter key for each end of a
    /// line.
    func text(interrupted: Bool = false) -> String {
        // Beyond the limit it wasn't kept.
        var kept = interrupted && bytes.last == Self.interrupt ? bytes.dropLast() : bytes[...]
        while let place = kept.firstRange(of: Self.start) { kept.removeSubrange(place) }
        let text = String(decoding: kept, as: UTF8.self)
        return String(text.map { $0 == "\r" || $0 == "\r\n" ? "\n" : $0 })
    }

    private mutating func keep(_ byte: UInt8) {
        if bytes.count < Self.limit { bytes.append(byte) }
    }

    private static let interrupt: UInt8 = 0x03
}
