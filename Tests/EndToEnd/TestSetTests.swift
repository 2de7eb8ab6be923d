import Foundation
import Testing

extension TheProgram {
    /// A test set in a file of its own: held out, kept with the project, and as good for a stranger.
    @Suite("Test set", .serialized)
    struct TestSets {
        private static func line(_ i: Int) -> (x: Int, g: String, y: Int) {
            let x = i * 37 % 200
            return (x, ["a", "b"][i % 2], x + i * 13 % 17 > 100 ? 1 : 0)
        }

        /// Records as CSV or as JSON Lines.
        private static func text(_ rows: Range<Int>, json: Bool) -> String {
            let lines = rows.map(line).map { line in
                json
                    ? #"{"x": \#(line.x), "g": "\#(line.g)", "y": \#(line.y)}"# : "\(line.x),\(line.g),\(line.y)"
            }
            return (json ? "" : "x,g,y\n") + lines.joined(separator: "\n") + "\n"
        }

        private func files(_ test: String) throws -> Playground {
            let playground = try Playground()
            try playground.write(Self.text(0..<160, json: false), to: "train.csv")
            try playground.write(Self.text(160..<220, json: test.hasSuffix("l")), to: test)
            return playground
        }

        private static let options = ["--target", "y", "--positive", "1", "--groups", "g"]

        @Test(arguments: ["held.csv", "held.jsonl"])
        func `a test set is held out, kept, forgotten from and redacted, and a stranger makes the same model`(
            _ test: String
        ) async throws {
            let playground = try files(test)
            let made = try await Program.run(
                ["init", "train.csv", "--test", test] + Self.options, in: playground)
            #expect(made.status == 0, "\(made.errors)")
            #expect(made.errors.contains("The 60 records of '\(test)' are the test set"))
            #expect(made.output.contains("made train.csv.lethe: 220 records"))
            #expect(made.output.contains("--test \(test)") && !made.output.contains("--test-fraction"))
            let trained = try await Program.run("train", "train.csv", in: playground)
            #expect(trained.output.contains("160 records"), "\(trained.output)\(trained.errors)")
            #expect(trained.output.contains("are to choose by), all of '\(test)'"), "\(trained.output)")
            for (filter, count) in [("split:train", 160), ("-split:train", 60), ("row:161..220 split:train", 0)] {
                let shown = try await Program.run(
                    "show", "train.csv.lethe", "--where", filter, "--count", in: playground)
                #expect(shown.output == "\(count)\n", "\(filter)")
            }
            let forgotten = try await Program.run(
                "forget", "train.csv", "--where", "row:3..9", "--yes", "--json", in: playground)
            let after = try #require(try forgotten.json()["snapshot"]["after"].string, "\(forgotten.errors)")
            let proof = try await Program.run("prove", "train.csv", in: playground)
            #expect(proof.status == 0, "\(proof.output)\(proof.errors)")
            let copied = try await Program.run(
                "redact", "train.csv.lethe", "--where", "state:forgotten", "--to", "out", in: playground)
            #expect(copied.status == 0, "\(copied.errors)")
            #expect(playground.exists("out/train.csv"))
            let kept = playground.exists("out/\(test)") ? "out/\(test)" : test
            let stranger = try await Program.run(
                ["init", "out/train.csv", "--test", kept, "--project", "new.lethe"] + Self.options, in: playground)
            #expect(stranger.status == 0, "\(stranger.errors)")
            let again = try await Program.run("train", "new.lethe", "--json", in: playground)
            #expect(try again.json()["digest"].string == after)
        }

        @Test func `a project that moves finds both of its files`() async throws {
            let playground = try files("held.csv")
            _ = try await Program.run(["init", "train.csv", "--test", "held.csv"] + Self.options, in: playground)
            try FileManager.default.createDirectory(atPath: playground.file("new"), withIntermediateDirectories: true)
            for name in ["train.csv", "held.csv", "train.csv.lethe"] {
                try FileManager.default.moveItem(
                    atPath: playground.file(name), toPath: playground.file("new/" + name))
            }
            let trained = try await Program.run("train", "new/train.csv.lethe", in: playground)
            #expect(trained.status == 0, "\(trained.errors)")
            try FileManager.default.removeItem(atPath: playground.file("new/held.csv"))
            let gone = try await Program.run("train", "new/train.csv.lethe", in: playground)
            #expect(gone.status == 66 && gone.errors.contains("held.csv"), "\(gone.errors)")
        }

        @Test(arguments: [
            (["--test-fraction", "0.3"], "--test-fraction"), (["--split", "g"], "--split g"),
            (["--truth", "y", "--prediction", "g"], "lethe audit held.csv"),
        ])
        func `a test set beside another way to hold records out is refused`(_ more: [String], _ words: String)
            async throws
        {
            let playground = try files("held.csv")
            let made = try await Program.run(["init", "train.csv", "--test", "held.csv"] + more, in: playground)
            #expect(made.status == 64 && made.errors.contains(words), "\(made.errors)")
            #expect(!playground.exists("train.csv.lethe"))
        }

        @Test func `other columns are refused by name, and nothing is made`() async throws {
            let playground = try files("held.csv")
            try playground.write("x,g\n1,a\n", to: "bad.csv")
            let made = try await Program.run(["init", "train.csv", "--test", "bad.csv"] + Self.options, in: playground)
            #expect(made.status == 65 && made.errors.contains("'bad.csv' lacks the column 'y'"), "\(made.errors)")
            #expect(!playground.exists("train.csv.lethe"))
        }
    }
}
