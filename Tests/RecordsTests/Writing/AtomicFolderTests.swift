import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct AtomicFolderTests {
    let scratch: Scratch
    let path: String

    init() throws {
        scratch = try Scratch()
        path = scratch.file("bundle")
    }

    private var listing: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() }
    }

    private func make(_ path: String) throws {
        let folder = try AtomicFolder(path)
        try folder.write("one") { try $0(Array("1".utf8)) }
        try folder.write("two") { write in for _ in 1...30_000 { try write(Array("12345678".utf8)) } }
        try folder.commit()
    }

    @Test func `a folder has its name only once it is whole, for its owner alone`() throws {
        let folder = try AtomicFolder(path)
        try folder.write("one") { try $0(Array("1".utf8)) }
        #expect(try listing == [".bundle.lethe-new"])
        try folder.commit()
        #expect(try listing == ["bundle"])
        #expect(try String(contentsOfFile: path + "/one", encoding: .utf8) == "1")
        for (name, mode) in [("", 0o700), ("/one", 0o600)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path + name)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == mode)
        }
    }

    @Test func `nothing is replaced or followed, and a slash at the end is no part of the name`() throws {
        try make(path + "/")
        #expect(try refusal { try make(path) }.kind == .cannotCreate)
        let folder = try AtomicFolder(scratch.file("next"))
        try FileManager.default.createDirectory(atPath: scratch.file("next"), withIntermediateDirectories: false)
        #expect(try refusal { try folder.commit() }.kind == .cannotCreate)
        try FileManager.default.createSymbolicLink(atPath: scratch.file("link"), withDestinationPath: "elsewhere")
        #expect(try refusal { try make(scratch.file("link")) }.sentence.contains("is a link"))
        #expect(try refusal { try make("/dev/null") }.kind == .cannotCreate)
        #expect(try listing == ["bundle", "link", "next"])
    }

    @Test func `what a killed process left is removed, and who lives is not disturbed`() throws {
        try FileManager.default.createDirectory(
            atPath: scratch.file(".bundle.lethe-new"), withIntermediateDirectories: false)
        _ = try scratch.write("half", to: ".bundle.lethe-new/one")
        let first = try AtomicFolder(path)
        #expect(try refusal { _ = try AtomicFolder(path) }.kind == .busy)
        #expect(try refusal { _ = try AtomicFile(path) }.kind == .busy)
        try first.write("one") { try $0(Array("1".utf8)) }
        try first.commit()
        #expect(try listing == ["bundle"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["one"])
    }

    @Test(arguments: Fault.all)
    func `a disk that fails is said, leaves nothing, and the folder can be written later`(_ fault: Fault) throws {
        let refused = try refusal { try Disk.$current.withValue(fault.disk) { try make(path) } }
        #expect(refused.kind == .inputOutput && refused.sentence.contains(fault.words), "\(refused)")
        #expect(try listing.isEmpty)
        try make(path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == ["one", "two"])
    }
}
