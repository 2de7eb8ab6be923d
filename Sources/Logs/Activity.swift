internal import Logging

/// What is logged: that something was done, when, and how long it took; never what a record holds, whose it is, or what
/// anybody wrote. A case carries numbers and names of this program's own, so that nothing else can get in.
public enum Activity: Sendable {
    case commandBegan(LogWord, version: LogWord)
    /// - Parameter status: the exit code.
    case commandEnded(LogWord, status: Int32, after: Duration)
    case projectMade(records: Int)
    case projectOpened(records: Int, events: Int, readOnly: Bool, after: Duration)
    case projectClosed
    /// The database was brought from one format to another.
    case migrated(from: Int, to: Int, after: Duration)
    /// An event was committed; `event` is its number in the journal.
    case committed(LogWord, event: Int)
    case jobQueued(LogWord, id: Int)
    case jobStarted(LogWord, id: Int)
    case jobStep(LogWord, id: Int, share: Double)
    case jobEnded(LogWord, id: Int, JobEnd, after: Duration)
    /// What an earlier session left unfinished: jobs that go on, and events that give others up.
    case resumed(jobs: Int, givenUp: Int)
    /// - Parameters:
    ///   - reason: what the program would exit with, by name.
    ///   - type: of the error.
    case failed(reason: LogWord, type: LogWord)

    /// How a job ended.
    public enum JobEnd: String, Sendable {
        case done, cancelled, failed
    }

    public var level: LogLevel {
        switch self {
        case .commandBegan, .projectMade, .projectOpened, .projectClosed, .jobStarted: .info
        case .commandEnded(_, let status, _): status == 0 ? .info : .notice
        case .migrated, .resumed: .notice
        case .committed, .jobQueued: .debug
        case .jobStep: .trace
        case .jobEnded(_, _, let end, _): end == .failed ? .error : .info
        case .failed: .error
        }
    }

    /// What happened, by a name that does not change.
    public var name: String {
        switch self {
        case .commandBegan: "command.began"
        case .commandEnded: "command.ended"
        case .projectMade: "project.made"
        case .projectOpened: "project.opened"
        case .projectClosed: "project.closed"
        case .migrated: "project.migrated"
        case .committed: "event.committed"
        case .jobQueued: "job.queued"
        case .jobStarted: "job.started"
        case .jobStep: "job.step"
        case .jobEnded: "job.ended"
        case .resumed: "jobs.resumed"
        case .failed: "failed"
        }
    }

    var fields: Logger.Metadata {
        switch self {
        case .commandBegan(let command, let version): ["command": "\(command)", "version": "\(version)"]
        case .commandEnded(let command, let status, let after):
            ["command": "\(command)", "status": "\(status)", "seconds": Self.seconds(after)]
        case .projectMade(let records): ["records": "\(records)"]
        case .projectOpened(let records, let events, let readOnly, let after):
            [
                "records": "\(records)", "events": "\(events)", "read-only": "\(readOnly)",
                "seconds": Self.seconds(after),
            ]
        case .projectClosed: [:]
        case .migrated(let old, let new, let after): ["from": "\(old)", "to": "\(new)", "seconds": Self.seconds(after)]
        case .committed(let action, let event): ["action": "\(action)", "event": "\(event)"]
        case .jobQueued(let kind, let id), .jobStarted(let kind, let id): ["kind": "\(kind)", "job": "\(id)"]
        case .jobStep(let kind, let id, let share):
            ["kind": "\(kind)", "job": "\(id)", "percent": "\(Int((min(max(share, 0), 1) * 100).rounded()))"]
        case .jobEnded(let kind, let id, let end, let after):
            ["kind": "\(kind)", "job": "\(id)", "outcome": "\(end.rawValue)", "seconds": Self.seconds(after)]
        case .resumed(let jobs, let givenUp): ["jobs": "\(jobs)", "given-up": "\(givenUp)"]
        case .failed(let reason, let type): ["reason": "\(reason)", "type": "\(type)"]
        }
    }

    /// "0.012", to the millisecond.
    private static func seconds(_ duration: Duration) -> Logger.MetadataValue {
        let (seconds, atto) = duration.components
        let milliseconds = max(0, seconds * 1000 + (atto + 500_000_000_000_000) / 1_000_000_000_000_000)
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count) + rest)"
    }
}
