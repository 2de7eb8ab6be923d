import Canvas
import Engine
import Records

extension Dashboard {
    mutating func press(_ key: Key) -> [Effect] {
        if key == .control("l") { return [.redraw] }
        if key == .control("z") { return [.suspend] }
        if width < Self.minimumSize.width || height < Self.minimumSize.height {
            let leaves: [Key] =
                [.char("q"), .char("Q")] + (form == nil || isBrowsing ? [] : [.escape, .control("c")])
            return leaves.contains(key) ? [.quit] : []
        }
        if form != nil, !isBrowsing { return pressInForm(key) }
        if panel != nil, context != .detail { return pressInPanel(key) }
        if case .paste = key {
            refuse("Pasted text is ignored here; \(command: .filter) or \(command: .search) takes it.")
            return []
        }
        message = nil
        guard let command = CommandTable.command(for: key, in: context) else {
            if case .character(let character) = key, !character.isWhitespace {
                refuse("\(key.name) does nothing here · \(command: .keys) shows the keys")
            }
            return []
        }
        return run(command)
    }

    mutating func run(_ command: KeyCommand) -> [Effect] {
        if let reason = refusal(of: command) {
            refuse(reason)
            return []
        }
        return command.run(&self)
    }

    private mutating func pressInPanel(_ key: Key) -> [Effect] {
        guard let open = panel else { return [] }
        if key == .escape || key == .control("g") || key == .control("c") { return closePanel() }
        switch open {
        case .keys, .text, .write, .detail, .groupings, .outcomes: return pressInList(key, open)
        case .palette(let field, let cursor): return pressInPalette(key, field, cursor)
        case .metrics(let field, let cursor): return pressInMetrics(key, field, cursor)
        case .confirm(_, let effects):
            panel = nil
            if key == .char("y") || key == .enter { return effects }
            say("left as it was")
            return []
        case .apply(var field):
            if key == .enter { return applyIfCounted(field.text) }
            if key == .char("q") { return closePanel() }
            _ = field.take(key)
            panel = .apply(field)
            return []
        case .path(let destination, var field):
            if key == .enter {
                panel = nil
                return write(destination, to: field.text)
            }
            _ = field.take(key)
            panel = .path(destination, field)
            return []
        case .filter(var field):
            if key == .enter { return acceptFilter(field.text) }
            let before = field.text
            _ = field.take(key)
            panel = .filter(field)
            return field.text == before ? [] : tryFilter(field.text)
        case .search(var field):
            if key == .enter { return acceptSearch(field.text) }
            _ = field.take(key)
            panel = .search(field)
            return []
        case .reason(var field, let rows):
            if key == .enter {
                panel = nil
                return asking(
                    "Note this reason on \(rows.count.grouped) records?", rows.count,
                    .perform(.setReason(field.text, rows: Array(rows))))
            }
            _ = field.take(key)
            panel = .reason(field, rows: rows)
            return []
        }
    }

    private mutating func closePanel() -> [Effect] {
        defer { panel = nil }
        if case .filter = panel { return abandonFilter() }
        return []
    }

    private mutating func pressInList(_ key: Key, _ open: Panel) -> [Effect] {
        if key == .char("q") || key == .char("?") { return closePanel() }
        let step: Int
        switch key {
        case .char("j"), .down: step = 1
        case .char("k"), .up: step = -1
        case .pageDown, .char(" "), .control("d"): step = height / 2
        case .pageUp, .control("u"): step = -height / 2
        case .char("g"), .home: step = -(1 << 40)
        case .char("G"), .end: step = 1 << 40
        case .enter:
            return choose(in: open)
        case .character(let digit):
            if case .write = open, let number = digit.wholeNumberValue, let choice = Destination(rawValue: number - 1) {
                return choosePath(choice)
            }
            return []
        default: return []
        }
        switch open {
        case .keys(var cursor):
            cursor.move(by: step, count: lastTop(keySheet().count) + 1)
            panel = .keys(cursor)
        case .text(let title, let lines, var cursor):
            cursor.move(by: step, count: lastTop(sheetLines(lines).count) + 1)
            panel = .text(title: title, lines: lines, cursor)
        case .write(var cursor):
            cursor.move(by: step, count: Destination.allCases.count)
            panel = .write(cursor)
        case .groupings(var cursor):
            cursor.move(by: step, count: groupingChoices().count)
            panel = .groupings(cursor)
        case .outcomes(var cursor):
            cursor.move(by: step, count: OutcomeCell.allCases.count)
            panel = .outcomes(cursor)
        default: break
        }
        return []
    }

    /// Enter on a list: takes the line in hand, or closes a sheet that is only read.
    private mutating func choose(in open: Panel) -> [Effect] {
        switch open {
        case .write(let cursor): return choosePath(Destination.allCases[cursor.position])
        case .groupings(let cursor):
            let choices = groupingChoices()
            return choices.indices.contains(cursor.position) ? choose(choices[cursor.position]) : closePanel()
        case .outcomes(let cursor): return narrowToOutcome(OutcomeCell.allCases[cursor.position])
        default: return closePanel()
        }
    }

    mutating func goBack() -> [Effect] {
        if panel != nil {
            panel = nil
        } else if review != nil {
            return endReview()
        } else if screen == .values, values.isSummary, values.column != nil {
            return toggleSummary()
        } else if screen == .fairness, let effects = leaveFairnessView() {
            return effects
        } else if screen != .records {
            screen = .records
        } else if !records.marks.isEmpty {
            records.marks = MarkedRows()
        } else if let effects = leaveDrillDown() {
            return effects
        } else if form != nil {
            isBrowsing = false
        } else {
            panel = .confirm(question: "Quit? Everything is saved.", [.quit])
        }
        return []
    }

    mutating func show(_ screen: Screen) -> [Effect] {
        let effects = endReview()
        panel = nil
        if screen == .fairness { fairness.view = .groups }
        self.screen = screen
        coach?.visited(screen)
        return effects
    }

    mutating func showKeys() -> [Effect] {
        panel = .keys(ListCursor())
        return []
    }
}
