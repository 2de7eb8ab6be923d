import Crypto
import Dispatch
import Foundation
import Records

extension Session {
    /// The session of this very process: a random id, and the program that runs.
    public static func ofThisProcess(
        actor: String, toolVersion: String, entropy: Entropy.Source = Entropy.system
    ) -> Session {
        Session(ofThisProcess: actor, id: Hexadecimal.text(entropy(8)), toolVersion: toolVersion)
    }

    /// Has the program's own digest found out beside other work: the first event needs it.
    public static func prepare() {
        DispatchQueue.global(qos: .utility).async { _ = digestOfThisProcess }
    }

    static let digestOfThisProcess: String = {
        let program = try? Data(contentsOf: URL(fileURLWithPath: "/proc/self/exe"), options: .alwaysMapped)
        return program.map { Hexadecimal.text(Array(SHA256.hash(data: $0))) } ?? "unknown"
    }()
}
