/// Reads a filter by recursive descent:
/// ```
/// any       = all ("or" all)*
/// all       = one (["and"] one)*
/// one       = "-" one | "(" any ")" | predicate
/// predicate = name [sign value]
/// ```
struct FilterParser {
    let source: FilterSource
    /// Where each predicate stands, in reading order.
    private(set) var places: [Filter.Place] = []
    private let tokens: [FilterToken]
    private var index = 0
    private var depth = 0

    /// Parentheses and minus signs inside one another; more is no one's intention.
    private static let deepest = 64

    init(_ text: String) throws(FilterError) {
        source = FilterSource(text)
        var tokenizer = FilterTokenizer(source)
        tokens = try tokenizer.tokens()
    }

    /// The whole text; nothing but spaces shows every row.
    mutating func expression() throws(FilterError) -> Filter.Expression {
        if current.kind == .end { return .all }
        let expression = try any()
        guard current.kind == .end else { throw source.error("This ')' closes nothing.", at: current.range) }
        return expression
    }

    // MARK: Combinations

    private mutating func any() throws(FilterError) -> Filter.Expression {
        var parts = [try all()]
        while keyword == "or" {
            index += 1
            parts.append(try all())
        }
        return .any(of: parts)
    }

    private mutating func all() throws(FilterError) -> Filter.Expression {
        var parts = [try one()]
        while current.kind != .end, current.kind != .close, keyword != "or" {
            if keyword == "and" { index += 1 }
            parts.append(try one())
        }
        return .all(of: parts)
    }

    private mutating func one() throws(FilterError) -> Filter.Expression {
        let token = current
        switch token.kind {
        case .minus:
            index += 1
            return .not(try nested(at: token) { parser throws(FilterError) in try parser.one() })
        case .open:
            index += 1
            if current.kind == .close {
                throw source.error("Nothing stands between the parentheses.", at: token.range)
            }
            let inner = try nested(at: token) { parser throws(FilterError) in try parser.any() }
            guard current.kind == .close else { throw source.error("This '(' isn't closed.", at: token.range) }
            index += 1
            return inner
        case .name(let name, let quoted):
            if let keyword {
                throw source.error(
                    "'\(keyword)' stands between two conditions; in quotes it is a word to search for.",
                    at: token.range, suggestion: "\"\(name)\"")
            }
            return .test(try predicate(name, quoted: quoted))
        case .sign(let sign):
            throw source.error("A name should stand before '\(sign.rawValue)'.", at: token.range)
        case .close, .end, .value, .regex:
            let last = tokens[max(0, index - 1)]
            throw source.error("A condition should follow '\(source[last.range])'.", at: last.range)
        }
    }

    private mutating func nested(
        at token: FilterToken, _ read: (inout FilterParser) throws(FilterError) -> Filter.Expression
    ) throws(FilterError) -> Filter.Expression {
        guard depth < FilterParser.deepest else {
            throw source.error("Parentheses and '-' go at most \(FilterParser.deepest) deep.", at: token.range)
        }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    // MARK: Predicates

    private mutating func predicate(_ name: String, quoted: Bool) throws(FilterError) -> Filter.Predicate {
        let nameToken = current
        index += 1
        guard case .sign(let sign) = current.kind else {
            if name.isEmpty { throw source.error("There is nothing to search for.", at: nameToken.range) }
            places.append(Filter.Place(name: nameToken.range, value: nameToken.range))
            return .word(name)
        }
        let value = tokens[index + 1]
        index += 2
        places.append(Filter.Place(name: nameToken.range, value: value.range))
        let builder = FilterPredicateBuilder(source: source, name: name, isNameQuoted: quoted, value: value)
        return try builder.predicate(sign)
    }

    // MARK: Tokens

    private var current: FilterToken { tokens[index] }

    /// The keyword that stands here: not one if a sign follows, for then it names a column.
    private var keyword: String? {
        guard let keyword = current.keyword else { return nil }
        if case .sign = tokens[index + 1].kind { return nil }
        return keyword
    }
}
