import Engine

/// What was removed, on whose request, from where, and what was not.
extension ReportContent {
    var erasureSection: Document.Section? {
        guard !removals.isEmpty else { return nil }
        var blocks: [Block] = [.table(removalsTable)]
        for removal in removals { blocks.append(.folded("Removal \(removal.request)", details(removal))) }
        return Document.Section(id: "erasure", title: "Removals and erasure", blocks: blocks)
    }

    private var removalsTable: TableBlock {
        TableBlock(
            "Requests, the oldest first",
            [
                .text("Request"), .text("Asked by"), .text("Basis"), .text("Received"), .text("Completed"),
                .number("Unlearned"), .text("Method"),
            ],
            removals.map { removal in
                [
                    .init(removal.request), .init(Spoken.list(removal.requestedBy)),
                    removal.bases.isEmpty ? .init("not recorded", .caution) : .init(Spoken.list(removal.bases)),
                    .init(Spoken.time(removal.receivedAt)),
                    removal.completedAt.map { .init(Spoken.time($0)) } ?? .init("not completed", .caution),
                    .init(Spoken.count(removal.removed)),
                    .init((removal.isApproximate ? "approximate: " : "") + removal.method),
                ]
            })
    }

    private func details(_ removal: Removal) -> [Block] {
        var blocks: [Block] = []
        if !removal.parameters.isEmpty {
            blocks.append(.facts(removal.parameters.map { (name: $0.name, value: $0.value) }))
        }
        if !removal.places.isEmpty {
            blocks.append(
                .table(
                    TableBlock(
                        "Every location, and what became of the records there",
                        [.text("Location"), .text("State"), .text("What was done")],
                        removal.places.map { place in
                            [
                                .init(place.name),
                                place.isErased ? .init("erased", .good) : .init("not erased", .caution),
                                .init(place.outcome),
                            ]
                        })))
        }
        if !removal.residual.isEmpty { blocks += [.heading("Residual evidence"), .list(removal.residual)] }
        return blocks
    }
}
