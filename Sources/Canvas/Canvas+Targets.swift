/// What can be clicked on: lines of a list, and tabs.
struct Targets: Hashable, Sendable {
    /// The item of the list that stands on a line of the screen.
    var items: [Int: Int] = [:]
    /// Columns of a line that are a tab.
    var tabs: [Canvas.Tab] = []
}

// Drawing says what it draws, so that a click finds it again; nothing of it is seen.
extension Canvas {
    struct Tab: Hashable, Sendable {
        let number: Int
        let x: Range<Int>
        let y: Int
    }

    /// Says that an item of the list stands on these lines.
    public mutating func mark(item: Int, y: Int, height: Int = 1) {
        for line in y..<(y + max(1, height)) { targets.items[line] = item }
    }

    /// Says that a tab stands there.
    public mutating func mark(tab number: Int, x: Int, y: Int, width: Int) {
        targets.tabs.append(Tab(number: number, x: x..<(x + max(0, width)), y: y))
    }

    /// What was marked lies under something else now.
    public mutating func forgetItems() { targets.items = [:] }

    /// The item on a line; nil where there is none.
    public func item(y: Int) -> Int? { targets.items[y] }

    /// The number of the tab at a place; nil where there is none.
    public func tab(x: Int, y: Int) -> Int? { targets.tabs.first { $0.y == y && $0.x.contains(x) }?.number }
}
