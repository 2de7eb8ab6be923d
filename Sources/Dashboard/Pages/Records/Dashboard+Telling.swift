import Engine
import Records

// What tells records apart: texts that all begin alike are shown from where they differ.
extension Dashboard {
    /// Characters of a text that are compared.
    private static let compared = 400

    /// How many characters the texts of a column begin with alike, in the lines that are shown; up to a blank, so that no
    /// word is cut.
    func commonBeginnings(
        _ layout: [ColumnPlace], _ visible: Range<Int>, _ snapshot: Snapshot
    ) -> [ShownColumn: Int] {
        guard visible.count > 1 else { return [:] }
        var common: [ShownColumn: Int] = [:]
        for place in layout where isText(place.column, snapshot) {
            var beginning: [Character]?
            for index in visible {
                let text = Array(cellText(place.column, records.rows[index], snapshot).prefix(Self.compared))
                if text.isEmpty { continue }
                guard let known = beginning else {
                    beginning = text
                    continue
                }
                let alike = zip(known, text).prefix { $0 == $1 }.count
                beginning = Array(known.prefix(alike))
                if alike <= place.width / 2 { break }
            }
            // What fits beside the difference stays: it says what the text is about.
            guard let beginning, beginning.count > place.width / 2, beginning.count < Self.compared,
                let blank = beginning.dropLast(place.width / 4).lastIndex(of: " ")
            else { continue }
            common[place.column] = blank
        }
        return common
    }

    /// The text without its first characters, with a sign that there are some.
    func telling(_ text: String, without count: Int) -> String {
        count == 0 || text.isEmpty ? text : "…" + text.dropFirst(count)
    }
}
