import Canvas
import Engine
import Journal
import Records

// One record: the pane beside the table, the review card, the full detail.
extension Dashboard {
    func drawCardHeading(on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        canvas.rule(y: area.y, x: 0, width: area.width)
        guard let row = currentRow else { return }
        canvas.write(" " + cardHeading(row, snapshot) + " ", x: 3, y: area.y, Style(.heading), width: area.width - 6)
    }

    private func cardHeading(_ row: Int, _ snapshot: Snapshot) -> String {
        var parts = ["\(row + 1)"]
        if let target = snapshot.schema.target, let index = snapshot.table.columnNames.firstIndex(of: target.column) {
            parts.append("\(target.column) \(snapshot.table.field(row, index))")
        }
        if let rank = gapRank(row, snapshot) { parts.append(rank) }
        if !isVeiled(row), let reason = snapshot.reasons[row] { parts.append("“\(reason)”") }
        return parts.joined(separator: " · ")
    }

    /// "gap effect: top 0.4 %" where removing the record is predicted to narrow the gap.
    private func gapRank(_ row: Int, _ snapshot: Snapshot) -> String? {
        guard let effect = snapshot.number("effect.parity", of: row), effect < -5e-7 else { return nil }
        return "removing it narrows the score gap by \(abs(effect).fixed(6))"
    }

    /// The pane: the text of the record first, then its fields.
    func drawCard(on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot, isShort: Bool = false) {
        guard let row = currentRow, area.height > 0 else { return }
        var y = area.y
        if !isShort {
            canvas.write(cardHeading(row, snapshot), x: area.x, y: y, Style(.heading), width: area.width)
            y += 2
        }
        for line in cardLines(row, snapshot, width: area.width, isShort: isShort, limit: area.bottom - y) {
            guard y < area.bottom else { break }
            line.draw(on: &canvas, x: area.x, y: y, width: area.width)
            y += 1
        }
    }

    /// The record as lines of at most `width` columns; at least `limit` of them, where there are as many. What was searched
    /// for, filtered by or detected stands out in it.
    func cardLines(
        _ row: Int, _ snapshot: Snapshot, width: Int, isShort: Bool, limit: Int = .max
    ) -> [CardLine] {
        let telling = telling(of: row, snapshot)
        let lines = plainCardLines(row, snapshot, telling, width: width, isShort: isShort, limit: limit)
        if telling.searches.isEmpty, telling.texts.isEmpty { return lines }
        // One line more, for what goes on below.
        return Array(lines.prefix(limit == .max ? lines.count : limit + 1)).marked(telling)
    }

    private func plainCardLines(
        _ row: Int, _ snapshot: Snapshot, _ telling: Telling, width: Int, isShort: Bool, limit: Int
    ) -> [CardLine] {
        guard width > 8 else { return [] }
        var lines: [CardLine] = []
        let names = snapshot.table.columnNames
        let record = snapshot.table.record(row)
        func value(_ index: Int) -> String { veils(index, row, snapshot) ? Veil.over(record[index]) : record[index] }
        // Texts may be long: what does not fit is not looked at.
        let room = limit == .max ? Int.max : width * (limit + 1)
        func shown(_ text: String) -> DisplayText { limit == .max ? DisplayText(text) : DisplayText(text, limit: room) }
        var texts = snapshot.schema.textColumns.compactMap { name in names.firstIndex(of: name) }
        if let dialogue = dialogueLines(row, snapshot, telling, width, room: room) {
            lines += dialogue.lines
            // What is said is shown turn by turn, and nothing of it twice.
            let said = Set(snapshot.table.dialogue?.columns ?? [])
            texts = names.indices.filter { snapshot.table.isDerived($0) || said.contains(names[$0]) }
        } else {
            for index in texts {
                let style = Style(isVeiled(row) ? .veil : .normal)
                lines += CardLine.flowing(shown(value(index)), width, style)
            }
        }
        if isVeiled(row) { lines.append(CardLine(DisplayText(veilText(snapshot)), Style(.dim))) }
        let others = names.indices.filter { !texts.contains($0) }
        if isShort {
            var fields = ""
            for index in others {
                // A letter takes a column at least.
                guard limit == .max || fields.count < room else { break }
                fields += (fields.isEmpty ? "" : " · ") + "\(names[index]) \(value(index))"
            }
            return lines + CardLine.flowing(shown(fields), width, Style(.dim))
        }
        if !lines.isEmpty { lines.append(CardLine(.empty)) }
        let label = others.prefix(limit).map { DisplayText(names[$0]).columns }.max() ?? 0
        for index in others {
            guard lines.count < limit else { return lines }
            let name = DisplayText(names[index]).truncated(to: width / 2)
            lines += CardLine.flowing(
                shown(value(index)), width, beside: name.padded(to: min(label, width / 2)) + "  ")
        }
        lines.append(CardLine(.empty))
        return lines + addedLines(row, snapshot, width: width)
    }

    /// The record as a conversation; nil where it is none.
    private func dialogueLines(
        _ row: Int, _ snapshot: Snapshot, _ telling: Telling, _ width: Int, room: Int
    ) -> DialogueLines? {
        guard let dialogue = snapshot.table.dialogue(of: row), !dialogue.turns.isEmpty else { return nil }
        let again = records.veiledAgain
        return DialogueLines(
            dialogue: dialogue, width: width,
            flags: { turn in
                snapshot.mask(of: turn.place, in: row).flags.map { ($0.letter, Style($0.role, bold: true)) }
            },
            isVeiled: { snapshot.isVeiled($0.place, in: row, coveredAgain: again) },
            selected: context == .detail ? selectedTurn : nil, room: room, telling: telling)
    }

    private func veilText(_ snapshot: Snapshot) -> String {
        snapshot.browsing == nil
            ? written("veiled · \(command: .showVeiled) shows it, and the journal notes it")
            : "veiled until the project is open"
    }

    /// A label and its value, the value wrapped beside the label.
    func hanging(_ label: DisplayText, _ value: DisplayText, _ width: Int) -> [DisplayText] {
        let parts = value.wrapped(to: max(8, width - label.columns))
        guard let first = parts.first else { return [label] }
        return [label + first] + parts.dropFirst().map { DisplayText(" ") * label.columns + $0 }
    }

    private func addedLines(_ row: Int, _ snapshot: Snapshot, width: Int) -> [CardLine] {
        var lines: [CardLine] = []
        func add(_ text: String, _ style: Style = Style(.dim)) {
            let text = DisplayText(text)
            let label = text.clipped(to: 14)
            lines += hanging(label, text.dropping(columns: label.columns), width).map { CardLine($0, style) }
        }
        if let score = snapshot.number("model.score", of: row) { add("score         \(score.fixed(4))") }
        if let loss = snapshot.number("model.disagreement", of: row) {
            add("disagreement  \(loss.fixed(3))  out-of-fold loss: a model that never saw it is surprised")
        }
        if let effect = snapshot.number("effect.parity", of: row), let focus = snapshot.focus {
            add(
                "gap effect    \(effect.signed(6))  change of the gap of mean scores \(focus.high) − \(focus.low); a rank, not the rate gap"
            )
        } else if let absence = snapshot.gapEffectAbsence {
            add("gap effect    none: \(absence)")
        }
        let flags = snapshot.mask(of: row).flags
        if !flags.isEmpty {
            add("flagged       \(flags.map(\.rawValue).joined(separator: ", "))", Style(flags[0].role))
        }
        if snapshot.isStaged(row) {
            add("staged        for removal", Style(.staged))
        }
        if !isVeiled(row), let reason = snapshot.reasons[row] { add("reason        \(reason)") }
        if !isVeiled(row) {
            for hit in snapshot.evidence(row).prefix(8) {
                add("hit           \(hit.detector) in \(hit.column): \(hit.text)", Style(.match))
            }
        }
        let part = snapshot.overlay.facets["split"].map { facet in
            facet.values.indices.first { facet.masks[row] & (1 << UInt32($0)) != 0 }.map { facet.values[$0] }
                ?? "not used"
        }
        if let part, !(!snapshot.subject.holdsOut && part == "not used") {
            add(
                "part          \(part == "train" ? "trains the model" : part == "not used" ? part : "held out (\(part))")"
            )
        }
        if snapshot.overlay.ids.indices.contains(row) { add("id            \(snapshot.overlay.ids[row])") }
        return lines
    }

    func drawReview(on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot, _ review: ReviewState) {
        var area = whole
        let bar = area.takeTop(2)
        let reviewed = review.reviewed(snapshot)
        let fraction = Double(reviewed) / Double(max(1, review.rows.count))
        canvas.put(
            Marks.bar(fraction: fraction, columns: 20, set: marks), x: 1, y: bar.y,
            style: Style(.accent))
        canvas.write(
            "reviewed \(reviewed) of \(review.rows.count) · record \(review.place + 1) of this run", x: 23, y: bar.y,
            Style(.dim), width: bar.width - 24)
        guard let row = review.current else {
            canvas.write("Nothing to review here.", x: 1, y: area.y, Style(.dim))
            return
        }
        canvas.rule(y: area.y, x: 0, width: area.width)
        canvas.write(" \(cardHeading(row, snapshot)) ", x: 3, y: area.y, Style(.heading), width: area.width - 12)
        drawFlags(on: &canvas, area.width - 7, area.y, row, snapshot)
        _ = area.takeTop(2)
        let inner = area.inset(by: min(8, area.width / 12))
        let lines = cardLines(row, snapshot, width: inner.width, isShort: false)
        for (line, content) in lines.prefix(inner.height).enumerated() {
            content.draw(on: &canvas, x: inner.x, y: inner.y + line, width: inner.width)
        }
    }

    mutating func copyCell() -> [Effect] {
        guard let snapshot, let row = currentRow, let column = columnUnderCursor else { return [] }
        if isVeiled(row) {
            refuse("The text is veiled: \(command: .showVeiled) shows it first.")
            return []
        }
        return copy(cellText(column, row, snapshot), orElse: "This cell is empty.")
    }

    mutating func copyFilter() -> [Effect] {
        copy(records.filterText, orElse: "There is no filter: \(command: .filter) sets one.")
    }

    /// Nothing would take what is on the clipboard away.
    private mutating func copy(_ raw: String, orElse refusal: Sentence) -> [Effect] {
        let text = ClipboardText(raw)
        if text.isEmpty {
            refuse(refusal)
            return []
        }
        say(
            text.isCut
                ? "copied only the first \(text.string.utf8.count.grouped) bytes: terminals take no more" : "copied")
        return [.copy(text)]
    }
}
