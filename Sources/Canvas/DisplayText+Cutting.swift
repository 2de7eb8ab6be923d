extension DisplayText {
    /// The text in at most `limit` columns, ending in `…` where something was cut off.
    ///
    /// - Complexity: O(limit).
    public func truncated(to limit: Int) -> DisplayText {
        if columns <= limit { return self }
        if limit <= 0 { return .empty }
        return self[0..<fitting(from: 0, within: limit - 1).end].adding("…")
    }

    /// As many whole clusters as fit in `limit` columns, without a mark where it was cut.
    public func clipped(to limit: Int) -> DisplayText {
        columns <= limit ? self : self[0..<fitting(from: 0, within: max(0, limit)).end]
    }

    /// The text without its first `dropped` columns; half of a wide cluster becomes a space, so columns stay put.
    public func dropping(columns dropped: Int) -> DisplayText {
        if dropped <= 0 { return self }
        if dropped >= columns { return .empty }
        let (end, width) = fitting(from: 0, within: dropped)
        if width == dropped { return self[end..<count] }
        return DisplayText(" ").adding(self[(end + 1)..<count])
    }

    /// The text in exactly `width` columns: cut with `…`, or padded with spaces.
    public func padded(to width: Int, right: Bool = false) -> DisplayText {
        let text = truncated(to: width)
        let space: DisplayText = " " * (width - text.columns)
        return right ? space.adding(text) : text.adding(space)
    }

    /// Rows of at most `width` columns, broken at spaces, after `⏎`, and inside words only where one fills a row.
    ///
    /// Spaces at a break are dropped; empty text is one empty row; a width below 1 has no rows.
    /// A wide cluster in a width of 1 becomes `…`.
    public func wrapped(to width: Int) -> [DisplayText] {
        if width < 1 { return [] }
        return rows(within: width).map { row in
            let text = self[row]
            return text.columns <= width ? text : "…"
        }
    }

    /// The ranges of clusters that `wrapped(to:)` puts on each row.
    ///
    /// - Complexity: O(count).
    public func rows(within width: Int) -> [Range<Int>] {
        if isEmpty || width < 1 { return [0..<0] }
        let clusters = clusters
        var rows: [Range<Int>] = []
        var start = 0
        while start < clusters.count {
            var end = max(start + 1, fitting(from: start, within: width).end)
            if let newline = clusters[start..<end].firstIndex(where: { $0.text == "⏎" }) {
                rows.append(start..<(newline + 1))
                start = newline + 1
                continue
            }
            if end < clusters.count, clusters[end].text != " ",
                let space = clusters[start..<end].lastIndex(where: { $0.text == " " }), space > start
            {
                end = space + 1
            }
            var next = end
            while next < clusters.count, clusters[next].text == " " { next += 1 }
            if end < clusters.count {
                while end > start + 1, clusters[end - 1].text == " " { end -= 1 }
            } else {
                next = end
            }
            rows.append(start..<end)
            start = next
        }
        return rows
    }

    /// The end of the longest run of clusters from `start` within `limit` columns, and the columns it takes.
    private func fitting(from start: Int, within limit: Int) -> (end: Int, width: Int) {
        if isASCII {
            let end = min(count, start + limit)
            return (end, end - start)
        }
        let clusters = clusters
        var (end, width) = (start, 0)
        while end < clusters.count, width + clusters[end].width <= limit {
            width += clusters[end].width
            end += 1
        }
        return (end, width)
    }
}
