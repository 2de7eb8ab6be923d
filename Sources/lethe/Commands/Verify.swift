import ArgumentParser
import Foundation
import Journal

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check an exported journal, offline, without the project.",
        discussion: """
            Checks canonical bytes, the hash chain, the Merkle root and every payload's commitment. Signatures come later:
            until then, whoever holds the whole bundle could rewrite all of it.
            Exit codes: 0 intact · 2 intact with authorised tombstones · 3 edited (at event N) · 4 truncated.
            """)

    @Argument(help: "A bundle folder, or its journal.jsonl.") var bundle: String
    @ArgumentParser.Flag(help: "One JSON document on stdout.") var json = false

    func run() throws {
        let verdict = try Journal.Bundle.verify(at: bundle)
        if json {
            try Output.json(
                Report(
                    intact: verdict.exitCode == 0 || verdict.exitCode == 2, sentence: verdict.sentence,
                    exitCode: verdict.exitCode))
        } else {
            Output.line(verdict.sentence)
        }
        if verdict.exitCode != 0 { throw ExitCode(verdict.exitCode) }
    }

    private struct Report: Encodable {
        let intact: Bool
        let sentence: String
        let exitCode: Int32
    }
}
