import Glibc

/// Lines in a row, each where it stays while it is read: in a mapped file, or in memory of the batch's own.
///
/// `@unchecked Sendable`: one thread fills it, and from then on it is only read.
final class LineBatch: @unchecked Sendable {
    private var text: UnsafeMutablePointer<UInt8>?
    private var capacity = 0
    private var length = 0
    /// Where lines of its own begin and end; empty where they are a file's.
    private var places: [Range<Int>] = []
    private var mapped: [UnsafeBufferPointer<UInt8>] = []

    /// What the store says beside the lines, one each, where they come from it.
    var stored: [Hash256] = []
    var salts: [[UInt8]] = []
    var numbers: [Int] = []

    init() {
        places.reserveCapacity(Batches.pieces * Batches.pieceLength)
    }

    deinit { free(text) }

    /// Forgets its lines, and keeps its memory.
    func clear() {
        length = 0
        places.removeAll(keepingCapacity: true)
        mapped.removeAll(keepingCapacity: true)
        stored.removeAll(keepingCapacity: true)
        salts.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
    }

    var count: Int { places.count + mapped.count }

    var isFull: Bool { count >= Batches.pieces * Batches.pieceLength || length >= Batches.longest }

    /// Takes a copy of a line.
    func append(_ line: UnsafeBufferPointer<UInt8>) {
        if length + line.count > capacity {
            capacity = max(2 * capacity, length + line.count, 1 << 20)
            text = realloc(text, capacity)?.assumingMemoryBound(to: UInt8.self)
        }
        if let text, let start = line.baseAddress { memcpy(text + length, start, line.count) }
        places.append(length..<length + line.count)
        length += line.count
    }

    /// Takes a line that stays where it is.
    func append(mapped line: UnsafeBufferPointer<UInt8>) {
        mapped.append(line)
        length += line.count
    }

    func line(_ place: Int) -> UnsafeBufferPointer<UInt8> {
        guard mapped.isEmpty else { return mapped[place] }
        let range = places[place]
        return UnsafeBufferPointer(start: text.map { $0 + range.lowerBound }, count: range.count)
    }

    var pieceCount: Int { (count + Batches.pieceLength - 1) / Batches.pieceLength }

    /// The places of a piece's lines.
    func piece(_ number: Int) -> Range<Int> {
        number * Batches.pieceLength..<min(count, (number + 1) * Batches.pieceLength)
    }
}
