import Canvas
import Engine
import Records

/// The keys that work where it was opened, generated from the command table; over a panel, that panel's keys first.
struct KeysPanel: ListPanel {
    let over: (any Panel)?
    var cursor = ListCursor()

    init(over: (any Panel)? = nil) { self.over = over }

    func count(in dashboard: Dashboard) -> Int { dashboard.lastTop(lines(in: dashboard).count) + 1 }

    func hints(in dashboard: Dashboard) -> [Hint] { [dashboard.moveHint, dashboard.backHint] }

    func lines(in dashboard: Dashboard) -> [CardLine] {
        guard let over, over.context == nil else { return dashboard.keySheet() }
        return dashboard.panelSheet(over) + [CardLine(.empty)] + dashboard.keySheet()
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area) {
        canvas.sheet(area, "Keys", lines(in: dashboard), cursor)
    }

    /// Back to the panel that it was opened over.
    func close(in dashboard: inout Dashboard) -> [Effect] {
        dashboard.panel = over
        return []
    }
}

extension Dashboard {
    /// Columns inside a box: as wide as the screen, up to what is pleasant to read.
    private var boxWidth: Int { min(width, 106) - 6 }

    /// The key sheet of the current context.
    func keySheet() -> [CardLine] {
        var lines: [CardLine] = []
        for group in CommandGroup.allCases {
            let commands = table.commands(in: context).filter { $0.group == group }
            guard !commands.isEmpty else { continue }
            lines.append(CardLine(DisplayText(group.rawValue), Style(.heading, bold: true)))
            for command in commands {
                let reason = refusal(of: command).map { " · now: \(written($0))" } ?? ""
                lines += line(table.keyNames(of: command.id), command.summary + reason).map {
                    CardLine($0, Style(reason.isEmpty ? .normal : .dim))
                }
            }
        }
        let typing =
            "In text fields: Ctrl-G or Esc back, Ctrl-U Ctrl-K Ctrl-W delete; F1 these keys; Alt-1 … Alt-7 and Alt-Q for "
            + "1 … 7 and Q."
        return lines + DisplayText(typing).wrapped(to: boxWidth).map { CardLine($0, Style(.dim)) }
    }

    /// What a panel says of its own keys.
    func panelSheet(_ panel: any Panel) -> [CardLine] {
        var lines = [CardLine(DisplayText("Here"), Style(.heading, bold: true))]
        for hint in panel.hints(in: self) where !hint.key.isEmpty {
            lines += line(hint.key, hint.label).map { CardLine($0) }
        }
        return lines + sheetLines(panel.help(in: self))
    }

    private func line(_ keys: String, _ summary: String) -> [DisplayText] {
        hanging(DisplayText("  ") + DisplayText(keys).padded(to: 14), DisplayText(summary), boxWidth)
    }

    /// The text of a sheet, wrapped to its box.
    func sheetLines(_ lines: [String]) -> [CardLine] {
        lines.flatMap { line in
            (line.isEmpty ? [.empty] : DisplayText(line).wrapped(to: max(10, boxWidth))).map { CardLine($0) }
        }
    }

    func detailLines() -> [CardLine] {
        guard let snapshot, let row = currentRow else { return [] }
        return cardLines(row, snapshot, width: boxWidth, isShort: false)
    }

    /// The first line shown when a sheet of `count` lines is scrolled to its end.
    func lastTop(_ count: Int) -> Int {
        let work = height - 4 - (coach == nil ? 0 : 1)
        return max(0, count - max(1, work - 2))
    }

    mutating func showKeys() -> [Effect] {
        panel = KeysPanel()
        return []
    }
}
