import Records

/// Sums of whole numbers over records, several chunks of records at once: whole numbers add in any order, so neither the
/// chunks nor the cores leave a trace.
enum RowSums {
    /// Records a chunk: the unit of cancellation.
    static let chunk = 4096
    /// Work below this is not worth a second core.
    static let worthwhile = 1 << 17

    /// Adds `rows` to `total`.
    ///
    /// - Parameters:
    ///   - terms: how many numbers are added in all, about.
    ///   - empty: a sum of nothing, the same size as `total`.
    ///   - add: adds the records of a slice; gives the place among all entries of one that can't be added, or nil.
    ///   - merge: adds one sum to another.
    /// - Returns: the first entry that can't be added, in the order of the rows; `total` is unusable then.
    /// - Throws: `CancellationError`.
    /// - Complexity: O(terms), and a sum a core.
    static func add<Sums: Sendable>(
        _ rows: [Int], to total: inout Sums, terms: Int, empty: @autoclosure () -> Sums, phase: String, work: Work,
        add: @Sendable (ArraySlice<Int>, inout Sums) -> Int?, merge: (inout Sums, Sums) -> Void
    ) throws -> Int? {
        let chunks = (rows.count + chunk - 1) / chunk
        let lanes = Parallel.lanes(chunks, isWorthwhile: terms >= worthwhile)
        var bad = [Int?](repeating: nil, count: lanes)
        // `total` itself is the first lane's, so that one lane copies nothing.
        var others = (1..<lanes).map { _ in empty() }
        for wave in stride(from: 0, to: chunks, by: lanes) {
            try work.step(
                Progress(
                    phase: phase, fraction: Double(wave) / Double(chunks),
                    detail: "\(min(wave * chunk, rows.count)) of \(rows.count) records"))
            @Sendable func slice(_ lane: Int) -> ArraySlice<Int> {
                let start = (wave + lane) * chunk
                return rows[start..<min(start + chunk, rows.count)]
            }
            let running = min(lanes, chunks - wave)
            if running == 1 {
                bad[0] = add(slice(0), &total)
            } else {
                withUnsafeMutablePointer(to: &total) { total in
                    others.withUnsafeMutableBufferPointer { others in
                        bad.withUnsafeMutableBufferPointer { bad in
                            // Each lane touches its own sum and its own answer.
                            nonisolated(unsafe) let total = total
                            nonisolated(unsafe) let others = others
                            nonisolated(unsafe) let bad = bad
                            Parallel.each(running) { lane in
                                bad[lane] =
                                    lane == 0
                                    ? add(slice(0), &total.pointee) : add(slice(lane), &others[lane - 1])
                            }
                        }
                    }
                }
            }
            if let first = bad.lazy.compactMap({ $0 }).first { return first }
        }
        for sum in others { merge(&total, sum) }
        return nil
    }
}
