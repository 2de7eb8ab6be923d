import Foundation
import Testing

extension TheProgram {
    /// What a removal keeps is said, and can be erased later; what lies in the way of an erasure is named.
    @Suite("Erasures", .serialized)
    struct Erasures {
        private func forget(_ arguments: String..., in playground: Playground) async throws -> Program.Outcome {
            try await Program.run(["forget", "decisions.csv"] + arguments + ["--yes"], in: playground)
        }

        @Test
        func `forgotten first, erased later: each says what is kept, and the report is true of both`() async throws {
            let playground = try await Prepared.trained("decisions")
            let selection = ["--where", "row:1..6 split:train"]
            _ = try await Program.run(
                ["flag", "decisions.csv", "private", "--reason", "Hopper's letter"] + selection, in: playground)
            let forgotten = try await forget("--where", "row:1..6 split:train", in: playground)
            #expect(forgotten.status == 0, "\(forgotten.errors)")
            #expect(forgotten.output.contains("kept: their flags and what the journal says about them"))
            #expect(forgotten.output.contains("1 earlier model by policy (earlier models: until the next removal)"))
            #expect(forgotten.output.contains("'lethe export --redacted FILE' writes a copy of decisions.csv"))

            let inside = "decisions.csv.lethe/report.md"
            #expect(try await Program.run("report", "decisions.csv", "--to", inside, in: playground).status == 0)
            let stopped = try await forget("--where", "state:forgotten", "--erase", in: playground)
            #expect(stopped.status == 64)
            #expect(stopped.errors.contains("holds 'report.md', written there by somebody"))
            try FileManager.default.removeItem(atPath: playground.file(inside))

            let erased = try await forget("--where", "state:forgotten", "--erase", in: playground)
            #expect(erased.status == 0, "\(erased.errors)")
            #expect(erased.output.contains("that were forgotten before"))
            #expect(erased.output.contains("erased: their flags, the journal's texts about them"))
            for name in try FileManager.default.contentsOfDirectory(atPath: playground.file("decisions.csv.lethe")) {
                let bytes = try Data(
                    contentsOf: URL(fileURLWithPath: playground.file("decisions.csv.lethe/\(name)")))
                #expect(bytes.range(of: Data("Hopper".utf8)) == nil, "\(name)")
            }
            let again = try await forget("--where", "state:erased", "--erase", in: playground)
            #expect(again.status == 65 && again.errors.contains("forgotten already"))

            #expect(try await Program.run("report", "decisions.csv", "--to", "report.md", in: playground).status == 0)
            let report = try playground.text(of: "report.md")
            #expect(report.contains("erased later, "))
            #expect(!report.contains("lethe forget --erase removes them"))
            #expect(report.contains("overwritten; the file was rebuilt"))
            let proof = try await Program.run("prove", "decisions.csv", in: playground)
            #expect(proof.status == 0)
            let count = try await Program.run(
                "show", "decisions.csv", "--where", "state:erased", "--count", in: playground)
            #expect(count.output != "0\n")
        }
    }
}
