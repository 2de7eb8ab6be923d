/// A name of this program's own in a log: of a command, an action, a kind of job, a type of error.
///
/// Nothing else goes into a log as text. What comes from a file, a filter or a person is never made a word; should a name
/// of another form come here all the same, it is not written.
public struct LogWord: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ name: String) {
        let isName = (1...48).contains(name.utf8.count) && name.utf8.allSatisfy(Self.isOfName)
        description = isName ? name : "unnamed"
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
