import Glibc
import Logging
import Synchronization

/// What the program does, in a file, for who wants to know why something was slow or failed. There is none unless it was
/// asked for.
///
/// One a process: what is noted before `start`, or without it, is lost.
public struct ActivityLog: Sendable {
    private static let current = Mutex<ActivityLog?>(nil)
    private static let isOn = Atomic(false)

    private let logger: Logger

    /// - Parameters:
    ///   - path: is appended to, and made for its owner alone where it is not there.
    ///   - now: when it is, as ISO 8601 says it.
    ///   - complain: is told, at most once, why the log can't be written.
    init(
        to path: String, level: LogLevel, process: Int32 = getpid(), now: @escaping @Sendable () -> String,
        complain: @escaping @Sendable (String) -> Void
    ) {
        let file = LogFile(path, complain: complain)
        let level = Logger.Level(rawValue: level.rawValue) ?? .info
        logger = Logger(label: "lethe") { _ in LineHandler(file, level: level, process: process, now: now) }
    }

    func note(_ activity: Activity) {
        guard let level = Logger.Level(rawValue: activity.level.rawValue) else { return }
        logger.log(level: level, "\(activity.name)", metadata: activity.fields)
    }

    /// From now on what this process does is logged.
    public static func start(
        to path: String, level: LogLevel, now: @escaping @Sendable () -> String,
        complain: @escaping @Sendable (String) -> Void
    ) {
        let log = ActivityLog(to: path, level: level, now: now, complain: complain)
        current.withLock { $0 = log }
        isOn.store(true, ordering: .releasing)
    }

    /// - Complexity: one look at a flag where nothing is logged.
    public static func note(_ activity: @autoclosure () -> Activity) {
        guard isOn.load(ordering: .acquiring) else { return }
        let activity = activity()
        current.withLock { $0 }?.note(activity)
    }
}
