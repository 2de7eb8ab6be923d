import Engine

/// What failed, what was overridden, and what the report can't say.
extension ReportContent {
    var limitsSection: Document.Section {
        let failures = incidents.filter { $0.kind == .failure }
        let overrides = incidents.filter { $0.kind == .override }
        return Document.Section(
            id: "limits", title: "Failed runs, overrides and limits",
            blocks: table("Runs that failed or were stopped", failures, none: "No run is recorded as failed.")
                + table("Changed rules and overrides", overrides, none: "No override is recorded.")
                + [.heading("Limits"), .list(limits + Self.always)])
    }

    private static let always = [
        "A figure says how a model treated these records; other people, other times and other decisions may differ.",
        "Groups are what the columns say; people who are not recorded, or recorded wrongly, are not seen.",
        "No gap is not fairness: measures exclude each other wherever base rates differ (Chouldechova 2017, "
            + "doi:10.1089/big.2016.0047).",
    ]

    private func table(_ caption: String, _ incidents: [Incident], none: String) -> [Block] {
        guard !incidents.isEmpty else { return [.paragraph(none)] }
        return [
            .table(
                TableBlock(
                    caption, [.text("Event"), .text("When"), .text("Who"), .text("What")],
                    incidents.map { incident in
                        [
                            .init("\(incident.event)"), .init(Spoken.time(incident.at)), .init(incident.actor),
                            .init(incident.what),
                        ]
                    }))
        ]
    }
}
