import Foundation
import Testing

/// What README promises stands in CLAIMS.md, word for word, with the tests that show it; the tests are there.
@Suite("Claims") struct ClaimsTests {
    private struct Claim {
        var sentence: String
        var tests: [String] = []
        var commands: [String] = []
    }

    private static func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(Program.packageRoot)/\(name)", encoding: .utf8)
    }

    /// Quoted lines are a claim; each line of the list behind it is a test in backticks, or a command after "run:".
    private static func claims() throws -> [Claim] {
        var claims: [Claim] = []
        var isQuoting = false
        for line in try text("CLAIMS.md").components(separatedBy: "\n") {
            if line.hasPrefix("> ") {
                if isQuoting {
                    claims[claims.count - 1].sentence += " " + line.dropFirst(2)
                } else {
                    claims.append(Claim(sentence: String(line.dropFirst(2))))
                }
            } else if line.hasPrefix("- `"), let end = line.dropFirst(3).firstIndex(of: "`") {
                claims[claims.count - 1].tests.append(String(line.dropFirst(3)[..<end]))
            } else if line.hasPrefix("- run: ") {
                claims[claims.count - 1].commands.append(String(line.dropFirst(7)))
            }
            isQuoting = line.hasPrefix("> ")
        }
        return claims
    }

    /// The sentences of README's Guarantees, tables and marks left out, blanks as one.
    private static func promises() throws -> [String] {
        let readme = try text("README.md")
        let start = try #require(readme.range(of: "\n## Guarantees\n"))
        let end = try #require(readme.range(of: "\n## ", range: start.upperBound..<readme.endIndex))
        let lines = readme[start.upperBound..<end.lowerBound].components(separatedBy: "\n")
        let items = lines.map { $0.trimmingCharacters(in: .whitespaces) }
        // Rows of a table are sentences of their own; its head is none.
        var paragraphs = [""]
        for (index, line) in items.enumerated() {
            if line.hasPrefix("|") {
                let isHead = line.hasPrefix("|---") || (index + 1 < items.count && items[index + 1].hasPrefix("|---"))
                if !isHead { paragraphs += [line, ""] }
            } else if line.isEmpty || line.hasPrefix("- ") {
                paragraphs.append(line.hasPrefix("- ") ? String(line.dropFirst(2)) : "")
            } else {
                paragraphs[paragraphs.count - 1] += (paragraphs[paragraphs.count - 1].isEmpty ? "" : " ") + line
            }
        }
        // What a paragraph is about, and what leads over to a table, promises nothing.
        return paragraphs.filter { !$0.isEmpty }.flatMap(sentences).filter {
            !$0.hasSuffix(":") && $0.split(separator: " ").count > 3
        }
    }

    /// Ends where a mark is followed by a blank and a capital.
    private static func sentences(_ paragraph: String) -> [String] {
        var sentences = [""]
        let characters = Array(paragraph.replacing("**", with: ""))
        for (index, character) in characters.enumerated() {
            let isEnd =
                character == " " && index > 0 && ".!?:".contains(characters[index - 1]) && index + 1 < characters.count
                && (characters[index + 1].isUppercase || characters[index + 1] == "`")
            if isEnd { sentences.append("") } else { sentences[sentences.count - 1].append(character) }
        }
        return sentences
    }

    @Test func `every sentence of README's guarantees is a claim here, and nothing else is`() throws {
        let claimed = Set(try Self.claims().map(\.sentence))
        let promised = Set(try Self.promises())
        #expect(promised.subtracting(claimed).sorted() == [])
        #expect(claimed.subtracting(promised).sorted() == [])
    }

    @Test func `every claim names what shows it, and that is there`() throws {
        let folder = Program.packageRoot + "/Tests"
        let names = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
        let tests = try names.filter { $0.hasSuffix(".swift") }.map { try Self.text("Tests/\($0)") }.joined()
        for claim in try Self.claims() {
            #expect(!claim.tests.isEmpty || !claim.commands.isEmpty, "nothing shows: \(claim.sentence)")
            for test in claim.tests {
                #expect(tests.contains("func `\(test)`"), "no test is called '\(test)': \(claim.sentence)")
            }
        }
    }
}
