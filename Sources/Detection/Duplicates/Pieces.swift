internal import Learning
internal import Records

/// Long work over rows in pieces: made on all processors, taken in order on one, so that the outcome never depends on how many
/// there are and no more than a few pieces are held at a time.
enum Pieces {
    /// - Throws: what `make` or `take` throws; `CancellationError`.
    static func run<Made: Sendable>(
        _ rows: Range<Int>, of length: Int, work: Work, phase: String,
        make: @Sendable (Range<Int>) throws -> Made, take: (Range<Int>, Made) throws -> Void
    ) throws {
        let count = (rows.count + length - 1) / length
        for first in stride(from: 0, to: count, by: Parallel.width * 4) {
            try work.step(Progress(phase: phase, fraction: Double(first) / Double(count)))
            let pieces = (first..<min(count, first + Parallel.width * 4)).map { piece in
                let start = rows.lowerBound + piece * length
                return start..<min(rows.upperBound, start + length)
            }
            let made = Parallel.map(pieces.count) { piece in Result { try make(pieces[piece]) } }
            for (piece, result) in zip(pieces, made) { try take(piece, result.get()) }
        }
    }
}
