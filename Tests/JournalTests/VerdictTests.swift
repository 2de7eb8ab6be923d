import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

/// What a verdict may say: no more than what was there to be checked.
@Suite struct VerdictTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func lines(of bundle: String) throws -> [String] {
        String(decoding: try bytes(bundle + "/journal.jsonl"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Writes events as a bare journal, chained anew after `change`.
    private func forge(
        _ lines: [String], _ change: (_ seq: Int, _ members: inout [String: JSON]) -> Void
    ) throws -> String {
        var previous = ChainLine.genesis
        var text = ""
        for (index, line) in lines.enumerated() {
            var members = try #require(try JSON(parsing: line).objectValue)
            change(index + 1, &members)
            members["prev"] = .string(previous)
            let line = JSON.object(members).canonical
            previous = Digest.line(Array(line.utf8))
            text += line + "\n"
        }
        try write(Data(text.utf8), to: folder.path + "/forged.jsonl")
        return folder.path + "/forged.jsonl"
    }

    private func exported() throws -> [String] {
        let store = try folder.createWithHistory()
        try store.exportBundle(to: folder.bundle)
        try store.close()
        return try lines(of: folder.bundle)
    }

    // MARK: What is missing

    @Test func `a bare journal with tombstones can't show its end either`() throws {
        let store = try folder.createWithHistory()
        try store.erasePayloads(of: [2, 4], basis: "erasure")
        try store.exportBundle(to: folder.bundle)
        let verdict = try Bundle.verify(at: folder.bundle + "/journal.jsonl")
        #expect(verdict == .chainOnly(events: 7, head: try store.head.hash, tombstones: 2))
        #expect(verdict.exitCode == 2)
        let end = "without the bundle's checkpoint neither the last event nor a missing end can be checked."
        #expect(verdict.sentence.hasSuffix("; 2 payloads erased, by tombstones; " + end))
        #expect(ChainVerdict.chainOnly(events: 7, head: "a").sentence.hasSuffix("; " + end))
    }

    @Test func `nothing is not intact`() throws {
        let store = try folder.create()
        #expect(try store.verifyChain() == .unfounded(events: 0, why: "there is no event in it"))
        try store.exportBundle(to: folder.bundle)
        let verdict = try Bundle.verify(at: folder.bundle)
        #expect(verdict == (try store.verifyChain()))
        #expect(verdict.exitCode == 7 && !verdict.isGood)
        #expect(verdict.sentence == "Empty: well-formed, and nothing to check: there is no event in it.")
        #expect(try Bundle.verify(at: folder.bundle + "/journal.jsonl") == verdict)
    }

    @Test func `an invented journal is not a project's`() throws {
        let lines = try exported()
        let renamed = try forge(lines) { $1["origin"] = "lethe/me" }
        let verdict = try Bundle.verify(at: renamed)
        #expect(verdict == .unfounded(events: 5, why: "'lethe/me' is no project's name"))
        #expect(verdict.exitCode == 7)
        #expect(
            verdict.sentence == "Not a project's journal: 5 events, well-formed, but 'lethe/me' is no project's name.")
        let unopened = try forge(lines) { if $0 == 1 { $1["action"] = "scan" } }
        #expect(try Bundle.verify(at: unopened).exitCode == 7)
        #expect(try Bundle.verify(at: try forge(lines) { _, _ in }).exitCode == 0)
    }

    @Test(arguments: [
        "session", "tool", "inputs", "outputs", "params", "outcome", "reason", "subject_ref", "payload_commit",
    ])
    func `a key that holds what no event holds is an edit`(_ key: String) throws {
        let forged = try forge(try exported()) { if $0 == 3 { $1[key] = 7 } }
        #expect(try Bundle.verify(at: forged) == .edited(at: 3, why: "a key holds what it can't"))
    }

    // MARK: Times

    @Test(arguments: [
        "2026-02-30T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-01-01T24:00:00.000Z", "2026-01-01T00:00:60.000Z",
        "2026-01-01T00:00:00Z", "2026-01-01 00:00:00.000Z", "2026-01-01T00:00:00.000z", "2026-01-01T00:00:00.000+00:00",
        "2026-00-10T00:00:00.000Z", "2025-02-29T00:00:00.000Z", "", "yesterday", "２026-01-01T00:00:00.000Z",
    ])
    func `a time that Lethe does not write is an edit`(_ time: String) throws {
        let forged = try forge(try exported()) { if $0 == 3 { $1["ts"] = .string(time) } }
        #expect(try Bundle.verify(at: forged) == .edited(at: 3, why: "'\(time)' is no time that Lethe writes"))
    }

    @Test func `every time that a clock writes is read back`() {
        var generator = Seeded(5)
        for _ in 0..<2000 {
            let moment = Int64.random(in: -60_000_000_000_000...250_000_000_000_000, using: &generator)
            #expect(Clock.milliseconds(Clock.text(milliseconds: moment)) == moment)
        }
    }

    @Test func `a clock that was set back, ran ahead or had lost its date is noted, and is no edit`() throws {
        let lines = try exported()
        func notes(at now: Int64 = 1_800_000_000_000, _ times: [Int: String]) throws -> [String] {
            let forged = try forge(lines) { if let time = times[$0] { $1["ts"] = .string(time) } }
            let verdict = try Bundle.verify(at: forged, clock: .fixed(start: now))
            #expect(verdict.exitCode == 0)
            return verdict.notes
        }
        #expect(try notes([:]).isEmpty)
        // A step of seconds is what setting a clock right makes.
        #expect(try notes([2: "2026-01-01T00:00:30.000Z"]).isEmpty)
        #expect(
            try notes([2: "2026-03-01T00:00:00.000Z"]) == [
                "Event 3 is dated 2026-01-01T00:00:02.000Z, before event 2 of 2026-03-01T00:00:00.000Z: "
                    + "a clock was set back, or was wrong before."
            ])
        let twice = try notes([2: "2026-03-01T00:00:00.000Z", 4: "2026-03-01T00:00:00.000Z"])
        #expect(twice.count == 1 && twice[0].contains("(and 1 more like it)"))
        #expect(
            try notes([5: "2099-01-01T00:00:00.000Z"]) == [
                "Event 5 is dated 2099-01-01T00:00:00.000Z, which is still to come by this machine's clock: "
                    + "one of the two clocks is wrong."
            ])
        #expect(
            try notes([1: "1970-01-01T00:00:00.000Z"]) == [
                "Event 1 is dated 1970-01-01T00:00:00.000Z, before there was Lethe: the clock was wrong."
            ])
    }

    @Test func `a project that was opened in another place is noted with its event`() throws {
        let store = try folder.createWithHistory()
        try store.commit(EventDraft(.open, params: ["elsewhere": true]))
        let verdict = try store.verifyChain()
        #expect(verdict.exitCode == 0)
        #expect(verdict.notes.count == 1)
        #expect(verdict.text.contains(" At event 6 the project was opened in another place than before"))
        #expect(!verdict.sentence.contains("another place"))
    }

    // MARK: Two journals of one project

    /// A project, its export, a copy of it, and what each goes on with.
    private func copies(_ here: Int, _ there: Int) throws -> (here: String, there: String, before: String) {
        let (mine, theirs, copy) = (folder.path + "/mine", folder.path + "/theirs", folder.path + "/copy.lethe")
        let store = try folder.createWithHistory()
        try store.exportBundle(to: folder.bundle)
        try store.close()
        try FileManager.default.copyItem(atPath: folder.project, toPath: copy)
        for (project, count, bundle) in [(folder.project, here, mine), (copy, there, theirs)] {
            let store = try ProjectStore.open(at: project, session: ada, clock: .fixed(start: 1_770_000_000_000))
            for number in 0..<count {
                try store.commit(EventDraft(.scan, params: ["of": .string(project), "n": .integer(Int64(number))]))
            }
            try store.exportBundle(to: bundle)
            try store.close()
        }
        return (mine, theirs, folder.bundle)
    }

    @Test func `a copied project that both sides went on with is a fork, after the event they share`() throws {
        let (here, there, before) = try copies(3, 2)
        for earlier in [there, there + "/journal.jsonl"] {
            let verdict = try Bundle.verify(at: here, since: earlier)
            #expect(verdict.exitCode == 8)
            guard case .forked(after: 5, _) = verdict else {
                Issue.record("\(verdict)")
                continue
            }
            #expect(
                verdict.sentence.hasPrefix("Forked after event 5: 3 events here and 2 in the earlier one follow it"))
        }
        let blind = try Bundle.verify(at: here, since: there + "/checkpoint")
        #expect(blind.exitCode == 8)
        #expect(blind.sentence.hasPrefix("Forked: its first 7 events are not those of the earlier checkpoint"))
        // Each of them goes on from what both come from.
        for bundle in [here, there] {
            for earlier in [before, before + "/journal.jsonl", before + "/checkpoint"] {
                let verdict = try Bundle.verify(at: bundle, since: earlier)
                #expect(verdict.exitCode == 0)
                #expect(verdict.notes == ["It goes on from the earlier one, whose 5 events it begins with."])
            }
        }
    }

    @Test func `an earlier state that is shown again is found by what came after it`() throws {
        let (here, _, before) = try copies(3, 0)
        for later in [here, here + "/journal.jsonl", here + "/checkpoint"] {
            #expect(try Bundle.verify(at: before, since: later) == .truncated(expected: 8, found: 5))
        }
        let same = try Bundle.verify(at: here, since: here)
        #expect(same.exitCode == 0 && same.notes == ["It is the same journal as the earlier one."])
    }

    @Test func `a journal that was written anew is forked at the event where it begins`() throws {
        let lines = try exported()
        for seq in 1...5 {
            let forged = try forge(lines) { if $0 >= seq { $1["actor"] = "eve" } }
            let verdict = try Bundle.verify(at: forged, since: folder.bundle)
            guard case .forked(after: seq - 1, _) = verdict else {
                Issue.record("\(verdict)")
                continue
            }
            #expect(try Bundle.verify(at: forged, since: folder.bundle + "/checkpoint").exitCode == 8)
        }
    }

    @Test func `an earlier one that is another project's, edited or none is refused`() throws {
        let lines = try exported()
        let other = try TemporaryFolder()
        let store = try other.create(seed: 9)
        try store.commit(EventDraft(.open))
        try store.exportBundle(to: other.bundle)
        for earlier in [other.bundle, other.bundle + "/journal.jsonl", other.bundle + "/checkpoint"] {
            let said = #expect(throws: Refusal.self) { try Bundle.verify(at: folder.bundle, since: earlier) }
            #expect(said?.kind == .badData)
            #expect(said?.sentence.contains("two projects") == true)
        }
        try write(Data((lines[0] + "\n" + lines[2] + "\n").utf8), to: folder.path + "/edited.jsonl")
        let said = #expect(throws: Refusal.self) {
            try Bundle.verify(at: folder.bundle, since: folder.path + "/edited.jsonl")
        }
        #expect(said?.sentence.contains("Edited at event 2") == true)
        #expect(throws: Refusal.self) { try Bundle.verify(at: folder.bundle, since: folder.path + "/nothing") }
        #expect(throws: Refusal.self) { try Bundle.verify(at: folder.bundle, since: "/dev/null") }
    }

    @Test func `an edited journal is edited, whatever it is held against`() throws {
        let lines = try exported()
        try write(Data((lines[0] + "\n" + lines[2] + "\n").utf8), to: folder.path + "/edited.jsonl")
        #expect(try Bundle.verify(at: folder.path + "/edited.jsonl", since: folder.bundle).exitCode == 3)
    }
}
