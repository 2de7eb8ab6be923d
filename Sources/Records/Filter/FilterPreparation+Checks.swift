internal import Synchronization

/// Comparisons that a column can't answer, and what may have been meant.
extension FilterPreparation {
    /// `age=>30` asks for the text ">30", which no column of numbers holds; nor does it hold a date, or dates a number.
    func checkEqual(_ text: String, _ column: TypedColumn, at place: Filter.Place) throws {
        if column.kind == .number {
            if DateText(text) != nil { throw holdsNumbers(column, at: place) }
            guard let sign = text.first, sign == ">" || sign == "<",
                let number = FilterNumber.parse(String(text.dropFirst()))
            else { return }
            throw source.error(
                "'\(column.name)' holds numbers, and none is '\(text)'.", at: place.whole,
                suggestion: "\(FilterPrinter.name(column.name))\(sign)=\(FilterNumber.text(number))")
        }
        if let number = FilterNumber.parse(text), column.isOfDates { throw holdsDates(column, number, at: place) }
    }

    /// Whether there is anything in the column to compare.
    func checkOrder(_ comparison: Filter.Comparison, _ column: TypedColumn, at place: Filter.Place) throws {
        if column.missingCount == column.count { return }
        guard comparison.isOfDates == true else {
            if column.isOfDates { throw holdsDates(column, comparison.firstNumber, at: place) }
            if try !holdsAny(column, number: true) {
                throw source.error("'\(column.name)' holds no numbers to compare.", at: place.name)
            }
            return
        }
        if column.kind == .number { throw holdsNumbers(column, at: place) }
        if try !holdsAny(column, number: false) {
            throw source.error("'\(column.name)' holds no dates to compare.", at: place.name)
        }
    }

    private func holdsNumbers(_ column: TypedColumn, at place: Filter.Place) -> FilterError {
        source.error("'\(column.name)' holds numbers; they aren't compared with a date.", at: place.value)
    }

    private func holdsDates(_ column: TypedColumn, _ number: Double?, at place: Filter.Place) -> FilterError {
        let year = number.flatMap { Int(exactly: $0) }.flatMap { (1000...9999).contains($0) ? $0 : nil }
        return source.error(
            "'\(column.name)' holds dates; a date is written as 2016-01-31 or 2016-01-31T12:30.", at: place.value,
            suggestion: year.map { "\($0)-01-01" })
    }

    /// Whether the column holds a number, or a date.
    private func holdsAny(_ column: TypedColumn, number: Bool) throws -> Bool {
        switch column.storage {
        case .float32, .float64: return number
        case .dates: return !number
        case .coded(_, let dictionary):
            return number
                ? dictionary.numbers.contains { !$0.isNaN } : dictionary.texts.contains { DateText($0) != nil }
        case .text:
            let isFound = Atomic(false)
            let table = table
            try RowSegments.perform(column.count, cancellation: cancellation) { rows in
                if isFound.load(ordering: .relaxed) { return }
                do {
                    try table.forEachText(of: column.name, in: rows) { _, text in
                        if number ? FieldText.number(text) != nil : DateText(bytes: text) != nil { throw Found() }
                    }
                } catch is Found { isFound.store(true, ordering: .relaxed) }
            }
            return isFound.load(ordering: .relaxed)
        }
    }

    private struct Found: Error {}
}

extension Filter.Comparison {
    /// What it compares with, where that is a number.
    fileprivate var firstNumber: Double? {
        let limit: Filter.Limit? =
            switch self {
            case .within(let bounds), .outside(let bounds): bounds.lower ?? bounds.upper
            case .ordered(_, let limit): limit
            case .equal, .unequal, .contains, .matches: nil
            }
        return if case .number(let number) = limit { number } else { nil }
    }
}

extension TypedColumn {
    /// Whether every value that is not missing is a date, and there is one.
    var isOfDates: Bool {
        switch storage {
        case .dates: missingCount < count
        case .coded(_, let dictionary): dictionary.isOfDates
        case .float32, .float64, .text: false
        }
    }
}

extension TypedColumn.Dictionary {
    /// Whether every text that doesn't stand for a missing value is a date, and there is one.
    ///
    /// - Complexity: O(texts); most columns are found out by their first text.
    var isOfDates: Bool {
        var isAnyDate = false
        for (text, isMissing) in zip(texts, isMissing) where !isMissing {
            guard DateText(text) != nil else { return false }
            isAnyDate = true
        }
        return isAnyDate
    }
}
