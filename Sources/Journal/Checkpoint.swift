import Foundation
import Records

/// A signed head without its signature yet: the C2SP tlog-checkpoint form (https://c2sp.org/tlog-checkpoint),
/// three lines of origin, size and base64 root.
struct Checkpoint: Hashable {
    let origin: String
    let size: Int
    /// 32 bytes.
    let root: [UInt8]

    var text: String { "\(origin)\n\(size)\n\(Data(root).base64EncodedString())\n" }

    init(origin: String, size: Int, root: [UInt8]) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// More than any checkpoint has.
    private static let mostBytes = 4096

    /// Reads a file that holds a checkpoint and nothing else; nil for any other.
    init?(in file: MappedFile) {
        guard file.bytes.count <= Self.mostBytes else { return nil }
        self.init(parsing: Array(file.bytes))
    }

    /// Reads exactly what `text` writes, byte for byte; nil for anything else.
    init?(parsing bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, let size = Int(lines[1]), size >= 0,
            let root = Data(base64Encoded: String(lines[2])), root.count == 32
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: Array(root))
        guard Array(self.text.utf8) == bytes else { return nil }
    }
}
