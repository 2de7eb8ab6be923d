extension DisplayText {
    /// The text in at most `limit` columns, with `…` in its middle where something was left out: both ends stay.
    ///
    /// - Complexity: O(|text|).
    public func shortenedInside(to limit: Int) -> DisplayText {
        guard columns > limit, limit > 4 else { return truncated(to: limit) }
        let tail = (limit - 1) / 2
        return clipped(to: limit - 1 - tail).adding("…").adding(dropping(columns: columns - tail))
    }

    /// Names in `limit` columns each: cut at the end, but for those that would then be equal to another; they keep both ends,
    /// or where those are the same too, their beginning and what tells them apart.
    ///
    /// ```swift
    /// DisplayText.distinct(["private sector north", "private sector south", "public"], width: 12)
    /// // "private…north", "private…south" in 12 columns, "public"
    /// DisplayText.distinct(["board of northern schools", "board of southern schools"], width: 16)
    /// // "boar…northern s…", "boar…southern s…"
    /// ```
    /// - Complexity: O(total length), and O(names² × length) where names can't be told apart by their ends.
    public static func distinct(_ names: [String], width limit: Int) -> [DisplayText] {
        let texts = names.map { DisplayText($0) }
        var shown = texts.map { $0.truncated(to: limit) }
        let alike = repeated(shown, of: names)
        for place in alike { shown[place] = texts[place].shortenedInside(to: limit) }
        let byEnds = shown
        for place in repeated(byEnds, of: names) {
            let rivals = names.indices.filter { names[$0] != names[place] && byEnds[$0] == byEnds[place] }
            shown[place] = texts[place].shortenedToDifference(from: rivals.map { texts[$0] }, limit)
        }
        return shown
    }

    /// The places of texts that stand for several names.
    private static func repeated(_ shown: [DisplayText], of names: [String]) -> [Int] {
        var namesOf: [String: Set<String>] = [:]
        for (text, name) in zip(shown, names) { namesOf[text.string, default: []].insert(name) }
        return shown.indices.filter { (namesOf[shown[$0].string]?.count ?? 1) > 1 }
    }

    /// The beginning, `…`, and the text from the word on in which it differs from all of the others.
    private func shortenedToDifference(from others: [DisplayText], _ limit: Int) -> DisplayText {
        let own = clusters.map(\.text)
        let common = others.map { zip(own, $0.clusters.map(\.text)).prefix { $0 == $1 }.count }.max() ?? 0
        let head = clipped(to: max(1, limit / 4))
        let room = limit - 1 - head.columns
        guard limit > 8, common > head.count, common < own.count else { return shortenedInside(to: limit) }
        // From the beginning of the word, where that is near.
        let start = own[..<common].lastIndex(of: " ").map { $0 + 1 }.flatMap { common - $0 <= room / 2 ? $0 : nil }
        return head.adding("…").adding(self[max(head.count, start ?? common)..<count].truncated(to: room))
    }
}
