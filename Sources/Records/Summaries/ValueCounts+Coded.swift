extension ValueCounts.Counted {
    /// What the counts of codes come to: codes that a filter can't tell apart are one value.
    init(_ tally: Tally, _ dictionary: TypedColumn.Dictionary, kind: Column.Kind, limit: Int?) {
        var lines: [Line] = []
        var ranks: [Double] = []
        var places: [ValueCounts.Value: Int] = [:]
        let values = ValueCounts.values(of: dictionary, kind: kind)
        for (code, value) in values.enumerated() {
            let counts = tally[code]
            if counts.rows == 0 { continue }
            if let place = places[value] {
                lines[place].counts += counts
            } else {
                places[value] = lines.count
                lines.append(Line(text: value == .missing ? "" : dictionary.texts[code], value: value, counts: counts))
                ranks.append(value.rank)
            }
        }
        let order = lines.indices.sorted { a, b in
            if lines[a].counts.rows != lines[b].counts.rows { return lines[a].counts.rows > lines[b].counts.rows }
            return ranks[a] != ranks[b] ? ranks[a] < ranks[b] : lines[a].text.precedesInBytes(lines[b].text)
        }
        let shown = order.filter { lines[$0].value != .missing }.prefix(limit ?? .max)
        let isShown = Set(shown)
        distinct = lines.count - (places[.missing] == nil ? 0 : 1)
        omittedValues = distinct - shown.count
        self.lines = order.filter { lines[$0].value == .missing || isShown.contains($0) }.map { lines[$0] }
    }
}

extension ValueCounts {
    /// What a filter takes each text for.
    fileprivate static func values(of dictionary: TypedColumn.Dictionary, kind: Column.Kind) -> [Value] {
        let seconds = dictionary.isOfDates ? dictionary.texts.map { DateText($0)?.seconds } : []
        let unit = DateUnit(of: seconds.lazy.compactMap { $0 })
        return dictionary.texts.indices.map { code in
            if dictionary.isMissing[code] { return .missing }
            if kind == .number { return .number(dictionary.numbers[code]) }
            if let seconds = seconds.isEmpty ? nil : seconds[code] { return .date(unit.date(seconds)) }
            return .text(dictionary.texts[code])
        }
    }
}

extension ValueCounts.Value {
    /// Numbers and dates of equal counts come in their own order, before missing ones; texts by their bytes.
    fileprivate var rank: Double {
        switch self {
        case .missing: .infinity
        case .text: 0
        case .number(let number): number
        case .date(let date): Double(date.seconds)
        }
    }
}

/// How finely the dates of a column are written.
struct DateUnit {
    private let isOfDays: Bool

    /// Days, where all of them begin one.
    init(of seconds: some Sequence<Int64>) {
        isOfDays = seconds.allSatisfy { $0 % DateText.Precision.day.rawValue == 0 }
    }

    /// A date that stands for nothing but this second, of those in the column.
    func date(_ seconds: Int64) -> DateText { DateText(seconds: seconds, precision: isOfDays ? .day : .second) }
}
