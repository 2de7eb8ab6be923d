import Canvas

extension CardLine {
    /// Where a line stands in a text that was wrapped, so that what is looked for is found across the end of a line.
    struct Flow: Hashable, Sendable {
        /// Columns before the text: a label, or the room below it.
        var indent = 0
        /// Blanks that were left out where the text was broken before this line; nil: the text begins here.
        var blanks: Int?
    }

    /// A text wrapped beside a label.
    static func flowing(
        _ text: DisplayText, _ width: Int, _ style: Style = Style(), beside label: DisplayText = .empty
    ) -> [CardLine] {
        let parts = text.flow(within: max(8, width - label.columns))
        guard !parts.isEmpty else { return [CardLine(label, style)] }
        return parts.enumerated().map { place, part in
            let before = place == 0 ? label : DisplayText(" ") * label.columns
            return CardLine(before + part.text, style, flow: Flow(indent: label.columns, blanks: part.blanks))
        }
    }
}

extension DisplayText {
    /// What `wrapped(to:)` gives, and how many blanks were left out before each line; nil of the first.
    func flow(within width: Int) -> [(text: DisplayText, blanks: Int?)] {
        let ranges = rows(within: width)
        return zip(wrapped(to: width), ranges.indices).map { text, place in
            (text, place == 0 ? nil : ranges[place].lowerBound - ranges[place - 1].upperBound)
        }
    }
}

extension [CardLine] {
    /// What stands out is coloured and underlined, also where a line ends in the middle of it.
    ///
    /// - Complexity: O(texts × what is looked for).
    func marked(_ telling: Telling) -> [CardLine] {
        if telling.searches.isEmpty, telling.texts.isEmpty { return self }
        var marked = self
        var first = 0
        while first < count {
            var end = first + 1
            while end < count, self[end].flow?.blanks != nil { end += 1 }
            let lines = first..<end
            first = end
            if self[lines.lowerBound].isMarked { continue }
            // Each line's columns in the text as it was before it was wrapped.
            var (whole, places) = (DisplayText.empty, [Range<Int>]())
            for line in lines {
                let text = self[line].text.dropping(columns: self[line].flow?.indent ?? 0)
                whole = whole + DisplayText(" ") * (self[line].flow?.blanks ?? 0)
                places.append(whole.columns..<whole.columns + text.columns)
                whole = whole + text
            }
            for found in telling.places(in: whole) {
                for (line, place) in zip(lines, places) where place.overlaps(found) {
                    let part = found.clamped(to: place)
                    let x = part.lowerBound - place.lowerBound + (self[line].flow?.indent ?? 0)
                    marked[line].marks.append(
                        CardLine.Mark(
                            x: x, width: part.count, style: Style(.match, bold: true, underline: true)))
                }
            }
        }
        return marked
    }
}
