import GRDB
import Glibc
public import Records

/// The disk or the database failed: nothing was changed, and the same command may be tried again.
public struct StoreFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        case diskFull
        case inputOutput
        case damaged
        /// Another program holds the file longer than it should.
        case busy
        case readOnly
        /// The files that are open are not those any more that the project's names lead to.
        case gone
        /// The store was closed, or SQLite says something this list doesn't know.
        case other
    }

    public let kind: Kind
    public let sentence: String
    public let nextStep: String

    /// The sentence and the next step, on one line.
    public var description: String { "\(sentence) \(nextStep)" }

    /// What is wrong, without a word on what was changed: for sentences about work of which a part was done.
    public var cause: String { kind == .diskFull ? "The disk is full." : sentence }

    init(_ kind: Kind, _ sentence: String, next: String) {
        self.kind = kind
        self.sentence = sentence
        nextStep = next
    }

    init(_ error: DatabaseError, at path: String) {
        // Messages of SQLite name tables and files, never values.
        let said = error.message ?? "code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull(path)
        case .SQLITE_IOERR, .SQLITE_CANTOPEN:
            self.init(.inputOutput, "'\(path)' can't be read or written: \(said).", next: "Check the disk; try again.")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path, said)
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
            self.init(.busy, "Another program is using '\(path)'.", next: "Close it, and try again.")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(path)
        // The program's own statements are right: it is the tables, or what is in them, that are not.
        case .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_SCHEMA, .SQLITE_FORMAT, .SQLITE_TOOBIG:
            self = .damaged(path, said)
        case .SQLITE_NOMEM:
            self.init(
                .inputOutput, "There is no memory to read '\(path)'.", next: "Close other programs, and try again.")
        default:
            self.init(
                .other, "The project '\(path)' could not be used: \(said).",
                next: "Close it and open it again; if that does not help, please report it.")
        }
    }

    /// Nil where an error is none of SQLite's.
    public init?(foreign error: any Error) {
        guard let error = error as? DatabaseError else { return nil }
        self.init(error, at: "the project")
    }

    /// A call of the operating system failed; `code` is its errno.
    init(errno code: Int32, at path: String) {
        switch code {
        case ENOSPC: self = .diskFull(path)
        case EACCES, EPERM, EROFS: self = .readOnly(path)
        case EDQUOT:
            self.init(
                .diskFull, "The disk quota is used up: '\(path)' is as it was before.",
                next: "Free some space, and try again.")
        default:
            let said = String(cString: strerror(code))
            self.init(.inputOutput, "'\(path)' can't be read or written: \(said).", next: "Check the disk; try again.")
        }
    }

    static func diskFull(_ path: String) -> StoreFailure {
        StoreFailure(
            .diskFull, "The disk is full: '\(path)' is as it was before.", next: "Free some space, and try again.")
    }

    static func damaged(_ path: String, _ why: String) -> StoreFailure {
        StoreFailure(.damaged, "The project '\(path)' is damaged: \(why).", next: "Restore it from a backup.")
    }

    /// Events are missing that were there when the project was opened.
    public static func shortened(_ path: String) -> StoreFailure {
        damaged(path, "its journal is shorter than it was when it was opened")
    }

    static func closed(_ path: String) -> StoreFailure {
        StoreFailure(.other, "The project '\(path)' was closed.", next: "Open it again.")
    }

    /// What the program ends with.
    public var exitReason: ExitReason {
        switch kind {
        case .diskFull, .inputOutput, .gone: .inputOutput
        case .damaged: .badData
        case .busy: .tryLater
        case .readOnly: .cannotCreate
        case .other: .programError
        }
    }

    /// - Parameter isWritten: whether that was noticed only after the decision was written.
    static func gone(_ path: String, _ change: Footprint.Change, isWritten: Bool) -> StoreFailure {
        let fate = isWritten ? "this decision may not have been kept" : "this decision was not kept"
        switch change {
        case .project:
            return StoreFailure(
                .gone, "The project '\(path)' was deleted, moved or replaced while it was open; \(fate).",
                next: "Close it, and open it where it is now, or restore it from a backup.")
        case .file(let name):
            return StoreFailure(
                .gone, "The file '\(name)' of '\(path)' was deleted or replaced while it was open; \(fate).",
                next: "Close the project and open it again.")
        }
    }

    static func readOnly(_ path: String) -> StoreFailure {
        StoreFailure(
            .readOnly, "'\(path)' can't be written to.", next: "Open it for writing, or check its permissions.")
    }

    /// Runs `body`; what SQLite throws leaves as a `StoreFailure`, and so does what can't be read of what it holds.
    static func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError {
            throw StoreFailure(error, at: path)
        } catch is RowDecodingError {
            // Its own words hold values.
            throw StoreFailure.damaged(path, "a table of it holds a value of another kind than it must")
        } catch let error as JSONError {
            throw StoreFailure.damaged(path, "an event or payload is not JSON, \(error)")
        }
    }
}
