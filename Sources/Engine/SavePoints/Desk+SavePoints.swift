import Fairness
import Foundation
import Journal
import Learning
import Records

extension Desk {
    /// The save point with this digest, or the only one whose digest begins so.
    ///
    /// - Throws: `Refusal` (64) where there is none, or more than one.
    func savePoint(named name: String, among points: [SavePoint]) throws -> SavePoint {
        let wanted = name.lowercased()
        let named = points.filter { !wanted.isEmpty && $0.digest.hasPrefix(wanted) }
        guard let point = named.first else {
            if points.isEmpty {
                throw Refusal(
                    .usage, "This project has no save points: no model was published.", next: "Train one: lethe train")
            }
            throw Refusal.unknown(
                "save point", name, among: points.map { String($0.digest.prefix(max(6, name.count))) })
        }
        guard named.count == 1 else {
            let some = named.prefix(4).map { String($0.digest.prefix(12)) }.joined(separator: ", ")
            throw Refusal(
                .usage, "'\(name)' is the beginning of \(named.count) save points: \(some).", next: "Give more digits.")
        }
        return point
    }

    /// The figures of every published model, the oldest first; models whose figures were never kept are left out.
    func savePoints() -> [SavePoint] {
        state.models.reversed().compactMap { record in
            guard let figures = figures(of: record.digest) else { return nil }
            return SavePoint(
                digest: record.digest, createdAt: record.createdAt, records: record.records, removed: record.removed,
                accuracy: figures.accuracy, auc: figures.auc, report: figures.report, isKept: record.holdsBytes,
                isCurrent: record.digest == currentDigest)
        }
    }

    private var currentDigest: String? { knowledge.learned?.digest ?? state.currentDigest }

    /// Every published model, the newest first; one of them several times where it was published for several sets of
    /// records.
    func modelSummaries() -> [ModelSummary] {
        let publications = Dictionary(grouping: publications.all, by: \.digest)
        return state.models.flatMap { record in
            var summary = summary(of: record)
            let times = publications[record.digest] ?? []
            guard times.count > 1 else { return [summary] }
            let kept = Set(kept(times).map(\.event))
            let now =
                summary.isCurrent ? times.last { (try? forgotten(when: $0)) == state.forgotten } ?? times.last : nil
            return times.reversed().map { one in
                summary.name = one.name
                summary.createdAt = one.time
                summary.records = one.records ?? record.records
                summary.removed = one.removed
                summary.isCurrent = one.event == now?.event
                summary.isKept = record.holdsBytes && kept.contains(one.event)
                return summary
            }
        }
    }

    private func summary(of record: ModelRecord) -> ModelSummary {
        let figures = figures(of: record.digest)
        let gap = figures?.report.gap("demographicParityDifference", in: knowledge.focusColumn ?? "")
        let guarantee = try? JSONDecoder().decode(Guarantee.self, from: Data(record.guarantee.utf8))
        return ModelSummary(
            name: record.digest, digest: record.digest, createdAt: record.createdAt, records: record.records,
            removed: record.removed, isCurrent: record.digest == currentDigest, isKept: record.holdsBytes,
            family: figures?.family, guarantee: guarantee?.kind.rawValue, bound: guarantee?.bound ?? .nan,
            gradientNorm: guarantee?.gradientNorm ?? .nan, certifiedShare: guarantee?.certifiedShare,
            proof: record.proven, gap: gap?.sufficient?.value, gapName: gap.map { "parity gap by \($0.column)" })
    }
}
