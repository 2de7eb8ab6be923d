import Canvas
import Engine
import Records

// What comes back from the work that is done beside the keys.
extension Dashboard {
    /// A ticket that no answer carries yet.
    mutating func nextTicket() -> Int {
        lastTicket += 1
        return lastTicket
    }

    /// Asks for the rows of the current filter and order; older answers are void from now on.
    mutating func requery() -> Effect {
        records.ticket = nextTicket()
        records.isAwaited = true
        // After a removal the findings are computed anew; until they are there the file's order serves, and the cursor
        // keeps its line, not its record.
        let sort = records.sort.filter { key in
            !records.columns.contains(.added(key.name)) || snapshot?.overlay.numbers[key.name] != nil
        }
        let isReduced = sort != records.sort
        if isReduced || records.isSortReduced { records.keepsPlace = false }
        records.isSortReduced = isReduced
        let query = Query(filter: records.activeFilter, sort: sort)
        if query != records.query { records.rangeStart = nil }
        records.query = query
        records.keptRow = records.keepsPlace ? records.anchor ?? currentRow : nil
        return .query(ticket: records.ticket, query, keeping: records.keptRow)
    }

    /// Takes the answer to the newest query; nil for an older one's.
    mutating func takeRows(_ ticket: Int, _ answer: RowsAnswer) -> [Effect]? {
        guard ticket == records.ticket else { return nil }
        records.isAwaited = false
        switch answer {
        case .rows(let found): return take(found)
        case .filterError(let error):
            records.filterError = error
            // What was accepted and can't be asked is opened again, with the caret under the mistake.
            if panel == nil, records.isFilterOn, screen == .records {
                records.filterBeforeEditing = ("", .all, true)
                panel = FilterPanel(field: TextField(records.filterText))
            }
        case .refusal(let sentence):
            refuse(sentence)
        }
        return []
    }

    private mutating func take(_ found: FoundRows) -> [Effect] {
        let current = records.anchor ?? currentRow
        if !(panel is FilterPanel) { records.anchor = nil }
        if found.rows.count != records.rows.count { records.rangeStart = nil }
        records.marks.formIntersection(found.set)
        records.rows = found.rows
        records.shown = found.set
        records.settled = (records.filterText, records.filter, records.isFilterOn, records.sort, records.query)
        records.filterError = nil
        let keepsPlace = records.keepsPlace
        records.keepsPlace = true
        records.cursor.move(to: min(records.cursor.position, found.rows.count - 1), count: found.rows.count)
        guard keepsPlace, let current else { return [] }
        if current == records.keptRow {
            if let place = found.place { records.cursor.move(to: place, count: found.rows.count) }
        } else if found.rows.isAscending {
            // The cursor has moved on since the question was asked.
            if let place = found.rows.place(of: current) { records.cursor.move(to: place, count: found.rows.count) }
        } else {
            return [start(.place, .seek(Seek(.row(current), in: found.rows)))]
        }
        return []
    }

    // MARK: Errands

    /// What an errand is for.
    enum Purpose: Sendable, Hashable {
        /// Puts the cursor on its record again.
        case place
        case goTo(String)
        case search(step: Int)
        case move(step: Int)
        case mark
        case review
    }

    struct PendingErrand: Sendable {
        let ticket: Int
        let purpose: Purpose
    }

    /// Sends for something that may have to look at every record; what was sent for before is void.
    mutating func start(_ purpose: Purpose, _ errand: Errand) -> Effect {
        let ticket = nextTicket()
        self.errand = PendingErrand(ticket: ticket, purpose: purpose)
        return .errand(ticket: ticket, errand)
    }

    /// Takes what an errand brought; false for one that was given up.
    mutating func takeErrand(_ ticket: Int, _ answer: ErrandAnswer) -> Bool {
        guard let errand, errand.ticket == ticket else { return false }
        self.errand = nil
        switch answer {
        case .refusal(let sentence): refuse(sentence)
        case .done(.place(let place, let wrapped)):
            records.cursor.move(to: place, count: records.rows.count)
            if wrapped, case .search(let step) = errand.purpose {
                say(step > 0 ? "on from the top: the end was passed" : "on from the end: the top was passed")
            }
        case .done(.nowhere): sayNowhere(errand.purpose)
        case .done(.set(let set)): records.marks.formUnion(set)
        case .done(.rows(let rows)):
            // Held-out records have no such order; where there are no others, they are reviewed as they stand.
            if !rows.isEmpty { review = ReviewState(rows: rows) } else { reviewInOrder() }
        }
        return true
    }

    mutating func sayNowhere(_ purpose: Purpose) {
        let text: String
        switch purpose {
        case .search:
            text = "'\(records.search?.text ?? "")' is in none of the \(records.rows.count.counted("record")) shown."
        case .goTo(let what): text = "\(what) is not among the \(records.rows.count.grouped) shown."
        case .move(let step): text = "none \(step > 0 ? "below" : "above")"
        case .place, .mark, .review: return
        }
        refuse(text)
    }

    /// Gives up what was sent for.
    /// Gives up the filter or order that is being asked for, and goes back to the one of the list that is shown; nil where
    /// none is asked for, or the list may only wait for what has changed.
    mutating func stopQuery() -> [Effect]? {
        guard records.isAwaited, let settled = records.settled, settled.query != records.query else { return nil }
        (records.filterText, records.filter, records.isFilterOn) = (settled.text, settled.filter, settled.isOn)
        (records.sort, records.query) = (settled.sort, settled.query)
        records.ticket = nextTicket()
        records.isAwaited = false
        heldKeys = []
        say("stopped: the list is as it was")
        return [.stopQuery]
    }

    mutating func stopErrand() -> [Effect] {
        errand = nil
        heldKeys = []
        say("stopped")
        return [.stopErrand]
    }
}
