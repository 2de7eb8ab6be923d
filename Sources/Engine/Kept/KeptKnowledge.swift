import Detection
import Foundation
import Journal
import Records

/// What is known of every record, as it was kept beside the store: what the model says, what was found, what detectors hit.
///
/// Each part is kept under all that it follows from, and read back only for the same. It is for showing and choosing:
/// models, proofs and reports are computed from the records.
struct KeptKnowledge: Sendable {
    private let desk: Desk
    /// Source, reading, schema, seed and the records that are forgotten.
    private let base: String

    init?(_ desk: Desk) {
        let dataset = desk.dataset
        guard
            let records = KeptRecords.key(
                dataset.table.digest, dataset.table.reading, dataset.schema, dataset.seed, dataset.roles)
        else { return nil }
        self.desk = desk
        base = "\(records) \(desk.state.forgotten.indices.filter { desk.state.forgotten[$0] })"
    }

    private var rows: Int { desk.dataset.table.rowCount }
    private var erased: [Bool] { desk.state.erased }

    // MARK: Keys

    private var hitsKey: String {
        let versions = Detectors.list.all.map { "\($0.version.number) \($0.version.digest)" }
        return "1 \(versions.joined(separator: " ")) \(base)"
    }

    private func scoresKey(_ digest: String) -> String { "1 \(digest) \(base)" }

    private func findingsKey(_ digest: String) -> String {
        "1 \(digest) \(desk.knowledge.focusColumn ?? "") \(base)"
    }

    // MARK: Reading

    /// Takes over what is needed and was kept.
    func recall(into knowledge: inout Knowledge, needing needs: Needs) {
        if needs.contains(.hits), knowledge.hits == nil { knowledge.hits = hits() }
        guard desk.subject.trains, let digest = desk.state.currentDigest, knowledge.learned == nil else { return }
        if !needs.isDisjoint(with: [.scores, .model]), knowledge.outcomes == nil {
            knowledge.outcomes = outcomes(digest)
        }
        if needs.contains(.findings), knowledge.findings == nil { knowledge.findings = findings(digest) }
    }

    private func hits() -> RecordHits? {
        // A number a record, and the combinations, of which there are few.
        guard let bytes = desk.store.kept(.hits, for: hitsKey, atMost: rows * 8 + 1 << 24) else { return nil }
        var reader = PackedBytes.Reader(bytes)
        guard let lengths = reader.numbers(UInt32.self), let places = reader.numbers(UInt32.self),
            lengths.reduce(0, { $0 + Int($1) }) == places.count, let numbers = reader.numbers(UInt32.self, count: rows)
        else { return nil }
        var combinations: [[Int]] = []
        var rest = places[...]
        for length in lengths {
            combinations.append(rest.prefix(Int(length)).map(Int.init))
            rest = rest.dropFirst(Int(length))
        }
        return RecordHits(of: Detectors.list.all, combinations: combinations, numbers: numbers)
    }

    private func outcomes(_ digest: String) -> RecordOutcomes? {
        guard let bytes = desk.store.kept(.scores, for: scoresKey(digest), atMost: rows * 20 + 4096) else { return nil }
        var reader = PackedBytes.Reader(bytes)
        guard let masks = reader.numbers(UInt32.self, count: rows),
            let predictions = reader.numbers(Double.self, count: rows),
            let scores = reader.numbers(Double.self, count: rows)
        else { return nil }
        return RecordOutcomes(masks: masks, predictions: predictions, scores: scores)
    }

    private func findings(_ digest: String) -> Findings? {
        guard let bytes = desk.store.kept(.findings, for: findingsKey(digest), atMost: rows * 16 + 65536) else {
            return nil
        }
        var reader = PackedBytes.Reader(bytes)
        guard let disagreement = reader.numbers(Double.self, count: rows),
            let gapEffect = reader.numbers(Double.self, count: rows), let text = reader.text(),
            let focus = try? JSONDecoder().decode([GapFocus?].self, from: Data(text.utf8)),
            let flags = reader.numbers(UInt8.self, count: 1)
        else { return nil }
        return Findings(
            disagreement: disagreement, gapEffect: gapEffect, focus: focus.first ?? nil, hasGapEffect: flags[0] == 1)
    }

    // MARK: Keeping

    /// Keeps what is known now, where it is not kept already; nothing of records that were erased.
    ///
    /// - Parameter before: under which keys something was kept in this session; they follow.
    func keep(since before: inout [Kept: String]) {
        let knowledge = desk.knowledge
        if before[.records] != base {
            desk.dataset.keep(in: desk.store, desk.state)
            before[.records] = base
        }
        if let hits = knowledge.hits {
            keep(.hits, hitsKey, &before) { packed in
                packed.append(hits.combinations.map { UInt32($0.count) })
                packed.append(hits.combinations.flatMap(\.self).map(UInt32.init))
                packed.append(blanked(hits.numbers, 0))
            }
        }
        guard desk.subject.trains, let digest = knowledge.learned?.digest, digest == desk.state.currentDigest,
            let outcomes = desk.subject.outcomes(desk)
        else { return }
        keep(.scores, scoresKey(digest), &before) { packed in
            packed.append(blanked(outcomes.masks, 0))
            packed.append(blanked(outcomes.predictions, .nan))
            packed.append(blanked(outcomes.scores ?? [], .nan))
        }
        guard let findings = knowledge.findings, let focus = try? StoredJSON.text(of: [findings.focus]) else { return }
        keep(.findings, findingsKey(digest), &before) { packed in
            packed.append(blanked(findings.disagreement, .nan))
            packed.append(blanked(findings.gapEffect, .nan))
            packed.append(focus)
            packed.append([UInt8(findings.hasGapEffect ? 1 : 0)])
        }
    }

    private func keep(
        _ part: Kept, _ key: String, _ before: inout [Kept: String], _ pack: (inout PackedBytes) -> Void
    ) {
        guard before[part] != key else { return }
        var packed = PackedBytes()
        pack(&packed)
        // What can't be kept is made again.
        guard (try? desk.store.keep(packed.bytes, as: part, for: key)) != nil else { return }
        before[part] = key
    }

    private func blanked<Value>(_ values: [Value], _ none: Value) -> [Value] {
        guard erased.contains(true), values.count == erased.count else { return values }
        return zip(values, erased).map { $1 ? none : $0 }
    }
}
