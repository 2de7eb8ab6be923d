import Canvas
import Engine
import Records

extension Dashboard {
    mutating func press(_ key: Key) -> [Effect] {
        let own = table.command(for: key, in: context)?.id
        if own == .redraw { return [.redraw] }
        if own == .suspend { return [.suspend] }
        if width < Self.minimumSize.width || height < Self.minimumSize.height {
            let leaves: [Key] =
                [.char("q"), .char("Q")] + (form == nil || isBrowsing ? [] : [.escape, .control("c")])
            return leaves.contains(key) ? [.quit] : []
        }
        if case .mouse(let mouse) = key { return take(mouse) }
        clicked = nil
        if panel != nil, panel?.context == nil { return pressInPanel(key) }
        if form != nil, !isBrowsing { return pressInForm(key) }
        if case .paste = key {
            refuse("Pasted text is ignored here; \(command: .filter) or \(command: .search) takes it.")
            return []
        }
        message = nil
        guard let command = overall(key, isTyped: false) ?? table.command(for: key, in: context) else {
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

    mutating func goBack() -> [Effect] {
        if panel != nil { return closePanel() }
        if let effects = page.back(in: &self) { return effects }
        if screen != .records {
            screen = .records
        } else if form != nil {
            isBrowsing = false
        } else {
            panel = ConfirmPanel(question: "Quit? Everything is saved.", effects: [.quit])
        }
        return []
    }

    /// Shows a page, as by its number.
    mutating func show(_ page: PageID) -> [Effect] {
        if form != nil, !isBrowsing, snapshot != nil { isBrowsing = true }
        let effects = leave(for: page)
        return effects + self.page.arrive(in: &self)
    }

    /// Leaves what is in hand for a page.
    mutating func leave(for page: PageID) -> [Effect] {
        let effects = endReview()
        panel = nil
        screen = page
        coach?.visited(page)
        return effects
    }
}
