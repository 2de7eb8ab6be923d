import Crypto
import Foundation
import Records

extension Session {
    /// The session of this very process: a random id, and the program that runs.
    public static func ofThisProcess(
        actor: String, toolVersion: String, entropy: Entropy.Source = Entropy.system
    ) -> Session {
        Session(ofThisProcess: actor, id: Hexadecimal.text(entropy(8)), toolVersion: toolVersion)
    }

    static let digestOfThisProcess: String = {
        let program = try? Data(contentsOf: URL(fileURLWithPath: "/proc/self/exe"), options: .alwaysMapped)
        return program.map { Hexadecimal.text(Array(SHA256.hash(data: $0))) } ?? "unknown"
    }()
}
