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
    }
}
