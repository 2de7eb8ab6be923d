import Foundation
import Testing

@testable import Records

struct VisibleWordsTests {
    static let names = [
        "x", "", " ", "\u{E9}", "e\u{301}", "\u{301}", "a\nb", "a\r\nb", "\u{1B}[31mred\u{1B}[0m", "\u{7}", "\t",
        "\u{7F}",
        "\u{0}", "\u{9B}31m", "\u{202E}gnp.csv", "\u{2066}x\u{2069}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}", "%s%n%d", "'",
        "\"",
        "\\", "'; rm -rf ~ #", String(repeating: "n", count: 4_096), String(repeating: "\u{1B}", count: 4_096),
        String(repeating: "e\u{301}\u{302}", count: 5_000), "\u{1F469}\u{200D}\u{1F4BB}",
    ]

    static func isRaw(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value)
        }
    }

    /// Every refusal is made by one initialiser, so what holds of it holds of all of them (`RefusalFormTests` counts them).
    @Test(arguments: names)
    func `a refusal holds nothing raw and nothing endless, whatever is named in it`(name: String) {
        for refusal in [
            Refusal(.badData, "\(name)", next: "\(name)"),
            Refusal(.usage, "No '\(name)' in '\(name)'.", next: "See '\(name)'."),
            .unknown("column", name, among: Self.names), .unknown("column", "nmae", among: [name]),
            .unknown(name, name, among: []), .unexpected(name),
        ] {
            #expect(!Self.isRaw(refusal.description), "\(refusal.description.debugDescription)")
            #expect(refusal.sentence.unicodeScalars.count < 9 * VisibleWords.most)
        }
    }

    @Test func `what can be shown stays as it is`() {
        for text in ["No column 'gendr'.", "'日本.csv', line 3: é", "a — b … ≥ 0.5", "e\u{301}"] {
            #expect(Array(Refusal(.usage, text, next: text).sentence.utf8) == Array(text.utf8))
        }
        #expect(Refusal(.usage, "two\nlines\t.", next: "").sentence == "two⏎lines␉.")
        #expect(Refusal(.usage, "\u{202E}a\u{9B}", next: "").sentence == "‹U+202E›a‹U+009B›")
        #expect(VisibleWords.of(VisibleWords.of("\u{1B}\n\u{FEFF}")) == VisibleWords.of("\u{1B}\n\u{FEFF}"))
    }

    /// What is printed goes through `Output` and `Narration`, which show controls on a terminal; nothing goes past them.
    @Test func `nothing in the sources writes to a terminal by itself`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources").path
        let files = (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).filter {
            $0.hasSuffix(".swift")
        }
        #expect(files.count > 500)
        let ways = [
            "fputs(", "fprintf(", "perror(", "FileHandle.standardError", "FileHandle.standardOutput", "debugPrint(",
            "dump(", "NSLog(", "STDERR_FILENO", "STDOUT_FILENO",
        ]
        let known: Set = [
            "lethe/Printing/Narration.swift", "lethe/Printing/Output.swift", "lethe/Printing/Output+Record.swift",
            "lethe/Printing/StandardStream.swift",
        ]
        for file in files where !known.contains(file) && !file.hasPrefix("Terminal/") {
            let lines = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8).split(separator: "\n")
            for line in lines where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                for way in ways where line.contains(way) && !line.contains("isatty(") {
                    Issue.record("\(file): \(line)")
                }
                #expect(line.firstMatch(of: /(^|[^.a-zA-Z])(Swift\.)?print\("/) == nil, "\(file): \(line)")
            }
        }
    }
}
