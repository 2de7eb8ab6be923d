import Records

/// A payload as a line of a bundle spells it, read where it stands.
struct PayloadLine {
    let seq: Int
    /// What an event must have been committed to for this to be its payload.
    let commitment: Hash256

    /// Reads a line of a bundle, or says what is wrong with it.
    init(parsing line: CanonicalWalk.Bytes) throws(ChainFault) {
        let fault = ChainFault("it does not have the keys of a payload")
        let members = try CanonicalWalk.members(of: line)
        guard members.count == 3, members.isNamed(0, "payload"), members.isNamed(1, "salt"), members.isNamed(2, "seq"),
            let seq = members.integer(2), members.isText(1),
            let salt = Hexadecimal.bytes(MemberList.text(members.raw(1))), salt.count == Payload.saltLength
        else { throw fault }
        self.seq = seq
        commitment = Hash256(domain: Payload.domain, salt: salt, of: members.raw(0))
    }

    /// Takes a payload as the store keeps it.
    init(seq: Int, salt: [UInt8], body: CanonicalWalk.Bytes) throws(ChainFault) {
        guard salt.count == Payload.saltLength else { throw ChainFault("its salt is not of 32 bytes") }
        try CanonicalWalk.check(body)
        self.seq = seq
        commitment = Hash256(domain: Payload.domain, salt: salt, of: body)
    }
}
