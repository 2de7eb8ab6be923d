/// Where labels beside a chart stand, so that none covers another.
public enum Labels {
    /// The rows of labels, in the order given: each as near as can be to the row that it is wanted in.
    ///
    /// Labels keep the order of their wanted rows, of equals the first given first. Where there are more labels than rows,
    /// the last ones have none (nil).
    ///
    /// - Complexity: O(n log n + n²) for n labels.
    public static func spread(_ wanted: [Int], rows: Int) -> [Int?] {
        let shown = wanted.indices.prefix(max(0, rows)).sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        // Runs of labels without a row between them; each run stands where its members deviate least on average.
        var runs: [(members: [Int], start: Int)] = []
        for label in shown {
            runs.append(([label], clamped(wanted[label], 1, rows)))
            while runs.count > 1,
                runs[runs.count - 2].start + runs[runs.count - 2].members.count > runs.last?.start ?? 0
            {
                let last = runs.removeLast()
                let members = runs.removeLast().members + last.members
                let offsets = members.enumerated().reduce(0) { $0 + wanted[$1.element] - $1.offset }
                let start = (Double(offsets) / Double(members.count)).rounded()
                runs.append((members, clamped(Int(start), members.count, rows)))
            }
        }
        var places: [Int?] = Array(repeating: nil, count: wanted.count)
        for run in runs {
            for (offset, label) in run.members.enumerated() { places[label] = run.start + offset }
        }
        return places
    }

    private static func clamped(_ start: Int, _ count: Int, _ rows: Int) -> Int { max(0, min(start, rows - count)) }
}
