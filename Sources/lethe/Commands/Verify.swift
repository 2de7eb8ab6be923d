import ArgumentParser
import Foundation
import Journal

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check an exported journal, offline, without the project; or a project where it stands.",
        discussion: """
            Of a project, checks its journal, that flags, queue, settings, models, figures and forgotten records are what the
            last event left, and that models and figures are what their digests say; nothing is changed.
            Of a bundle, checks canonical bytes, the hash chain, the Merkle root and every payload's commitment. Of a bare journal.jsonl
            neither the last event nor a missing end can be checked. Signatures come later: until then, whoever holds the
            whole bundle could rewrite all of it. --since finds what one bundle can't show by itself: that it was rolled
            back, rewritten, or that a copy of the project was used as well.
            Notes name what is odd and no edit: clocks that were set back, a project that was moved or copied, events and formats of
            newer versions, of which what is known is checked.
            Exit codes: 0 intact · 2 intact with authorised tombstones · 3 edited (at event N) · 4 truncated ·
            7 nothing to check: empty, or no project's journal · 8 forked from the earlier one (after event N).
            """)

    @Argument(help: "A bundle folder, its journal.jsonl, or a project's folder.") var bundle: String
    @Option(
        help: ArgumentHelp(
            "An earlier bundle, journal.jsonl or checkpoint of the same project, or that of a copy: this must go on from it.",
            valueName: "earlier"))
    var since: String?
    @ArgumentParser.Flag(help: "One JSON document on stdout.") var json = false
    @OptionGroup var logging: LogOptions

    func run() throws {
        let verdict =
            try since == nil && ProjectStore.exists(at: bundle)
            ? ProjectStore.verify(
                at: bundle, session: .ofThisProcess(actor: Who.loginName, toolVersion: Lethe.version))
            : Journal.Bundle.verify(at: bundle, since: since)
        if json {
            try Output.json(
                Report(
                    intact: verdict.isGood, sentence: verdict.sentence, notes: verdict.notes,
                    exitCode: verdict.exitCode))
        } else {
            Output.line(verdict.sentence)
            for note in verdict.notes { Output.line("Note: \(note)") }
            if verdict.isGood { Output.line("Not signed: this shows no edit since it was written, not who wrote it.") }
        }
        if verdict.exitCode != 0 { throw ExitCode(verdict.exitCode) }
    }

    private struct Report: Encodable {
        let intact: Bool
        let sentence: String
        let notes: [String]
        let exitCode: Int32
    }
}
