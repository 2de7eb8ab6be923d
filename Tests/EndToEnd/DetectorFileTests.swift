import Foundation
import Testing

extension TheProgram {
    /// A detector that somebody wrote down finds what the bundled ones can't know.
    @Suite("Detectors of one's own", .serialized)
    struct OwnDetectors {
        private static let file = """
            [[detector]]
            name = "acme.project"
            title = "code name"
            terms = ["blue heron"]
            patterns = ['\\bPRJ-\\d{4}\\b']
            match = ["the Blue Heron files", "PRJ-1234"]
            ignore = ["PRJ-12"]
            """

        @Test
        func `their hits are filtered by like any other, at the first opening and the next`() async throws {
            let playground = try Playground()
            try playground.write(Self.file, to: "own.toml")
            try playground.write(
                "note,y\nabout PRJ-1234 here,1\nnothing,0\nthe blue  heron,0\nthe Blue Heron,1\n", to: "notes.csv")
            let made = try await Program.run(["init", "notes.csv", "--target", "none", "--as", "ada"], in: playground)
            #expect(made.status == 0, "\(made.errors)")
            for _ in 0..<2 {
                let shown = try await Program.run(
                    [
                        "show", "notes.csv.lethe", "--where", "hit:acme.project", "--count", "--detector-file",
                        "own.toml",
                    ],
                    in: playground)
                #expect(shown.status == 0 && shown.output.contains("3"), "\(shown.output) \(shown.errors)")
            }
            let without = try await Program.run(
                ["show", "notes.csv.lethe", "--where", "hit:acme.project", "--count"], in: playground)
            #expect(without.status == 64 && without.errors.contains("acme.project"))
        }

        @Test
        func `what is wrong in the file is refused with its place`() async throws {
            let playground = try Playground()
            try playground.write("a\n1\n", to: "a.csv")
            try playground.write(Self.file.replacing("PRJ-1234\"", with: "PRJ-12\""), to: "own.toml")
            let refused = try await Program.run(["show", "a.csv", "--detector-file", "own.toml"], in: playground)
            #expect(refused.status == 65 && refused.errors.contains("own.toml"), "\(refused.errors)")
            let missing = try await Program.run(["show", "a.csv", "--detector-file", "none.toml"], in: playground)
            #expect(missing.status == 66 && missing.errors.contains("none.toml"), "\(missing.errors)")
            try playground.write(Self.file.replacing("acme.project", with: "pii"), to: "taken.toml")
            let taken = try await Program.run(["show", "a.csv", "--detector-file", "taken.toml"], in: playground)
            #expect(taken.status == 64, "\(taken.errors)")
        }
    }
}
