import Crypto
import Foundation
import Records

/// SHA-256 as the journal uses it: domain byte first where there is one, 32 raw bytes out.
enum Digest {
    static func sha256(_ bytes: some DataProtocol) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }

    static func sha256(domain: UInt8, _ parts: [UInt8]...) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: [domain])
        for part in parts { hash.update(data: part) }
        return Array(hash.finalize())
    }

    /// The hash of one line of the chain, as its successor names it.
    static func line(_ bytes: some DataProtocol) -> String { Hexadecimal.text(sha256(bytes)) }
}
