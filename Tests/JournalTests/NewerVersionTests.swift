import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Journal

/// What a newer version of Lethe wrote: what is known of it is checked, the rest is said, and nothing of it is called an edit.
@Suite struct NewerVersionTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let transplant = Action(rawValue: "transplant")

    /// A bundle whose journal has events of actions that are not known.
    private func exported(_ actions: [String] = ["transplant", "adopt", "transplant"]) throws -> ChainVerdict {
        let store = try folder.createWithHistory()
        for action in actions {
            try store.commit(EventDraft(Action(rawValue: action), params: ["depth": 3], payload: ["why": "asked"]))
        }
        try store.exportBundle(to: folder.bundle)
        let verdict = try store.verifyChain()
        try store.close()
        return verdict
    }

    /// Rewrites the journal of a bundle, chained anew and with the checkpoint that belongs to it.
    private func forge(_ change: (_ seq: Int, _ members: inout [String: JSON]) -> Void) throws {
        let journal = folder.bundle + "/journal.jsonl"
        var previous = ChainLine.genesis
        var tree = MerkleTree()
        var text = ""
        var origin = ""
        let lines = String(decoding: try bytes(journal), as: UTF8.self).split(separator: "\n")
        for (index, line) in lines.enumerated() {
            var members = try #require(try JSON(parsing: String(line)).objectValue)
            origin = members["origin"]?.stringValue ?? ""
            change(index + 1, &members)
            members["prev"] = .string(previous)
            let line = JSON.object(members).canonical
            previous = Digest.line(Array(line.utf8))
            tree.append(Array(line.utf8))
            text += line + "\n"
        }
        try write(Data(text.utf8), to: journal)
        let checkpoint = Checkpoint(origin: origin, size: lines.count, root: tree.root)
        try write(Data(checkpoint.text.utf8), to: folder.bundle + "/checkpoint")
    }

    private static let notes = [
        "3 events of actions this version does not know: transplant (2), adopt (1); "
            + "their form and their place in the chain were checked."
    ]

    @Test func `events of unknown actions verify by form, and are said`() throws {
        let verdict = try exported()
        #expect(verdict.exitCode == 0 && verdict.notes == Self.notes)
        #expect(try Bundle.verify(at: folder.bundle) == verdict)
        #expect(try Bundle.verify(at: folder.bundle + "/journal.jsonl").notes == Self.notes)
        #expect(
            try ProjectStore.verify(at: folder.project, session: ada, clock: .fixed()).notes == Self.notes)
    }

    @Test func `whoever knows the action has nothing to say of it`() throws {
        _ = try exported(["transplant"])
        struct TransplantEntry: Entry {
            static let action = NewerVersionTests.transplant
            init?(_ event: Event) { return nil }
        }
        let entries = Entries(Entries.bundled.types + [TransplantEntry.self])
        #expect(try Bundle.verify(at: folder.bundle, knowing: entries).notes.isEmpty)
    }

    @Test func `of many names a stranger invents some are said and all are counted`() throws {
        let verdict = try exported((0..<9).map { "act-\($0)" })
        #expect(verdict.notes.count == 1)
        #expect(verdict.notes[0].hasPrefix("9 events of actions this version does not know: act-0 (1)"))
        #expect(verdict.notes[0].contains("act-4 (1), others (4);"))
    }

    @Test func `an unknown action that was edited, or is none, is an edit all the same`() throws {
        _ = try exported()
        let journal = folder.bundle + "/journal.jsonl"
        let text = String(decoding: try bytes(journal), as: UTF8.self)
        try write(Data(text.replacing("\"depth\":3", with: "\"depth\":4").utf8), to: journal)
        #expect(try Bundle.verify(at: folder.bundle).exitCode == 3)
        for action in ["", "Transplant", "two words", "a\u{1B}b", String(repeating: "a", count: 65)] {
            try write(Data(text.utf8), to: journal)
            try forge { if $0 == 6 { $1["action"] = .string(action) } }
            #expect(try Bundle.verify(at: folder.bundle) == .edited(at: 6, why: "a key holds what it can't"))
        }
    }

    @Test func `a newer form may have further members, and must have all that are known`() throws {
        _ = try exported([])
        let newer: (Int, inout [String: JSON]) -> Void = { seq, members in
            guard seq >= 4 else { return }
            members["v"] = 3
            members["witness"] = ["key": "k"]
            if seq == 5 { members["aside"] = 1 }
        }
        try forge(newer)
        let verdict = try Bundle.verify(at: folder.bundle)
        #expect(verdict.exitCode == 0)
        #expect(
            verdict.notes == [
                "Event 4 is of form 3, this version knows 2, with 1 member that it does not know ('witness') "
                    + "(and 1 more like it): only what is known of it was checked."
            ])
        for key in ["actor", "inputs", "outcome", "prev", "seq", "state", "ts", "payload_commit"] where key != "prev" {
            try forge { seq, members in if seq == 4 { members[key] = nil } }
            #expect(try Bundle.verify(at: folder.bundle).exitCode == 3, "\(key)")
            try forge { seq, members in
                if seq == 4 {
                    members[key] = ["seq": 4, "inputs": [], "payload_commit": nil][key] ?? .string("x")
                    if key == "ts" { members[key] = "2026-01-01T00:00:03.000Z" }
                    if key == "state" { members[key] = .string(String(repeating: "a", count: 64)) }
                }
            }
        }
    }

    @Test func `a member more in a form that is known is an edit`() throws {
        _ = try exported([])
        try forge { if $0 == 3 { $1["witness"] = 1 } }
        #expect(try Bundle.verify(at: folder.bundle) == .edited(at: 3, why: "it does not have the keys of an event"))
    }

    // MARK: Formats

    private func setReadme(_ format: String, _ rest: String = "\nAnother text.\n") throws {
        let text = "A journal written by Lethe (bundle format \(format)).\n" + rest
        try write(Data(text.utf8), to: folder.bundle + "/README.txt")
    }

    @Test func `the format stands in the bundle`() throws {
        _ = try exported()
        let readme = String(decoding: try bytes(folder.bundle + "/README.txt"), as: UTF8.self)
        #expect(readme.hasPrefix("A journal written by Lethe (bundle format 1).\n"))
    }

    @Test func `a bundle of a newer minor format is read, and what is not known of it is said`() throws {
        _ = try exported([])
        try setReadme("1.2")
        try write(Data("x".utf8), to: folder.bundle + "/witnesses")
        let verdict = try Bundle.verify(at: folder.bundle)
        #expect(verdict.exitCode == 0)
        #expect(
            verdict.notes == [
                "The bundle is of format 1.2, newer than the 1 that this version knows: README.txt, 'witnesses' and "
                    + "what else it adds were not checked."
            ])
        // What is known is checked as ever.
        let journal = folder.bundle + "/journal.jsonl"
        let text = String(decoding: try bytes(journal), as: UTF8.self)
        try write(Data(text.replacing("\"approvals\":1", with: "\"approvals\":2").utf8), to: journal)
        #expect(
            try Bundle.verify(at: folder.bundle) == .edited(at: 3, why: "its bytes are not those that event 4 follows"))
    }

    @Test func `a bundle of a newer major format is refused with what helps`() throws {
        _ = try exported([])
        try setReadme("2")
        let said = #expect(throws: Refusal.self) { try Bundle.verify(at: folder.bundle) }
        #expect(said?.kind == .badData)
        #expect(
            said?.sentence
                == "The bundle '\(folder.bundle)' is of format 2, made by a newer version of Lethe; this one knows format 1."
        )
        #expect(
            said?.nextStep == "Check it with the version of Lethe that wrote it, or a newer one ('lethe --version').")
        // The chain alone can still be checked.
        #expect(try Bundle.verify(at: folder.bundle + "/journal.jsonl").exitCode == 0)
    }

    @Test(arguments: ["1.0", "0", "1.", "x", "01", "1.2.3", "99999999999999999999", "-1", "1)."])
    func `a format that none has is an edit`(_ format: String) throws {
        _ = try exported([])
        try setReadme(format)
        #expect(
            try Bundle.verify(at: folder.bundle)
                == .edited(at: 0, why: "README.txt is not the text that was exported"))
    }

    @Test func `the format stands in the project, and a newer one is refused with what helps`() throws {
        try folder.createWithHistory().close()
        let queue = try DatabaseQueue(path: folder.project + "/project.sqlite")
        #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == Migrations.format)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = \(Migrations.format + 1)") }
        try queue.close()
        let before = try bytes(folder.project + "/project.sqlite")
        for readOnly in [false, true] {
            let said = #expect(throws: Refusal.self) { try folder.open(readOnly: readOnly).close() }
            #expect(said?.kind == .badData)
            #expect(
                said?.sentence
                    == "The project '\(folder.project)' is of format \(Migrations.format + 1), made by a newer version of "
                    + "Lethe; this one knows format \(Migrations.format).")
            #expect(
                said?.nextStep
                    == "Open it with the version of Lethe that made it, or a newer one ('lethe --version').")
        }
        #expect(try bytes(folder.project + "/project.sqlite") == before)
    }

    @Test func `a project without a format is given one when it is opened for writing`() throws {
        try folder.createWithHistory().close()
        let queue = try DatabaseQueue(path: folder.project + "/project.sqlite")
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 0") }
        try queue.close()
        try folder.open(readOnly: true).close()
        let store = try folder.open()
        #expect(try store.fetch("PRAGMA user_version") == ["\(Migrations.format)"])
        #expect(try store.eventCount == 5)
        try store.close()
    }
}
