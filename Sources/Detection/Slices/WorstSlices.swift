public import Learning

/// Finds where a model errs: all slices of up to three conditions with enough records, tested and corrected for how many they
/// are (in the way of Chung et al. 2019, doi:10.1109/ICDE.2019.00139; Sagadeeva & Boehm 2021, doi:10.1145/3448016.3457323).
public struct WorstSlices: Hashable, Sendable {
    /// Slices of fewer records are not looked at.
    public var leastCount: Int
    public var depth: Int
    /// At which adjusted p a slice is said.
    public var level: Double

    public init(leastCount: Int = 30, depth: Int = 2, level: Double = 0.05) {
        (self.leastCount, self.depth, self.level) = (max(1, leastCount), max(1, min(3, depth)), level)
    }

    /// Slices with more errors than chance makes, and a higher rate than every wider slice that they lie in; the most excess
    /// errors first, ties by conditions.
    ///
    /// - Parameters:
    ///   - columns: for each column the value of every record, numbered from 0; negative where missing.
    ///   - errors: whether the model errs on each record.
    /// - Throws: `CancellationError`.
    /// - Complexity: O(slices · records / 64); a slice without enough records has none within it looked at.
    public func slices(_ columns: [[Int]], errors: [Bool], work: Work = .silent) throws -> [ErrorSlice] {
        let wrong = RecordBits(errors)
        let all = errors.count
        let literals = self.literals(columns, all)
        let chance = Hypergeometric(all: all, marked: wrong.count)
        var counted: [Counted] = []
        var rates: [[Int]: Double] = [:]
        var level: [(members: [Int], bits: RecordBits)] = literals.enumerated().map { ([$0.offset], $0.element.bits) }
        for depth in 1...self.depth {
            var next: [(members: [Int], bits: RecordBits)] = []
            for (index, (members, bits)) in level.enumerated() {
                if index % 256 == 0 {
                    let done = (Double(depth - 1) + Double(index) / Double(level.count)) / Double(self.depth)
                    try work.step(Progress(phase: "looking at slices", fraction: done))
                }
                let (count, errors) = (bits.count, bits.count(with: wrong))
                let rate = Double(errors) / Double(count)
                rates[members] = rate
                let parents = members.indices.compactMap { left in
                    rates[members.enumerated().filter { $0.offset != left }.map(\.element)]
                }
                let pValue = chance.atLeast(errors, among: count)
                let isWorse = depth == 1 || parents.allSatisfy { rate > $0 }
                counted.append(
                    Counted(members: members, count: count, errors: errors, pValue: pValue, isWorse: isWorse))
                if depth == self.depth { continue }
                for other in (members.last ?? 0) + 1..<max((members.last ?? 0) + 1, literals.count)
                where !members.contains(where: { literals[$0].condition.column == literals[other].condition.column }) {
                    let both = bits.with(literals[other].bits)
                    // As many as the wider slice: it is the same slice, said longer.
                    if both.count >= leastCount, both.count < count { next.append((members + [other], both)) }
                }
            }
            level = next
        }
        return said(counted, literals, Double(wrong.count) / Double(max(1, all)))
    }

    private struct Counted {
        let members: [Int]
        let count: Int
        let errors: Int
        let pValue: Double
        let isWorse: Bool
    }

    private func literals(_ columns: [[Int]], _ all: Int) -> [(condition: RareCells.Condition, bits: RecordBits)] {
        columns.enumerated().flatMap { column, values -> [(condition: RareCells.Condition, bits: RecordBits)] in
            precondition(values.count == all, "a value for every record")
            var bits: [Int: RecordBits] = [:]
            for (record, value) in values.enumerated() where value >= 0 {
                bits[value, default: RecordBits(count: all)].insert(record)
            }
            return bits.sorted { $0.key < $1.key }.filter { (leastCount..<all).contains($0.value.count) }
                .map { (RareCells.Condition(column: column, value: $0.key), $0.value) }
        }
    }

    /// Holm's adjustment over all that were looked at; then those that are said.
    private func said(
        _ counted: [Counted], _ literals: [(condition: RareCells.Condition, bits: RecordBits)], _ rate: Double
    ) -> [ErrorSlice] {
        var found: [ErrorSlice] = []
        var adjusted = 0.0
        for (rank, slice) in counted.sorted(by: { $0.pValue < $1.pValue }).enumerated() {
            adjusted = min(1, max(adjusted, slice.pValue * Double(counted.count - rank)))
            if adjusted > level { break }
            guard slice.isWorse else { continue }
            found.append(
                ErrorSlice(
                    conditions: slice.members.map { literals[$0].condition }, count: slice.count, errors: slice.errors,
                    pValue: slice.pValue, adjusted: adjusted,
                    excess: Double(slice.errors) - rate * Double(slice.count)))
        }
        return found.sorted {
            $0.excess != $1.excess
                ? $0.excess > $1.excess : $0.conditions.lexicographicallyPrecedes($1.conditions)
        }
    }
}
