import Crypto

/// The erasable part of an event: it lives beside the chain, which holds only a salted commitment to it.
struct Payload {
    static let saltLength = 32

    let seq: Int
    let salt: [UInt8]
    let body: JSON

    /// SHA-256(02‖salt‖canonical body), hexadecimal. The salt keeps a short body from being guessed.
    var commitment: String {
        Hex.string(body.canonicalBytes.withUnsafeBufferPointer { Self.commitment(salt: salt, canonicalBody: $0) })
    }

    static func commitment(salt: [UInt8], canonicalBody: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: [2] + salt)
        hash.update(bufferPointer: UnsafeRawBufferPointer(canonicalBody))
        return Array(hash.finalize())
    }

    /// The payload's line in a bundle.
    var line: JSON { ["seq": .integer(Int64(seq)), "salt": .string(Hex.string(salt)), "payload": body] }

    init(seq: Int, salt: [UInt8], body: JSON) {
        self.seq = seq
        self.salt = salt
        self.body = body
    }
}
