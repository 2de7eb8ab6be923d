import Foundation
import Testing

extension TheProgram {
    /// Options of reading as they are typed, and what is said of guesses, followed.
    @Suite("Reading", .serialized)
    struct ReadingOptionsTyped {
        @Test(arguments: ["¦", "\\u00a6"])
        func `any one character separates fields`(_ delimiter: String) async throws {
            let playground = try Playground()
            try playground.write("a¦b\n1¦\"x¦y\"\n2¦é\n", to: "d.csv")
            let shown = try await Program.run("show", "d.csv", "--delimiter", delimiter, "--csv", in: playground)
            #expect(shown.output == "a,b\n1,x¦y\n2,é\n", "\(shown.errors)")
            let made = try await Program.run(
                "init", "d.csv", "--target", "none", "--delimiter", delimiter, in: playground)
            #expect(made.status == 0, "\(made.errors)")
            let again = try await Program.run("show", "d.csv.lethe", "--where", "b=é", "--count", in: playground)
            #expect(again.output == "1\n")
        }

        @Test func `a line of units is said, and read as a record when asked to`() async throws {
            let playground = try Playground()
            try playground.write("t,n,m\n,cm,kg\nx,1,2\ny,3,4\n", to: "d.csv")
            let shown = try await Program.run("show", "d.csv", "--count", in: playground)
            #expect(shown.output == "2\n" && shown.errors.contains("--header-rows 1"), "\(shown.errors)")
            let all = try await Program.run("show", "d.csv", "--count", "--header-rows", "1", in: playground)
            #expect(all.output == "3\n")
            let both = try await Program.run("show", "d.csv", "--no-header", "--header-rows", "2", in: playground)
            #expect(both.status == 64)
        }

        @Test func `a total is said, and what is said to do about it does`() async throws {
            let playground = try Playground()
            try playground.write("t,n\na,1\nb,2\nc,3\nTotal,6\n", to: "d.csv")
            let shown = try await Program.run("show", "d.csv", "--count", in: playground)
            #expect(shown.output == "4\n" && shown.errors.contains("lethe redact FILE --where row:4 --to COPY"))
            let copied = try await Program.run(
                "redact", "d.csv", "--where", "row:4", "--to", "copy.csv", in: playground)
            #expect(copied.status == 0, "\(copied.errors)")
            let rest = try await Program.run("show", "copy.csv", "--count", in: playground)
            #expect(rest.output == "3\n" && !rest.errors.contains("total"))
        }

        @Test func `a text with a NUL byte comes back from what was printed`() async throws {
            let playground = try Playground()
            try playground.write("{\"a\": \"x\\u0000y\", \"b\": 1}\n{\"a\": \"z\", \"b\": 2}\n", to: "d.jsonl")
            let shown = try await Program.run("show", "d.jsonl", "--csv", in: playground)
            try playground.write(shown.output, to: "back.csv")
            let again = try await Program.run("show", "back.csv", "--columns", "a,b", "--csv", in: playground)
            #expect(again.output == "a,b\nx\0y,1\nz,2\n", "\(again.errors)")
        }

        @Test func `an option without an effect is refused, and leaving it out works`() async throws {
            let playground = try Playground()
            try playground.write("{\"a\": 1}\n{\"a\": 2}\n", to: "d.jsonl")
            let refused = try await Program.run("show", "d.jsonl", "--skip", "1", in: playground)
            #expect(refused.status == 64 && refused.errors.contains("--skip means nothing to 'd.jsonl'"))
            #expect(try await Program.run("show", "d.jsonl", "--count", in: playground).output == "2\n")
        }
    }
}
