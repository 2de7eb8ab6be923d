import Records

/// The erasable part of an event: it lives beside the chain, which holds only a salted commitment to it.
struct Payload {
    static let saltLength = 32
    /// What precedes the salt in what is hashed.
    static let domain: UInt8 = 2

    let seq: Int
    let salt: [UInt8]
    let body: JSON

    /// SHA-256(02‖salt‖canonical body), hexadecimal. The salt keeps a short body from being guessed.
    var commitment: String {
        body.canonicalBytes.withUnsafeBufferPointer { Hash256(domain: Self.domain, salt: salt, of: $0).description }
    }

    /// The payload's line in a bundle.
    var line: JSON { ["seq": .integer(Int64(seq)), "salt": .string(Hexadecimal.text(salt)), "payload": body] }

    init(seq: Int, salt: [UInt8], body: JSON) {
        self.seq = seq
        self.salt = salt
        self.body = body
    }
}
