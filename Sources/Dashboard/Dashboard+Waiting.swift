import Canvas

// Keys that act on the records shown wait while other records were asked for: however fast somebody types, no decision
// falls on the list that was there before.
extension Dashboard {
    mutating func pressInTurn(_ key: Key) -> [Effect] {
        if key == .control("c") { heldKeys = [] }
        guard records.isAwaited, !heldKeys.isEmpty || actsOnRows(key) else { return press(key) }
        heldKeys.append(key)
        return []
    }

    /// Presses what was held back, up to the next key that has to wait.
    mutating func pressHeldKeys() -> [Effect] {
        var effects: [Effect] = []
        while let key = heldKeys.first, !(records.isAwaited && actsOnRows(key)) {
            heldKeys.removeFirst()
            effects += press(key)
        }
        return effects
    }

    private func actsOnRows(_ key: Key) -> Bool {
        switch panel {
        case nil:
            guard context == .records, let command = CommandTable.command(for: key, in: context) else { return false }
            return [.mark, .decide].contains(command.group)
                || ["stage", "show-veiled", "copy-cell", "open"].contains(command.name)
        case .palette, .path, .search: return key == .enter
        default: return false
        }
    }
}
