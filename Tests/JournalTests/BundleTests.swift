import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

@Suite struct BundleTests {
    let folder: TemporaryFolder
    let store: ProjectStore

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.createWithHistory()
    }

    private func exported() throws -> String {
        try store.exportBundle(to: folder.bundle)
        return folder.bundle
    }

    private func lines(_ name: String) throws -> [String] {
        String(decoding: try bytes("\(folder.bundle)/\(name)"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func setLines(_ lines: [String], of name: String) throws {
        try write(Data(lines.map { $0 + "\n" }.joined().utf8), to: "\(folder.bundle)/\(name)")
    }

    private func editedEvent() throws -> Int? {
        guard case .edited(let event, _) = try Bundle.verify(at: folder.bundle) else { return nil }
        return event
    }

    @Test func `an export is intact and holds what the journal holds`() throws {
        let bundle = try exported()
        #expect(try Bundle.verify(at: bundle) == .intact(events: 5, head: store.head.hash))
        #expect(try Bundle.verify(at: bundle + "/journal.jsonl") == .chainOnly(events: 5, head: store.head.hash))
        #expect(try lines("journal.jsonl") == store.events().map(\.line))
        #expect(try lines("payloads.jsonl").count == 2)
        var tree = MerkleTree()
        for event in try store.events() { tree.append(Array(event.line.utf8)) }
        let checkpoint = "\(store.origin)\n5\n\(Data(tree.root).base64EncodedString())\n"
        #expect(try bytes(bundle + "/checkpoint") == Data(checkpoint.utf8))
    }

    @Test func `the journal of a project without events is a bundle too`() throws {
        let other = try TemporaryFolder()
        try other.create().exportBundle(to: other.bundle)
        #expect(try Bundle.verify(at: other.bundle) == .unfounded(events: 0, why: "there is no event in it"))
    }

    @Test func `erased payloads are absent, and the verdict counts them`() throws {
        try store.erasePayloads(of: [2], basis: "erasure")
        let verdict = try Bundle.verify(at: try exported())
        #expect(verdict == .tombstones(1, events: 6, head: try store.head.hash))
        #expect(verdict.exitCode == 2)
        #expect(try !lines("payloads.jsonl").joined().contains("rude"))
    }

    @Test func `a bundle never holds the project's key, nor a bare record id in its chain`() throws {
        let journal = try String(decoding: bytes(exported() + "/journal.jsonl"), as: UTF8.self)
        #expect(!journal.contains(id(1).description))
        #expect(journal.contains(store.reference(for: id(1))))
    }

    @Test func `nothing is ever replaced by an export`() throws {
        try write(Data("mine".utf8), to: folder.bundle)
        let said = #expect(throws: Refusal.self) { try store.exportBundle(to: folder.bundle) }
        #expect(said?.kind == .cannotCreate)
        #expect(try bytes(folder.bundle) == Data("mine".utf8))
        #expect(throws: Refusal.self) { try store.exportBundle(to: folder.path + "/no/such/bundle") }
    }

    @Test func `an export that fails leaves nothing behind`() throws {
        try store.execute("UPDATE payloads SET body = 'nonsense' WHERE seq = 4")
        let refusal = #expect(throws: Refusal.self) { try store.exportBundle(to: folder.bundle) }
        #expect(refusal?.sentence.contains("its payload can't be read") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["data.lethe"])
    }

    @Test func `any bit that flips in any file is noticed`() throws {
        try store.erasePayloads(of: [2], basis: "erasure")
        let bundle = try exported()
        var generator = Seeded(42)
        for file in try FileManager.default.contentsOfDirectory(atPath: bundle).sorted().map({ "\(bundle)/\($0)" }) {
            let original = try bytes(file)
            for _ in 0..<150 {
                var changed = original
                let position = Int.random(in: 0..<changed.count, using: &generator)
                changed[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                try write(changed, to: file)
                expectNoticed("bit flipped in byte \(position) of \(file)")
            }
            try write(original, to: file)
        }
        #expect(try Bundle.verify(at: bundle).exitCode == 2)
    }

    @Test func `any byte put in or taken out of any file is noticed`() throws {
        let bundle = try exported()
        var generator = Seeded(43)
        for file in try FileManager.default.contentsOfDirectory(atPath: bundle).sorted().map({ "\(bundle)/\($0)" }) {
            let original = try bytes(file)
            for _ in 0..<60 {
                var changed = original
                let position = Int.random(in: 0...changed.count, using: &generator)
                let byte = [UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "0"), 0].randomElement(
                    using: &generator)
                changed.insert(byte ?? 0, at: position)
                try write(changed, to: file)
                expectNoticed("byte put in at \(position) of \(file)")
                changed = original
                changed.remove(at: Int.random(in: 0..<changed.count, using: &generator))
                try write(changed, to: file)
                expectNoticed("byte taken out of \(file)")
            }
            try write(original, to: file)
        }
        #expect(try Bundle.verify(at: bundle).exitCode == 0)
    }

    @Test func `any line that is deleted, doubled or swapped is noticed`() throws {
        let bundle = try exported()
        for name in try FileManager.default.contentsOfDirectory(atPath: bundle).sorted() {
            let original = try bytes("\(bundle)/\(name)")
            let all = original.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
            for position in all.indices {
                var fewer = all
                fewer.remove(at: position)
                var more = all
                more.insert(all[position], at: position)
                var swapped = all
                swapped.swapAt(position, all.index(before: all.endIndex))
                for changed in [fewer, more, swapped] where changed != all {
                    let text = changed.map { $0 + [UInt8(ascii: "\n")] }.reduce(Data(), +)
                    try write(text, to: "\(bundle)/\(name)")
                    expectNoticed("line \(position) of \(name)")
                }
            }
            try write(original, to: "\(bundle)/\(name)")
        }
    }

    private func expectNoticed(_ what: String, _ location: SourceLocation = #_sourceLocation) {
        do {
            let verdict = try Bundle.verify(at: folder.bundle)
            #expect([3, 4].contains(verdict.exitCode), "\(what): \(verdict)", sourceLocation: location)
        } catch {
            Issue.record("\(what): \(error)", sourceLocation: location)
        }
    }

    @Test func `a file that is missing, or one too many, is noticed`() throws {
        let bundle = try exported()
        try write(Data(), to: bundle + "/note.txt")
        #expect(try editedEvent() == 0)
        try FileManager.default.removeItem(atPath: bundle + "/note.txt")
        #expect(try Bundle.verify(at: bundle).exitCode == 0)
        for name in ["README.txt", "checkpoint", "payloads.jsonl"] {
            let original = try bytes("\(bundle)/\(name)")
            try FileManager.default.removeItem(atPath: "\(bundle)/\(name)")
            #expect(try editedEvent() == 0)
            try write(original, to: "\(bundle)/\(name)")
        }
    }

    @Test(arguments: 1...5)
    func `the edited event is named, though it still reads well`(_ event: Int) throws {
        _ = try exported()
        var lines = try lines("journal.jsonl")
        lines[event - 1] = lines[event - 1].replacing("\"ada\"", with: "\"eve\"")
        try setLines(lines, of: "journal.jsonl")
        // Of the last event only the root can tell, and a root names no event.
        #expect(try editedEvent() == (event < 5 ? event : 0))
    }

    @Test func `an event whose link was edited is named, not the one before`() throws {
        _ = try exported()
        var lines = try lines("journal.jsonl")
        let hash = try store.events()[1].hash
        lines[2] = lines[2].replacing(hash, with: String(repeating: "a", count: 64))
        try setLines(lines, of: "journal.jsonl")
        #expect(try editedEvent() == 3)
    }

    @Test func `a chain that was rewritten from an event on does not have the root`() throws {
        _ = try exported()
        var lines = try lines("journal.jsonl")
        var previous = ChainLine.genesis
        for position in lines.indices {
            guard case .object(var members) = try JSON(parsing: lines[position]) else { continue }
            if position == 2 { members["actor"] = "eve" }
            members["prev"] = .string(previous)
            lines[position] = JSON.object(members).canonical
            previous = Digest.line(Array(lines[position].utf8))
        }
        try setLines(lines, of: "journal.jsonl")
        #expect(try editedEvent() == 0)
        #expect(try Bundle.verify(at: folder.bundle + "/journal.jsonl").exitCode == 0)
    }

    @Test func `a bundle without its last events is truncated`() throws {
        _ = try exported()
        try setLines(Array(try lines("journal.jsonl").prefix(3)), of: "journal.jsonl")
        #expect(try Bundle.verify(at: folder.bundle) == .truncated(expected: 5, found: 3))
    }

    @Test func `what is no bundle is refused`() throws {
        #expect(throws: Refusal.self) { try Bundle.verify(at: folder.path + "/nothing") }
        #expect(throws: Refusal.self) { try Bundle.verify(at: folder.path) }
        try write(Data("a,b\n1,2\n".utf8), to: folder.path + "/data.csv")
        let said = #expect(throws: Refusal.self) { try Bundle.verify(at: folder.path + "/data.csv") }
        #expect(said?.kind == .badData)
    }
}
