import Foundation
import Testing

extension TheProgram {
    /// The bytes of a model don't depend on the machine's code paths.
    @Suite("Bits")
    struct Bits {
        /// The C library and BLAS choose their code by processor; these make them choose the oldest.
        private static let old = [
            "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX,-FMA,-AVX512F,-BMI2,-ERMS", "OPENBLAS_CORETYPE": "Prescott",
            "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1",
        ]

        @Test(arguments: ["logistic", "bayes", "ridge", "trees"])
        func `a model is the same bytes under other code paths of the C library`(_ family: String) async throws {
            var digests: [String] = []
            for (name, environment) in [("new", [:]), ("old", Self.old)] {
                let playground = try Playground()
                try playground.copy(Program.fixture("decisions.csv"), as: "\(name).csv")
                func run(_ arguments: String...) async throws -> JSON {
                    let outcome = try await Program.run(
                        arguments + ["--json"], in: playground, environment: environment)
                    try #require(outcome.status == 0, "lethe \(arguments): \(outcome.status) \(outcome.errors)")
                    return try outcome.json()
                }
                _ = try await run("init", "\(name).csv", "--seed", "3")
                let trained = try await run("train", "\(name).csv.lethe", "--model", family)
                let forgot = try await run("forget", "\(name).csv.lethe", "--where", "split:train row:1..200", "--yes")
                digests.append((trained["digest"].string ?? "") + (forgot["snapshot"]["after"].string ?? ""))
            }
            #expect(digests[0] == digests[1])
            #expect(digests[0].utf8.count == 128)
        }
    }
}
