import Crypto
import Foundation
import Records

/// How a project names a record where it may outlive it: the first 128 bits of the record's keyed reference.
///
/// Without the project's key nobody can tell which record it is, or try a guess at its content.
public struct RecordReference: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let bits: RecordID

    init(_ bits: RecordID) { self.bits = bits }

    /// Reads 32 hexadecimal digits.
    public init?(hex: String) {
        guard let bits = RecordID(hex: hex) else { return nil }
        self.init(bits)
    }

    public static func < (a: RecordReference, b: RecordReference) -> Bool { a.bits < b.bits }

    /// 32 lower-case hexadecimal digits.
    public var description: String { bits.description }

    /// As the tables hold it; blobs sort as references do.
    var blob: Data { bits.blob }
}

/// Keyed names of records: HMAC-SHA-256(key, domain‖data set‖id), each part with its length before it.
struct References: Sendable {
    /// Everything but the id.
    private let start: HMAC<SHA256>
    /// Everything but the number of a file.
    private let place: HMAC<SHA256>

    init(key: [UInt8], dataset: String) {
        let key = SymmetricKey(data: key)
        var start = HMAC<SHA256>(key: key)
        for part in ["lethe/record", dataset] { start.update(data: Self.measured(part)) }
        start.update(data: littleEndianBytes(16))
        self.start = start
        var place = HMAC<SHA256>(key: key)
        place.update(data: Self.measured("lethe/place"))
        self.place = place
    }

    private static func measured(_ part: String) -> [UInt8] {
        littleEndianBytes(UInt64(part.utf8.count)) + Array(part.utf8)
    }

    /// All 256 bits, hexadecimal: how the chain names the one record that an event is about.
    func reference(for id: RecordID) -> String { Hexadecimal.text(Array(code(for: id))) }

    /// The short forms, in the order of the ids.
    ///
    /// - Complexity: O(ids), on all processors.
    func references(for ids: [RecordID]) -> [RecordReference] {
        Parallel.map(ids.count, piece: 4096) { place in
            RecordReference(code(for: ids[place]).withUnsafeBytes(RecordID.init(bytes:)))
        }
    }

    private func code(for id: RecordID) -> HMAC<SHA256>.MAC {
        var code = start
        withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) { code.update(data: $0) }
        return code.finalize()
    }

    /// How the chain names the file that a project is kept in: 16 digits are enough to tell two apart.
    func reference(forPlace inode: UInt64) -> String {
        var code = place
        code.update(data: littleEndianBytes(inode))
        return Hexadecimal.text(Array(code.finalize().prefix(8)))
    }
}

extension RecordID {
    /// The sixteen bytes that the description spells.
    var bytes: [UInt8] {
        [high, low].flatMap { word in stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
        }
    }

    /// The first sixteen bytes.
    init(bytes: UnsafeRawBufferPointer) {
        func word(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(high: word(0..<8), low: word(8..<16))
    }

    /// As the tables hold it; blobs sort as ids do.
    var blob: Data { Data(bytes) }
}
