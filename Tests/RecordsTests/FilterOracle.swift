import Foundation

@testable import Records

/// Reads a filter row by row, as slowly and plainly as it can be said.
struct FilterOracle {
    let table: FilterTable
    let overlay: Overlay

    func rows(_ expression: Filter.Expression) -> [Int] {
        (0..<table.rowCount).filter { holds(expression, $0) }
    }

    private func holds(_ expression: Filter.Expression, _ row: Int) -> Bool {
        switch expression {
        case .and(let parts): parts.allSatisfy { holds($0, row) }
        case .or(let parts): parts.contains { holds($0, row) }
        case .not(let inner): !holds(inner, row)
        case .test(let predicate): holds(predicate, row)
        }
    }

    private func holds(_ predicate: Filter.Predicate, _ row: Int) -> Bool {
        switch predicate {
        case .word(let word):
            return table.columns.contains {
                $0.kind == .text && $0.text(row).lowercased().contains(word.lowercased())
            }
        case .missing(let subject):
            return subject == .measure("model.score")
                ? number(subject, row).isNaN : ["", "?"].contains(text(subject, row))
        case .facet(let name, let value):
            guard let facet = overlay.facets[name] else { return false }
            let held = facet.values.indices.filter { facet.masks[row] >> UInt32($0) & 1 == 1 }.map { facet.values[$0] }
            return value.map(held.contains) ?? !held.isEmpty
        case .row(let range): return range.lowerBound <= row + 1 && row + 1 <= range.upperBound
        case .id(let digits): return overlay.ids[row].description.hasPrefix(digits)
        case .comparison(let subject, let comparison): return holds(comparison, subject, row)
        }
    }

    private func holds(_ comparison: Filter.Comparison, _ subject: Filter.Subject, _ row: Int) -> Bool {
        let number = number(subject, row)
        switch comparison {
        case .equal(let wanted):
            if subject == .column("when"), let day = DateText(wanted) {
                return holds(.atLeast, .date(day), subject, row) && holds(.atMost, .date(day), subject, row)
            }
            let isNumber = subject == .column("age") || subject == .measure("model.score")
            return text(subject, row).utf8.elementsEqual(wanted.utf8) || isNumber && number == Double(wanted)
        case .unequal(let wanted): return !holds(.equal(wanted), subject, row)
        case .within(let bounds):
            return bounds.lower.map { holds(.atLeast, $0, subject, row) } ?? true
                && bounds.upper.map { holds(.atMost, $0, subject, row) } ?? true
                && (bounds.isOfDates ? date(subject, row) != nil : !number.isNaN)
        case .outside(let bounds): return !holds(.within(bounds), subject, row)
        case .ordered(let order, let limit): return holds(order, limit, subject, row)
        case .contains(let part): return text(subject, row).lowercased().contains(part.lowercased())
        case .matches(let regex, let ignoringCase):
            let options: NSRegularExpression.Options = ignoringCase ? .caseInsensitive : []
            guard let pattern = try? NSRegularExpression(pattern: regex, options: options) else { return false }
            let text = text(subject, row)
            return pattern.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil
        }
    }

    private func holds(_ order: Filter.Order, _ limit: Filter.Limit, _ subject: Filter.Subject, _ row: Int) -> Bool {
        let number = number(subject, row)
        switch (order, limit) {
        case (.less, .number(let limit)): return number < limit
        case (.atMost, .number(let limit)): return number <= limit
        case (.greater, .number(let limit)): return number > limit
        case (.atLeast, .number(let limit)): return number >= limit
        case (.less, .date(let limit)): return date(subject, row).map { $0 < limit.seconds } ?? false
        case (.atMost, .date(let limit)): return date(subject, row).map { $0 <= limit.lastSecond } ?? false
        case (.greater, .date(let limit)): return date(subject, row).map { $0 > limit.lastSecond } ?? false
        case (.atLeast, .date(let limit)): return date(subject, row).map { $0 >= limit.seconds } ?? false
        }
    }

    private func date(_ subject: Filter.Subject, _ row: Int) -> Int64? { DateText(text(subject, row))?.seconds }

    private func text(_ subject: Filter.Subject, _ row: Int) -> String {
        switch subject {
        case .column(let name): table.columns.first { $0.name == name }?.text(row) ?? ""
        case .measure: ""
        }
    }

    private func number(_ subject: Filter.Subject, _ row: Int) -> Double {
        switch subject {
        case .column: Double(text(subject, row)) ?? .nan
        case .measure(let name): overlay.numbers[name]?[row] ?? .nan
        }
    }
}
