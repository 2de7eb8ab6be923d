import Fairness
import Journal
import Records

extension Workspace {
    /// The figures of every published model, the oldest first; models whose figures were never kept are left out.
    func listSavePoints(_ models: [(record: ModelRecord, figures: Evaluation?)], current: String?) -> [SavePoint] {
        models.reversed().compactMap { record, figures in
            guard let figures else { return nil }
            return SavePoint(
                digest: record.digest, createdAt: record.createdAt, records: record.records, removed: record.removed,
                accuracy: figures.accuracy, auc: figures.auc, report: figures.report, isKept: record.holdsBytes,
                isCurrent: record.digest == current)
        }
    }

    /// The save point with this digest, or the only one whose digest begins so.
    ///
    /// - Throws: `Refusal` (64) where there is none, or more than one.
    func savePoint(named name: String) throws -> SavePoint {
        let wanted = name.lowercased()
        let named = savePoints.filter { !wanted.isEmpty && $0.digest.hasPrefix(wanted) }
        guard let point = named.first else {
            if savePoints.isEmpty {
                throw Refusal(
                    .usage, "This project has no save points: no model was published.", next: "Train one: lethe train")
            }
            throw Refusal.unknown(
                "save point", name, among: savePoints.map { String($0.digest.prefix(max(6, name.count))) })
        }
        guard named.count == 1 else {
            let some = named.prefix(4).map { String($0.digest.prefix(12)) }.joined(separator: ", ")
            throw Refusal(
                .usage, "'\(name)' is the beginning of \(named.count) save points: \(some).", next: "Give more digits.")
        }
        return point
    }
}
