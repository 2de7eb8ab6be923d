import Engine
import Foundation
import Journal
import Records
import TestSupport

@testable import Dashboard

/// The whole loop without a terminal: a real project in a folder of its own, keys in, their effects done at once.
struct Rehearsal {
    var sitting: Sitting
    let workspace: Workspace
    let file: String

    /// Opens a new project on `csv`; trains and finds before it returns.
    static func open(
        _ csv: String = Sample.csv(), schema: Schema = Sample.schema, actor: String = "auditor",
        name: String = "sample.csv"
    ) async throws -> Rehearsal {
        let folder = try Scratch()
        let file = try folder.write(csv, to: name)
        let workspace = try ProjectFiles.create(
            for: Table(path: file), at: folder.path + "/" + name + ".lethe", schema: schema,
            session: Session(actor: actor, id: "rehearsal", toolVersion: "0", toolDigest: "0"), clock: .fixed())
        try await workspace.begin()
        await workspace.settled()
        return Rehearsal(sitting: Sitting(workspace.mailbox.latest), workspace: workspace, file: file)
    }

    mutating func press(_ names: String...) async {
        for name in names {
            sitting.press(name)
            await catchUp()
        }
    }

    mutating func type(_ text: String) async {
        sitting.type(text)
        await catchUp()
    }

    mutating func command(_ text: String) async {
        sitting.command(text)
        await catchUp()
    }

    /// Does what was asked, waits for the jobs it started, and shows what came of it.
    mutating func catchUp() async {
        while !sitting.asked.isEmpty {
            let command = sitting.asked.removeFirst()
            do {
                sitting.feed(.echo(try await workspace.perform(command)))
            } catch {
                sitting.feed(.refusal("\(error)"))
            }
            await workspace.settled()
            sitting.feed(.snapshot(workspace.mailbox.latest))
        }
    }

    /// Puts the cursor on a row, 0-based, whatever the order.
    mutating func go(to row: Int) async { await command("\(row + 1)") }
}
