internal import Foundation
internal import Synchronization

/// The text that a format reads: a mapped file as it is, or what is unpacked, converted or piped into memory, as far as
/// it has come. It never moves while it grows.
///
/// `@unchecked Sendable`: bytes below `available` are written once, before it says that they are there; the stream is used
/// under a lock.
final class SourceText: @unchecked Sendable {
    private let base: UnsafePointer<UInt8>?
    private let available: Atomic<Int>
    /// What comes next; nil once all is there. Under `lock`.
    private var stream: (any ByteStream)?
    private let lock = NSLock()
    /// The mapping that the bytes are of; nil where they are this object's own.
    private let file: MappedFile?
    private let reserved: Int
    private let limit: Int
    private let fileName: String

    /// The bytes of `file` as they are.
    init(_ file: MappedFile) {
        self.file = file
        base = file.bytes.baseAddress
        available = Atomic(file.bytes.count)
        stream = nil
        (reserved, limit, fileName) = (0, 0, "")
    }

    /// What comes out of `stream`, when `extend` asks for it.
    ///
    /// - Parameter limit: how many bytes may come.
    /// - Throws: `Refusal` (74) when no address space is left.
    init(_ stream: any ByteStream, fileName: String, limit: Int = MemoryLimit.most) throws {
        file = nil
        self.fileName = fileName
        var size = Self.mostReserved
        var address = Self.reserve(size)
        while address == nil, size > Self.leastReserved {
            size /= 4
            address = Self.reserve(size)
        }
        guard let address else {
            throw Refusal(
                .inputOutput, "There is no memory to unpack '\(fileName)' into.", next: "Unpack it to a file first.")
        }
        reserved = size
        self.limit = min(limit, size)
        base = UnsafePointer(address.assumingMemoryBound(to: UInt8.self))
        available = Atomic(0)
        self.stream = stream
    }

    deinit {
        if reserved > 0, let base { munmap(UnsafeMutableRawPointer(mutating: base), reserved) }
    }

    /// What is there now.
    var view: SourceView { SourceView(start: base, count: available.load(ordering: .acquiring)) }

    var isComplete: Bool { lock.withLock { stream == nil } }

    /// Brings in up to `count` bytes more; nothing where all is there.
    ///
    /// - Throws: what the stream throws.
    func extend(by count: Int) throws {
        try lock.withLock {
            guard var stream, let base else { return }
            defer { if self.stream != nil { self.stream = stream } }
            let end = min(limit, available.load(ordering: .relaxed) + count)
            while available.load(ordering: .relaxed) < end {
                let count = available.load(ordering: .relaxed)
                let room = UnsafeMutableRawBufferPointer(
                    start: UnsafeMutableRawPointer(mutating: base + count), count: end - count)
                let new = try stream.read(into: room)
                if new == 0 {
                    self.stream = nil
                    return
                }
                available.store(count + new, ordering: .releasing)
            }
            if end == limit {
                throw Refusal(
                    .badData,
                    "'\(fileName)' holds more than \(ReadingLimits.text(limit)) of text, the most that is held in memory "
                        + "(half of it).",
                    next: "Write it to a file as it is, unpacked and in UTF-8: a file is mapped, and takes no memory.")
            }
        }
    }

    /// Address space, not memory: pages are taken as they are written.
    private static let mostReserved = 1 << 40
    private static let leastReserved = 1 << 30

    private static func reserve(_ size: Int) -> UnsafeMutableRawPointer? {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        guard let address = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0), address != MAP_FAILED else {
            return nil
        }
        return address
    }
}
