import Foundation
import Journal
import Records

/// What a project remembers of its screen, to be found as it was left: nothing of it is a decision, and nothing else
/// depends on it.
public struct Remembered: Codable, Hashable, Sendable {
    public struct Order: Codable, Hashable, Sendable {
        public var column: String
        public var descending: Bool

        public init(column: String, descending: Bool) {
            self.column = column
            self.descending = descending
        }
    }

    /// The page that was shown.
    public var page = ""
    /// The id of the record that the cursor was on.
    public var cursor: String?
    /// The filter in the bar, and whether it was on.
    public var filter = ""
    public var isFilterOn = true
    /// Filters that were used, the newest last.
    public var filters: [String] = []
    public var sort: [Order] = []
    /// The ids of the records that were marked.
    public var marks: [String] = []
    public var hidden: [String] = []
    public var metric: String?
    public var group: String?

    /// More marks than this are not kept.
    public static let mostMarks = 10_000

    public init() {}

    /// Lets go of what names a record that was forgotten, or repeats what stood in one that was erased.
    ///
    /// - Parameter contents: the fields of the records that were erased.
    /// - Complexity: O(marks + fields × words of filters).
    func without(_ forgotten: Set<String>, contents: [[String]]) -> Remembered {
        guard !forgotten.isEmpty else { return self }
        var left = self
        if let cursor, forgotten.contains(cursor) { left.cursor = nil }
        left.marks.removeAll(where: forgotten.contains)
        func names(_ filter: String) -> Bool {
            Self.words(of: filter).contains { word in
                forgotten.contains { $0.hasPrefix(word) && word.count >= 3 }
                    || contents.contains { fields in
                        fields.contains { field in
                            let field = field.lowercased()
                            return word.count < 3 ? field == word : field.contains(word)
                        }
                    }
            }
        }
        left.filters.removeAll(where: names)
        if names(filter) { left.filter = "" }
        return left
    }

    /// What a filter looks for: whatever stands between its operators.
    private static func words(of filter: String) -> [String] {
        filter.lowercased().split { " =<>!~/()\":.,\\".contains($0) }.map(String.init)
    }
}

extension Workspace {
    private static let screen = "screen"
    /// Of more records that were erased than this, all filters are let go of, unread.
    private static let mostRead = 2_000

    /// How the screen was left; nil where it was never left, or what is there can't be read.
    public func remembered() -> Remembered? {
        guard let text = try? store.remembered(Self.screen) else { return nil }
        return try? JSONDecoder().decode(Remembered.self, from: Data(text.utf8))
    }

    /// Remembers how the screen is left, but for what names forgotten records. A project that can't be written keeps what it
    /// had.
    public func remember(_ remembered: Remembered) {
        let state = ledger.state
        let gone = state.forgotten.indices.filter { state.forgotten[$0] }
        let erasedRows = gone.filter { state.erased[$0] }
        var left = remembered
        if erasedRows.count > Self.mostRead { (left.filter, left.filters) = ("", []) }
        let hasText = !(left.filter.isEmpty && left.filters.isEmpty)
        left = left.without(
            Set(state.index.ids(of: gone).map(\.description)),
            contents: hasText ? erasedRows.prefix(Self.mostRead).map { Array(dataset.table.record($0)) } : [])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let text = (try? encoder.encode(left)).map({ String(decoding: $0, as: UTF8.self) }) else { return }
        try? store.remember(Self.screen, text)
    }
}
