/// Makes a predicate of a name, a sign and a value, or says why they don't go together.
struct FilterPredicateBuilder {
    let source: FilterSource
    let name: String
    let isNameQuoted: Bool
    let value: FilterToken

    func predicate(_ sign: FilterToken.Sign) throws(FilterError) -> Filter.Predicate {
        switch sign {
        case .colon: try tag()
        case .equal: .comparison(subject, try equality(.equal(text), range: Filter.Comparison.within))
        case .unequal: .comparison(subject, try equality(.unequal(text), range: Filter.Comparison.outside))
        case .less: .comparison(subject, .ordered(.less, try limit(sign)))
        case .atMost: .comparison(subject, .ordered(.atMost, try limit(sign)))
        case .greater: .comparison(subject, .ordered(.greater, try limit(sign)))
        case .atLeast: .comparison(subject, .ordered(.atLeast, try limit(sign)))
        case .contains: .comparison(subject, try search())
        }
    }

    private var subject: Filter.Subject {
        !isNameQuoted && Overlay.isMeasure(name) ? .measure(name) : .column(name)
    }

    private var isMeasure: Bool {
        if case .measure = subject { true } else { false }
    }

    /// The value's text, whether quoted or not.
    private var text: String {
        if case .value(let text, _) = value.kind { text } else { source[value.range] }
    }

    /// The value's text where it isn't quoted: only then may it be a keyword or a range.
    private var bareText: String? {
        if case .value(let text, quoted: false) = value.kind { text } else { nil }
    }

    // MARK: After "="

    private func equality(
        _ plain: Filter.Comparison, range: (Filter.Bounds) -> Filter.Comparison
    ) throws(FilterError) -> Filter.Comparison {
        if let ends = bareText.flatMap(ends) { return range(try bounds(ends)) }
        if isMeasure, FilterNumber.parse(text) == nil {
            throw notANumber(text)
        }
        return plain
    }

    private func bounds(_ ends: (lower: String, upper: String)) throws(FilterError) -> Filter.Bounds {
        let (lower, upper) = (Filter.Limit(ends.lower), Filter.Limit(ends.upper))
        guard ends.lower.isEmpty || lower != nil, ends.upper.isEmpty || upper != nil, lower != nil || upper != nil
        else {
            throw source.error(
                "A range '..' goes from a number to a number or from a date to a date; a text with dots is quoted.",
                at: value.range, suggestion: FilterPrinter.quoted(text))
        }
        if let lower, let upper, lower.isDate != upper.isDate {
            throw source.error("A range doesn't go from a number to a date.", at: value.range)
        }
        if isMeasure, (lower ?? upper)?.isDate == true { throw notANumber(text) }
        let bounds = Filter.Bounds(lower: lower, upper: upper)
        if bounds.isBackward {
            throw source.error(
                "The range ends before it begins.", at: value.range, suggestion: "\(ends.upper)..\(ends.lower)")
        }
        return bounds
    }

    private func notANumber(_ text: String) -> FilterError {
        source.error("'\(text)' isn't a number, and \(name) is one.", at: value.range)
    }

    /// What stands on either side of the first "..".
    private func ends(_ text: String) -> (lower: String, upper: String)? {
        let scalars = text.unicodeScalars
        for index in scalars.indices where scalars[index...].starts(with: "..".unicodeScalars) {
            return (String(scalars[..<index]), String(scalars[scalars.index(index, offsetBy: 2)...]))
        }
        return nil
    }

    // MARK: After "<", "~" and ":"

    private func limit(_ sign: FilterToken.Sign) throws(FilterError) -> Filter.Limit {
        guard let limit = Filter.Limit(text) else {
            throw source.error(
                "'\(text)' isn't a number or a date, and '\(sign.rawValue)' compares those.", at: value.range)
        }
        if isMeasure, limit.isDate { throw notANumber(text) }
        return limit
    }

    private func search() throws(FilterError) -> Filter.Comparison {
        if isMeasure { throw source.error("\(name) is a number; '~' looks into text.", at: value.range) }
        guard case .regex(let regex, let ignoringCase) = value.kind else {
            if text.isEmpty { throw source.error("There is nothing to search for.", at: value.range) }
            return .contains(text)
        }
        do {
            _ = try Pattern(regex, caseInsensitive: ignoringCase)
        } catch {
            throw source.error("The pattern can't be used: \(error.message).", at: value.range)
        }
        return .matches(regex, ignoringCase: ignoringCase)
    }

    private func tag() throws(FilterError) -> Filter.Predicate {
        if bareText == "missing" { return .missing(subject) }
        if !isNameQuoted, name == "row" { return .row(try rows()) }
        if !isNameQuoted, name == "id" { return .id(try digits()) }
        return .facet(name, bareText == "any" ? nil : text)
    }

    private func rows() throws(FilterError) -> ClosedRange<Int> {
        let ends = bareText.flatMap(ends) ?? (text, text)
        let lower = ends.lower.isEmpty && !ends.upper.isEmpty ? 1 : count(ends.lower)
        let upper = ends.upper.isEmpty && !ends.lower.isEmpty ? Int.max : count(ends.upper)
        guard let lower, let upper else {
            throw source.error("Rows are written as row:612 or row:1..500, counted from 1.", at: value.range)
        }
        guard lower <= upper else {
            throw source.error("The range ends before it begins.", at: value.range, suggestion: "\(upper)..\(lower)")
        }
        return lower...upper
    }

    private func count(_ text: String) -> Int? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(text), count >= 1 else { return nil }
        return count
    }

    /// The beginning of an id; "7f3a…", as it is shown, will do.
    private func digits() throws(FilterError) -> String {
        let digits = (text.hasSuffix("…") ? String(text.dropLast()) : text).lowercased()
        guard RecordID.range(startingWith: digits) != nil else {
            throw source.error("An id begins with 1 to 32 hexadecimal digits.", at: value.range)
        }
        return digits
    }
}
