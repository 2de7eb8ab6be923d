public import Records

/// Which values of a column count as positive.
enum OutcomeRule: Hashable, Sendable {
    /// 1, true, yes or y.
    case usual
    /// Any of these, as texts or as numbers.
    case values([String])
    /// Numbers on one side of a bound.
    case bound(Bound)

    struct Bound: Hashable, Sendable {
        enum Side: String, CaseIterable, Sendable {
            // The longer sign first: ">" begins ">=", too.
            case atLeast = ">="
            case atMost = "<="
            case above = ">"
            case below = "<"
        }

        let side: Side
        let value: Double

        func holds(_ number: Double) -> Bool {
            switch side {
            case .atLeast: number >= value
            case .atMost: number <= value
            case .above: number > value
            case .below: number < value
            }
        }

        /// Whether more is more positive, so that the number itself can rank records.
        var isRising: Bool { side == .atLeast || side == .above }

        /// Nil of a text that is none: "50K", ">50K".
        init?(_ text: String) {
            guard let side = Side.allCases.first(where: { text.hasPrefix($0.rawValue) }),
                let value = Double(text.dropFirst(side.rawValue.count).filter { $0 != " " }), value.isFinite
            else { return nil }
            self.side = side
            self.value = value
        }
    }

    /// Reads "yes", "good,fair", ">=5" or "=>=5" by what the columns hold: a text that occurs is that value, whatever it
    /// looks like; only then is it a bound, or several values.
    ///
    /// - Throws: `Refusal` (64) for a value that never occurs; it says which one may have been meant.
    init(_ text: String?, columns: [Column]) throws {
        guard let text else {
            self = .usual
            return
        }
        func occurs(_ value: String) -> Bool { columns.contains { $0.holds(value) } }
        if text.hasPrefix("="), occurs(String(text.dropFirst())) {
            self = .values([String(text.dropFirst())])
            return
        }
        if occurs(text) {
            self = .values([text])
            return
        }
        if let bound = Bound(text) {
            self = .bound(bound)
            return
        }
        let parts = text.split(separator: ",").map { part in
            String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
        for part in parts.isEmpty ? [text] : parts where !occurs(part) {
            throw Refusal.unknown(
                "value of \(columns.map { "'\($0.name)'" }.joined(separator: " or "))", part,
                among: Column.values(of: columns))
        }
        self = .values(parts)
    }

    /// Whether a distinct value of the column counts as positive.
    func holds(_ column: Column, _ code: Int) -> Bool {
        let number = column.numbers[code]
        switch self {
        case .usual: return number == 1 || Self.yes.contains(column.distinct[code].lowercased())
        case .bound(let bound): return !number.isNaN && bound.holds(number)
        case .values(let values):
            return values.contains { value in
                column.distinct[code] == value || (!number.isNaN && Double(value) == number)
            }
        }
    }

    /// Whether it tells anything about the column's values: some of them are meant, or for a bound, lie on either side.
    func divides(_ column: Column) -> Bool {
        let present = column.presentCodes
        switch self {
        case .usual: return column.isYesOrNo
        case .values: return present.contains { holds(column, $0) }
        case .bound:
            let positives = present.count { holds(column, $0) }
            return present.allSatisfy { !column.numbers[$0].isNaN } && positives > 0 && positives < present.count
        }
    }

    static let yes: Set<String> = ["true", "yes", "y"]
    static let no: Set<String> = ["false", "no", "n"]
}

extension Column {
    /// Whether a value occurs, as it is spelled or as the number that it is.
    func holds(_ value: String) -> Bool {
        let number = kind == .number ? Double(value) : nil
        return presentCodes.contains { distinct[$0] == value || (number != nil && numbers[$0] == number) }
    }

    /// How many different values there are, equal numbers counted once however they are spelled.
    public var spokenCount: Int { Set(presentCodes.map(spoken)).count }

    /// A value as it is told apart from others: "1" and "1.0" are one.
    func spoken(_ code: Int) -> String { numbers[code].isNaN ? distinct[code] : "\(numbers[code] + 0)" }

    /// Whether every value is 1 or 0, true or false, yes or no.
    public var isYesOrNo: Bool {
        presentCodes.allSatisfy { code in
            let text = distinct[code].lowercased()
            return numbers[code] == 1 || numbers[code] == 0 || OutcomeRule.yes.contains(text)
                || OutcomeRule.no.contains(text)
        }
    }

    /// The first values of several columns, each once, by their bytes.
    static func values(of columns: [Column]) -> [String] {
        Set(columns.flatMap { column in column.presentCodes.prefix(1000).map { column.distinct[$0] } })
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
