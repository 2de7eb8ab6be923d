import Canvas
import Foundation
import Records
import Synchronization

/// Data, on stdout. On a terminal it is made visible; in a file or pipe it goes as it is.
///
/// What can't be written is noticed where it happens and said by `finish`, so that a command is first done with its work.
enum Output {
    private struct Stream {
        var buffer: [UInt8] = []
        /// Whether anything was to be written.
        var isUsed = false
        /// The errno that ended it.
        var failure: Int32?
    }

    private static let stream = Mutex(Stream())
    private static let isTerminal = isatty(STDOUT_FILENO) == 1

    /// False once what is written gets nowhere: there is no more room, or nobody who reads.
    static var isWanted: Bool { stream.withLock { $0.failure == nil } }

    static func write(_ text: String) {
        guard isTerminal else { return put(text) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        put(lines.map { DisplayText(String($0)).string }.joined(separator: "\n"))
        flush()
    }

    static func line(_ text: String) { write(text + "\n") }

    /// Any value as one JSON document with sorted keys.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        line(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// A JSON document whose last key holds many elements, each written when its turn comes: a million take no memory.
    ///
    /// - Parameters:
    ///   - head: an object whose keys come before `key`.
    ///   - key: ASCII, of ours.
    static func json<Element: Encodable>(
        _ head: some Encodable, _ key: String, _ elements: some Sequence<Element>
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let start = String(decoding: try encoder.encode(head), as: UTF8.self).dropLast()
        write("\(start)\(start.count > 1 ? "," : "")\"\(key)\":[")
        var separator = "\n"
        for element in elements where isWanted {
            write(separator + String(decoding: try encoder.encode(element), as: UTF8.self))
            separator = ",\n"
        }
        line("\n]}")
    }

    /// Hands on what waits.
    static func flush() { stream.withLock { send(&$0) } }

    /// Hands on what waits, and asks the system whether all of it arrived.
    ///
    /// - Throws: `Refusal` (74) where it did not. A reader that went away, as in `lethe show … | head`, is no failure.
    static func finish() throws {
        let failure = stream.withLock { stream in
            send(&stream)
            guard stream.isUsed, stream.failure == nil else { return stream.failure }
            // Network disks and quotas say only when a file is closed what came of it. A second descriptor is closed: the
            // first one's number stays taken.
            let second = dup(STDOUT_FILENO)
            return second >= 0 && close(second) != 0 && errno != EINTR ? errno : nil
        }
        guard let failure, failure != EPIPE else { return }
        let why = failure == EBADF ? "it is closed" : String(cString: strerror(failure))
        throw Refusal(
            .inputOutput, "Standard output could not be written: \(why).",
            next: "What it was to hold is not whole; send it where there is room, and print it again.")
    }

    private static func put(_ text: String) {
        stream.withLock { stream in
            stream.isUsed = true
            guard stream.failure == nil else { return }
            stream.buffer += text.utf8
            if stream.buffer.count >= 1 << 16 { send(&stream) }
        }
    }

    private static func send(_ stream: inout Stream) {
        guard stream.failure == nil, !stream.buffer.isEmpty else { return }
        let code = StandardStream.write(stream.buffer[...], to: STDOUT_FILENO)
        if code != 0 { stream.failure = code }
        stream.buffer.removeAll(keepingCapacity: true)
    }
}
