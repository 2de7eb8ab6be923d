import Records

/// Sums over records in an order that depends on the records alone, never on the number of cores: blocks are summed by
/// themselves, blocks make chunks, and chunks are added in their order. Short chains of additions keep rounding small.
struct ChunkedSum: Sendable {
    private let count: Int
    private let width: Int
    /// Records a block.
    let block: Int
    /// Blocks a chunk; a chunk is what a thread takes.
    let blocks: Int
    private let isParallel: Bool

    private static let smallestBlock = 64
    private static let blocksAChunk = 64
    /// Fewest chunks where blocks are long.
    private static let fewestChunks = 8
    private static let worthTwoThreads = 1 << 17

    /// - Parameters:
    ///   - width: accumulators.
    ///   - entries: the size of the whole work; a block is long enough for the work to exceed the adding up.
    init(_ count: Int, width: Int, entries: Int) {
        self.count = count
        self.width = width
        isParallel = entries >= Self.worthTwoThreads
        let worthwhile = 16 * width * count / max(1, entries)
        var block = Self.smallestBlock
        while block < worthwhile, block < count { block *= 2 }
        self.block = block
        let total = (count + block - 1) / block
        blocks = max(1, min(Self.blocksAChunk, total / Self.fewestChunks))
    }

    private var chunk: Int { block * blocks }
    private var chunks: Int { (count + chunk - 1) / chunk }

    /// The sum over all blocks of what `body` adds to the accumulators, which begin at 0.
    ///
    /// - Complexity: `body` once a block, plus O(width) a block.
    func sum(_ body: @Sendable (Range<Int>, UnsafeMutablePointer<Double>) -> Void) -> [Double] {
        let lanes = Parallel.lanes(chunks, isWorthwhile: isParallel)
        let chunks = chunks
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: lanes * width * 2) { scratch in
            guard let base = scratch.baseAddress else { return [] }
            // Each lane writes to its own part, and is read after all have ended.
            nonisolated(unsafe) let partials = base
            var total = Array(repeating: 0.0, count: width)
            for wave in stride(from: 0, to: chunks, by: lanes) {
                let running = min(lanes, chunks - wave)
                Parallel.each(running) { lane in
                    add(chunk: wave + lane, to: partials + lane * width * 2, body)
                }
                total.withUnsafeMutableBufferPointer { total in
                    for lane in 0..<running {
                        let partial = partials + lane * width * 2
                        for j in 0..<width { total[j] += partial[j] }
                    }
                }
            }
            return total
        }
    }

    /// One chunk into `partial`, whose second half is for the blocks.
    private func add(
        chunk index: Int, to partial: UnsafeMutablePointer<Double>,
        _ body: (Range<Int>, UnsafeMutablePointer<Double>) -> Void
    ) {
        let start = index * chunk
        let end = min(start + chunk, count)
        partial.initialize(repeating: 0, count: width)
        guard end - start > block else { return body(start..<end, partial) }
        let inner = partial + width
        for first in stride(from: start, to: end, by: block) {
            inner.initialize(repeating: 0, count: width)
            body(first..<min(first + block, end), inner)
            for j in 0..<width { partial[j] += inner[j] }
        }
    }
}
