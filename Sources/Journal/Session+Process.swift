import Crypto
import Foundation
import Records

extension Session {
    /// The session of this very process: a random id, and the digest of the program that runs.
    public static func ofThisProcess(
        actor: String, toolVersion: String, entropy: Entropy.Source = Entropy.system
    ) -> Session {
        let program = try? Data(contentsOf: URL(fileURLWithPath: "/proc/self/exe"), options: .alwaysMapped)
        let digest = program.map { Hexadecimal.text(Array(SHA256.hash(data: $0))) } ?? "unknown"
        return Session(actor: actor, id: Hexadecimal.text(entropy(8)), toolVersion: toolVersion, toolDigest: digest)
    }
}
