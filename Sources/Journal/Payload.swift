/// The erasable part of an event: it lives beside the chain, which holds only a salted commitment to it.
struct Payload {
    static let saltLength = 32

    let seq: Int
    let salt: [UInt8]
    let body: JSON

    /// SHA-256(02‖salt‖canonical body), hexadecimal. The salt keeps a short body from being guessed.
    var commitment: String { Hex.string(Digest.sha256(domain: 2, salt, body.canonicalBytes)) }

    /// The payload's line in a bundle.
    var line: JSON { ["seq": .integer(Int64(seq)), "salt": .string(Hex.string(salt)), "payload": body] }

    init(seq: Int, salt: [UInt8], body: JSON) {
        self.seq = seq
        self.salt = salt
        self.body = body
    }

    /// Reads a line of a bundle, or says what is wrong with it.
    init(parsing line: ArraySlice<UInt8>) throws(ChainFault) {
        let object: JSON
        do { object = try JSON(parsing: line) } catch { throw ChainFault("it is not JSON: \(error)") }
        guard object.canonicalBytes.elementsEqual(line) else { throw ChainFault("it is not in canonical form") }
        guard let members = object.objectValue, members.count == 3, let seq = members["seq"]?.integerValue,
            let salt = members["salt"]?.stringValue.flatMap(Hex.bytes), salt.count == Self.saltLength,
            let body = members["payload"]
        else { throw ChainFault("it does not have the keys of a payload") }
        self.init(seq: seq, salt: salt, body: body)
    }
}
