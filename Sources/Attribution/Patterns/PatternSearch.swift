public import Learning
import Records
import Synchronization

/// Patterns that explain a gap: which records, told by a few conditions, it would be without.
///
/// A lattice of conditions from one to three, breadth first: a pattern is looked at further only where enough records have it
/// and more of the gap goes with it than with each of the two it is made of. Those that are left are ranked by the share of the
/// gap a share of the records, and what another one holds already is dropped (Gopher: Pradhan et al. 2022, arXiv:2112.09745).
public struct PatternSearch: Sendable {
    /// Conditions of a pattern at most.
    public var conditions = 3
    /// How many patterns are told.
    public var count = 5
    /// A pattern is dropped where so much of its records are in a better one.
    public var containment = 0.8
    /// The least share of the training records.
    public var support = 0.05
    /// The largest: what would remove a great part of the records explains nothing.
    public var most = 0.3

    public init() {}

    private struct Node {
        var parts: [Int]
        var rows: RowSet
        var count: Int
        var change = 0.0
    }

    /// - Parameter measure: the change of |φ| by an actual removal of rows; nil: patterns are left unmeasured.
    /// - Throws: what `measure` throws, but refusals; `CancellationError`.
    /// - Complexity: a few thousand patterns, each the entries of its records.
    public func patterns(
        in columns: PatternColumns, explaining quantity: Quantity, by influence: Influence,
        measure: (([Int]) throws -> Double?)? = nil, work: Work = .silent
    ) throws -> [GapPattern] {
        precondition(columns.rows == influence.training, "patterns of the records that were learned from")
        let effects = try SubsetEffects(influence, quantity, work: work)
        let total = columns.rows.count
        let least = max(1, Int((support * Double(total)).rounded(.up)))
        let largest = Int(most * Double(total))
        var level = columns.single.enumerated().map { Node(parts: [$0], rows: $1.rows, count: $1.rows.count) }
        try evaluate(&level, effects, level: 1, work)
        var found = level
        for size in 2...max(2, conditions) where size <= conditions {
            level = joined(level, columns, least)
            let parents = Dictionary(found.map { ($0.parts, $0.change) }, uniquingKeysWith: { first, _ in first })
            try evaluate(&level, effects, level: size, work)
            level = level.filter { node in
                node.change < 0
                    && node.parts.indices.allSatisfy { leaving in
                        var parent = node.parts
                        parent.remove(at: leaving)
                        // One that was dropped before is beaten already.
                        return node.change < parents[parent] ?? .infinity
                    }
            }
            found += level
        }
        let ranked = found.filter { $0.change < 0 && $0.count <= largest }.sorted { a, b in
            let (left, right) = (a.change * Double(b.count), b.change * Double(a.count))
            return left != right ? left < right : a.parts.lexicographicallyPrecedes(b.parts)
        }
        return try told(ranked, columns, effects, measure, work)
    }

    /// Of two patterns that share all but their last condition, the one of both; a value and another one of the same column
    /// never hold together, ranges do.
    private func joined(_ level: [Node], _ columns: PatternColumns, _ least: Int) -> [Node] {
        var out: [Node] = []
        for (index, first) in level.enumerated() {
            for second in level[(index + 1)...] {
                guard first.parts.dropLast() == second.parts.dropLast(), let a = first.parts.last,
                    let b = second.parts.last, isSensible(columns.single[a].condition, columns.single[b].condition)
                else { continue }
                let rows = first.rows.intersection(second.rows)
                let count = rows.count
                // What changes nothing says nothing.
                guard count >= least, count < first.count, count < second.count else { continue }
                out.append(Node(parts: first.parts + [b], rows: rows, count: count))
            }
        }
        return out
    }

    private func isSensible(_ a: Condition, _ b: Condition) -> Bool {
        guard a.column == b.column else { return true }
        switch (a.test, b.test) {
        case (.atMost, .above), (.above, .atMost): return true
        default: return false
        }
    }

    private func evaluate(_ nodes: inout [Node], _ effects: SubsetEffects, level: Int, _ work: Work) throws {
        let chunk = 64 * Parallel.lanes(nodes.count)
        for start in stride(from: 0, to: nodes.count, by: chunk) {
            try work.step(
                Progress(
                    phase: "looking for patterns",
                    fraction: 0.1 + 0.8 * (Double(level - 1) + Double(start) / Double(max(1, nodes.count)))
                        / Double(conditions),
                    detail: "\(start) of \(nodes.count) patterns of \(level)"))
            let rows = nodes[start..<min(start + chunk, nodes.count)].map(\.rows)
            let changes = Parallel.map(rows.count) { effects.change(without: rows[$0]) }
            for (place, change) in changes.enumerated() { nodes[start + place].change = change }
        }
    }

    private func told(
        _ ranked: [Node], _ columns: PatternColumns, _ effects: SubsetEffects,
        _ measure: (([Int]) throws -> Double?)?, _ work: Work
    ) throws -> [GapPattern] {
        var kept: [Node] = []
        for node in ranked where kept.count < count {
            let isTold = kept.contains { better in
                Double(node.rows.common(better.rows)) >= containment * Double(min(node.count, better.count))
            }
            if !isTold { kept.append(node) }
        }
        var patterns = kept.map { node in
            var rows: [Int] = []
            node.rows.forEach { rows.append(columns.rows[$0]) }
            return GapPattern(
                conditions: node.parts.map { columns.single[$0].condition }, rows: rows.sorted(),
                support: Double(node.count) / Double(columns.rows.count), predicted: node.change,
                responsibility: effects.value == 0 ? 0 : -node.change / abs(effects.value))
        }
        guard let measure else { return patterns }
        for place in patterns.indices {
            try work.step(
                Progress(
                    phase: "measuring patterns", fraction: 0.9 + 0.1 * Double(place) / Double(patterns.count),
                    detail: "\(place + 1) of \(patterns.count)"))
            do {
                patterns[place].measured = try measure(patterns[place].rows)
            } catch is Refusal {
                // All of a class: they can't be removed.
            }
        }
        return patterns
    }
}
