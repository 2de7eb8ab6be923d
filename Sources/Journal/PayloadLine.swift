/// A payload as a line of a bundle spells it, read where it stands.
struct PayloadLine {
    let seq: Int
    /// What an event must have been committed to for this to be its payload.
    let commitment: [UInt8]

    /// Reads a line of a bundle, or says what is wrong with it.
    init(parsing line: CanonicalWalk.Bytes) throws(ChainFault) {
        let members = try LineMembers(line, keys: [["payload", "salt", "seq"]], of: "a payload")
        guard let seq = members.integer("seq"), let salt = members.text("salt").flatMap(Hex.bytes),
            salt.count == Payload.saltLength
        else { throw ChainFault("it does not have the keys of a payload") }
        self.seq = seq
        commitment = Payload.commitment(salt: salt, canonicalBody: members.raw("payload"))
    }

    /// Takes a payload as the store keeps it.
    init(seq: Int, salt: [UInt8], body: CanonicalWalk.Bytes) throws(ChainFault) {
        guard salt.count == Payload.saltLength else { throw ChainFault("its salt is not of 32 bytes") }
        try CanonicalWalk.check(body)
        self.seq = seq
        commitment = Payload.commitment(salt: salt, canonicalBody: body)
    }
}
