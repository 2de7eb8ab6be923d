import Crypto
import Foundation
import Records

/// Keyed names of records: HMAC-SHA-256(key, domain‖data set‖id), each part with its length before it.
struct References: Sendable {
    private let key: SymmetricKey
    private let prefix: [UInt8]

    init(key: [UInt8], dataset: String) {
        self.key = SymmetricKey(data: key)
        prefix = Self.measured("lethe/record") + Self.measured(dataset)
    }

    private static func measured(_ part: String) -> [UInt8] {
        littleEndianBytes(UInt64(part.utf8.count)) + Array(part.utf8)
    }

    func reference(for id: RecordID) -> String {
        var code = HMAC<SHA256>(key: key)
        code.update(data: prefix)
        code.update(data: littleEndianBytes(16) + id.bytes)
        return Hex.string(Array(code.finalize()))
    }

    /// How the chain names the file that a project is kept in: 16 digits are enough to tell two apart.
    func reference(forPlace inode: UInt64) -> String {
        let part = Self.measured("lethe/place") + littleEndianBytes(inode)
        return Hex.string(Array(HMAC<SHA256>.authenticationCode(for: part, using: key).prefix(8)))
    }
}

extension RecordID {
    /// The sixteen bytes that the description spells.
    var bytes: [UInt8] {
        [high, low].flatMap { word in stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
        }
    }

    init(bytes: UnsafeRawBufferPointer) {
        func word(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(high: word(0..<8), low: word(8..<16))
    }

    /// As the tables hold it; blobs sort as ids do.
    var blob: Data { Data(bytes) }
}
