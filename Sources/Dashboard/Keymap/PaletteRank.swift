/// How well a command fits what was typed: by its name first, by what it does last.
///
/// ```swift
/// PaletteRank("sor", name: "sort", summary: "…")       // .prefix
/// PaletteRank("job", name: "cancel-job", summary: "…") // .word
/// PaletteRank("cjb", name: "cancel-job", summary: "…") // .letters
/// ```
enum PaletteRank: Int, Comparable {
    case exact, prefix, word, letters, description

    /// Nil where it does not fit at all. Spaces stand for the hyphens of names.
    init?(_ typed: String, name: String, summary: String) {
        let wanted = typed.lowercased().trimming { $0 == " " }.replacing(" ", with: "-")
        if name == wanted {
            self = .exact
        } else if name.hasPrefix(wanted) {
            self = .prefix
        } else if name.indices.contains(where: {
            $0 > name.startIndex && name[name.index(before: $0)] == "-" && name[$0...].hasPrefix(wanted)
        }) {
            self = .word
        } else if Self.has(name, lettersOf: wanted) {
            self = .letters
        } else {
            let words = typed.lowercased().split(separator: " ")
            guard words.allSatisfy({ name.contains($0) || summary.lowercased().contains($0) }) else { return nil }
            self = .description
        }
    }

    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    /// Whether the letters stand in `name` in their order.
    private static func has(_ name: String, lettersOf wanted: String) -> Bool {
        var left = wanted[...]
        for letter in name where letter == left.first { left.removeFirst() }
        return left.isEmpty
    }

    /// The items that fit, the best first; among equals those that the status line names.
    static func sorted(_ items: [PaletteItem], by typed: String) -> [PaletteItem] {
        if typed.allSatisfy({ $0 == " " }) { return items }
        let ranked = items.enumerated().compactMap { place, item in
            PaletteRank(typed, name: item.name, summary: item.summary).map { (rank: $0, place: place, item: item) }
        }
        return ranked.sorted { one, other in
            if one.rank != other.rank { return one.rank < other.rank }
            if one.rank == .description { return one.place < other.place }
            if one.item.isUsual != other.item.isUsual { return one.item.isUsual }
            return one.place < other.place
        }.map(\.item)
    }
}
