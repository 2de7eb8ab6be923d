internal import Learning

/// What sets are looked up by: keys of the rarest shingles of each (Chaudhuri, Ganti & Kaushik 2006,
/// doi:10.1109/ICDE.2006.9), and a sketch.
struct Prefixes: Sendable {
    private let keys: [UInt32]
    /// Where the keys of each set begin, and their end.
    private let starts: [Int]
    let sketches: SetSketches

    /// - Complexity: O(bytes) on all processors; at .8 a byte for each shingle, and 72 for each set.
    init(_ shingled: ShingledTexts, _ threshold: JaccardThreshold, work: Work) throws {
        let order = try TokenOrder(shingled, work: work.part(0, of: 3, phase: "ordering shingles"))
        var starts = [0]
        starts.reserveCapacity(shingled.sizes.count + 1)
        for size in shingled.sizes { starts.append(starts[starts.count - 1] + threshold.probes(Int(size))) }
        var setOfRow = [UInt32](repeating: ShingledTexts.none, count: shingled.texts.count)
        for (set, row) in shingled.rows.enumerated() { setOfRow[Int(row)] = UInt32(set) }
        var keys = [UInt32](repeating: 0, count: starts[starts.count - 1])
        var sketches = SetSketches(count: shingled.sizes.count)
        let sets = setOfRow
        let whole = work.part(1, of: 3, phase: "choosing shingles")
        // In the order of rows, since a reader walks from row to row.
        try Pieces.run(0..<sets.count, of: 2048, work: whole, phase: "choosing shingles") { rows in
            var shingler = Shingler(shingled.zone)
            var made = (sets: [UInt32](), keys: [UInt32](), sketches: [SetSketches.Sketch]())
            try shingled.texts.forEach(in: rows) { row, text in
                if sets[row] == ShingledTexts.none { return }
                shingler.cut(text)
                // A text that changed since it was counted: told by whoever owns it; here it has to fit its place.
                guard shingler.tokens.count == Int(shingled.sizes[Int(sets[row])]) else { throw TextChanged(row: row) }
                made.sets.append(sets[row])
                made.sketches.append(SetSketches.of(shingler.tokens))
                order.first(threshold.probes(shingler.tokens.count), of: shingler.tokens) {
                    made.keys.append(UInt32(truncatingIfNeeded: $0 >> 8))
                }
            }
            return made
        } take: { _, made in
            var next = 0
            for (set, sketch) in zip(made.sets, made.sketches) {
                sketches.set(Int(set), sketch)
                for place in starts[Int(set)]..<starts[Int(set) + 1] {
                    keys[place] = made.keys[next]
                    next += 1
                }
            }
        }
        (self.keys, self.starts, self.sketches) = (keys, starts, sketches)
    }

    var count: Int { starts.count - 1 }

    /// The keys of a set, of the rarest shingle first.
    func keys(of set: Int) -> ArraySlice<UInt32> { keys[starts[set]..<starts[set + 1]] }
}

/// A text is not what it was when it was read first.
public struct TextChanged: Error, Hashable {
    public let row: Int
}
