/// The form that a bundle says it is of. A greater second number adds what may be passed over; a greater first one changes
/// what was known.
struct BundleFormat: Hashable, CustomStringConvertible {
    let major: Int
    let minor: Int

    static let current = BundleFormat(major: 1, minor: 0)

    /// "1", "1.2".
    var description: String { minor == 0 ? "\(major)" : "\(major).\(minor)" }

    /// As a bundle's README begins.
    var firstLine: String { Self.opening + description + Self.ending }

    private static let (opening, ending) = ("A journal written by Lethe (bundle format ", ").")
    private static let longestLine = 80

    init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads the first line of a README; nil where it is none of a bundle's.
    init?(readme bytes: UnsafeBufferPointer<UInt8>) {
        guard let end = bytes.prefix(Self.longestLine).firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let line = String(decoding: bytes[..<end], as: UTF8.self)
        guard line.hasPrefix(Self.opening), line.hasSuffix(Self.ending) else { return nil }
        let parts = line.dropFirst(Self.opening.count).dropLast(Self.ending.count).split(
            separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard (1...2).contains(numbers.count), numbers.count == parts.count else { return nil }
        self.init(major: numbers[0], minor: numbers.count > 1 ? numbers[1] : 0)
        // Spelled in one way only.
        guard major > 0, minor >= 0, firstLine == line else { return nil }
    }

    var isNewer: Bool { (major, minor) > (Self.current.major, Self.current.minor) }
}
