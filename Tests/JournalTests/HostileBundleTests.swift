import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

/// A bundle that a stranger handed over: nothing leads out of it, nothing is waited for, nothing is built in memory.
@Suite struct HostileBundleTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let store = try folder.createWithHistory()
        try store.exportBundle(to: folder.bundle)
        try store.close()
    }

    @Test(arguments: ["journal.jsonl", "payloads.jsonl", "checkpoint", "README.txt"], Thing.allCases)
    func `what is no file in a bundle is an edit, said at once`(_ name: String, _ thing: Thing) throws {
        let file = "\(folder.bundle)/\(name)"
        // A link to the very bytes that belong there.
        let outside = folder.path + "/outside"
        try FileManager.default.copyItem(atPath: file, toPath: outside)
        try thing.put(at: file, target: (outside, folder.path + "/nowhere"))
        #expect(try Bundle.verify(at: folder.bundle) == .edited(at: 0, why: "\(name) is not a file"))
    }

    @Test func `a pipe, a socket or a device is no bundle; a link that the user names is followed`() throws {
        for thing in [Thing.pipe, .socket, .danglingLink] {
            let path = "\(folder.path)/\(thing.rawValue)"
            try thing.put(at: path, target: (folder.bundle, folder.path + "/nowhere"))
            #expect(throws: Refusal.self) { try Bundle.verify(at: path) }
        }
        let said = #expect(throws: Refusal.self) { try Bundle.verify(at: "/dev/zero") }
        #expect(said?.sentence == "'/dev/zero' is neither a folder nor a file.")
        for (name, there) in [("alias", folder.bundle), ("alias.jsonl", folder.bundle + "/journal.jsonl")] {
            try check(symlink(there, "\(folder.path)/\(name)"))
            #expect(try Bundle.verify(at: "\(folder.path)/\(name)").exitCode == 0)
        }
    }

    @Test func `a project is told how it becomes a bundle`() throws {
        let said = #expect(throws: Refusal.self) { try Bundle.verify(at: folder.project) }
        #expect(said?.sentence.contains("a project, no bundle") == true)
        #expect(said?.nextStep == "Export its journal first: lethe export '\(folder.project)' --to BUNDLE")
    }

    @Test func `of many files too many the first by name is named`() throws {
        for number in (0..<500).reversed() { try write(Data(), to: "\(folder.bundle)/z\(number)") }
        #expect(try Bundle.verify(at: folder.bundle) == .edited(at: 0, why: "'z0' is no part of a bundle"))
    }

    @Test(arguments: [
        ("\n\n\n\n", "it is not JSON: the text ends where a value should be at byte 0"),
        (String(repeating: "{}\n", count: 50), "it does not have the keys of an event"),
        (String(repeating: "[", count: 100_000) + "\n", "it is not JSON: nested too deeply at byte 64"),
        ("[" + String(repeating: "1,", count: 100_000) + "1]\n", "it does not have the keys of an event"),
        ("\"" + String(repeating: "x", count: 100_000) + "\"\n", "it does not have the keys of an event"),
        (String(repeating: "x", count: 100_000) + "\n", "it is not JSON: this is no value at byte 0"),
        (String(repeating: "x", count: 100_000), "its line has no end"),
        (
            "{\"a\":" + String(repeating: "{\"a\":", count: 63) + "\n",
            "it is not JSON: the text ends where a value should be at byte 320"
        ),
    ])
    func `lines of a stranger's have the right words`(_ journal: String, _ why: String) throws {
        try write(Data(journal.utf8), to: folder.bundle + "/journal.jsonl")
        #expect(try Bundle.verify(at: folder.bundle) == .edited(at: 1, why: why))
        // Alone, with not one event, it is no journal.
        #expect(throws: Refusal.self) { try Bundle.verify(at: folder.bundle + "/journal.jsonl") }
        try write(Data(journal.utf8), to: folder.bundle + "/payloads.jsonl")
        #expect(try Bundle.verify(at: folder.bundle).exitCode == 3)
    }

    @Test(arguments: ["9223372036854775807", "9007199254740992", "18446744073709551616", "1000000"])
    func `a checkpoint may count any number of events`(_ size: String) throws {
        let root = try String(decoding: bytes(folder.bundle + "/checkpoint"), as: UTF8.self).split(separator: "\n")[2]
        let origin = try String(decoding: bytes(folder.bundle + "/checkpoint"), as: UTF8.self).split(separator: "\n")[0]
        try write(Data("\(origin)\n\(size)\n\(root)\n".utf8), to: folder.bundle + "/checkpoint")
        let verdict = try Bundle.verify(at: folder.bundle)
        #expect([3, 4].contains(verdict.exitCode))
        #expect(
            try [3, 4].contains(Bundle.verify(at: folder.bundle, since: folder.bundle + "/journal.jsonl").exitCode))
        #expect(throws: Never.self) {
            try? Bundle.verify(at: folder.bundle + "/journal.jsonl", since: folder.bundle + "/checkpoint")
        }
    }

    @Test(arguments: ["-1", "0", "9007199254740991", "9007199254740992", "3", "1e3"])
    func `a payload may name any event`(_ seq: String) throws {
        let file = folder.bundle + "/payloads.jsonl"
        let changed = try String(decoding: bytes(file), as: UTF8.self).replacing("\"seq\":2}", with: "\"seq\":\(seq)}")
        try write(Data(changed.utf8), to: file)
        #expect(try Bundle.verify(at: folder.bundle).exitCode == 3)
    }
}
