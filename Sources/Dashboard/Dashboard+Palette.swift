import Canvas
import Engine
import Records

/// A line of the palette: a command of the table, or a policy to change.
struct PaletteItem: Sendable {
    let name: String
    let summary: String
    /// Whether the status line names it: of two that match alike, the usual one comes first.
    var isUsual = false
    let run: @Sendable (inout Dashboard) -> [Effect]
}

/// Every command by its name; typing narrows the list, the best match first.
struct PalettePanel: Panel {
    var field = TextField()
    var cursor = ListCursor()

    var isTyped: Bool { true }
    var actsOnRecords: Bool { true }

    func hints(in dashboard: Dashboard) -> [Hint] {
        [Hint("↑↓", "choose"), Hint("Enter", "run"), Hint("Ctrl-G", "back")]
    }

    func help(in dashboard: Dashboard) -> [String] {
        [
            "",
            "A name, its beginning or some of its letters; or what the command does. :612, :50% and :id:7f3a go there.",
        ]
    }

    mutating func press(_ key: Key, in dashboard: inout Dashboard) -> [Effect] {
        let items = dashboard.paletteItems(field.text)
        switch key {
        case .down, .control("n"), .tab: cursor.move(by: 1, count: items.count)
        case .up, .control("p"), .backTab: cursor.move(by: -1, count: items.count)
        case .enter:
            dashboard.panel = nil
            dashboard.message = nil
            return dashboard.runPalette(
                field.text, items.indices.contains(cursor.position) ? items[cursor.position] : nil)
        default: if field.take(key) { cursor = ListCursor() }
        }
        return []
    }

    func move(by delta: Int, in dashboard: inout Dashboard) {
        var moved = self
        moved.cursor.move(by: delta, count: dashboard.paletteItems(field.text).count)
        dashboard.panel = moved
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area) {
        let items = dashboard.paletteItems(field.text)
        let inner = canvas.box(area, height: min(14, area.height - 2), title: "Command")
        canvas.write(":", x: inner.x, y: inner.y, Style(.accent))
        field.draw(on: &canvas, x: inner.x + 1, y: inner.y, width: inner.width - 1)
        for (line, index) in cursor.visible(count: items.count, height: inner.height - 1).enumerated() {
            let isCurrent = index == cursor.position
            let style = isCurrent ? Style(.cursor) : Style()
            let y = inner.y + 1 + line
            if isCurrent { canvas.fill(x: inner.x, y: y, width: inner.width, height: 1, style: style) }
            canvas.mark(item: index, y: y)
            canvas.write(items[index].name, x: inner.x + 1, y: y, style, width: 24)
            canvas.write(
                items[index].summary, x: inner.x + 26, y: y, isCurrent ? style : Style(.dim), width: inner.width - 27)
        }
    }
}

extension Dashboard {
    mutating func openPalette() -> [Effect] {
        panel = PalettePanel()
        return []
    }

    /// Commands and policies that what was typed may mean, the likeliest first.
    func paletteItems(_ typed: String) -> [PaletteItem] {
        let commands = table.all.filter { $0.isListed && $0.places.containsPage }.map { command in
            PaletteItem(name: command.name, summary: command.summary, isUsual: command.rank > 0) { $0.run(command) }
        }
        return PaletteRank.sorted(commands + policyItems(), by: typed)
    }

    mutating func runPalette(_ typed: String, _ item: PaletteItem?) -> [Effect] {
        let words = typed.split(separator: " ")
        if let effects = jump(typed) { return effects }
        if words.count == 2, words[0] == "mark-first", let count = Int(words[1]) { return markFirst(count) }
        guard let item else {
            refuse("No command '\(typed)'.")
            return []
        }
        if let command = table.command(CommandID(item.name)), !command.places.contain(context),
            !command.isAnywhereInPalette
        {
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
                dashboard.panel = PalettePanel(field: TextField("mark-first "))
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
