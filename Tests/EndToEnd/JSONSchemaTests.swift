import Foundation
import TestSupport
import Testing

extension TheProgram {
    /// docs/json/lethe.schema.json says what every command prints with --json: whoever relies on it is told by a failing
    /// test when a key goes, changes its type, or comes without a word.
    @Suite("JSON schema", .serialized)
    struct JSONSchemas {
        private static func schema() throws -> JSONSchema {
            let path = Program.packageRoot + "/docs/json/lethe.schema.json"
            return JSONSchema(try JSONValue(parsing: try String(contentsOfFile: path, encoding: .utf8)))
        }

        /// The commands of the program that take --json, from its own account of itself.
        private static func commands(in playground: Playground) async throws -> [String] {
            let told = try await Program.run("--experimental-dump-help", in: playground)
            let root = try #require(try JSONValue(parsing: told.output)["command"])
            return (root["subcommands"]?.elements ?? []).filter { command in
                (command["arguments"]?.elements ?? []).contains { argument in
                    (argument["names"]?.elements ?? []).contains { $0["name"]?.string == "json" }
                }
            }.compactMap { $0["commandName"]?.string }.sorted()
        }

        @Test func `every command that takes --json has a schema, and the schema is whole`() async throws {
            let schema = try Self.schema()
            #expect(schema.faults == [])
            let described = schema.definitions.filter { $0.hasPrefix("command.") }.map { $0.dropFirst(8) }.map(
                String.init)
            let commands = try await Self.commands(in: try Playground())
            #expect(commands.count >= 16)
            #expect(Set(described) == Set(commands + ["report"]))
        }

        /// Lines of a made-up audit: numbers, scores, classes, two group columns, weights.
        private static func own(_ seed: UInt64, truth: UInt64 = 3) -> String {
            var (random, said) = (Seeded(truth), Seeded(seed))
            let colours = ["red", "green", "blue"]
            let lines = (0..<240).map { row -> String in
                let y = random.fraction() < (row % 2 == 0 ? 0.4 : 0.6) ? 1 : 0
                let s = (said.fraction() + Double(y)) / 2
                let p = s > (row % 2 == 0 ? 0.4 : 0.6) ? 1 : 0
                let (ct, cp) = (colours[(y + row) % 3], colours[(p + row) % 3])
                let numbers = "\(Double(y) * 10 + 0.5),\(s * 20)"
                return
                    "\(row),\(row % 2 == 0 ? "a" : "b"),\("xyz".map(String.init)[row % 3]),\(y),\(p),\(s),\(ct),\(cp),\(numbers),"
                    + "\(1 + row % 3),\(row % 5 == 0 ? "train" : "test"),\(20 + row % 60)"
            }
            return (["id,g,h,y,p,s,ct,cp,nt,np,w,part,age"] + lines).joined(separator: "\n") + "\n"
        }

        private static let ofFiles: [[String]] = {
            let own = ["audit", "own.csv", "--groups", "g,h"]
            let truth = ["--truth", "y", "--prediction", "p"]
            let against = ["--against", "own2.csv", "--id", "id"]
            let (classes, numbers) = (
                ["--truth", "ct", "--prediction", "cp", "--classes"],
                ["--truth", "nt", "--prediction", "np", "--regression"]
            )
            return [
                own + truth, own + truth + ["--score", "s", "--detectors", "--consistency", "s,w"],
                own + truth + ["--score", "s", "--weight", "w"], own + truth + ["--frequency", "w"],
                own + ["--prediction", "p"], own + ["--prediction", "p", "--weight", "w"], own + truth + against,
                own + truth + ["--score", "s"] + against, own + truth + ["--weight", "w"] + against,
                own + ["--prediction", "p"] + against,
                own + classes, own + classes + against, own + numbers, own + numbers + against,
                own + truth + ["--split", "part", "--declare", "demographicParityDifference"],
                ["audit", "own.csv", "--groups", "age:<40,>=40,g", "--cross", "g,age", "--control", "h"] + truth,
                ["audit", "--list"], ["audit", "--explain", "recall"], ["audit", "--explain", "auc"],
                ["show", "own.csv", "--limit", "4"], ["show", "chat.jsonl"],
                ["show", "own.csv", "--columns", "row:,g"],
                ["summary", "own.csv"], ["summary", "chat.jsonl"], ["values", "own.csv", "g"],
                ["values", "own.csv", "s", "--by", "g"],
                ["redact", "own.csv", "--where", "row:1..3", "--to", "red.csv"],
                [
                    "init", "own.csv", "--project", "yours", "--truth", "y", "--prediction", "p", "--groups",
                    "age:<40,>=40,g",
                ],
                ["audit", "yours"], ["forget", "yours", "--where", "row:1..4", "--yes", "--to", "kept.csv"],
                ["init", "chat.jsonl", "--project", "chat"],
                ["flag", "chat", "toxic", "--where", "row:1", "--turn", "1"],
                ["redact", "chat", "--turns", "toxic", "--to", "red.jsonl"],
            ]
        }()

        private static let ofProject: [[String]] = [
            ["init", "loans.csv", "--groups", "sex,nationality"], ["train", "loans.csv"], ["audit", "loans.csv"],
            ["audit", "loans.csv", "--where", "age>=40", "--cross", "sex,nationality", "--control", "purpose"],
            ["show", "loans.csv", "--limit", "3"],
            ["show", "loans.csv", "--limit", "3", "--columns", "row:,flag:,id:,sex,age"],
            ["values", "loans.csv", "salary", "--by", "sex"],
            ["flag", "loans.csv", "biased", "--where", "row:1..20", "--reason", "x"],
            ["forget", "loans.csv", "--where", "row:1..40", "--preview"],
            ["forget", "loans.csv", "--where", "row:1..40", "--yes"], ["audit", "loans.csv", "--trend"],
            ["prove", "loans.csv"], ["audit", "loans.csv", "--before", "@first"], ["restore", "loans.csv", "@first"],
            ["forget", "loans.csv", "--where", "row:1..4", "--erase", "--yes"],
            ["log", "loans.csv"], ["policy", "loans.csv"], ["policy", "loans.csv", "--approvals", "1"],
            ["export", "loans.csv", "--to", "bundle", "--fairness", "f.json"], ["verify", "bundle"],
            ["train", "loans.csv", "--model", "bayes"], ["demo", "decisions"],
        ]

        private static func check(_ commands: [[String]], in playground: Playground) async throws -> Set<String> {
            let schema = try schema()
            for command in commands {
                var arguments = command
                if let place = command.firstIndex(of: "@first") {
                    let points = try await Program.run("audit", "loans.csv", "--trend", "--json", in: playground).json()
                    arguments[place] = try #require(points.array.first?["digest"].string)
                }
                let outcome = try await Program.run(arguments + ["--json"], in: playground)
                #expect(outcome.status == 0 || arguments[0] == "verify", "\(arguments): \(outcome.errors)")
                let document = try JSONValue(parsing: outcome.output)
                let violations = schema.violations(in: document, of: "command.\(arguments[0])")
                #expect(violations.isEmpty, "\(arguments): \(violations.prefix(5))")
            }
            return Set(commands.map { $0[0] })
        }

        @Test func `what is printed of files is what the schema says`() async throws {
            let playground = try Playground()
            try playground.write(Self.own(5), to: "own.csv")
            try playground.write(Self.own(9), to: "own2.csv")
            try playground.copy(Program.fixture("conversations/chat.jsonl"), as: "chat.jsonl")
            _ = try await Self.check(Self.ofFiles, in: playground)
            let report = ["report", "own.csv", "--truth", "y", "--prediction", "p", "--score", "s", "--groups", "g"]
            for (more, to) in [([], "r.json"), (["--against", "own2.csv", "--id", "id"], "two.json")] {
                let written = try await Program.run(report + more + ["--sex", "g", "--to", to], in: playground)
                #expect(written.status == 0, "\(written.errors)")
                let document = try JSONValue(parsing: try playground.text(of: to))
                #expect(try Self.schema().violations(in: document, of: "command.report") == [])
            }
        }

        @Test func `what is printed of a project is what the schema says, and every command was tried`() async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "loans.csv")
            let tried = try await Self.check(Self.ofProject, in: playground)
            let written = try await Program.run("report", "loans.csv", "--to", "r.json", in: playground)
            #expect(written.status == 0, "\(written.errors)")
            let document = try JSONValue(parsing: try playground.text(of: "r.json"))
            #expect(try Self.schema().violations(in: document, of: "command.report") == [])
            let all = try await Self.commands(in: playground)
            #expect(Set(all).subtracting(tried.union(Self.ofFiles.map { $0[0] })).isEmpty)
        }

        @Test func `what fails is said as the schema says`() async throws {
            let playground = try Playground()
            try playground.write("a,b\n1,2\n", to: "a.csv")
            for arguments in [
                ["show", "no.csv"], ["show", "a.csv", "--limit", "x"], ["show", "a.csv", "--where", "((("],
                ["audit", "a.csv", "--truth", "zz", "--prediction", "b"], ["train", "a.csv"], ["verify", "a.csv"],
            ] {
                let outcome = try await Program.run(arguments + ["--json"], in: playground)
                let document = try JSONValue(parsing: outcome.output)
                #expect(try Self.schema().violations(in: document, of: "error") == [], "\(arguments)")
                #expect(document["error"]?["status"]?.double == Double(outcome.status))
            }
        }

        @Test func `the validator finds what is wrong`() throws {
            func faults(_ schema: String) throws -> [String] {
                JSONSchema(try JSONValue(parsing: ##"{"$defs": {"a": \##(schema)}}"##)).faults
            }
            func violations(_ schema: String, _ document: String) throws -> [String] {
                JSONSchema(try JSONValue(parsing: ##"{"$defs": {"a": \##(schema), "b": {"type": "null"}}}"##))
                    .violations(in: try JSONValue(parsing: document), of: "a")
            }
            #expect(try faults(##"{"description": "x", "oneOf": []}"##) == ["a: 'oneOf' is not known"])
            #expect(try faults(##"{"$ref": "#/$defs/c"}"##) == ["a: no #/$defs/c"])
            #expect(try faults(##"{"description": "x", "properties": {}}"##) == ["a: takes any key"])
            #expect(try faults(##"{"type": "string"}"##) == ["a: no description"])
            let object =
                ##"{"properties": {"k": {"type": "integer", "minimum": 0, "maximum": 9}}, "required": ["k"], "additionalProperties": false}"##
            for (document, count) in [
                (##"{"k": 1}"##, 0), (##"{"k": 1.0}"##, 0), (##"{"k": 1.5}"##, 1), (##"{"k": true}"##, 1),
                (##"{"k": null}"##, 1),
                (##"{}"##, 1), (##"{"k": 1, "l": 1}"##, 1), (##"{"k": -1}"##, 1), (##"{"k": 10}"##, 1),
            ] { #expect(try violations(object, document).count == count, "\(document)") }
            let list =
                ##"{"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/b"}, {"enum": ["x"]}, {"pattern": "^y+$", "type": "string"}]}, "maxItems": 2, "minItems": 1}"##
            for (document, count) in [
                (##"["x", null]"##, 0), (##"["yy"]"##, 0), (##"["z"]"##, 1), ("[]", 1), (##"["x", "x", "x"]"##, 1),
                ("{}", 1),
            ] { #expect(try violations(list, document).count == count, "\(document)") }
            for text in [##"{"a": 1, "a": 2}"##, "[1,]", "[1] 2", "01", "\"\n\"", "nul", "[", ##""\x""##] {
                #expect(throws: (any Error).self) { try JSONValue(parsing: text) }
            }
        }
    }
}
