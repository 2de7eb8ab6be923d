/// Records below the first that go on with the header: units, the types or the long names of columns.
struct MoreHeaders {
    private let records: [[String]]
    /// What was found in them: "'cm' in 'height'".
    private let found: [String]

    var count: Int { records.count }

    private static let most = 3
    private static let fewestBelow = 2
    private static let units: Set<String> = [
        "kg", "g", "mg", "µg", "ug", "lb", "lbs", "oz", "t", "km", "m", "cm", "mm", "µm", "nm", "mi", "ft", "in",
        "inch",
        "yd", "s", "sec", "ms", "min", "h", "hr", "hours", "d", "days", "years", "yr", "yrs", "l", "ml", "dl", "°c",
        "°f", "c",
        "f", "k", "hz", "khz", "mhz", "ghz", "v", "mv", "a", "ma", "w", "kw", "kwh", "mw", "pa", "hpa", "kpa", "bar",
        "psi",
        "n", "j", "kj", "kcal", "cal", "mol", "mmol", "usd", "eur", "gbp", "jpy", "chf", "cny", "inr", "$", "€", "£",
        "¥",
        "%", "‰", "ppm", "count", "number", "deg", "rad", "int", "float", "double", "integer", "numeric", "number(s)",
        "stk",
        "jahre", "stunden", "euro", "unit", "units", "persons", "people", "tsd.", "mio.", "mio. eur", "tonnes",
    ]

    /// Nil where the first record is all of the header.
    init?(below first: [String], _ rest: [[String]], _ choice: ReadingChoice) {
        let values = choice.values ?? .usual
        var count = 0
        if let said = choice.headerRows {
            count = min(said - 1, rest.count)
        } else if choice.isLenient {
            count =
                (1...Self.most).last { count in
                    rest.count >= count + Self.fewestBelow
                        && (0..<count).allSatisfy { row in
                            rest[row].count == first.count
                                && Self.isHeader(rest[row], above: Array(rest[count...]), values)
                        }
                } ?? 0
        }
        guard count > 0 else { return nil }
        records = Array(rest.prefix(count))
        found = records.flatMap { record in
            zip(record, first).enumerated().filter { !$0.element.0.trimmingBlanks().isEmpty }.map { column, cell in
                let name = cell.1.trimmingBlanks()
                return "'\(cell.0.trimmingBlanks())' in \(name.isEmpty ? "column \(column + 1)" : "'\(name)'")"
            }
        }
    }

    /// Whether a record stands above numbers and dates with words in all of those columns, and says nothing in the others
    /// that a record does.
    private static func isHeader(_ record: [String], above below: [[String]], _ values: ValueReading) -> Bool {
        var words: [String] = []
        var measured = 0
        for (column, cell) in record.enumerated() {
            let text = cell.trimmingBlanks()
            let texts = below.lazy.filter { column < $0.count }.map { $0[column].trimmingBlanks() }
                .filter { !values.isMissing($0) && !values.isUsualMark($0) }
            let present = Array(texts)
            guard present.count >= fewestBelow else { continue }
            let style = NumberStyle.allCases.first { style in present.allSatisfy { style.number($0) != nil } }
            let areDates = style == nil && present.allSatisfy { DateText($0) != nil }
            guard style != nil || areDates else {
                if !text.isEmpty, present.contains(text) { return false }
                continue
            }
            measured += 1
            if text.isEmpty || values.isMissing(text) || values.isUsualMark(text) { continue }
            if style?.number(text) != nil || DateText(text) != nil { return false }
            words.append(text)
        }
        guard !words.isEmpty, words.count * 2 >= measured else { return false }
        // One word may be a value that was not measured; two different ones in all of these columns are not.
        return words.allSatisfy(isUnit) || words.count == measured && Set(words).count > 1
    }

    private static func isUnit(_ text: String) -> Bool {
        let lower = text.lowercased()
        if units.contains(lower) { return true }
        guard text.count <= 24, let first = text.first, let last = text.last else { return false }
        if first == "(" && last == ")" || first == "[" && last == "]" { return true }
        // "m/s", "kg/m²", "1000 EUR": what is divided or counted is one.
        let parts = lower.split {
            $0 == "/" || $0 == " " || $0 == "*" || $0 == "·" || $0 == "^" || $0 == "²" || $0 == "³"
        }
        return parts.count > 0 && parts.contains { units.contains(String($0)) }
            && parts.allSatisfy { units.contains(String($0)) || $0.allSatisfy(\.isNumber) }
    }

    /// The columns' names where the first record alone does not tell them apart: what stands in every line of the header.
    func names(below first: [String]) -> [String] {
        let names = first.map { $0.trimmingBlanks() }
        guard names.contains("") || Set(names).count < names.count else { return first }
        return names.indices.map { column in
            ([names] + records).map { column < $0.count ? $0[column].trimmingBlanks() : "" }.filter { !$0.isEmpty }
                .joined(separator: " ")
        }
    }

    /// - Parameter lines: on which the records of the text begin, the header's first.
    func notice(lines: [Int]) -> String {
        let (line, last) = (lines[1], lines[count])
        let what =
            count == 1
            ? "The record below the header (line \(line)) goes on with it, and is none of the data"
            : "\(count) records below the header (lines \(line) to \(last)) go on with it, and are none of the data"
        return "\(what): \(HeaderNames.list(found)); to read \(count == 1 ? "it" : "them") as data: --header-rows 1"
    }
}
