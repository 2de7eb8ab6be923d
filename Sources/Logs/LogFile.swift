import Glibc
import Synchronization

/// The file that lines are appended to, readable by its owner alone. Where it can't be written, that is said once, nothing
/// more is logged, and the work goes on.
final class LogFile: Sendable {
    private struct State {
        /// Nil once writing failed.
        var descriptor: CInt?
        /// Whether the file ends within a line, left by a full disk.
        var isBroken = false
    }

    private let path: String
    private let state: Mutex<State>
    private let complain: @Sendable (String) -> Void

    /// - Parameter complain: is told at most once, in whole sentences, why nothing is logged.
    init(_ path: String, complain: @escaping @Sendable (String) -> Void) {
        self.path = path
        self.complain = complain
        switch Self.opened(path) {
        case .success(let (descriptor, isBroken)):
            state = Mutex(State(descriptor: descriptor, isBroken: isBroken))
        case .failure(let obstacle):
            state = Mutex(State())
            complain("The log '\(path)' can't be written: \(obstacle.reason). Nothing is logged; \(obstacle.next)")
        }
    }

    deinit {
        _ = state.withLock { $0.descriptor.map { close($0) } }
    }

    /// Appends a line, by one call: other processes may write to the same file.
    func append(_ line: String) {
        let failed: CInt? = state.withLock { state in
            guard let descriptor = state.descriptor else { return nil }
            let bytes = Array((state.isBroken ? "\n" + line : line).utf8) + [10]
            state.isBroken = false
            if let error = Self.write(bytes, to: descriptor) {
                close(descriptor)
                state.descriptor = nil
                return error
            }
            return nil
        }
        guard let failed else { return }
        complain(
            "The log '\(path)' ends here: \(Self.sentence(failed)). The work goes on; \(Self.next(failed))")
    }

    /// - Returns: errno where not all could be written.
    private static func write(_ bytes: [UInt8], to descriptor: CInt) -> CInt? {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            done += count
        }
        return nil
    }

    // MARK: Opening

    private struct Obstacle: Error {
        let reason: String
        let next: String
    }

    private static func opened(_ path: String) -> Result<(CInt, isBroken: Bool), Obstacle> {
        // A pipe or a terminal is never waited for.
        let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else { return .failure(Obstacle(reason: sentence(errno), next: next(errno))) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return .failure(Obstacle(reason: "it is no file", next: another))
        }
        guard isLog(descriptor, size: Int(status.st_size)) else {
            close(descriptor)
            return .failure(Obstacle(reason: "it holds something else than a log of Lethe's", next: another))
        }
        var last: UInt8 = 10
        if status.st_size > 0 { _ = pread(descriptor, &last, 1, off_t(status.st_size - 1)) }
        return .success((descriptor, isBroken: last != 10))
    }

    /// Whether a file is empty or begins as a log does, with a moment: nothing is appended to anything else, such as the
    /// data that somebody named by mistake.
    private static func isLog(_ descriptor: CInt, size: Int) -> Bool {
        if size == 0 { return true }
        var start = [UInt8](repeating: 0, count: 11)
        guard pread(descriptor, &start, start.count, 0) == start.count else { return false }
        return zip(start, "0000-00-00T".utf8).allSatisfy { byte, form in
            form == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == form
        }
    }

    private static let another = "choose another file with --log-file FILE."

    private static func sentence(_ code: CInt) -> String {
        switch code {
        case ENOENT, ENOTDIR: "its folder is not there"
        case EISDIR: "it is a folder"
        case EACCES, EPERM: "you may not write there"
        case EROFS: "that disk is read-only"
        case ENOSPC, EDQUOT: "the disk is full"
        case EFBIG: "it is as long as a file may be"
        default: String(cString: strerror(code)).lowercased()
        }
    }

    private static func next(_ code: CInt) -> String {
        switch code {
        case ENOENT, ENOTDIR: "make the folder, or choose another file with --log-file FILE."
        case ENOSPC, EDQUOT: "free some space, or choose another file with --log-file FILE."
        default: another
        }
    }
}
