import Foundation
import Testing

@testable import Records

@Suite struct SentenceTests {
    @Test func `a sentence is written with the key on the screen, and with the line on the command line`() {
        let next: Sentence = "Train one first: \(command: .train). It takes \(3) minutes."
        #expect(next.written { _ in "T" } == "Train one first: T. It takes 3 minutes.")
        #expect(next.description == "Train one first: 'lethe train'. It takes 3 minutes.")
        let cancel: Sentence = "Wait, or cancel it with \(command: .cancelJob)."
        #expect("\(cancel)" == "Wait, or cancel it with 'cancel-job' in 'lethe open'.")
    }

    @Test func `sentences join, and one inside another keeps its commands`() {
        let hint: Sentence = "\(command: .undo) undoes"
        let whole: Sentence = "flagged toxic · \(hint)"
        #expect(whole.parts.count == 3 && whole.description == "flagged toxic · \(hint)")
        #expect(whole.written { _ in "u" } == "flagged toxic · u undoes")
        #expect((hint + ".").written { _ in "u" } == "u undoes.")
        #expect(Sentence("").isEmpty && !hint.isEmpty)
    }

    @Test func `a command is the same whatever line it has`() {
        #expect(CommandID("train") == .train && CommandID("train").hashValue == CommandID.train.hashValue)
        #expect(CommandID(rawValue: "prove") != .train)
    }

    @Test func `a refusal shows what a terminal would obey in its next step too`() {
        let refusal = Refusal(.usage, "No.", next: "Not \u{1B}[2J, but \(command: .undo)\n.")
        #expect(refusal.next.written { _ in "u" } == "Not ␛[2J, but u⏎.")
        #expect(Refusal(.usage, "No.", next: "Wait.") == Refusal(.usage, "No.", next: Sentence("Wait.")))
    }
}

/// Keys may be bound anew, and the command line has none: only the dashboard knows them.
@Suite struct KeylessTests {
    static let below = [
        "Attribution", "Detection", "Engine", "Fairness", "Journal", "Learning", "Records", "Reporting",
    ]

    /// What names a key: "Ctrl-R", "u undoes", "with X", "4 shows", "T on Models", "press q".
    static func naming(_ text: String) -> String? {
        let verbs =
            "back|brings|cancels|changes|chooses|does|finds|goes|leaves|marks|opens|proves|restores|searches|sets|"
            + "shows|sorts|stages|starts|takes|trains|turns|undoes|unstages|writes"
        let screens = "Records|Values|Queue|Jobs|Fairness|Models|Journal|Plan"
        let patterns = [
            "\\bCtrl-[ABD-Z]\\b", "\\bEsc\\b", "(^|[ (·])([B-HJ-Zb-z?/:]|[1-9]) (\(verbs))\\b",
            "\\b(with|press|presses) [B-HJ-Zb-z?]([.,;]|$)", "(^|[ (,])[A-Za-z] on (\(screens))\\b",
            "\\b[1-9], then [A-Z]\\b",
        ]
        return patterns.first { text.range(of: $0, options: .regularExpression) != nil }
    }

    @Test func `what names a key is found`() {
        for text in [
            "u undoes", "wait, or cancel it with X.", "4 shows it · X cancels", "Ctrl-R does it again",
            "Train one: T on Models", "6, then T, trains one", "There is no filter: f sets one.",
        ] { #expect(Self.naming(text) != nil, "\(text)") }
        for text in [
            "a finished column", "I trust it", "with 3 records", "step 4 of 9", "\\(command: .undo) undoes",
            "with a mean of 3",
        ] { #expect(Self.naming(text) == nil, "\(text)") }
    }

    @Test(arguments: below) func `no sentence below the screen names a key`(target: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/\(target)").path
        let files = (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).filter {
            $0.hasSuffix(".swift")
        }
        #expect(files.count > 2)
        for file in files.sorted() {
            // "Wilson with t" is the field's name, and "3 turns" of a migration counts nothing that is pressed.
            if file.hasPrefix("Catalogue/") || file == "Migrations.swift" { continue }
            let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                where index % 2 == 1 {
                    #expect(Self.naming(String(part)) == nil, "\(target)/\(file):\(number + 1): \(part)")
                }
            }
        }
    }
}
