import Canvas
import Engine

/// A line of the palette: a command of the table, or a policy to change.
struct PaletteItem: Sendable {
    let name: String
    let summary: String
    let run: @Sendable (inout Dashboard) -> [Effect]
}

extension Dashboard {
    mutating func openPalette() -> [Effect] {
        panel = .palette(TextField(), ListCursor())
        return []
    }

    /// Commands and policies whose name or summary has every word that was typed.
    func paletteItems(_ typed: String) -> [PaletteItem] {
        let words = typed.lowercased().split(separator: " ")
        let commands = CommandTable.all.filter { !["down", "up", "left", "right"].contains($0.name) }.map { command in
            PaletteItem(name: command.name, summary: command.summary) { $0.run(command) }
        }
        return (commands + policyItems()).filter { item in
            words.allSatisfy { item.name.contains($0) || item.summary.lowercased().contains($0) }
        }
    }

    mutating func pressInPalette(_ key: Key, _ field: TextField, _ cursor: ListCursor) -> [Effect] {
        var field = field
        var cursor = cursor
        let items = paletteItems(field.text)
        switch key {
        case .down, .control("n"), .tab: cursor.move(by: 1, count: items.count)
        case .up, .control("p"), .backTab: cursor.move(by: -1, count: items.count)
        case .enter:
            panel = nil
            message = nil
            return runPalette(field.text, items.indices.contains(cursor.position) ? items[cursor.position] : nil)
        default: if field.take(key) { cursor = ListCursor() }
        }
        panel = .palette(field, cursor)
        return []
    }

    private mutating func runPalette(_ typed: String, _ item: PaletteItem?) -> [Effect] {
        let words = typed.split(separator: " ")
        if let effects = jump(typed) { return effects }
        if words.count == 2, words[0] == "mark-first", let count = Int(words[1]) { return markFirst(count) }
        if let command = CommandTable.command(named: typed) {
            if command.name == "summary" { return showSummary() }
            guard command.contexts.contains(context) else {
                refuse("\(command.name) has no meaning on this screen.")
                return []
            }
            return run(command)
        }
        guard let item else {
            refuse("No command '\(typed)'.")
            return []
        }
        if item.name == "summary" { return showSummary() }
        if let command = CommandTable.command(named: item.name), !command.contexts.contains(context) {
            refuse("\(command.name) has no meaning on this screen.")
            return []
        }
        return item.run(&self)
    }

    private func policyItems() -> [PaletteItem] {
        guard let snapshot, snapshot.browsing == nil else { return [] }
        let policy = snapshot.policy
        func change(_ name: String, _ summary: String, _ body: @escaping @Sendable (inout Policy) -> Void)
            -> PaletteItem
        {
            PaletteItem(name: name, summary: summary) { dashboard in
                guard var policy = dashboard.snapshot?.policy else { return [] }
                body(&policy)
                return [.perform(.setPolicy(policy))]
            }
        }
        return [
            PaletteItem(name: "mark-first", summary: "mark-first 200: marks the first 200 shown") { dashboard in
                dashboard.panel = .palette(TextField("mark-first "), ListCursor())
                return []
            },
            change("policy-earlier-models", "earlier models are kept: \(policy.earlierModels.rawValue) → next choice") {
                let all = Policy.EarlierModels.allCases
                $0.earlierModels = all[((all.firstIndex(of: $0.earlierModels) ?? 0) + 1) % all.count]
            },
            change("policy-veil", "sensitive text is \(policy.veil ? "veiled → plain" : "plain → veiled")") {
                $0.veil.toggle()
            },
            change(
                "policy-recipe",
                policy.recipe == .follow
                    ? "the recipe follows the records that stay → frozen"
                    : "the recipe is frozen → follows the records that stay"
            ) { $0.recipe = $0.recipe == .follow ? .frozen : .follow },
            change("policy-approvals", "approvals by another person: \(policy.approvals) → \(1 - policy.approvals)") {
                $0.approvals = 1 - $0.approvals
            },
            change(
                "policy-minimum",
                "fewer records than \(policy.minimumDenominator) are insufficient evidence → next choice"
            ) {
                let choices = [10, 20, 30, 50]
                $0.minimumDenominator =
                    choices.first { [now = $0.minimumDenominator] choice in choice > now } ?? choices[0]
            },
        ]
    }
}

extension String {
    func trimming(_ drop: (Character) -> Bool) -> String {
        var slice = self[...]
        while let first = slice.first, drop(first) { slice.removeFirst() }
        while let last = slice.last, drop(last) { slice.removeLast() }
        return String(slice)
    }
}
