import Crypto
import Foundation

extension Session {
    /// The session of this very process: a random id, and the digest of the program that runs.
    public static func ofThisProcess(
        actor: String, toolVersion: String, entropy: Entropy.Source = Entropy.system
    ) -> Session {
        let program = try? Data(contentsOf: URL(fileURLWithPath: "/proc/self/exe"), options: .alwaysMapped)
        let digest = program.map { Hex.string(Array(SHA256.hash(data: $0))) } ?? "unknown"
        return Session(actor: actor, id: Hex.string(entropy(8)), toolVersion: toolVersion, toolDigest: digest)
    }
}
