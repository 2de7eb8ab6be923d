import Canvas
import Engine
import Journal
import Records

// One turn of a conversation in hand: chosen in the full detail of a record.
extension Dashboard {
    private var turns: [Turn] { currentRow.flatMap { snapshot?.table.dialogue(of: $0)?.turns } ?? [] }

    /// Goes to the next turn or the one before; before the first the whole record is in hand.
    mutating func moveTurn(by delta: Int) -> [Effect] {
        guard var card = panel as? CardPanel else { return [] }
        let turns = turns
        guard !turns.isEmpty else {
            refuse("This record is no conversation: there are no turns.")
            return []
        }
        let place = (selectedTurn ?? -1) + delta
        selectedTurn = place < 0 ? nil : min(place, turns.count - 1)
        // What is in hand is in view.
        if let line = detailLines().firstIndex(where: { $0.text.string.contains("▸") }) {
            card.cursor.move(by: max(0, line - 2) - card.cursor.position, count: lastTop(detailLines().count) + 1)
            panel = card
        }
        return []
    }

    /// Flags the turn in hand, or takes the flag back; nil where no turn is in hand.
    mutating func decideTurn(_ flag: Flag) -> [Effect]? {
        let turns = turns
        guard let snapshot, let row = currentRow, let selectedTurn, turns.indices.contains(selectedTurn) else {
            return nil
        }
        let place = turns[selectedTurn].place
        let on = !snapshot.mask(of: place, in: row).has(flag)
        coach?.decided()
        return [.perform(.flagTurns(flag, on: on, row: row, places: [place]))]
    }
}
