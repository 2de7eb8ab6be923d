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
    /// The files that it is of, one behind the other; nil where it is of one.
    let parts: PartsText?
    private let reserved: Int
    private let limit: Int
    private let fileName: String

    /// The bytes of `file` as they are.
    init(_ file: MappedFile) {
        self.file = file
        base = file.bytes.baseAddress
        available = Atomic(file.bytes.count)
        stream = nil
        parts = nil
        (reserved, limit, fileName) = (0, 0, "")
    }

    /// The bytes of several files, of which one after the other is opened when `extend` asks for more.
    init(_ parts: PartsText) {
        self.parts = parts
        base = parts.base
        available = Atomic(0)
        (file, stream) = (nil, nil)
        (reserved, limit, fileName) = (0, 0, "")
    }

    /// What comes out of `stream`, when `extend` asks for it.
    ///
    /// - Parameter limit: how many bytes may come.
    /// - Throws: `Refusal` (74) when no address space is left.
    init(_ stream: any ByteStream, fileName: String, limit: Int = MemoryLimit.most) throws {
        (file, parts) = (nil, nil)
        self.fileName = fileName
        guard let (address, size) = Self.reserve(atLeast: Self.leastReserved) else {
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

    var isComplete: Bool { lock.withLock { stream == nil && parts?.isComplete != false } }

    /// How much of the files it is of was opened, in 0…1; nil where it is of one.
    var fractionOpened: Double? { parts.map { parts in lock.withLock { parts.fraction } } }

    /// How long it is going to be, where that is known; 0 where it is not.
    var expectedBytes: Int { parts?.totalBytes ?? view.count }

    /// Gives back the pages of a stretch that was gone through, where it is of several files: of a hundred gigabytes they
    /// would be counted as this program's. Who reads there again gets them again.
    func letGo(_ range: Range<Int>) { parts?.letGo(range) }

    /// Whether it is the bytes of one file as they are.
    var isFile: Bool { file != nil }

    /// Brings in up to `count` bytes more; nothing where all is there.
    ///
    /// - Throws: what the stream throws.
    func extend(by count: Int) throws {
        try lock.withLock {
            if let parts {
                let end = available.load(ordering: .relaxed) + count
                while !parts.isComplete, available.load(ordering: .relaxed) < end {
                    available.store(try parts.grow(upTo: end), ordering: .releasing)
                }
                return
            }
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
            if end == limit { throw Self.tooMuch(fileName, limit) }
        }
    }

    /// Of more text than is held in memory.
    static func tooMuch(_ fileName: String, _ limit: Int) -> Refusal {
        Refusal(
            .badData,
            "'\(fileName)' holds more than \(ReadingLimits.text(limit)) of text, the most that is held in memory "
                + "(half of it).",
            next: "Write it to a file as it is, unpacked and in UTF-8: a file is mapped, and takes no memory.")
    }

    /// Address space, not memory: pages are taken as they are written.
    private static let mostReserved = 1 << 40
    private static let leastReserved = 1 << 30

    /// A stretch of addresses as long as there is one.
    ///
    /// - Parameter least: With fewer bytes nothing can be done.
    static func reserve(atLeast least: Int) -> (address: UnsafeMutableRawPointer, size: Int)? {
        var size = max(mostReserved, least)
        while true {
            if let address = reserve(size) { return (address, size) }
            if size == least { return nil }
            size = max(size / 4, least)
        }
    }

    private static func reserve(_ size: Int) -> UnsafeMutableRawPointer? {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        guard let address = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0), address != MAP_FAILED else {
            return nil
        }
        return address
    }
}
