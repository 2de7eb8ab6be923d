import Foundation
import Testing

extension TheProgram {
    /// Every capability without a terminal, and the documents that others rely on.
    @Suite("Headless twins", .serialized)
    struct Headless {
        @Test(arguments: ["decisions", "comments"])
        func `the demo without a terminal prints before and after, twice`(name: String) async throws {
            let playground = try Playground()
            for _ in 1...2 {
                let demo = try await Program.run("demo", name, in: playground)
                #expect(demo.status == 0, "\(demo.errors)")
                #expect(demo.output.contains(/before +after +change, paired/))
                #expect(
                    demo.output.contains(
                        /demographicParityDifference by \w+ .* 0\.\d{3} +0\.\d{3} +(−0\.\d{3} \[|no clear change)/))
                if name == "decisions" { #expect(demo.output.contains(/demographicParityDifference .* −0\.\d{3} \[/)) }
                #expect(demo.output.contains(/accuracy +0\.\d{3} +0\.\d{3}/))
                #expect(demo.output.contains("harmed: "))
                #expect(demo.errors.contains("staged "))
            }
            let json = try await Program.run("demo", name, "--json", in: playground).json()
            #expect((json["removed"].int ?? 0) > 200)
        }

        @Test
        func `each command prints one JSON document with the promised keys`() async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "loans.csv")
            func run(_ arguments: String...) async throws -> JSON {
                let outcome = try await Program.run(arguments + ["--json"], in: playground)
                try #require(outcome.status == 0, "lethe \(arguments): \(outcome.status) \(outcome.errors)")
                return try outcome.json()
            }
            func expect(_ document: JSON, has keys: [String], _ what: Comment) {
                #expect(keys.filter { !document.keys.contains($0) } == [], what)
            }

            let made = try await run("init", "loans.csv", "--seed", "7")
            #expect(made["records"].int == 5000 && made["seed"].int == 7)
            let trained = try await run("train", "loans.csv.lethe")
            expect(
                trained,
                has: [
                    "objective", "weightNorm", "gradientNorm", "digest", "records", "features", "seconds", "accuracy",
                    "auc", "family",
                ], "train")
            #expect(trained["family"].string == "logistic")
            expect(trained["seconds"], has: ["read", "features", "solve"], "train.seconds")
            #expect((0.75...0.92).contains(trained["accuracy"].number ?? 0))

            let shown = try await run("show", "loans.csv.lethe", "--where", "sex=female approved=no split:train")
            #expect(shown["count"].int == shown["records"].array.count)
            let some = try await run(
                "show", "loans.csv", "--where", "split:train", "--sort=-model.disagreement", "--limit", "3")
            #expect(some["records"].array.count == 3)

            let flagged = try await run(
                "flag", "loans.csv.lethe", "biased", "--where", "split:train row:1..60", "--reason", "seen twice")
            let count = try #require(flagged["flagged"].int)
            let preview = try await run("forget", "loans.csv.lethe", "--flagged", "biased", "--preview")
            expect(
                preview,
                has: [
                    "removed", "retained", "snapshot", "heldOutSkipped", "guarantee", "cost", "before", "after",
                    "change", "prediction",
                ], "forget")
            expect(
                preview["prediction"],
                has: [
                    "removed", "heldOutSkipped", "passes", "seconds", "gaps", "exactDuplicatesLeft", "sameSubjectLeft",
                    "warnings",
                ], "prediction")
            #expect(preview["prediction"]["removed"].int == preview["removed"].int)
            #expect(preview["guarantee"]["kind"].string == "bit-identical")
            expect(
                preview["guarantee"], has: ["kind", "digest", "bound", "gradientNorm", "certifiedShare"], "guarantee")
            expect(preview["cost"], has: ["passes", "seconds"], "cost")
            expect(preview["cost"]["seconds"], has: ["plan", "solve", "certify", "evaluate"], "cost.seconds")
            #expect(preview["published"].bool == false)
            #expect(try await Twin.model(of: "loans.csv.lethe", in: playground) == trained["digest"].string)

            // Without --yes and without a terminal nothing is forgotten.
            let refused = try await Program.run("forget", "loans.csv.lethe", "--flagged", "biased", in: playground)
            #expect(refused.status == 64)
            #expect(refused.errors.contains("Add --yes"))
            let forgot = try await run("forget", "loans.csv.lethe", "--flagged", "biased", "--yes")
            #expect(forgot["removed"].int == count)
            #expect(forgot["published"].bool == true)
            #expect(forgot["snapshot"]["before"].string == trained["digest"].string)
            #expect(forgot["snapshot"]["after"].string == preview["snapshot"]["after"].string, "previewed what came")

            let proof = try await run("prove", "loans.csv.lethe")
            expect(
                proof, has: ["equal", "kind", "digestUnlearned", "digestRetrained", "distance", "bound", "seconds"],
                "prove")
            #expect(proof["equal"].bool == true)
            #expect(proof["digestUnlearned"].string == proof["digestRetrained"].string)
            #expect(try #require(proof["distance"].number) <= (proof["bound"].number ?? -1))

            let audit = try await run("audit", "loans.csv.lethe")
            expect(audit, has: ["groups", "gaps", "verdicts"], "audit")
            expect(
                try #require(audit["groups"].array.first),
                has: ["column", "value", "n", "tp", "fp", "tn", "fn", "metrics"],
                "audit.groups")
            let crossed = try await Program.run(
                "audit", "loans.csv.lethe", "--fail-if", "demographicParityDifference>0.0001", in: playground)
            #expect(crossed.status == 1)

            let exported = try await run("export", "loans.csv.lethe", "--to", "bundle", "--redacted", "less.csv")
            #expect(exported["written"].array.count == 2)
            let lines = try playground.text(of: "less.csv").split(separator: "\n").count
            #expect(lines == 1 + 5000 - count)
            let verified = try await run("verify", "bundle")
            #expect(verified["intact"].bool == true && verified["exitCode"].int == 0)
            let log = try await run("log", "loans.csv.lethe")
            let actions = log.array.compactMap { $0["action"].string }
            let loop = [
                "open", "train", "publish", "flag", "stage", "unlearn-start", "unlearn-result", "evaluate", "prove",
            ]
            #expect(loop.filter { !actions.contains($0) } == [])
            #expect(log.array.map { $0["seq"].int } == (1...log.array.count).map { $0 })
        }

        @Test
        func `an edited, a shortened and a reordered journal are found out`() async throws {
            let playground = try await Prepared.trained("decisions")
            _ = try await Program.run("flag", "decisions.csv", "biased", "--where", "row:1..9", in: playground)
            _ = try await Program.run("export", "decisions.csv", "--to", "bundle", in: playground)
            let journal = "bundle/journal.jsonl"
            let honest = try playground.text(of: journal)
            let lines = honest.split(separator: "\n").map(String.init)
            func verdict(_ text: String) async throws -> Program.Outcome {
                try playground.write(text, to: journal)
                return try await Program.run("verify", "bundle", in: playground)
            }
            #expect(try await verdict(honest).status == 0)
            let edited = honest.replacingOccurrences(of: "\"biased\"", with: "\"toxic\"")
            #expect(edited != honest)
            #expect(try await verdict(edited).status == 3)
            #expect(try await verdict(lines.dropLast().joined(separator: "\n") + "\n").status == 4)
            var swapped = lines
            swapped.swapAt(2, 3)
            #expect(try await verdict(swapped.joined(separator: "\n") + "\n").status == 3)
        }
    }
}
