import Glibc
import Records

/// Whose projects may be written to: one's own, and those of a user one says to trust.
///
/// A project of somebody else's is read with a word said; it is not written to, for whoever owns its folder can put
/// anything into it meanwhile, and what is made there could lock them out.
struct Ownership: Sendable {
    /// The environment's word: the name or the number of a user whose projects may be written to as well.
    static let variable = "LETHE_TRUST_OWNER"

    /// As whom this process acts.
    let user: uid_t
    let trusted: String?

    static var ofThisProcess: Ownership {
        Ownership(user: geteuid(), trusted: getenv(variable).map { String(cString: $0) })
    }

    /// Says that what is at `path` is another's, where it is.
    ///
    /// - Parameter what: what it is, as the beginning of a sentence names it.
    /// - Returns: nil where it is the user's own.
    /// - Throws: `Refusal` (73) where it is to be written to and its owner is not trusted.
    func check(_ what: String, owner: uid_t, writing: Bool) throws -> String? {
        guard owner != user else { return nil }
        let sentence = "\(what) belongs to \(Self.description(of: owner)), not to \(Self.description(of: user))."
        guard writing, !isTrusted(owner) else { return sentence }
        let word = Self.name(of: owner) ?? "\(owner)"
        throw Refusal(
            .cannotCreate, sentence,
            next: "Run this as that user; or, if you trust what is in it, set \(Self.variable)=\(word). It can be read."
        )
    }

    private func isTrusted(_ owner: uid_t) -> Bool {
        guard let trusted else { return false }
        return trusted == "\(owner)" || trusted == Self.name(of: owner)
    }

    /// What root makes among the files of `owner` is that user's: nobody is locked out of their own project.
    func give(_ descriptor: Int32, to owner: uid_t) {
        if user == 0, owner != 0 { _ = fchown(descriptor, owner, gid_t.max) }
    }

    /// "user 'bob' (1001)", or "user 1001" where there is no such name.
    private static func description(of user: uid_t) -> String {
        name(of: user).map { "user '\($0)' (\(user))" } ?? "user \(user)"
    }

    private static func name(of user: uid_t) -> String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return entry.pw_name.map { String(cString: $0) }
    }
}
