import ArgumentParser
import Engine
import Fairness
import Foundation
import Journal
import Learning
import Records

struct Forget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the model forget records, and publish the model without them.",
        discussion: "Without a selection, what is staged already is forgotten.")

    @Argument(help: "The project.") var project: String
    @OptionGroup var selection: Selection
    @Option(help: ArgumentHelp("Records with this flag.", valueName: "flag")) var flagged: String?
    @Option(help: ArgumentHelp("All records of one person, by the subject column.", valueName: "value")) var subject:
        String?
    @Option(help: "Why.") var reason = ""
    @Option(help: ArgumentHelp("The ground: bias, toxicity, privacy, label, erasure …", valueName: "basis")) var basis:
        String?
    @ArgumentParser.Flag(
        help:
            "Take held-out records out of the evaluation too, and everything that the project keeps of any of them; of records forgotten before, too."
    )
    var erase = false
    @Option(
        help: ArgumentHelp(
            "Your own model: where the file without the records goes; default: FILE-redacted.", valueName: "file"))
    var to: String?
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "The group that removals are made for; harm to others is called out (repeatable).",
            valueName: "column=group"))
    var targets: [String] = []
    @ArgumentParser.Flag(help: "Compute and show; publish nothing.") var preview = false
    @ArgumentParser.Flag(help: "Don't ask.") var yes = false
    @OptionGroup var resuming: Resuming
    @OptionGroup var who: Who
    @ArgumentParser.Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        let workspace = try await Project.openSettled(
            project, who, resuming: !resuming.noResume,
            needing: Needs(of: [selection.filter]).union(.model))
        var snapshot = await workspace.snapshot
        let asked = try rows(in: snapshot)
        if erase, !preview, let asked, try await eraseForgotten(asked, on: workspace) { return }
        snapshot = await workspace.snapshot
        let chosen = try present(asked, in: snapshot)
        let queued = snapshot.queue.flatMap(\.rows)
        let rows = chosen ?? queued
        if !targets.isEmpty { try await workspace.declare(targets: targets.map(Self.target)) }
        if snapshot.subject.removesByCopy { return try await redact(rows, queued, on: workspace) }
        if to != nil {
            throw Refusal(
                .usage, "--to is for projects of your own model.",
                next: "Here 'lethe redact PROJECT --where state:forgotten --to FILE' writes a file without the records."
            )
        }
        let result: RemovalResult?
        if preview {
            try await run(.preview(rows: rows, erase: erase), on: workspace)
            result = await workspace.preview
        } else {
            try confirm(rows.count)
            let unstaged = Set(rows).subtracting(queued)
            if !unstaged.isEmpty {
                _ = try await workspace.perform(.stage(rows: unstaged.sorted(), basis: basis, reason: reason))
            }
            try await apply(.apply(rows: rows, erase: erase), staged: unstaged.sorted(), on: workspace)
            result = await workspace.lastRemoval
        }
        let after = await workspace.snapshot
        let shortfall = await shortfall(on: workspace)
        await workspace.close()
        guard let result else { throw Refusal.unexpected("A removal that ended well has no result") }
        if json { try Output.json(result) } else { print(result, in: after) }
        if let shortfall { throw shortfall }
    }

    /// Applies a removal; where it fails, what was staged for it is unstaged again, but what waits for approval.
    func apply(_ command: Command, staged: [Int], on workspace: Workspace) async throws {
        do { try await run(command, on: workspace) } catch {
            guard !staged.isEmpty else { throw error }
            if (error as? Refusal)?.sentence == Workspace.awaitsApproval {
                Narration.say("staged \(staged.count.counted("record"))")
                throw error
            }
            do { _ = try await workspace.perform(.unstage(rows: staged)) } catch let second {
                let why = (second as? StoreFailure)?.cause ?? Explanation(second).description
                Narration.say("the records stay staged: \(why)")
            }
            throw error
        }
    }

    /// What the removal left undone though it happened: an erasure that the disk still owes.
    func shortfall(on workspace: Workspace) async -> Refusal? {
        guard !preview, let job = await workspace.snapshot.jobs.last(where: { $0.kind == .forget }) else { return nil }
        return await workspace.shortfall(of: job.id)
    }

    /// "sex=Female"
    private static func target(_ text: String) throws -> Comparison.Target {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw Refusal(.usage, "Can't read the group '\(text)'.", next: "Write --for COLUMN=GROUP.")
        }
        return Comparison.Target(column: parts[0], group: parts[1])
    }

    func run(_ command: Command, on workspace: Workspace) async throws {
        let echo = try await workspace.perform(command)
        Narration.say(echo.fact)
        guard let job = echo.job else { return }
        let outcome = try await Interruption.ending(by: { Task { _ = try? await workspace.perform(.cancelJob) } }) {
            try await workspace.outcome(of: job)
        }
        Narration.say(outcome)
    }

    /// Of the records that were chosen those that are not forgotten yet; refuses where none is left.
    private func present(_ chosen: [Int]?, in snapshot: Snapshot) throws -> [Int]? {
        guard let chosen else { return nil }
        if chosen.isEmpty {
            throw Refusal(
                .badData, "No record matches.", next: "Try the filter with: lethe show PROJECT --where … --count")
        }
        let forgotten = snapshot.overlay.facets["state"]?.masks ?? []
        let present = chosen.filter { !forgotten.indices.contains($0) || forgotten[$0] & 2 == 0 }
        if present.isEmpty {
            throw Refusal(
                .badData,
                chosen.count == 1
                    ? "This record is forgotten already."
                    : "All \(chosen.count.grouped) records are forgotten already.",
                next: "'lethe prove' shows that the model is that of a retrain without them.")
        }
        if present.count < chosen.count {
            Narration.say("\((chosen.count - present.count).counted("record")) were forgotten before and are left out")
        }
        return present
    }

    private func rows(in snapshot: Snapshot) throws -> [Int]? {
        let ways = [flagged, subject, selection.filter, selection.ids].count { $0 != nil }
        guard ways <= 1 else {
            throw Refusal(
                .usage, "--where, --ids, --flagged and --subject exclude each other.",
                next: "Say it in one filter: --where 'flag:toxic sex=Female'.")
        }
        if let flagged {
            guard let flag = Journal.Flag(rawValue: flagged) else {
                throw Refusal.unknown("flag", flagged, among: Journal.Flag.allCases.map(\.rawValue))
            }
            return snapshot.flags.indices.filter {
                snapshot.flags[$0].has(flag) && (snapshot.overlay.facets["state"]?.masks[$0] ?? 0) & 2 == 0
            }
        }
        if let subject {
            guard let name = snapshot.schema.subjectColumn else {
                throw Refusal(
                    .usage, "The project has no subject column.",
                    next: "Name one when it is made: lethe init FILE --subject COL")
            }
            let column = try snapshot.table.column(named: name)
            return (0..<snapshot.table.rowCount).filter { column.text($0) == subject }
        }
        // What was forgotten before is found too where it may still be erased.
        if erase, let filter = selection.filter {
            return Array(try Filter(parsing: filter).rows(in: snapshot.table, overlay: snapshot.overlay).list)
        }
        return try selection.rows(in: snapshot)
    }

    /// Asks for the record count on a terminal; refuses without one, unless --yes.
    func confirm(_ count: Int, _ what: String = "makes the model forget") throws {
        guard count > 0, !preview, !yes else { return }
        let records = count.counted("record")
        guard isatty(STDIN_FILENO) == 1 else {
            throw Refusal(
                .usage, "This \(what) \(records): it asks first, and there is no terminal to ask on.",
                next: "Add --yes, or look first with --preview.")
        }
        let warning = erase ? " An erasure can't be taken back." : ""
        Narration.say("This \(what) \(records).\(warning) Type \(count) to confirm:")
        guard readLine() == "\(count)" else {
            throw Refusal(.usage, "Not confirmed; nothing was forgotten.", next: "Type the number of records.")
        }
    }
}
