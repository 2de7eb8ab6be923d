import Detection
import Learning
import Records

extension Workspace {
    /// Enqueues the search for records worth a look: detectors, disagreement, gap effect.
    func startFinding() {
        _ = enqueue(.find, title: "finding records worth a look") { workspace, work in
            _ = try await workspace.scan(work)
            guard let (learner, learned, assignment, column, known) = await workspace.findingInput else {
                return "nothing to find"
            }
            await workspace.take(try learner.prepared(learned))
            let findings = try learner.findings(learned, assignment, column: column, known: known, work: work)
            return await workspace.take(findings)
        }
    }

    /// What was found and measured with an earlier model says nothing of this one.
    func forgetFindings() {
        preview = nil
        findings = nil
        overlay.numbers["model.disagreement"] = nil
        overlay.numbers["effect.parity"] = nil
    }

    func refocus(on column: String) throws -> Echo {
        guard dataset.schema.groups.contains(column) else {
            throw Refusal.unknown("group column", column, among: dataset.schema.groups)
        }
        focusColumn = column
        startFinding()
        return Echo("gap effect is now about \(column)", job: jobs.jobs.last?.id)
    }

    private var findingInput: (Learner, Learned, Assignment, String?, [Double]?)? {
        guard let learner, let learned else { return nil }
        return (learner, learned, assignment, focusColumn, findings?.disagreement)
    }

    /// One sentence on what keeps the "gap effect" column empty; nil where it is not, or nothing was looked for yet.
    var gapEffectAbsence: String? {
        guard let findings, !findings.hasGapEffect else { return nil }
        return findings.focus == nil
            ? "no two groups are large enough for a gap effect"
            : "gap effects need two-class logistic regression"
    }

    /// A model that is ready to forget, unless another has taken its place.
    private func take(_ prepared: Learned) {
        if learned?.digest == prepared.digest { learned = prepared }
    }

    private func take(_ findings: Findings) -> String {
        self.findings = findings
        refreshLearned()
        publishSnapshot()
        return gapEffectAbsence.map { "disagreement is ready; \($0)" } ?? "disagreement and gap effect are ready"
    }

    /// Runs every detector over the texts; a detector sees each distinct text once.
    func scan(_ work: Work) async throws -> String {
        if overlay.facets["hit"] != nil { return "already scanned" }
        let table = dataset.table
        let masks = try await Self.hits(in: table, work: work)
        overlay.facets["hit"] = Overlay.Facet(
            values: Detectors.list.ids, titles: Detectors.list.all.map { $0.title }, masks: masks)
        publishSnapshot()
        return "\(masks.count { $0 != 0 }.counted("record")) have hits"
    }

    @concurrent private nonisolated static func hits(in table: Table, work: Work) async throws -> [UInt32] {
        try table.detectorHits(work: work)
    }
}

extension Snapshot {
    /// Which detector saw what, and where: a column, or a turn of the conversation.
    public typealias Evidence = (detector: String, column: String, text: String)

    /// What the detectors see in one record, found again when asked.
    public func evidence(_ row: Int) -> [Evidence] {
        /// What the detectors see in a text that stands in `column`, under the name that a person knows it by.
        func found(in text: String, of column: String, shownAs name: String? = nil) -> [Evidence] {
            let bytes = Array(text.utf8)
            return Detectors.list.all.flatMap { detector in
                detector.evidence(in: text, column: column).map {
                    (detector.name, name ?? $0.column, String(decoding: bytes[$0.span], as: UTF8.self))
                }
            }
        }
        let turns = table.dialogue(of: row)?.turns ?? []
        let spoken = turns.enumerated().flatMap { place, turn in
            found(in: turn.text, of: turn.place.column, shownAs: "turn \(place + 1)")
        }
        let others = Set(table.fileColumnNames).subtracting(table.dialogue?.columns ?? [])
        return spoken
            + table.fileColumnNames.enumerated().filter { others.contains($0.element) }.flatMap { index, name in
                found(in: table.field(row, index), of: name)
            }
    }
}
