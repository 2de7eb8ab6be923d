public import Fairness
import Foundation
import Journal
import Records

extension Workspace {
    /// Says which groups removals are made for, from now on: harm to others is called out in every comparison.
    ///
    /// - Throws: `Refusal` (64) naming a column that is no group column, or a group that does not occur.
    public func declare(targets: [Comparison.Target]) throws {
        for target in targets {
            guard dataset.schema.groups.contains(target.column) else {
                throw Refusal.unknown("group column", target.column, among: dataset.schema.groups)
            }
            let column = try dataset.table.column(named: target.column)
            let groups = column.distinct.indices.filter { !column.isMissingCode[$0] }.map { column.distinct[$0] }
            guard groups.contains(target.group) else {
                throw Refusal.unknown("group of '\(target.column)'", target.group, among: groups)
            }
        }
        guard targets != self.targets else { return }
        try commit(
            EventDraft(PolicyEntry.targets(targets.count, targets.map { "\($0.column)=\($0.group)" })),
            [.setting("targets", try Self.json(targets))])
        self.targets = targets
    }
}
