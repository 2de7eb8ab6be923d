import Foundation
import Testing

extension TheProgram {
    /// What a model learns from is said, and nothing is dropped unsaid.
    @Suite("Learned from", .serialized)
    struct LearnedFrom {
        private func trained(_ text: String, _ options: [String], in playground: Playground) async throws -> (
            made: Program.Outcome, trained: Program.Outcome, json: JSON
        ) {
            try playground.write(text, to: "data.csv")
            let made = try await Program.run(["init", "data.csv"] + options, in: playground)
            let words = try await Program.run("train", "data.csv", in: playground)
            let json = try await Program.run("train", "data.csv", "--json", in: playground)
            return (made, words, try json.json())
        }

        /// Notes that say nothing beside a number that says much.
        private static func notes() -> String {
            var lines = ["user,x,g,note,y"]
            for i in 0..<400 {
                let x = Double(i * 7919 % 400) / 400
                let noise = Double(i * 104_729 % 997) / 997
                lines.append(
                    "u\(i),\(x),\(["a", "b"][i % 2]),\"note of u\(i), n\(i * 31 % 400)\",\(x + noise * 0.6 > 0.8 ? "yes" : "no")"
                )
            }
            return lines.joined(separator: "\n") + "\n"
        }

        @Test func `columns beside a text are used, and said`() async throws {
            let playground = try Playground()
            let (made, words, json) = try await trained(
                Self.notes(), ["--target", "y", "--positive", "yes"], in: playground)
            #expect(made.output.contains("it learns from numbers: x; categories: g; texts: note\n"), "\(made.output)")
            #expect(made.output.contains("records are positive"))
            #expect(words.output.contains("learned from numbers: x; categories: g; texts: note\n"), "\(words.output)")
            #expect(try #require(json["auc"].number) > 0.7)
        }

        @Test func `ratings of a text are not, and that is said`() async throws {
            let playground = try Playground()
            var lines = ["count,hate_votes,tweet,class"]
            for i in 0..<200 {
                lines.append("\(3 + i % 3),\(i % 4),\"tweet number \(i) says things\",\(i % 4 > 1 ? 1 : 0)")
            }
            let (made, words, _) = try await trained(
                lines.joined(separator: "\n") + "\n", ["--target", "class", "--positive", "1"], in: playground)
            #expect(made.output.contains("it learns from texts: tweet\n"), "\(made.output)")
            #expect(words.output.contains("not learned from: count, hate_votes: 'hate_votes' alone tells the target"))
        }

        @Test func `texts without blanks are told apart`() async throws {
            let playground = try Playground()
            var lines = ["text,label"]
            let (good, bad) = (Array("好喜欢美丽"), Array("坏讨厌丑陋"))
            let rest = Array("今天我们去公园看见了许多人和狗他说这里很大")
            for i in 0..<300 {
                var text = (0..<8).map { rest[(i * 7 + $0 * 5 + i * $0) % rest.count] }
                text.insert((i % 2 == 0 ? good : bad)[i % 5], at: i % 8)
                lines.append("\(String(text)),\(i % 2 == 0 ? 1 : 0)")
            }
            let (_, words, json) = try await trained(
                lines.joined(separator: "\n") + "\n",
                ["--target", "label", "--positive", "1", "--text", "text"], in: playground)
            #expect(words.output.contains("learned from texts: text"), "\(words.output)\(words.errors)")
            #expect(try #require(json["auc"].number) > 0.95)
        }

        @Test func `numbers may be said to be categories`() async throws {
            let playground = try Playground()
            // A code of which neither end means yes.
            var lines = ["code,y"]
            for i in 0..<300 { lines.append("\(i % 5),\(i % 5 == 2 ? 1 : 0)") }
            let text = lines.joined(separator: "\n") + "\n"
            let (_, plain, _) = try await trained(text, ["--target", "y", "--positive", "1"], in: playground)
            #expect(plain.output.contains("learned from numbers: code\n"))
            let other = try Playground()
            let (made, words, json) = try await trained(
                text, ["--target", "y", "--positive", "1", "--categories", "code"], in: other)
            #expect(words.output.contains("learned from categories: code\n"), "\(words.output)")
            #expect(made.output.contains("--categories code"))
            #expect(json["accuracy"].number == 1)
        }

        @Test func `a split names its parts in any spelling`() async throws {
            let playground = try Playground()
            var lines = ["x,part,y"]
            for i in 0..<200 {
                lines.append("\(i * 37 % 200),\(["Train", "Train", "dev", "TEST"][i % 4]),\(i * 37 % 200 > 90 ? 1 : 0)")
            }
            _ = try await trained(
                lines.joined(separator: "\n") + "\n", ["--target", "y", "--positive", "1", "--split", "part"],
                in: playground)
            for (part, count) in [("train", 100), ("selection", 50), ("test", 50)] {
                let shown = try await Program.run(
                    "show", "data.csv.lethe", "--where", "split:\(part)", "--count", in: playground)
                #expect(shown.output == "\(count)\n")
            }
        }
    }
}
