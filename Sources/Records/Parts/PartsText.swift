internal import CScan
internal import Foundation

/// The texts of files in one stretch of addresses, each opened when it is asked for: what can be mapped is mapped where it
/// belongs, and takes no memory; what is packed or in another encoding, and what is small, is held.
///
/// Between two texts is a gap that ends in a line end. No record reaches into one: whoever reads is given the text up to
/// the end of its part.
///
/// `@unchecked Sendable`: all but `base` is used under the lock of the one `SourceText` that it belongs to; bytes are
/// written before that says they are there.
final class PartsText: @unchecked Sendable {
    let base: UnsafePointer<UInt8>
    let parts: Parts
    private let opening: PartOpening
    private let fileName: String
    private let reserved: Int
    /// Bytes of all files as they are on the disk, and of those that were opened.
    let totalBytes: Int
    private var openedBytes = 0
    /// The next file.
    private var next = 0
    /// Behind what is there: memory that can be written, and no mapping.
    private var free = 0
    /// What is being unpacked, and how far it was taken over.
    private var growing: (source: Source, position: Int)?
    private var held = 0

    /// Smaller files are held: there are no more than 65,530 mappings.
    private static let leastMapped = 1 << 16
    /// Of less text no page is given back.
    private static let leastLetGo = 1 << 30
    private static let page = sysconf(Int32(_SC_PAGESIZE))

    /// - Throws: `Refusal` (74) when no address space is left.
    init(_ parts: Parts, opening: PartOpening, firstIndex: Int, fileName: String) throws {
        self.parts = parts
        // Those before hold no record.
        next = firstIndex
        self.opening = opening
        self.fileName = fileName
        let sizes = parts.names.paths.map(FileSize.bytes)
        totalBytes = sizes.reduce(0, +)
        let least = sizes.reduce(0) { $0 + Self.rounded($1) + 2 * Self.page }
        guard let (address, size) = SourceText.reserve(atLeast: max(least, 1 << 30)) else {
            throw Refusal(
                .inputOutput, "There is no room to map the \(sizes.count) files of '\(fileName)'.",
                next: "Name fewer of them with a pattern, such as 'train-1*.csv'.")
        }
        reserved = size
        base = UnsafePointer(address.assumingMemoryBound(to: UInt8.self))
        scan_guard(address, size)
    }

    deinit {
        scan_unguard(base)
        munmap(UnsafeMutableRawPointer(mutating: base), reserved)
    }

    var isComplete: Bool { growing == nil && next >= parts.names.paths.count }

    /// How much of the files was opened, in 0…1.
    var fraction: Double { totalBytes > 0 ? min(1, Double(openedBytes) / Double(totalBytes)) : 1 }

    /// Brings in the next file, or more of one that is unpacked.
    ///
    /// - Parameter end: How far that goes, about.
    /// - Returns: Where what is there ends now.
    /// - Throws: `Refusal` naming the part that can't be read or is no part of this table.
    func grow(upTo end: Int) throws -> Int {
        if growing == nil {
            let (path, name) = (parts.names.paths[next], parts.names.names[next])
            let size = FileSize.bytes(path)
            // An empty part holds no record.
            if size > 0 || !FileSize.isEmpty(path) {
                let isFirst = parts.all.isEmpty
                try take(isFirst ? opening.opened : opening.open(path, named: name), path, name)
            }
            next += 1
            openedBytes += size
        } else {
            try unpack(upTo: end)
        }
        return parts.all.last?.end ?? 0
    }

    /// Gives back the pages of mapped files in a stretch.
    func letGo(_ range: Range<Int>) {
        if totalBytes < Self.leastLetGo { return }
        for part in parts.all where part.isMapped && part.start < range.upperBound && part.end > range.lowerBound {
            let from = max(part.start, range.lowerBound) / Self.page * Self.page
            let to = part.end <= range.upperBound ? Self.rounded(part.end) : range.upperBound / Self.page * Self.page
            if from < to { madvise(address(from), to - from, MADV_DONTNEED) }
        }
    }

    private func take(_ opened: PartOpening.Opened, _ path: String, _ name: String) throws {
        let source = opened.source
        let size = source.text.view.count
        let isMapped = source.text.isFile && size >= Self.leastMapped && map(source.file)
        if !isMapped, free > 0 { put(opening.first.format.lineEnd) }
        let start = free
        let begin = PartStart(
            name: name, start: start, position: start + opened.records.position, line: opened.records.line,
            columnNames: source.format.columnNames)
        parts.append(
            Parts.Part(
                path: path, name: name, stamp: source.file.stamp, reading: source.reading, begin: begin,
                end: isMapped ? start + size : start, isComplete: isMapped, isMapped: isMapped, order: opened.order))
        if isMapped {
            free = start + Self.rounded(size)
        } else {
            growing = (source, 0)
            // A small one at once.
            if source.text.isFile, size < Self.leastMapped { try unpack(upTo: start + size) }
        }
    }

    /// Maps a file behind what is there, on a page of its own; `free` is where it begins then.
    private func map(_ file: MappedFile) -> Bool {
        let former = free
        // A page between, whose last byte ends a line.
        if free > 0 { free = Self.rounded(free + 1) }
        guard free + Self.rounded(file.bytes.count) <= reserved, file.map(at: address(free)) else {
            free = former
            return false
        }
        if free > 0 { address(free - 1).storeBytes(of: opening.first.format.lineEnd, as: UInt8.self) }
        return true
    }

    private func unpack(upTo end: Int) throws {
        guard let (source, position) = growing else { return }
        let text = source.text
        var view = text.view
        if position == view.count, !text.isComplete {
            try text.extend(by: max(end - free, Source.sampleBytes))
            view = text.view
        }
        let count = view.count - position
        guard free + count + Self.page <= reserved, held + count <= MemoryLimit.most else {
            throw SourceText.tooMuch(fileName, min(MemoryLimit.most, reserved))
        }
        if count > 0 {
            address(free).copyMemory(
                from: UnsafeRawPointer(view.baseAddress.unsafelyUnwrapped + position), byteCount: count)
        }
        free += count
        held += count
        let isComplete = text.isComplete && position + count == text.view.count
        growing = isComplete ? nil : (source, position + count)
        parts.extend(to: free, isComplete: isComplete)
    }

    private func put(_ byte: UInt8) {
        address(free).storeBytes(of: byte, as: UInt8.self)
        free += 1
    }

    private func address(_ position: Int) -> UnsafeMutableRawPointer {
        UnsafeMutableRawPointer(mutating: base + position)
    }

    private static func rounded(_ count: Int) -> Int { (count + page - 1) / page * page }
}
