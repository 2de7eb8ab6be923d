import Engine
import Fairness

/// What was audited, by whom, with what and when.
extension ReportContent {
    var systemSection: Document.Section {
        var facts: [(name: String, value: String)] = [
            ("System", system), ("Purpose", purpose ?? "not stated by whoever wrote this report"),
        ]
        if let model {
            facts += [
                ("Model", [model.family, "digest \(model.digest)"].compactMap(\.self).joined(separator: ", ")),
                ("Published", Spoken.time(model.createdAt)), ("Learned from", model.records.counted("record")),
            ]
            if let guarantee = model.guarantee {
                facts.append(("Compared with a retrain", (model.isApproximate ? "approximate: " : "") + guarantee))
            }
            if let parent = model.parent { facts.append(("Model before", "digest \(parent)")) }
        } else {
            facts.append(("Model", "not seen: only its predictions were audited"))
        }
        facts += [
            ("Auditor", signature.auditor), ("Audit tool", signature.tool),
        ]
        if let digest = signature.toolDigest { facts.append(("Tool digest", digest)) }
        facts.append(("Written", Spoken.time(signature.writtenAt)))
        return Document.Section(id: "system", title: "System and audit", blocks: [.facts(facts)])
    }

    var dataSection: Document.Section {
        var blocks: [Block] = [
            .facts([
                ("Source", data.source), ("SHA-256", data.digest), ("Records in the file", data.records.grouped),
                ("Audited", "\(report.n.counted("record")): \(data.audited)"),
            ])
        ]
        if !data.preprocessing.isEmpty { blocks += [.heading("Preprocessing"), .list(data.preprocessing)] }
        blocks.append(.table(groupsTable))
        let excluded = data.exclusions.filter { $0.count > 0 }
        if excluded.isEmpty {
            blocks.append(.paragraph("No record was excluded."))
        } else {
            blocks.append(
                .table(
                    TableBlock(
                        "Records that are not in the figures", [.text("Why"), .number("Records"), .number("Share")],
                        excluded.map {
                            [.init($0.reason), .init($0.count.grouped), .init(Self.share($0.count, of: data.records))]
                        })))
        }
        return Document.Section(id: "data", title: "Data", blocks: blocks)
    }

    private var groupsTable: TableBlock {
        let parts = columns.map { column in
            let unknown = report.unknown.first { $0.column == column }?.count ?? 0
            let rows: [[TableBlock.Cell]] = groups(of: column).map { group in
                [
                    .init(group.value), .init(group.n.grouped), .init(Self.share(group.n, of: report.n)),
                    .init(group.knowsTruth ? (group.tp + group.fn).grouped : Spoken.none),
                    .init(Spoken.number(group.metrics["baseRate"]?.value)),
                ]
            }
            return TableBlock.Part(
                title: column,
                rows: rows + [
                    [
                        .init("unknown", .muted), .init(unknown.grouped), .init(Self.share(unknown, of: report.n)),
                        .init(Spoken.none), .init(Spoken.none),
                    ]
                ])
        }
        return TableBlock(
            "Audited records by group",
            [.text("Group"), .number("n"), .number("Share"), .number("Positives"), .number("Base rate")], parts: parts)
    }

    static func share(_ part: Int, of whole: Int) -> String {
        whole > 0 ? Spoken.percent(Double(part) / Double(whole)) : Spoken.none
    }
}
