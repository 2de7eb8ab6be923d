import Canvas

/// Names of groups as a list shows them: where two would be cut to the same, both keep their distinguishing ends.
struct GroupNames: Sendable {
    private let shown: [String: DisplayText]
    private let width: Int

    init(_ names: [String], width: Int) {
        self.width = width
        shown = Dictionary(zip(names, DisplayText.distinct(names, width: max(0, width)))) { first, _ in first }
    }

    subscript(name: String) -> DisplayText { shown[name] ?? DisplayText(name).truncated(to: width) }
}
