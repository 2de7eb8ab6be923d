/// Rows whose text satisfies a condition; the texts are read from the file.
struct TextTest: RowTest {
    let table: any ColumnSource
    let column: String
    let condition: TextCondition
    /// Where the condition stands among those of the filter, in reading order.
    let position: Int

    var cost: TestCost { condition.cost }

    /// - Throws: `TextTestFailure` for a pattern that gives up; what reading throws.
    func rows(of alive: AliveRows) throws -> [UInt64] {
        var found = alive.words.map { _ in UInt64(0) }
        let judge = condition.judge()
        do {
            try alive.forEachRun { run in
                try table.forEachText(of: column, in: run) { row, text in
                    guard alive.contains(row), try judge.holds(on: text) else { return }
                    found[(row - alive.first) / 64] |= 1 << UInt64((row - alive.first) % 64)
                }
            }
        } catch let error as PatternError {
            throw TextTestFailure(position: position, column: column, error: error)
        }
        return found
    }
}

/// A pattern gave up.
struct TextTestFailure: Error {
    let position: Int
    let column: String
    let error: PatternError
}

/// What is asked of a text as it stands in the file.
enum TextCondition: Sendable {
    case equal([UInt8])
    case contains(TextSearch)
    case matches(Pattern)
    case number(Interval<Double>)
    case date(Interval<Int64>)

    var cost: TestCost {
        switch self {
        case .equal, .number, .date: .text
        case .contains: .search
        case .matches: .pattern
        }
    }

    /// What one thread judges with.
    func judge() -> Judge { Judge(self) }

    struct Judge {
        private enum Means {
            case equal([UInt8])
            case contains(TextSearch.Searcher)
            case matches(Pattern.Matcher)
            case number(Interval<Double>)
            case date(Interval<Int64>)
        }

        private let means: Means

        fileprivate init(_ condition: TextCondition) {
            means =
                switch condition {
                case .equal(let bytes): .equal(bytes)
                case .contains(let search): .contains(search.searcher())
                case .matches(let pattern): .matches(pattern.matcher())
                case .number(let interval): .number(interval)
                case .date(let interval): .date(interval)
                }
        }

        func holds(on text: UnsafeBufferPointer<UInt8>) throws(PatternError) -> Bool {
            switch means {
            case .equal(let bytes): text.count == bytes.count && text.elementsEqual(bytes)
            case .contains(let searcher): try searcher.isFound(in: text)
            case .matches(let matcher): try matcher.isFound(in: text)
            case .number(let interval): interval.contains(FieldText.number(text) ?? .nan)
            case .date(let interval): interval.contains(DateText.seconds(text) ?? .min)
            }
        }
    }
}

extension FieldText {
    /// The number that the bytes spell, if they do.
    static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let first = bytes.first, first &- 48 < 10 || "+-.".utf8.contains(first) else { return nil }
        return number(String(decoding: bytes, as: UTF8.self))
    }
}
