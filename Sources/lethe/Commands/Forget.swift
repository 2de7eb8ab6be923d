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
        help: "Take held-out records out of the evaluation too, and everything that the journal says about any of them."
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
        let workspace = try await Project.openSettled(project, who, resuming: !resuming.noResume)
        let snapshot = await workspace.snapshot
        let chosen = try present(try rows(in: snapshot), in: snapshot)
        let queued = snapshot.queue.flatMap(\.rows)
        let rows = chosen ?? queued
        if !targets.isEmpty { try await workspace.declare(targets: targets.map(Self.target)) }
        if snapshot.isYourModel { return try await redact(rows, queued, on: workspace) }
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
            do { try await run(.apply(rows: rows, erase: erase), on: workspace) } catch {
                if !unstaged.isEmpty { _ = try await workspace.perform(.unstage(rows: unstaged.sorted())) }
                throw error
            }
            result = await workspace.lastRemoval
        }
        await workspace.close()
        guard let result else { throw Refusal.unexpected("A removal that ended well has no result") }
        if json { try Output.json(result) } else { print(result) }
    }

    /// "sex=Female"
    private static func target(_ text: String) throws -> Comparison.Target {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw Refusal(.usage, "Can't read the group '\(text)'.", next: "Write --for COLUMN=GROUP.")
        }
        return Comparison.Target(column: parts[0], group: parts[1])
    }

    /// Writes the file without the records; the model is somebody else's.
    private func redact(_ rows: [Int], _ queued: [Int], on workspace: Workspace) async throws {
        if preview { _ = try await workspace.perform(.preview(rows: rows, erase: erase)) }
        try confirm(rows.count)
        let unstaged = Set(rows).subtracting(queued).sorted()
        if !unstaged.isEmpty {
            _ = try await workspace.perform(.stage(rows: unstaged, basis: basis, reason: reason))
        }
        do {
            let apply = Command.apply(rows: rows, erase: erase)
            let write = to.map { Command.write(.removal(path: $0, rows: rows, erase: erase)) }
            try await run(write ?? apply, on: workspace)
        } catch {
            if !unstaged.isEmpty { _ = try await workspace.perform(.unstage(rows: unstaged)) }
            throw error
        }
        let result = await workspace.lastRedaction
        await workspace.close()
        guard let result else { throw Refusal.unexpected("A removal that ended well has no result") }
        if json { return try Output.json(result) }
        let removed = result.removed.counted("record")
        Output.line("wrote \(result.written) without \(removed); \(result.remaining.grouped) remain")
        Output.line("their rows and ids are in \(result.list)")
        Output.line("no model was changed: retrain yours on that file, then compare:")
        Output.line("  lethe open FILE --against NEW --id COL")
    }

    private func run(_ command: Command, on workspace: Workspace) async throws {
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
                .badData, "All \(chosen.count.counted("record")) are forgotten already.",
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
        return try selection.rows(in: snapshot)
    }

    /// Asks for the record count on a terminal; refuses without one, unless --yes.
    private func confirm(_ count: Int) throws {
        guard count > 0, !preview, !yes else { return }
        guard isatty(STDIN_FILENO) == 1 else {
            throw Refusal(
                .usage, "This would forget \(count.grouped) records for good.",
                next: "Add --yes, or look first with --preview.")
        }
        Narration.say(
            "This makes the model forget \(count.grouped) records; it can't be undone. Type \(count) to confirm:")
        guard readLine() == "\(count)" else {
            throw Refusal(.usage, "Not confirmed; nothing was forgotten.", next: "Type the number of records.")
        }
    }

    private func print(_ result: RemovalResult) {
        if preview { printPrediction(result) }
        Output.line(
            "\(result.published ? "forgot" : "would forget") \(result.removed.grouped) training records; \(result.retained.grouped) remain"
        )
        let stay = result.heldOutSkipped - result.heldOutErased
        if stay > 0 { Output.line("\(stay.grouped) skipped: never trained on; they stay in the evaluation (--erase)") }
        if result.heldOutErased > 0 {
            Output.line("\(result.heldOutErased.grouped) were never trained on; they leave the evaluation")
        }
        Output.line(
            "model \(result.snapshot.before.prefix(12)) → \(result.snapshot.after.prefix(12)), \(result.guarantee.kind.rawValue): \(result.guarantee.sentence)"
        )
        if result.guarantee.kind != .bitIdentical, let share = result.guarantee.certifiedShare {
            Output.line("\((share * 100).fixed(2)) % of the held-out decisions are provably those of a retrain")
        }
        Output.line("\(result.cost.passes) passes, \(result.cost.seconds["solve"]?.fixed(3) ?? "–") s to solve")
        if result.heldOutErased > 0 || erase {
            Output.line("the file itself still holds them: 'lethe export --redacted FILE' writes one without")
        }
        Output.line("")
        ComparisonText(comparison: result.change).lines.forEach(Output.line)
    }

    /// What was predicted before it was measured, and what to know before it is applied.
    private func printPrediction(_ result: RemovalResult) {
        guard let prediction = result.prediction else { return }
        Output.line(
            "predicted: \(prediction.training.counted("training record")), \(prediction.passes) passes, \(prediction.seconds.asTimeToCome)"
        )
        for gap in prediction.gaps {
            Output.line(
                "predicted: \(gap.metric) by \(gap.column) (\(gap.high) − \(gap.low)), selection half: \(gap.now.fixed(3)) → \((gap.now + (gap.now < 0 ? -gap.change : gap.change)).fixed(3))"
            )
        }
        for warning in prediction.warnings { Output.line("warning: \(warning)") }
    }
}
