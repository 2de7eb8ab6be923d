import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Records

/// What the disk does while a file is written; nothing else fails.
struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let disk: Disk
    let words: String

    init(_ what: String, _ words: String, _ change: (inout Disk) -> Void) {
        var disk = Disk()
        change(&disk)
        (testDescription, self.words, self.disk) = (what, words, disk)
    }

    static let all: [Fault] =
        [
            (ENOSPC, "The disk is full; nothing was written to"),
            (EDQUOT, "The disk quota is used up; nothing was written to"),
            (EIO, "can't be written: input/output error; nothing was."),
        ].flatMap { (code: Int32, words: String) in
            [
                Fault("write \(code)", words) { $0.write = { _, _ in (0, code) } },
                Fault("write \(code) after some bytes", words) { disk in
                    let room = Disk()
                    disk.write = { file, bytes in
                        var status = stat()
                        fstat(file, &status)
                        return status.st_size > 5 ? (0, code) : room.write(file, .init(rebasing: bytes.prefix(3)))
                    }
                },
                Fault("fsync \(code)", words) { $0.synchronize = { _ in code } },
                Fault("rename \(code)", words) { $0.renameNew = { _, _, _ in code } },
                Fault("fsync of the folder \(code)", words) { $0.synchronizeFolder = { _, _, _ in code } },
            ]
        }
}

@Suite struct AtomicFileTests {
    let scratch: Scratch
    let path: String

    init() throws {
        scratch = try Scratch()
        path = scratch.file("out.csv")
    }

    private var listing: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() }
    }

    private func text(_ name: String = "out.csv") throws -> String {
        try String(contentsOfFile: scratch.file(name), encoding: .utf8)
    }

    private func mode(_ name: String = "out.csv") -> mode_t {
        var status = stat()
        lstat(scratch.file(name), &status)
        return status.st_mode & 0o777
    }

    @Test func `a file has its name only once it is whole`() throws {
        let file = try AtomicFile(path)
        try file.write("a,b\n")
        #expect(try listing == [".out.csv.lethe-new"])
        try file.finish()
        #expect(try listing == [".out.csv.lethe-new"])
        #expect(try String(contentsOfFile: file.draftPath, encoding: .utf8) == "a,b\n")
        try file.commit()
        #expect(try listing == ["out.csv"])
        #expect(try text() == "a,b\n")
    }

    @Test func `a file that is given up, or forgotten, leaves nothing`() throws {
        try AtomicFile(path).write("half")
        let file = try AtomicFile(path)
        try file.write("half")
        file.abandon()
        #expect(try listing.isEmpty)
        try AtomicFile.write("whole", to: path)
        #expect(try text() == "whole")
    }

    @Test func `permissions are what the umask leaves, or what was asked for and nobody else's meanwhile`() throws {
        try AtomicFile.write("x", to: path)
        // What this process's umask leaves, asked of the system.
        let other = open(scratch.file("other"), O_CREAT | O_WRONLY, 0o666)
        close(other)
        #expect(mode() == mode("other"))
        let secret = try AtomicFile(scratch.file("secret"), permissions: 0o640)
        #expect(mode(".secret.lethe-new") == 0o600)
        try secret.commit()
        #expect(mode("secret") == 0o640)
    }

    @Test func `a name that something has is refused before anything is written, and nothing is followed`() throws {
        _ = try scratch.write("mine", to: "file")
        try FileManager.default.createDirectory(atPath: scratch.file("folder"), withIntermediateDirectories: false)
        for (link, target) in [("link", "file"), ("dangling", "nowhere"), ("device", "/dev/full")] {
            try FileManager.default.createSymbolicLink(atPath: scratch.file(link), withDestinationPath: target)
        }
        #expect(mkfifo(scratch.file("fifo"), 0o600) == 0)
        let before = try listing
        let taken = [
            ("file", "is already there."), ("folder", "is a folder"), ("link", "is a link"), ("dangling", "is a link"),
            ("device", "is a link"), ("fifo", "is a device or a pipe"), ("no/out.csv", "no such file or directory"),
            ("file/out.csv", "not a directory"), ("folder/", "is the name of a folder"), (".", "is a folder"),
            (String(repeating: "x", count: 300), "file name too long"),
        ]
        for (name, words) in taken {
            let refused = try refusal { try AtomicFile.write("x", to: scratch.file(name)) }
            #expect(refused.kind == .cannotCreate && refused.sentence.contains(words), "\(refused)")
        }
        for name in ["/dev/null", "/dev/full"] {
            #expect(try refusal { _ = try AtomicFile(name) }.sentence.contains("is a device or a pipe"))
        }
        #expect(try refusal { _ = try AtomicFile("") }.kind == .cannotCreate)
        #expect(try listing == before)
        #expect(try text("file") == "mine")
    }

    @Test func `a file that appears meanwhile is not overwritten`() throws {
        let file = try AtomicFile(path)
        try file.write("ours")
        _ = try scratch.write("theirs", to: "out.csv")
        #expect(try refusal { try file.commit() }.sentence.contains("is already there"))
        #expect(try text() == "theirs")
        #expect(try listing == ["out.csv"])
    }

    @Test func `of two writers of one file the second is refused, and may try again later`() throws {
        let first = try AtomicFile(path)
        let refused = try refusal { _ = try AtomicFile(path) }
        #expect(refused.kind == .busy && refused.sentence.contains("is being written by another process"))
        #expect(try refusal { _ = try AtomicFolder(path) }.kind == .busy)
        try first.write("first")
        try first.commit()
        #expect(try text() == "first")
        #expect(try refusal { _ = try AtomicFile(path) }.kind == .cannotCreate)
        try AtomicFile.write("second", to: path, ifTaken: .replaced)
        #expect(try text() == "second")
    }

    @Test func `many writers at once make one whole file`() async throws {
        let path = path
        let written = await withTaskGroup(of: Character?.self) { group in
            for name in "abcdefghijklmnop" {
                group.addTask {
                    do {
                        try AtomicFile.write(String(repeating: name, count: 100_000), to: path)
                        return name
                    } catch { return nil }
                }
            }
            return await group.reduce(into: [Character]()) { if let name = $1 { $0.append(name) } }
        }
        #expect(written.count == 1)
        #expect(try Set(text()) == Set(written) && text().count == 100_000)
        #expect(try listing == ["out.csv"])
    }

    @Test func `what a killed process left is removed, a file or a folder`() throws {
        _ = try scratch.write("half of", to: ".out.csv.lethe-new")
        try AtomicFile.write("whole", to: path)
        #expect(try listing == ["out.csv"])
        try FileManager.default.createDirectory(
            atPath: scratch.file(".next.lethe-new"), withIntermediateDirectories: false)
        _ = try scratch.write("half", to: ".next.lethe-new/journal.jsonl")
        // A leftover of another file is not this one's.
        _ = try scratch.write("half", to: ".others.lethe-new")
        try AtomicFile.write("whole", to: scratch.file("next"))
        #expect(try listing == [".others.lethe-new", "next", "out.csv"])
    }

    @Test func `what nobody left there is never removed`() throws {
        _ = try scratch.write("mine", to: "file")
        let draft = scratch.file(".out.csv.lethe-new")
        func expectInTheWay() throws {
            let refused = try refusal { _ = try AtomicFile(path) }
            #expect(refused.kind == .cannotCreate && refused.sentence.contains("is in the way"), "\(refused)")
        }
        try FileManager.default.createSymbolicLink(atPath: draft, withDestinationPath: scratch.file("file"))
        try expectInTheWay()
        #expect(try text("file") == "mine")
        unlink(draft)
        #expect(mkfifo(draft, 0o600) == 0)
        try expectInTheWay()
        unlink(draft)
        try FileManager.default.createDirectory(atPath: draft + "/folder", withIntermediateDirectories: true)
        try expectInTheWay()
    }

    @Test(arguments: Fault.all)
    func `a disk that fails is said, leaves nothing, and the file can be written later`(_ fault: Fault) throws {
        let refused = try refusal {
            try Disk.$current.withValue(fault.disk) { try AtomicFile.write("ten bytes.", to: path) }
        }
        #expect(refused.kind == .inputOutput && refused.sentence.contains(fault.words), "\(refused)")
        #expect(try listing.isEmpty)
        try AtomicFile.write("ten bytes.", to: path)
        #expect(try text() == "ten bytes.")
    }

    @Test func `calls that are interrupted, or write little, are made again`() throws {
        let real = Disk()
        var disk = Disk()
        let calls = Calls()
        disk.write = { file, bytes in
            calls.next() % 3 == 0 ? (0, EINTR) : real.write(file, .init(rebasing: bytes.prefix(1)))
        }
        disk.synchronize = { _ in EINVAL }
        try Disk.$current.withValue(disk) { try AtomicFile.write("byte by byte", to: path) }
        #expect(try text() == "byte by byte")
    }

    @Test(arguments: [ENOSYS, EINVAL], [0, EPERM])
    func `file systems that can't rename without replacing replace nothing all the same`(rename: Int32, link: Int32)
        throws
    {
        var disk = Disk()
        let real = disk.link
        disk.renameNew = { _, _, _ in rename }
        disk.link = { link == 0 ? real($0, $1, $2) : link }
        try Disk.$current.withValue(disk) {
            try AtomicFile.write("first", to: path)
            #expect(try listing == ["out.csv"])
            let file = try AtomicFile(scratch.file("next"))
            _ = try scratch.write("theirs", to: "next")
            #expect(try refusal { try file.commit() }.kind == .cannotCreate)
        }
        #expect(try text("next") == "theirs" && text() == "first")
        #expect(try listing == ["next", "out.csv"])
    }

    @Test func `a file gives way to another where that is asked for, with its permissions; a link does not`() throws {
        _ = try scratch.write("old", to: "out.csv")
        chmod(path, 0o604)
        try AtomicFile.write("new", to: path, ifTaken: .replaced)
        #expect(try text() == "new" && mode() == 0o604)
        try FileManager.default.createSymbolicLink(atPath: scratch.file("link"), withDestinationPath: path)
        #expect(
            try refusal { try AtomicFile.write("x", to: scratch.file("link"), ifTaken: .replaced) }.kind
                == .cannotCreate)
        var disk = Disk()
        disk.synchronizeFolder = { _, _, _ in EIO }
        let refused = try Disk.$current.withValue(disk) {
            try refusal { try AtomicFile.write("newer", to: path, ifTaken: .replaced) }
        }
        #expect(refused.kind == .inputOutput && refused.sentence.contains("was written, but the disk did not confirm"))
        #expect(try text() == "newer")
    }

    @Test func `what is written twice is the same, or is refused`() throws {
        let bytes = String(repeating: "0123456789abcdef", count: 10_000)
        try AtomicFile.write(bytes, to: path)
        var before = stat()
        stat(path, &before)
        try AtomicFile.write(bytes, to: path, ifTaken: .keptIfSame)
        var after = stat()
        stat(path, &after)
        #expect(before.st_ino == after.st_ino)
        for other in [bytes + "x", String(bytes.dropLast()), bytes.dropLast() + "x", ""] {
            #expect(throws: Refusal.self) { try AtomicFile.write(other, to: path, ifTaken: .keptIfSame) }
        }
        #expect(try text() == bytes)
        #expect(try listing == ["out.csv"])
    }

    @Test func `several files come all or none`() throws {
        func files() throws -> [AtomicFile] {
            try ["one", "two", "three"].map { name in
                let file = try AtomicFile(scratch.file(name))
                try file.write(name)
                return file
            }
        }
        let blocked = try files()
        _ = try scratch.write("theirs", to: "two")
        #expect(throws: Refusal.self) { try AtomicFile.commit(blocked) }
        #expect(try listing == ["two"])
        unlink(scratch.file("two"))
        let calls = Calls()
        var disk = Disk()
        disk.synchronizeFolder = { _, _, _ in calls.next() == 2 ? EIO : 0 }
        try Disk.$current.withValue(disk) {
            let failing = try files()
            #expect(throws: Refusal.self) { try AtomicFile.commit(failing) }
        }
        #expect(try listing.isEmpty)
        try AtomicFile.commit(files())
        #expect(try listing == ["one", "three", "two"])
    }

    @Test(arguments: ["x", "-", "\u{1B}]0;title\u{7}", "two\nlines", "ö\u{308}", String(repeating: "ä", count: 127)])
    func `any name is a name, up to the longest`(_ name: String) throws {
        let held = try AtomicFile(scratch.file(name))
        #expect(try refusal { _ = try AtomicFile(scratch.file(name)) }.kind == .busy)
        try held.write("x")
        try held.commit()
        #expect(try listing == [name])
        let sibling = name.utf8.count > 200 ? String(name.dropLast()) + "y" : name + "y"
        try AtomicFile.write("y", to: scratch.file(sibling))
        #expect(try listing.count == 2)
    }
}

/// Counts calls: 0, 1, 2, …
private final class Calls: Sendable {
    private let count = Mutex(-1)
    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}
