import Detection
import Fairness
import Learning
import Records

extension AuditColumns {
    /// A column that says, yes or no, in which records something was found.
    public struct Mark: Codable, Hashable, Sendable {
        /// The metric that counts it, such as "labelNoiseRate".
        public let metric: String
        public let column: String

        /// - Throws: `Refusal` (64) for a metric that counts no marks; it says which one may have been meant.
        public init(metric name: String, column: String) throws {
            let known = ["detectorHitRate", "duplicateRate", "labelNoiseRate"]
            guard known.contains(name) else { throw Refusal.unknown("metric of marks", name, among: known) }
            metric = name
            self.column = column
        }
    }

    /// What is marked in the audited rows.
    func marks(_ table: Table, _ rows: [Int]) throws -> [RecordMark] {
        try marked.map { mark in
            let column = try table.column(named: mark.column)
            let holds = try OutcomeColumn(column, in: table, rule: .usual).isPositive
            return RecordMark(metric: mark.metric, holds: rows.map { holds[$0] ?? false })
        }
    }

    /// The audited records that a swapped score is known of; the column's name says which terms were swapped.
    func swaps(_ table: Table, _ rows: [Int], _ scores: [Double?]?) throws -> [TermSwap] {
        guard !swapped.isEmpty else { return [] }
        guard let scores else {
            throw Refusal(
                .usage, "Swapped scores need the scores as they are.", next: "Name that column too: --score COL.")
        }
        return try swapped.flatMap { name -> [TermSwap] in
            let other = try NumberColumn(name, of: table).numbers()
            return rows.compactMap { row -> TermSwap? in
                guard let score = scores[row], let swapped = other[row] else { return nil }
                return TermSwap(pair: name, score: score, swapped: swapped)
            }
        }
    }
}

extension Table {
    /// What the detectors find. Each distinct text is seen once.
    func detectorHits(work: Work) throws -> RecordHits {
        let detectors = Detectors.list.all.filter { $0.scope == .text }
        var hits = RecordHits(of: detectors, records: rowCount)
        for name in scannedColumns {
            let column = try column(named: name)
            let name = dialogue?.shown(name) ?? name
            guard column.kind != .number else { continue }
            try work.step(Progress(phase: "scanning \(name)", fraction: 0, detail: ""))
            var ofCode = Array(repeating: UInt32(0), count: column.distinct.count)
            for (code, text) in column.distinct.enumerated() {
                if code % 512 == 0 {
                    let done = Double(code) / Double(column.distinct.count)
                    try work.step(Progress(phase: "scanning \(name)", fraction: done, detail: ""))
                }
                ofCode[code] = hits.number(of: detectors.flatMap { $0.evidence(in: text, column: name) })
            }
            for row in 0..<rowCount { hits.add(ofCode[Int(column.codes[row])], to: row) }
        }
        return hits
    }

    /// In which of the rows a detector finds something.
    func detectorMark(_ rows: [Int]) throws -> RecordMark {
        let hits = try detectorHits(work: .silent)
        return RecordMark(metric: "detectorHitRate", holds: rows.map { hits.isHit($0) })
    }
}
