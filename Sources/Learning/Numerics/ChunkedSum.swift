import Dispatch
import Foundation

/// Sums over records, cut into chunks of a fixed size. A chunk is summed by itself and added to the total in the order of
/// the chunks, so that the bits of the total depend on the records alone, never on the number of cores.
enum ChunkedSum {
    /// Records a chunk. A constant: another value gives other bits.
    static let size = 8192

    /// The longest chain of additions that a term goes through.
    static func depth(_ count: Int) -> Int {
        min(count, size) + (count + size - 1) / size
    }

    /// The sum over all chunks of what `body` adds to `width` accumulators, which begin at 0.
    ///
    /// Several chunks run at once when `entries`, the size of the work, is worth it.
    /// - Complexity: `body` once a chunk, plus O(width) a chunk.
    static func over(
        _ count: Int, width: Int, entries: Int, body: @Sendable (Range<Int>, UnsafeMutablePointer<Double>) -> Void
    ) -> [Double] {
        let chunks = (count + size - 1) / size
        let lanes = entries >= 1 << 19 ? max(1, min(ProcessInfo.processInfo.activeProcessorCount, chunks)) : 1
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: lanes * width) { scratch in
            guard let base = scratch.baseAddress else { return [] }
            // Each lane writes to its own part, and is read after all have ended.
            nonisolated(unsafe) let partials = base
            var total = Array(repeating: 0.0, count: width)
            for wave in stride(from: 0, to: chunks, by: lanes) {
                let running = min(lanes, chunks - wave)
                @Sendable func run(_ lane: Int) {
                    let start = (wave + lane) * size
                    let partial = partials + lane * width
                    partial.initialize(repeating: 0, count: width)
                    body(start..<min(start + size, count), partial)
                }
                if running == 1 { run(0) } else { DispatchQueue.concurrentPerform(iterations: running, execute: run) }
                total.withUnsafeMutableBufferPointer { total in
                    for lane in 0..<running {
                        let partial = partials + lane * width
                        for j in 0..<width { total[j] += partial[j] }
                    }
                }
            }
            return total
        }
    }
}
