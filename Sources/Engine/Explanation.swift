import Foundation
import Journal
public import Records

/// What is said of an error, whatever threw it, and what the program ends with: one or two sentences, never as
/// Foundation, SQLite or Swift say it.
public struct Explanation: Hashable, Sendable, CustomStringConvertible {
    public let status: ExitReason
    public let sentence: String
    /// What to do, naming commands; `nextStep` says it as the command line does.
    public let next: Sentence

    public var nextStep: String { next.description }

    /// The sentence and the next step, on one line, naming commands.
    public var whole: Sentence { next.isEmpty ? Sentence(sentence) : "\(sentence) \(next)" }

    public var description: String { whole.description }

    private init(_ status: ExitReason, _ sentence: String, next: String) {
        self.init(status, sentence, next: Sentence(next))
    }

    private init(_ status: ExitReason, _ sentence: String, next: Sentence) {
        self.status = status
        self.sentence = sentence
        self.next = next
    }

    public init(_ error: any Error) {
        switch error {
        case let refusal as Refusal:
            self.init(refusal.kind.exitReason, refusal.sentence, next: refusal.next)
        case let failure as StoreFailure:
            self.init(failure.exitReason, failure.sentence, next: failure.nextStep)
        case let error as FilterError:
            self.init(.usage, error.message, next: error.suggestion.map { "Did you mean '\($0)'?" } ?? "")
        case is CancellationError:
            self.init(.interrupted, "Cancelled; nothing was changed.", next: "")
        case let error as DecodingError:
            self.init(
                .badData, "Something that is stored can't be read: \(StoredJSON.reason(error)).",
                next: "Restore the project from a backup.")
        case is EncodingError:
            self.init(.programError, "A result can't be written as JSON.", next: Self.report)
        default:
            if let code = Self.code(in: error) {
                self.init(code: code)
            } else if let failure = StoreFailure(foreign: error) {
                self.init(failure.exitReason, failure.sentence, next: failure.nextStep)
            } else {
                self.init(
                    .programError, "The program has a fault (\(Swift.type(of: error))).", next: Self.report)
            }
        }
    }

    /// What went wrong, without a word on what was changed.
    static func cause(_ error: any Error) -> String {
        (error as? StoreFailure)?.cause ?? Explanation(error).sentence
    }

    private static let report = "Please report it, with what you did."

    /// What the system said.
    private init(code: Int32) {
        let said = String(cString: strerror(code)).lowercased()
        switch code {
        case ENOENT, ENOTDIR:
            self.init(.noInput, "A file is not there: \(said).", next: "Check the paths, and try again.")
        case EACCES, EPERM, EROFS:
            self.init(.cannotCreate, "A file can't be used: \(said).", next: "Check its permissions, and try again.")
        case ENOSPC, EDQUOT:
            self.init(.inputOutput, "The disk is full.", next: "Free some space, and try again.")
        default:
            self.init(
                .inputOutput, "A file can't be read or written: \(said).", next: "Check the disk, and try again.")
        }
    }

    /// The errno in an error of Foundation's, or in one underneath it; EIO where there is none. Nil for all others.
    private static func code(in error: any Error) -> Int32? {
        let error = error as NSError
        switch error.domain {
        case NSPOSIXErrorDomain: return Int32(exactly: error.code)
        case NSCocoaErrorDomain: return (error.userInfo[NSUnderlyingErrorKey] as? any Error).flatMap(code) ?? EIO
        default: return nil
        }
    }
}
