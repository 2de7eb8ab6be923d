import Records
import Synchronization

/// A text column in sparse form: its hashed n-grams with ln(1+tf), each row of norm 1. Rows are encoded in chunks, several
/// at once, straight from the bytes of the table.
struct TextEncoding {
    let column: EncodedColumn

    /// Rows a chunk; no result depends on it.
    private static let chunk = 2048

    /// What a chunk of rows becomes, by bucket.
    private struct Part: Sendable {
        /// Entries of each row.
        var counts: [Int] = []
        var buckets: [UInt32] = []
        var values: [Double] = []
    }

    /// - Throws: `Refusal` when there is no such column; `CancellationError`.
    init(
        _ recipe: FeatureRecipe.Text, _ rounding: FeatureRounding, table: some ColumnSource, work: Work
    ) throws {
        let rows = table.rowCount
        let parts = try Self.parts(recipe, rounding, table, work)
        var occurs = Array(repeating: false, count: 1 << recipe.bits)
        for part in parts { for bucket in part.buckets { occurs[Int(bucket)] = true } }
        let buckets = occurs.indices.filter { occurs[$0] }.map(UInt32.init)
        var place = Array(repeating: UInt32(0), count: occurs.count)
        for (index, bucket) in buckets.enumerated() { place[Int(bucket)] = UInt32(index) }
        var encoded = EncodedColumn(.text(recipe.column, buckets: buckets), codes: (0..<rows).map(UInt32.init))
        let entries = parts.reduce(0) { $0 + $1.buckets.count }
        encoded.starts.reserveCapacity(rows + 1)
        encoded.columns.reserveCapacity(entries)
        encoded.values.reserveCapacity(entries)
        for part in parts {
            for count in part.counts { encoded.starts.append(encoded.starts[encoded.starts.count - 1] + count) }
            for bucket in part.buckets { encoded.columns.append(place[Int(bucket)]) }
            encoded.values.append(contentsOf: part.values)
        }
        column = encoded
    }

    private static func parts(
        _ recipe: FeatureRecipe.Text, _ rounding: FeatureRounding, _ table: some ColumnSource, _ work: Work
    ) throws -> [Part] {
        let rows = table.rowCount
        let chunks = (rows + chunk - 1) / chunk
        let parts = Mutex(Array(repeating: Part(), count: chunks))
        let lanes = Parallel.lanes(chunks)
        try Parallel.attempt(lanes) { lane in
            var grams = NGrams(recipe)
            for index in stride(from: lane, to: chunks, by: lanes) {
                try work.step(
                    Progress(
                        phase: "reading features", fraction: Double(index) / Double(chunks), detail: recipe.column))
                let range = (index * chunk)..<min((index + 1) * chunk, rows)
                let part = try part(range, recipe, rounding, table, &grams)
                parts.withLock { $0[index] = part }
            }
        }
        return parts.withLock { $0 }
    }

    private static func part(
        _ rows: Range<Int>, _ recipe: FeatureRecipe.Text, _ rounding: FeatureRounding, _ table: some ColumnSource,
        _ grams: inout NGrams
    ) throws -> Part {
        var part = Part()
        let values = table.valueReading
        try table.forEachText(of: recipe.column, in: rows) { _, text in
            let start = part.buckets.count
            var square = 0.0
            if !values.isMissing(text) {
                grams.forEachCount(of: text) { bucket, count in
                    let weight =
                        count < logarithms.count ? logarithms[count] : Elementary.log1p(nonNegative: Double(count))
                    part.buckets.append(bucket)
                    part.values.append(weight)
                    square += weight * weight
                }
            }
            let norm = square.squareRoot()
            for k in start..<part.buckets.count { part.values[k] = rounding.text(part.values[k] / norm) }
            part.counts.append(part.buckets.count - start)
        }
        return part
    }

    /// ln(1 + tf) of the counts that occur.
    private static let logarithms = (0..<64).map { Elementary.log1p(nonNegative: Double($0)) }
}
