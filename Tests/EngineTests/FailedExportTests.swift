import Foundation
import Journal
import Testing

@testable import Engine
@testable import Records

/// A disk that fails while something is written out.
struct ExportFault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let disk: Disk
    /// Whether a file is on the disk already, and only its name is missing.
    let isLate: Bool

    init(_ what: String, isLate: Bool, _ change: (inout Disk) -> Void) {
        var disk = Disk()
        change(&disk)
        (testDescription, self.disk, self.isLate) = (what, disk, isLate)
    }

    static let all = [
        ExportFault("write", isLate: false) { $0.write = { _, _ in (0, ENOSPC) } },
        ExportFault("fsync", isLate: false) { $0.synchronize = { _ in EIO } },
        ExportFault("rename", isLate: true) { $0.renameNew = { _, _, _ in EIO } },
        ExportFault("fsync of the folder", isLate: true) { $0.synchronizeFolder = { _, _, _ in EDQUOT } },
    ]
}

@Suite struct FailedExportTests {
    @Test(arguments: ExportFault.all)
    func `an export that fails leaves nothing, and the journal never says that it came to be`(_ fault: ExportFault)
        async throws
    {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        await workspace.use(reporter: { _, _ in "a report" })
        try await workspace.forget([4, 5])
        let target = project.path("out.csv")
        let writings: [Writing] = [
            .bundle(path: target), .redactedCopy(path: target), .fairness(path: target), .report(path: target),
            .records(path: target, rows: [1, 2]),
        ]
        let before = try FileManager.default.contentsOfDirectory(atPath: project.folder.path).sorted()
        for writing in writings {
            let start = await workspace.events.count
            let refused = await #expect(throws: Refusal.self) {
                try await Disk.$current.withValue(fault.disk) { _ = try await workspace.complete(.write(writing)) }
            }
            #expect(refused?.kind == .inputOutput)
            #expect(try FileManager.default.contentsOfDirectory(atPath: project.folder.path).sorted() == before)
            let said = await workspace.events.dropFirst(start).map { $0.object["outcome"] ?? .null }
            // A bundle holds the event of its own making, which so comes first; of a file the bytes do.
            var isBundle: Bool { if case .bundle = writing { true } else { false } }
            #expect(said == (fault.isLate || isBundle ? ["ok", "failed"] : []), "\(writing)")

            _ = try await workspace.complete(.write(writing))
            #expect(await workspace.events.last?.object["outcome"] == "ok")
            try FileManager.default.removeItem(atPath: target)
        }
        #expect(try workspace.store.verifyChain().exitCode == 0)
        await workspace.close()
    }

    @Test func `nothing is written over, through a link or into a device`() async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        await workspace.use(reporter: { _, _ in "a report" })
        try Data("mine".utf8).write(to: URL(fileURLWithPath: project.path("mine")))
        symlink("nowhere", project.path("dangling"))
        let events = await workspace.events.count
        for path in [project.path("mine"), project.path("dangling"), "/dev/null", project.path("no/x"), ""] {
            for writing: Writing in [
                .bundle(path: path), .redactedCopy(path: path), .fairness(path: path), .report(path: path),
                .records(path: path, rows: [1]),
            ] {
                let refused = await #expect(throws: Refusal.self) { try await workspace.complete(.write(writing)) }
                #expect(refused?.kind == .cannotCreate, "\(writing)")
            }
        }
        #expect(await workspace.events.count == events)
        #expect(try String(contentsOfFile: project.path("mine"), encoding: .utf8) == "mine")
        #expect(!FileManager.default.fileExists(atPath: project.path("nowhere")))
        await workspace.close()
    }

    @Test func `a report takes the place of a file only where it is told to`() async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        await workspace.use(reporter: { _, _ in "a report" })
        try Data("old".utf8).write(to: URL(fileURLWithPath: project.path("r.html")))
        await #expect(throws: Refusal.self) {
            try await workspace.complete(.write(.report(path: project.path("r.html"))))
        }
        _ = try await workspace.complete(.write(.report(path: project.path("r.html"), replacing: true)))
        #expect(try String(contentsOfFile: project.path("r.html"), encoding: .utf8) == "a report")
        await workspace.close()
    }
}
