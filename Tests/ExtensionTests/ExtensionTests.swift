import ArgumentParser
import Detection
import Engine
import Fairness
import Foundation
import Journal
import Learning
import Records
import TestSupport
import Testing

@testable import lethe

extension Trait where Self == ConditionTrait {
    /// What is added to the lists is there for the whole process, where other tests count what is in them: `scripts/tests`
    /// gives these one of their own.
    static var ofItsOwnProcess: Self {
        .enabled(
            if: ProcessInfo.processInfo.environment["LETHE_EXTENSIONS"] != nil,
            "They add to the program's lists; run them with LETHE_EXTENSIONS=1 swift test --filter ExtensionTests.")
    }
}

/// A family, a format, a detector and a metric that the program does not come with go the whole way through it by the
/// public lists alone: what is added takes its own file, and a line.
@Suite(.serialized, .ofItsOwnProcess) struct ExtensionTests {
    let scratch: Scratch
    let project: String

    init() throws {
        try Added.register()
        scratch = try Scratch()
        project = scratch.file("people.lethe")
    }

    /// A command of the program in this process, where the lists are longer.
    private func lethe(_ arguments: String...) async throws {
        var command = try Lethe.parseAsRoot(arguments)
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            try command.run()
        }
    }

    private func snapshot(_ project: String) async throws -> Snapshot {
        try await Project.look(project, Who.parse([]))
    }

    /// Records 1, 8, 15, … name a card; of the others the check digit is wrong.
    private func people() throws -> String {
        let names = ["age", "sex", "note", "approved"]
        let records = (0..<84).map { row in
            [
                "\(18 + row * 7 % 50)", row % 2 == 0 ? "woman" : "man",
                "card 4111 1111 1111 111\(row % 7 == 0 ? 1 : 2), case \(row)",
                row % 3 == 0 ? "no" : "yes",
            ]
        }
        return try scratch.write(
            ([names] + records).map { "%%\n" + $0.joined(separator: "\n") + "\n" }.joined(), to: "people.blocks")
    }

    @Test func `what is added is read, trained, found, forgotten, proven, reported and exported`() async throws {
        let file = try people()
        let table = try Table(path: file)
        #expect(table.reading.format == BlocksKind().format && table.rowCount == 84)
        #expect(table.notices.contains("The file is read as blocks of lines, a field a line."))
        try await lethe(
            "init", file, "--project", project, "--target", "approved", "--positive", "yes", "--features", "age",
            "--text", "note", "--groups", "sex", "--as", "ada")
        try await lethe("train", project, "--model", "majority", "--smoothing", "2")
        let before = try await snapshot(project)
        let first = try #require(before.models.first { $0.isCurrent })
        #expect(first.family == "majority")

        try await lethe("flag", project, "private", "--where", "hit:pii.card", "--reason", "a card")
        #expect(try await snapshot(project).flags.count { $0.has(.private) } == 12)
        try await lethe("forget", project, "--flagged", "private", "--yes")
        // Refuses where the model is not that of a cold retrain.
        try await lethe("prove", project)
        let after = try await snapshot(project)
        let second = try #require(after.models.first { $0.isCurrent })
        #expect(second.digest != first.digest && after.counts.forgotten > 0)

        let (report, copy) = (scratch.file("report.json"), scratch.file("copy.blocks"))
        try await lethe("report", project, "--to", report)
        let text = try String(contentsOfFile: report, encoding: .utf8)
        #expect(text.contains(#""decisionVariance""#) && text.contains(second.digest))
        try await lethe("redact", project, "--where", "state:forgotten", "--to", copy)
        try await lethe(
            "export", project, "--to", scratch.file("bundle"), "--recipe", scratch.file("recipe.json"))
        try await lethe("verify", scratch.file("bundle"))

        // A new project of the copy, under the same recipe, has the same model.
        let recipe = try String(contentsOfFile: scratch.file("recipe.json"), encoding: .utf8)
        #expect(recipe.contains(#""family":{"majority":{"_0":{"smoothing":2}}}"#))
        #expect(try Table(path: copy).rowCount == 84 - after.counts.forgotten)
        let other = scratch.file("other.lethe")
        try await lethe("init", copy, "--project", other, "--recipe", scratch.file("recipe.json"), "--groups", "sex")
        try await lethe("train", other)
        #expect(try await snapshot(other).models.first { $0.isCurrent }?.digest == second.digest)
    }

    /// A conversation a record, in two columns.
    private func talks(_ rows: Range<Int>, _ name: String) throws -> String {
        let records = rows.map { row in
            [
                "t\(row)", row % 2 == 0 ? "web" : "phone",
                #"[{"role":"user","content":"question \#(row)"},{"role":"assistant","content":"answer \#(row)"}]"#,
                row % 3 == 0 ? "bad" : "good",
            ]
        }
        return try scratch.write(
            ([["name", "channel", "messages", "rating"]] + records)
                .map { "%%\n" + $0.joined(separator: "\n") + "\n" }.joined(), to: name)
    }

    @Test func `a file of the added format is browsed, and loses records and single turns`() async throws {
        let table = try Table(path: try talks(0..<40, "talks.blocks"))
        #expect(table.dialogue?.columns.contains("messages") == true)
        let rows = try Filter(parsing: #"messages~"answer 3" channel=phone"#).rows(in: table)
        #expect((0..<40).filter { rows.contains($0) } == [3, 31, 33, 35, 37, 39])
        let copy = scratch.file("copy.blocks")
        let turns: [Int: Set<TurnPlace>] = [
            2: [TurnPlace(column: "messages", index: 1)],
            4: [TurnPlace(column: "messages", index: 0), TurnPlace(column: "messages", index: 1)],
        ]
        try table.copy(without: [0], turns: turns, to: copy).commit()
        let left = try Table(path: copy)
        #expect(left.reading.format == BlocksKind().format && left.rowCount == 38)
        let text = try String(contentsOfFile: copy, encoding: .utf8)
        #expect(text.contains(#"%%\#nt2\#nweb\#n[{"role":"user","content":"question 2"}]\#ngood"#))
        #expect(!text.contains("question 0\"") && !text.contains("question 4\"") && text.contains("answer 39"))
        // Of a record that stays no other byte is another.
        let original = try String(contentsOfFile: table.path, encoding: .utf8)
        let rest = try #require(original.range(of: "t5\n"))
        #expect(text.hasSuffix(original[rest.lowerBound...]))
    }

    @Test(arguments: ["held.blocks", "held.csv"])
    func `a test set of the added format, or of another, follows a file of it`(_ name: String) async throws {
        let file = try people()
        let names = ["age", "sex", "note", "approved"]
        let held = (0..<30).map {
            ["\(20 + $0)", $0 % 2 == 0 ? "woman" : "man", "held \($0)", $0 % 3 == 0 ? "no" : "yes"]
        }
        let text =
            name.hasSuffix("csv")
            ? ([names] + held).map { $0.joined(separator: ",") + "\n" }.joined()
            : ([names] + held).map { "%%\n" + $0.joined(separator: "\n") + "\n" }.joined()
        let test = try scratch.write(text, to: name)
        try await lethe(
            "init", file, "--test", test, "--project", project, "--target", "approved", "--positive", "yes",
            "--features", "age", "--groups", "sex")
        try await lethe("train", project, "--model", "majority")
        let snapshot = try await snapshot(project)
        #expect(snapshot.counts.records == 114 && snapshot.counts.test + snapshot.counts.selection == 30)
        let found = try snapshot.rows(Query(filter: Filter(parsing: "note~held -split:train")))
        #expect(Array(found) == Array(84..<114))
        try await lethe("forget", project, "--where", "row:1..3 split:train", "--yes")
        try await lethe("prove", project)
    }

    @Test func `an id is there once`() throws {
        for add in [
            { try Families.list.register(MajorityRecipe.self) }, { try Families.list.register(LogisticRecipe.self) },
            { try Formats.list.register(BlocksKind()) }, { try Detectors.list.register(CardDetector()) },
            { try Catalogue.list.register(.decisionVariance) },
        ] as [() throws -> Void] {
            let refusal = #expect(throws: Refusal.self) { try add() }
            #expect(refusal?.sentence.hasSuffix(" already.") == true)
        }
        #expect(Families.list.ids.count { $0 == "majority" } == 1)
    }

    @Test func `help, options and refusals know what is added`() async throws {
        let help = Lethe.helpMessage(for: Train.self, columns: 400)
        #expect(help.contains("logistic, bayes, ridge, trees, fair-logistic, majority."))
        #expect(help.contains("majority: what is added to the count of each class, 1e-09 to 1e9"))
        #expect(Lethe.helpMessage(for: Show.self, columns: 400).contains("parquet, arrow, blocks."))
        let file = try people()
        try await lethe(
            "init", file, "--project", project, "--target", "approved", "--positive", "yes", "--features", "age",
            "--format", "blocks")
        let strange = await #expect(throws: Refusal.self) {
            try await lethe("train", project, "--model", "majority", "--depth", "3")
        }
        #expect(strange?.sentence == "--depth is an option of trees; this model is majority.")
        let outside = await #expect(throws: Refusal.self) {
            try await lethe("train", project, "--model", "majority", "--smoothing", "1e20")
        }
        #expect(outside?.sentence.hasPrefix("--smoothing is 1e+20") == true)
        let unused = await #expect(throws: Refusal.self) {
            try await lethe("show", file, "--delimiter", "tab", "--format", "blocks")
        }
        #expect(
            unused?.sentence == "--delimiter means nothing to 'people.blocks', which is read as blocks.")
    }

    @Test func `a file that only its name says is one is refused by its place`() throws {
        let path = try scratch.write("%%\n\n%%\n1\n", to: "empty.blocks")
        let refusal = #expect(throws: Refusal.self) { try Table(path: path) }
        #expect(refusal?.sentence == "'empty.blocks', line 1: no block of names, each of them once.")
    }
}
