import Foundation
import Testing

extension TheProgram {
    @Suite("Report", .serialized)
    struct Report {
        /// Forty records: group a is mostly accepted, b mostly not; `after` treats both alike.
        private static func file(_ column: String, _ prediction: (Int) -> Bool) -> String {
            let lines = (0..<80).map { row in
                "\(row),\(row % 2),\(prediction(row) ? 1 : 0),\(prediction(row) ? 0.9 : 0.2),\(row < 40 ? "a" : "b")"
            }
            return (["id,truth,\(column),score,sex"] + lines).joined(separator: "\n") + "\n"
        }

        @Test
        func `a file's report is written in four formats, twice alike, and overwrites only when told`() async throws {
            let playground = try Playground()
            _ = try playground.write(Self.file("said") { $0 < 40 ? $0 % 4 != 0 : $0 % 8 == 1 }, to: "one.csv")
            _ = try playground.write(Self.file("said") { $0 % 2 == 1 }, to: "two.csv")
            func report(_ to: String, _ more: String...) async throws -> Program.Outcome {
                try await Program.run(
                    [
                        "report", "one.csv", "--truth", "truth", "--prediction", "said", "--score", "score", "--groups",
                        "sex", "--against", "two.csv", "--id", "id", "--to", to,
                    ] + more, in: playground, environment: ["SOURCE_DATE_EPOCH": "0"])
            }
            for ending in ["html", "md", "csv", "json"] {
                let first = try await report("r.\(ending)")
                #expect(first.status == 0, "\(first.errors)")
                let text = try playground.text(of: "r.\(ending)")
                #expect(text.contains("sex"))
                #expect(try await report("r.\(ending)").status == 73)
                #expect(try await report("r.\(ending)", "--force").status == 0)
                #expect(try playground.text(of: "r.\(ending)") == text)
            }
            let html = try playground.text(of: "r.html")
            for words in ["1970-01-01 00:00 UTC", "ROC by sex", "Impact ratio", "before is one.csv"] {
                #expect(html.contains(words), "\(words)")
            }
            for (task, words) in [("--classes", "are of class '"), ("--regression", "of 'at least")] {
                let other = try await report("\(task.dropFirst(2)).md", task, "--consistency", "score", "--detectors")
                #expect(other.status == 0 && other.errors.contains(words), "\(other.errors)")
            }
            let unknown = try await report("r.pdf")
            #expect(unknown.status == 64)
            #expect(unknown.errors.contains(".html, .md, .csv or .json"))
        }

        @Test
        func `a project's report is of the records that a filter chooses, on every figure`() async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "loans.csv")
            let made = try await Program.run("init", "loans.csv", "--groups", "sex", in: playground)
            #expect(made.status == 0, "\(made.errors)")
            #expect(try await Program.run("train", "loans.csv", in: playground).status == 0)
            func report(_ to: String, _ more: String...) async throws -> Program.Outcome {
                try await Program.run(["report", "loans.csv", "--to", to] + more, in: playground)
            }
            #expect(try await report("all.json").status == 0)
            let chosen = try await report("old.json", "--where", "age>=40")
            #expect(chosen.status == 0, "\(chosen.errors)")
            let (all, old) = (
                try JSON(parsing: playground.text(of: "all.json")), try JSON(parsing: playground.text(of: "old.json"))
            )
            let audited = try await Program.run(
                "audit", "loans.csv", "--where", "age>=40", "--json", in: playground
            ).json()
            let n = try #require(old["report"]["n"].int)
            #expect(n == audited["n"].int && n < all["report"]["n"].int ?? 0 && n > 0)
            let rate = old["report"]["overall"]["metrics"]["selectionRate"]["value"].number
            #expect(rate == audited["overall"]["metrics"]["selectionRate"]["value"].number && rate != nil)
            #expect(old["trend"].array.isEmpty && !all["trend"].array.isEmpty)
            #expect(old["data"]["audited"].string?.contains("matching 'age>=40'") == true)
            let left = old["data"]["exclusions"].array.first { $0["reason"].string?.contains("age>=40") == true }
            #expect(left?["count"].int == (all["report"]["n"].int ?? 0) - n)
            let law = old["localLaw"]["tables"].array.first { $0["measure"].string == "selection" }
            #expect(law?["categories"].array.reduce(0) { $0 + ($1["n"].int ?? 0) } == n)
            // After a removal, before and change are of the same records.
            let gone = try await Program.run("forget", "loans.csv", "--where", "row:1..40", "--yes", in: playground)
            #expect(gone.status == 0, "\(gone.errors)")
            #expect(try await report("after.json", "--where", "age>=40").status == 0)
            let after = try JSON(parsing: playground.text(of: "after.json"))
            #expect(
                after["before"]["n"].int == after["report"]["n"].int
                    && after["comparison"]["n"].int == after["report"]["n"].int)
            for (filter, status, words) in [("age>4000", 65, "No audited record matches"), ("aeg>4", 64, "aeg")] {
                let refused = try await report("no.md", "--where", filter)
                #expect(refused.status == Int32(status) && refused.errors.contains(words), "\(refused.errors)")
                #expect(!playground.exists("no.md"))
            }
        }
    }
}
