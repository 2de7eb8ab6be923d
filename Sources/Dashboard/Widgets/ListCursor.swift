/// A position in a list and the part of it that shows. Moving is O(1) whatever the length.
struct ListCursor: Sendable, Hashable {
    private(set) var position = 0
    private(set) var top = 0

    mutating func move(by delta: Int, count: Int) { move(to: position + delta, count: count) }

    mutating func move(to target: Int, count: Int) {
        position = max(0, min(target, count - 1))
    }

    /// The visible part of `count` items in `height` lines, with the position in it.
    mutating func window(count: Int, height: Int) -> Range<Int> {
        position = max(0, min(position, count - 1))
        top = Self.top(for: position, top: top, count: count, height: height)
        return top..<min(count, top + max(0, height))
    }

    /// The window that would be shown, without remembering it.
    func visible(count: Int, height: Int) -> Range<Int> {
        var copy = self
        return copy.window(count: count, height: height)
    }

    private static func top(for position: Int, top: Int, count: Int, height: Int) -> Int {
        guard height > 0 else { return position }
        var top = min(top, max(0, count - height))
        if position < top { top = position }
        if position >= top + height { top = position - height + 1 }
        return max(0, top)
    }
}
