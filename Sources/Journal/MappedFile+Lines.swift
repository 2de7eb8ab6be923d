import Glibc
import Records

extension MappedFile {
    /// How the lines of a file came to their end.
    enum Ending {
        case end
        /// The last line has no line feed.
        case unfinished
        /// A line is longer than any that is written.
        case tooLong
        /// The caller had enough.
        case stopped
    }

    /// More than SQLite keeps in one row, and so more than any line can have that comes from a project.
    static let longestLine = 1 << 30

    /// Calls `body` with every line, without its line feed, until that answers false.
    func forEachLine(_ body: (UnsafeBufferPointer<UInt8>) throws -> Bool) rethrows -> Ending {
        var lines = Lines(of: bytes)
        return try withExtendedLifetime(self) {
            while true {
                switch lines.next() {
                case .line(let line): if try !body(line) { return .stopped }
                case .ended(let ending): return ending
                }
            }
        }
    }

    /// Lines one after the other, of a mapping that must live as long.
    struct Lines {
        enum Step {
            case line(UnsafeBufferPointer<UInt8>)
            case ended(Ending)
        }

        private let bytes: UnsafeBufferPointer<UInt8>
        private var position = 0

        init(of bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

        mutating func next() -> Step {
            guard position < bytes.count, let base = bytes.baseAddress else { return .ended(.end) }
            let left = bytes.count - position
            let start = base + position
            guard let found = memchr(start, 0x0A, min(left, longestLine)) else {
                return .ended(left > longestLine ? .tooLong : .unfinished)
            }
            let count = UnsafeRawPointer(found) - UnsafeRawPointer(start)
            position += count + 1
            return .line(UnsafeBufferPointer(start: start, count: count))
        }
    }
}

extension MappedFile {
    /// Lines in batches.
    ///
    /// - Returns: how they came to their end.
    func inBatches<Made>(
        work: @Sendable (LineBatch, Int) -> Made, take: (Made) -> Bool
    ) -> Ending {
        var lines = Lines(of: bytes)
        var ending = Ending.end
        var isStopped = false
        withExtendedLifetime(self) {
            Batches.run(
                gather: {
                    let batch = LineBatch()
                    reading: while !batch.isFull {
                        switch lines.next() {
                        case .line(let line): batch.append(mapped: line)
                        case .ended(let end):
                            ending = end
                            break reading
                        }
                    }
                    return batch.count == 0 ? nil : batch
                },
                work: work,
                take: { made in
                    isStopped = !take(made)
                    return !isStopped
                })
        }
        return isStopped ? .stopped : ending
    }
}
