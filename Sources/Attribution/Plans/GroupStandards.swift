public import Learning
import Records

/// What the records of a group would have been decided by the standards of all others: a model that saw none of the group, asked
/// about it. It can't have learned the group's own injustice, so it knows errors on one side inside of a group, which a model of
/// all records learns with them (situation testing: Luong, Ruggieri & Turini 2011, doi:10.1145/2020408.2020488).
public enum GroupStandards {
    /// The probability that the label of each training record is not what the others' standards would give, in the order of
    /// `parts.training`; NaN for records in no group, and where the others can't be learned from.
    ///
    /// - Throws: `Refusal` where there are fewer than two groups; `CancellationError`.
    /// - Complexity: a rough fit a group.
    public static func doubts(
        _ model: any Model, examples: Examples, parts: GroupedParts, work: Work = .silent
    ) throws -> [Double] {
        let present = Set(parts.training.compactMap { parts.group[$0] }).sorted()
        guard present.count > 1 else {
            throw Refusal(
                .badData, "The training records are of \(present.count == 1 ? "one group" : "no group").",
                next: "Choose a column with two groups.")
        }
        var doubts = Array(repeating: Double.nan, count: parts.training.count)
        for (index, group) in present.enumerated() {
            let part = work.part(index, of: present.count, phase: "judging by the others' standards")
            let others = parts.training.filter { parts.group[$0] != nil && parts.group[$0] != group }
            let own = parts.training.indices.filter { parts.group[parts.training[$0]] == group }
            do {
                let fitted: any FittedModel = try model.fitRoughly(examples, rows: others, work: part)
                let margins = fitted.margins(examples, rows: own.map { parts.training[$0] })
                for (place, margin) in zip(own, margins) {
                    let p = fitted.probability(ofMargin: margin)
                    doubts[place] = examples.isPositive(parts.training[place]) ? 1 - p : p
                }
            } catch is Refusal {
                // One class among the others: they have no standard.
            }
        }
        return doubts
    }
}
