extension DisplayText {
    /// The text in at most `limit` columns, with `…` in its middle where something was left out: both ends stay.
    ///
    /// - Complexity: O(|text|).
    public func shortenedInside(to limit: Int) -> DisplayText {
        guard columns > limit, limit > 4 else { return truncated(to: limit) }
        let tail = (limit - 1) / 2
        return clipped(to: limit - 1 - tail).adding("…").adding(dropping(columns: columns - tail))
    }

    /// Names in `limit` columns each: cut at the end, but for those that would then be equal to another; they keep both ends.
    ///
    /// ```swift
    /// DisplayText.distinct(["private sector north", "private sector south", "public"], width: 12)
    /// // "private…north", "private…south" in 12 columns, "public"
    /// ```
    /// - Complexity: O(total length).
    public static func distinct(_ names: [String], width limit: Int) -> [DisplayText] {
        let texts = names.map { DisplayText($0) }
        let cut = texts.map { $0.truncated(to: limit).string }
        let counts = Dictionary(zip(cut, names).map { ($0, Set([$1])) }) { $0.union($1) }
        return zip(texts, cut).map { text, cut in
            (counts[cut]?.count ?? 1) > 1 ? text.shortenedInside(to: limit) : text.truncated(to: limit)
        }
    }
}
