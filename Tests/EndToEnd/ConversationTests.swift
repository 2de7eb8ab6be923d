import Foundation
import Testing

extension TheProgram {
    /// Conversations: shown, filtered, decided about turn by turn, learned from and left out.
    @Suite("Conversations", .serialized)
    struct Conversations {
        private func chat() throws -> Playground {
            let playground = try Playground()
            try playground.copy(Program.fixture("conversations/chat.jsonl"), as: "chat.jsonl")
            return playground
        }

        @Test func `a file is shown by who speaks, filtered, and written as it is`() async throws {
            let playground = try chat()
            let shown = try await Program.run("show", "chat.jsonl", "--limit", "1", in: playground)
            #expect(shown.output.contains("assistant") && !shown.output.contains("\"role\""))
            #expect(shown.errors.contains("The records are conversations, in 'messages'"))
            let counted = try await Program.run(
                "show", "chat.jsonl", "--where", "assistant~fool turns>=5 -user~fool", "--count", in: playground)
            #expect(counted.output == "4\n")
            let csv = try await Program.run("show", "chat.jsonl", "--csv", "--limit", "1", in: playground)
            #expect(csv.output.hasPrefix("id,messages,helpful,source\n"))
        }

        @Test func `turns are flagged, taken back, and left out of a copy`() async throws {
            let playground = try chat()
            _ = try await Program.run("init", "chat.jsonl", "--target", "helpful", "--positive", "yes", in: playground)
            let flagged = try await Program.run(
                "flag", "chat.jsonl", "toxic", "--where", "assistant~fool", "--turn", "last", in: playground)
            #expect(flagged.status == 0, "\(flagged.errors)")
            #expect(flagged.output == "flagged toxic · turn last of 4 records\n")
            let one = try await Program.run(
                "show", "chat.jsonl", "--where", "turn:toxic flag:toxic", "--count", in: playground)
            #expect(one.output == "4\n")
            let copied = try await Program.run(
                "redact", "chat.jsonl", "--turns", "toxic,private", "--to", "clean.jsonl", in: playground)
            #expect(copied.status == 0, "\(copied.errors)")
            #expect(copied.output == "wrote clean.jsonl without 4 turns; 24 records remain\n")
            let before = try playground.text(of: "chat.jsonl").split(separator: "\n")
            let after = try playground.text(of: "clean.jsonl").split(separator: "\n")
            #expect(after.count == 24 && !after.contains { $0.contains("fool") })
            #expect(zip(before, after).filter { $0 != $1 }.count == 4)
            for line in after { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
            let back = try await Program.run(
                "flag", "chat.jsonl", "toxic", "--where", "turn:toxic", "--turn", "last", "--remove", in: playground)
            #expect(back.output == "no longer toxic · turn last of 4 records\n")
            let none = try await Program.run("show", "chat.jsonl", "--where", "flag:any", "--count", in: playground)
            #expect(none.output == "0\n")
        }

        @Test func `a turn that there is not, and turns of what is no conversation, are refused`() async throws {
            let playground = try chat()
            _ = try await Program.run("init", "chat.jsonl", in: playground)
            let missing = try await Program.run(
                "flag", "chat.jsonl", "toxic", "--where", "row:2", "--turn", "9", in: playground)
            #expect(missing.status == 65 && missing.errors.contains("has the turn '9'"))
            let odd = try await Program.run(
                "flag", "chat.jsonl", "toxic", "--where", "row:2", "--turn", "0", in: playground)
            #expect(odd.status == 64 && odd.errors.contains("'0' is no turn"))
            let unflagged = try await Program.run(
                "redact", "chat.jsonl", "--turns", "toxic", "--to", "x", in: playground)
            #expect(unflagged.status == 65 && unflagged.errors.contains("No turn is flagged toxic"))
            try playground.write("a,b\n" + (1...40).map { "\($0),\($0 % 2)\n" }.joined(), to: "t.csv")
            _ = try await Program.run("init", "t.csv", in: playground)
            let table = try await Program.run(
                "flag", "t.csv", "toxic", "--where", "row:1", "--turn", "1", in: playground)
            #expect(table.status == 64 && table.errors.contains("holds no conversations"))
        }

        @Test func `a model learns from the assistant's turns, forgets, and equals a stranger's`() async throws {
            let playground = try chat()
            let options = ["--target", "helpful", "--positive", "yes", "--test-fraction", "0"]
            _ = try await Program.run(["init", "chat.jsonl"] + options, in: playground)
            let trained = try await Program.run("train", "chat.jsonl", in: playground)
            #expect(
                trained.output.contains("learned from categories: source; texts: assistant\n"),
                "\(trained.output)\(trained.errors)")
            let forgotten = try await Program.run(
                "forget", "chat.jsonl", "--where", "row:3 or row:8", "--yes", "--json", in: playground)
            let digest = try forgotten.json()["snapshot"]["after"].string
            let proof = try await Program.run("prove", "chat.jsonl", in: playground)
            #expect(proof.status == 0, "\(proof.output)\(proof.errors)")
            _ = try await Program.run(
                "redact", "chat.jsonl", "--where", "state:forgotten", "--to", "copy.jsonl", in: playground)
            _ = try await Program.run(["init", "copy.jsonl"] + options, in: playground)
            let theirs = try await Program.run("train", "copy.jsonl", "--json", in: playground)
            #expect(try theirs.json()["digest"].string == digest)
        }
    }
}
