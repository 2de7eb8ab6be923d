internal import Learning

/// Finds all sets that are similar to a set, exactly: sets that are similar share one of their rarest shingles (prefix filter),
/// at places that leave enough behind them (Xiao, Wang, Lin & Yu 2008, doi:10.1145/1367497.1367516), have similar sizes, and
/// sketches that differ little. What passes all that is counted out, shingle by shingle.
struct SimilarityJoin: Sendable {
    let shingled: ShingledTexts
    let threshold: JaccardThreshold
    let prefixes: Prefixes
    let index: PrefixIndex

    /// Sets among themselves: each is found by those that are not smaller, so that fewer of its keys do.
    init(within shingled: ShingledTexts, _ threshold: JaccardThreshold, work: Work) throws {
        let prefixes = try Prefixes(shingled, threshold, work: work)
        let index = PrefixIndex(prefixes) { threshold.entries(Int(shingled.sizes[$0])) }
        (self.shingled, self.threshold, self.prefixes, self.index) = (shingled, threshold, prefixes, index)
    }

    /// Those that are `listed` are found by any others.
    init(in listed: (Int) -> Bool, of shingled: ShingledTexts, _ threshold: JaccardThreshold, work: Work) throws {
        let prefixes = try Prefixes(shingled, threshold, work: work)
        let index = PrefixIndex(prefixes, isListed: listed) { threshold.probes(Int(shingled.sizes[$0])) }
        (self.shingled, self.threshold, self.prefixes, self.index) = (shingled, threshold, prefixes, index)
    }

    /// Calls `visitor` with every set of `sets` that may be similar to `set`: all that are, and few that are not, some of them
    /// more than once. Lists that `settled` knows are stepped through by its runs.
    func visit<Visitor: CandidateVisitor>(
        _ set: Int, among sets: Range<Int>, _ settled: SettledLists?, _ visitor: inout Visitor
    ) throws {
        var probe = Probe(set, shingled, threshold, among: sets)
        for (place, key) in prefixes.keys(of: set).enumerated() {
            let bucket = index.bucket(key)
            let list = index.list(bucket)
            if list.isEmpty { continue }
            var next = list.lowerBound
            var end = list.upperBound
            if list.count > 16 {
                next = index.first(list, from: sets.lowerBound)
                end = index.first(next..<end, from: sets.upperBound)
            }
            probe.place(place, tag: PrefixIndex.tag(key))
            if let runs = settled?.runs(of: bucket), runs.areLong {
                for run in runs.runs(holding: next..<end) {
                    let root = runs.root(of: run)
                    if visitor.isSettled(root) { continue }
                    let part = Swift.max(next, runs.start(of: run))..<Swift.min(end, runs.end(of: run))
                    try look(at: part, &probe, &visitor, under: root)
                }
                // Behind the runs stand sets that no run knows yet.
                next = max(next, runs.end)
            }
            if next < end { try look(at: next..<end, &probe, &visitor, under: nil) }
            if visitor.isDone { return }
        }
    }

    private func look<Visitor: CandidateVisitor>(
        at places: Range<Int>, _ probe: inout Probe, _ visitor: inout Visitor, under root: UInt32?
    ) throws {
        for start in stride(from: places.lowerBound, to: places.upperBound, by: Probe.block) {
            let end = min(places.upperBound, start + Probe.block)
            for other in probe.candidates(start..<end, index, prefixes, shingled) {
                try visitor.take(other, least: threshold.leastOverlap(probe.size, Int(shingled.sizes[other])))
                if visitor.isDone { return }
                if let root, visitor.isSettled(root) { return }
            }
        }
    }

    /// How many tokens two ascending lists share; 0 as soon as `least` is out of reach.
    ///
    /// - Complexity: O(first + second).
    static func overlap(_ first: [UInt64], _ second: [UInt64], least: Int) -> Int {
        first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { second in
                var (i, j, shared) = (0, 0, 0)
                // As many as may be missed on either side.
                var (spareFirst, spareSecond) = (first.count - least, second.count - least)
                while i < first.count, j < second.count {
                    let (a, b) = (first[i], second[j])
                    if a == b {
                        shared += 1
                        i += 1
                        j += 1
                    } else if a < b {
                        i += 1
                        spareFirst -= 1
                        if spareFirst < 0 { return 0 }
                    } else {
                        j += 1
                        spareSecond -= 1
                        if spareSecond < 0 { return 0 }
                    }
                }
                return shared >= least ? shared : 0
            }
        }
    }
}

/// What is done with a set that may be similar.
protocol CandidateVisitor {
    /// Whether no more are wanted.
    var isDone: Bool { get }

    /// Whether the sets under a root need not be looked at.
    mutating func isSettled(_ root: UInt32) -> Bool

    /// - Parameter least: how many shingles have to be shared.
    mutating func take(_ other: Int, least: Int) throws
}
