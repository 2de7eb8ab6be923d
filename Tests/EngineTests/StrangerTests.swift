import Foundation
import Journal
import Records
import TestSupport
import Testing

@testable import Engine
@testable import Journal

/// A project that somebody else made, with what they want in its settings and jobs.
@Suite struct StrangerTests {
    private func changed(_ project: Project, _ changes: [Change]) throws {
        let store = try ProjectStore.open(at: project.directory, session: session("eve"), clock: .fixed())
        try store.commit(EventDraft(.policy), changes)
        try store.close()
    }

    @Test(arguments: ["project", "policy", "targets", "recipe"])
    func `settings of another kind are damage, said in a sentence`(_ name: String) async throws {
        let project = try Project(Sheet(120))
        await (try await project.trained()).close()
        for text in ["", "{}", "[1]", "null", "{\"seed\":1e999}", String(repeating: "[", count: 5000), "{\"seed\":-1}"]
        {
            if name == "targets", text == "[1]" { continue }
            try changed(project, [.setting(name, text)])
            let refusal = await #expect(throws: Refusal.self, "\(name): \(text.prefix(20))") {
                let workspace = try project.open()
                do {
                    _ = try await workspace.frozenRecipe()
                    await workspace.close()
                } catch {
                    await workspace.close()
                    throw error
                }
            }
            #expect(refusal?.kind == .badData)
            #expect(refusal?.sentence.contains("is damaged") == true)
        }
    }

    @Test func `data that are a pipe are not waited for`() async throws {
        let project = try Project(Sheet(120))
        await (try project.create()).close()
        try FileManager.default.removeItem(atPath: project.file)
        guard mkfifo(project.file, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
        let refusal = #expect(throws: Refusal.self) { try project.open() }
        #expect(refusal?.kind == .badData)
        #expect(refusal?.sentence.hasSuffix("is no file.") == true)
    }

    @Test func `a removal that a stranger began writes over no file and to no place of theirs`() async throws {
        let project = try Project(Predictions())
        let workspace = try await project.yours()
        _ = try await workspace.perform(.stage(rows: [7, 8], basis: nil, reason: ""))
        let ids = await workspace.ids([7, 8]).map(\.description)
        let elsewhere = try TemporaryFolder()
        try Data("mine".utf8).write(to: URL(fileURLWithPath: project.path("mine.csv")))
        var denied = [".hidden.csv", "script.sh", "mine.csv", "list.csv", "link.csv"].map(project.path)
        denied += [elsewhere.path + "/new.csv", project.path("sub/../../x.csv"), "relative.csv", ""]
        try Data("mine".utf8).write(to: URL(fileURLWithPath: project.path("list.csv.removed.csv")))
        guard symlink(elsewhere.path + "/nowhere", project.path("link.csv")) == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
        let paths = await RedactedPath(table: workspace.dataset.table)
        for path in denied { #expect(!paths.mayGoOnWriting(to: path), "\(path)") }
        for path in ["fresh.csv", "data-redacted.csv", "data-redacted-7.csv"].map(project.path) {
            #expect(paths.mayGoOnWriting(to: path), "\(path)")
        }
        let request = RemovalRequest(event: 99, actor: "ada", ids: ids, erases: false)
        let order = RemovalRequests([request], path: project.path("mine.csv"))
        try await workspace.commit(
            EventDraft(.unlearnStart, params: ["job": "forget-99"]),
            [try order.change("forget-99", .announced)])
        await workspace.close()

        let again = try project.open()
        let said = try await again.begin()
        await again.settled()
        #expect(said == ["a removal was interrupted; what was staged still is, and the model is as it was"])
        #expect(try String(contentsOfFile: project.path("mine.csv"), encoding: .utf8) == "mine")
        #expect(await again.snapshot.counts.staged == 2)
        await again.close()
    }

    @Test func `a copy that is opened says so once, in words and in its journal; the original says nothing`()
        async throws
    {
        let project = try Project(Sheet(120))
        await (try await project.trained()).close()
        let elsewhere = project.path("copy.lethe")
        try FileManager.default.copyItem(atPath: project.directory, toPath: elsewhere)
        for round in 0..<2 {
            let copy = try await project.reopened(at: elsewhere)
            #expect(copy.openingNotices.map { $0.contains("moved, restored or copied") } == (round == 0 ? [true] : []))
            let opened = await copy.events.filter { $0.action == .open }
            #expect(
                opened.map { $0.object["params"]?["elsewhere"] == true }
                    == Array([false, true, false].prefix(round + 2)))
            #expect(opened[1].summary.hasPrefix("moved, restored or copied since"))
            let verdict = try copy.store.verifyChain()
            #expect(verdict.exitCode == 0 && verdict.notes.count == 1)
            await copy.close()
        }
        let original = try await project.reopened()
        #expect(original.openingNotices.isEmpty)
        #expect(try original.store.verifyChain().notes.isEmpty)
        await original.close()
        // One that is only read says nothing, and changes nothing.
        let reader = try ProjectFiles.open(elsewhere, session: session("ada"), readOnly: true)
        #expect(reader.openingNotices.isEmpty)
        await reader.close()
    }

    @Test func `whatever is done first, the journal begins with the data it is about`() async throws {
        let project = try Project(Sheet(120))
        let workspace = try project.create()
        _ = try await workspace.complete(.write(.bundle(path: project.path("bundle"))))
        #expect(await workspace.actions == [.open, .export])
        #expect(await workspace.events[0].object["inputs"] == .strings([workspace.dataset.table.digest]))
        #expect(try Bundle.verify(at: project.path("bundle")).exitCode == 0)
        await workspace.close()
    }

    @Test func `a project that can't be begun leaves nothing, and the folder that was there`() throws {
        let project = try Project(Sheet(120))
        var schema = Sheet.schema
        schema.features = ["aeg"]
        try FileManager.default.createDirectory(atPath: project.directory, withIntermediateDirectories: false)
        #expect(throws: Refusal.self) { try project.create(schema: schema) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: project.directory).isEmpty)
    }
}
