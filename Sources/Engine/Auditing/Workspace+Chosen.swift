import Fairness
import Journal
import Learning
import Records

extension Workspace {
    /// A snapshot whose figures are of the records that match a filter, of the model in use and of the one before it.
    ///
    /// - Throws: `FilterError`; `Refusal`: 64 without a model, 65 where no audited record matches.
    func snapshot(only filter: String) throws -> Snapshot {
        publishSnapshot()
        var snapshot = mailbox.latest
        let rows = Set(try snapshot.rows(Query(filter: Filter(parsing: filter))))
        guard let all = evaluation else { return snapshot }
        let chosen = try evaluation(only: rows)
        snapshot.evaluation = chosen
        snapshot.chosen = ChosenPart(
            filter: filter, rows: rows, others: max(0, all.records - chosen.records),
            lacksBefore: all.before != nil && chosen.before == nil)
        return snapshot
    }

    /// What the model in use and, where it is kept, the one before it say of some records.
    private func evaluation(only chosen: Set<Int>) throws -> Evaluation {
        if let audit {
            let schema = dataset.schema
            let rows = try Self.some(audit.current.rows.filter(chosen.contains), isYours: true)
            return try audit.narrowed(to: rows, schema: schema, in: dataset.table).evaluation(targets: targets)
        }
        let published = Published(bytes: try readableModel().bytes, forgotten: forgotten)
        let (learned, assignment, learner) = try Self.read(published, dataset, nil, work: .silent)
        let rows = try Self.some(assignment.test.filter(chosen.contains))
        let before = try evaluation?.beforeDigest.flatMap { try self.published($0) }
        let earlier = try before.map { try Self.read($0, dataset, learner, work: .silent).0 }
        return try learner.evaluation(
            of: learned, assignment, only: rows, before: earlier, removed: evaluation?.removed ?? 0, policy: policy,
            targets: targets)
    }
}
