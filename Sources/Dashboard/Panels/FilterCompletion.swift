import Canvas
import Engine
import Records

/// What may stand at the end of a filter that is being typed.
struct FilterCompletion: Sendable {
    struct Choice: Hashable, Sendable {
        let text: String
        /// How many records have the value; nil for a name.
        var count: Int?
    }

    /// What stays of what was typed.
    let before: String
    let choices: [Choice]
}

extension Dashboard {
    /// Of more records than this the values are not counted while somebody types.
    private static let mostCounted = 300_000

    /// What the last piece of a filter may become: a name, or after an operator one of its values with its count.
    ///
    /// - Complexity: O(records) for values, of as many records as are counted at once; O(columns) for names.
    func completion(of text: String) -> FilterCompletion? {
        guard let snapshot else { return nil }
        var start = text.endIndex
        var isQuoted = false
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            if !isQuoted, " (-".contains(text[index]),
                text[index] != "-" || index == text.startIndex || " (".contains(text[text.index(before: index)])
            {
                start = text.index(after: index)
            } else if start == text.endIndex {
                start = index
            }
        }
        if let last = text.last, !isQuoted, last == " " || last == "(" { start = text.endIndex }
        let (before, piece) = (String(text[..<start]), String(text[start...]))
        if let mark = piece.firstIndex(where: { "=<>~:".contains($0) }) {
            let operators = piece[mark...].prefix { "=<>~:!".contains($0) }
            let name = String(piece[..<mark])
            let typed = String(piece[operators.endIndex...]).trimming { $0 == "\"" }.lowercased()
            let column = name.trimming { $0 == "\"" || $0 == "!" }
            // What a text holds: its words, not the whole of it.
            if piece[mark] == "~" {
                return FilterCompletion(
                    before: before + name + operators, choices: words(of: column, beginning: typed, snapshot))
            }
            let values = values(of: column, isFacet: piece[mark] == ":", snapshot)
            let fitting = values.filter { $0.text.lowercased().trimming { $0 == "\"" }.hasPrefix(typed) }
            return FilterCompletion(before: before + name + operators, choices: fitting)
        }
        let own =
            snapshot.overlay.facets.keys.sorted().map { $0 + ":" } + snapshot.overlay.numbers.keys.sorted() + [
                "row:", "id:",
            ]
        let names = snapshot.table.columnNames.map(Self.quoted) + own
        let typed = piece.trimming { $0 == "\"" }.lowercased()
        let fitting = names.filter { $0.lowercased().trimming { $0 == "\"" }.hasPrefix(typed) }
        return FilterCompletion(before: before, choices: fitting.map { FilterCompletion.Choice(text: $0) })
    }

    private func values(of name: String, isFacet: Bool, _ snapshot: Snapshot) -> [FilterCompletion.Choice] {
        if isFacet, let facet = snapshot.overlay.facets[name] {
            return zip(facet.values, facet.counts).map { FilterCompletion.Choice(text: $0, count: $1) }
        }
        guard !isFacet, snapshot.table.columnNames.contains(name), snapshot.counts.records <= Self.mostCounted else {
            return []
        }
        let question = ValuesQuestion(column: name, form: .values, limit: 50, isVeiling: true)
        guard let found = try? snapshot.values(question) else { return [] }
        return found.lines.filter { !$0.isVeiled && !$0.isMissing }.map {
            FilterCompletion.Choice(text: Self.quoted($0.label), count: $0.count)
        }
    }
}
