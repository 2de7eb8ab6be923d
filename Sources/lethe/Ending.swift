import ArgumentParser
import Engine
import Foundation
import Records
import Terminal

/// How the program ends after an error: what it says on stderr, what it prints, and its exit code.
struct Ending {
    var status: Int32
    /// On stderr, line by line.
    var complaint: [String]
    /// On stdout: help, the version, a completion script.
    var output: String?

    init(_ error: any Error) {
        switch error {
        case let code as ExitCode: self.init(code.rawValue)
        case let error as FilterError: self.init(Explanation(error), below: error.marked)
        case is CancellationError:
            self.init(Explanation(error))
            status = 128 + (Interruption.caught ?? SIGINT)
        case let error as TerminalError: self.init(ExitReason.unavailable.rawValue, complaint: ["lethe: \(error)"])
        default:
            switch Lethe.exitCode(for: error) {
            case .success: self.init(ExitReason.done.rawValue, output: Lethe.fullMessage(for: error))
            case .validationFailure:
                let sentence = Self.usage(error)
                self.init(
                    ExitReason.usage.rawValue, complaint: [sentence],
                    output: Self.document(String(sentence.dropFirst("lethe: ".count)), next: "", .usage))
            default: self.init(Explanation(error))
            }
        }
    }

    private init(_ status: Int32, complaint: [String] = [], output: String? = nil) {
        self.status = status
        self.complaint = complaint
        self.output = output
    }

    private init(_ explanation: Explanation, below: String? = nil) {
        self.init(
            explanation.status.rawValue,
            complaint: ["lethe: \(explanation)"] + (below?.split(separator: "\n").map(String.init) ?? []),
            output: Self.document(explanation.sentence, next: explanation.nextStep, explanation.status))
    }

    /// What went wrong, for who reads JSON: {"error": {"next": …, "sentence": …, "status": 65}}.
    private static func document(_ sentence: String, next: String, _ status: ExitReason) -> String? {
        guard CommandLine.arguments.contains("--json") else { return nil }
        struct Document: Encodable {
            struct Error: Encodable {
                let sentence: String
                let next: String
                let status: Int32
            }
            let error: Error
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let error = Document.Error(sentence: sentence, next: next, status: status.rawValue)
        return (try? encoder.encode(Document(error: error))).map { String(decoding: $0, as: UTF8.self) }
    }

    /// What the parser of the command line says, as a sentence with the next step.
    private static func usage(_ error: any Error) -> String {
        var sentence = Lethe.message(for: error).trimmingCharacters(in: .whitespacesAndNewlines)
        if let last = sentence.last, !".?!".contains(last) { sentence += "." }
        // The usage's last line names the command whose help says more.
        let help = Lethe.fullMessage(for: error).firstMatch(of: /See '(.+?)' for more information/)?.1
        return "lethe: \(sentence) See: \(help ?? "lethe --help")"
    }
}

extension ExitCode {
    init(_ status: ExitReason) { self.init(status.rawValue) }
}
