import Canvas

// The mouse: a click selects a line, a second one opens it; the wheel scrolls; a click on a tab goes there.
extension Dashboard {
    /// Lines that a notch of the wheel moves.
    private static let notch = 3

    mutating func take(_ mouse: Mouse) -> [Effect] {
        guard width >= Self.minimumSize.width, height >= Self.minimumSize.height else { return [] }
        switch mouse.action {
        case .wheelUp: return scroll(by: -Self.notch)
        case .wheelDown: return scroll(by: Self.notch)
        case .press: break
        }
        // What is there is what is drawn: drawing says where it put the items.
        let canvas = draw()
        if let number = canvas.tab(x: mouse.x, y: mouse.y), let page = table.pages.first(where: { $0.number == number })
        {
            clicked = nil
            while panel != nil, panel?.context == nil { _ = closePanel() }
            return table.command(.show(page.id)).map { run($0) } ?? []
        }
        guard let item = canvas.item(y: mouse.y) else { return [] }
        if clicked == item {
            clicked = nil
            return press(.enter)
        }
        let effects = scroll(by: -(1 << 40)) + scroll(by: item)
        clicked = item
        return effects
    }

    private mutating func scroll(by delta: Int) -> [Effect] {
        clicked = nil
        message = nil
        if form != nil, !isBrowsing, panel == nil {
            if form?.isCreating == false { form?.move(by: delta) }
            return []
        }
        return moveCursor(by: delta)
    }
}
