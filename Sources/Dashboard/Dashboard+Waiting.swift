import Canvas

// Keys that act on the records shown wait while other records, or another place among them, were asked for: however
// fast somebody types, no decision falls on the list that was there before.
extension Dashboard {
    mutating func pressInTurn(_ key: Key) -> [Effect] {
        if errand != nil, key == .control("c") || key == .escape { return stopErrand() }
        if key == .control("c"), panel == nil, let effects = stopQuery() { return effects }
        if key == .control("c") { heldKeys = [] }
        let isWaiting = records.isAwaited || errand != nil
        guard isWaiting, !heldKeys.isEmpty || mustWait(key) else { return press(key) }
        heldKeys.append(key)
        return []
    }

    /// Presses what was held back, up to the next key that has to wait.
    mutating func pressHeldKeys() -> [Effect] {
        var effects: [Effect] = []
        while let key = heldKeys.first, !mustWait(key) {
            heldKeys.removeFirst()
            effects += press(key)
        }
        return effects
    }

    private func mustWait(_ key: Key) -> Bool {
        (records.isAwaited && actsOnRows(key)) || (errand != nil && (actsOnRows(key) || movesInRows(key)))
    }

    private func actsOnRows(_ key: Key) -> Bool {
        if let panel { return panel.actsOnRecords && key == .enter }
        if case .mouse = key { return true }
        return context == .records && table.command(for: key, in: context)?.waiting == .records
    }

    private func movesInRows(_ key: Key) -> Bool {
        guard panel == nil, context == .records, let command = table.command(for: key, in: context) else {
            return false
        }
        return command.waiting == .place || command.group == .move
    }
}
