import Foundation
internal import Synchronization

/// What comes through a pipe, or out of a file that the kernel makes; its descriptor does not block.
struct PipeStream: ByteStream {
    let descriptor: Int32
    let path: String
    private var hasBegun = false
    private var hasSaid = false

    /// How long somebody who writes may take to come, and to write the first byte before it is said what is waited for.
    private static let patience: Int32 = 2000
    private static let step: Int32 = 20
    private static let listener = Mutex<(@Sendable (String) -> Void)?>(nil)

    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Has `body` told, in a sentence, what is waited for.
    static func tell(_ body: @escaping @Sendable (String) -> Void) { listener.withLock { $0 = body } }

    /// - Throws: `Refusal` (66) where nobody writes into the pipe, or nothing comes out of a file.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var waited: Int32 = 0
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count > 0 || (count == 0 && (hasBegun || hasEnded)) {
                hasBegun = true
                return count
            }
            let code = errno
            if count < 0, code == EAGAIN {
                try waitForBytes()
            } else if count < 0, code != EINTR {
                throw FileProblem.refusal(for: code, path: path)
            } else if count == 0 {
                guard waited < Self.patience else { throw nobody }
                poll(nil, 0, Self.step)
                waited += Self.step
            }
        }
    }

    /// Whether nothing will come: it is no pipe, or who wrote into it has gone. A pipe that nobody opened yet is not over.
    private var hasEnded: Bool {
        guard isPipe else { return true }
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&state, 1, 0) > 0 && Int32(state.revents) & POLLHUP != 0
    }

    private var isPipe: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }

    /// Somebody has the pipe open and takes his time.
    private mutating func waitForBytes() throws {
        guard isPipe else {
            throw Refusal(
                .noInput, "Nothing comes out of '\(path)' yet.", next: "Write what it gives to a file first.")
        }
        hasBegun = true
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if !hasSaid, poll(&state, 1, Self.patience) == 0 {
            hasSaid = true
            Self.listener.withLock { $0 }?("waiting for what is written into the pipe '\(path)'; Ctrl-C gives up")
        }
        poll(&state, 1, -1)
    }

    private var nobody: Refusal {
        Refusal(
            .noInput, "'\(path)' is a pipe into which nobody writes.",
            next: "Start what writes into it first, or write it to a file.")
    }
}
