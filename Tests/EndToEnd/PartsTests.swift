import Foundation
import Testing

extension TheProgram {
    /// A folder of files is a table: audited, learned from, forgotten from, and written without some records.
    @Suite("Parts", .serialized)
    struct Parts {
        private func folder() throws -> Playground {
            let playground = try Playground()
            try FileManager.default.createDirectory(atPath: playground.file("data"), withIntermediateDirectories: true)
            var whole = "x,g,y\n"
            for part in 0..<4 {
                let lines = (0..<50).map { i in
                    let x = (part * 50 + i) * 37 % 200
                    return "\(x),\(["a", "b"][i % 2]),\(x + i % 17 > 100 ? 1 : 0)\n"
                }.joined()
                try playground.write("x,g,y\n" + lines, to: "data/part-\(part).csv")
                whole += lines
            }
            try playground.write(whole, to: "whole.csv")
            return playground
        }

        @Test func `a model of a folder is that of one file with the same records`() async throws {
            let playground = try folder()
            let options = ["--target", "y", "--positive", "1", "--groups", "g"]
            var digests: [String] = []
            for source in ["data/", "whole.csv"] {
                let made = try await Program.run(["init", source] + options, in: playground)
                #expect(made.status == 0, "\(made.errors)")
                let trained = try await Program.run("train", source, "--json", in: playground)
                digests.append(try trained.json()["digest"].string ?? source)
                let forgotten = try await Program.run(
                    "forget", source, "--where", "x<9", "--yes", "--json", in: playground)
                digests.append(try forgotten.json()["snapshot"]["after"].string ?? source)
            }
            #expect(digests[0] == digests[2] && digests[1] == digests[3])
            #expect(playground.exists("data.lethe"))
            let proof = try await Program.run("prove", "data", in: playground)
            #expect(proof.status == 0, "\(proof.output)\(proof.errors)")
            let copied = try await Program.run(
                "redact", "data", "--where", "state:forgotten", "--to", "out", in: playground)
            #expect(copied.status == 0, "\(copied.errors)")
            #expect(copied.output.contains("files to out, without"))
            let shown = try await Program.run("show", "data/part-[01].csv", "--count", in: playground)
            #expect(shown.output == "100\n")
        }
    }
}
