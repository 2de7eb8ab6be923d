internal import Records

/// Finds terms and patterns that somebody wrote down in a file: see `DetectorFile`.
///
/// Each search has a greatest number of steps; a text on which a pattern needs more has no hit of that pattern behind the
/// place where it gave up.
public struct PatternDetector: Detector {
    struct Rule: Sendable {
        let name: String
        let pattern: Pattern
    }

    public let name: String
    public let title: String
    public let version: DetectorVersion
    let score: Double?
    let terms: [Rule]
    let patterns: [Rule]
    /// All terms as one, a pattern for some hundred of them: most texts have none, and are gone through once.
    let anyTerm: [Pattern]

    public var kinds: [HitKind] { [HitKind(name, title: title)] }

    public func evidence(in text: String, column: String) -> [Evidence] {
        var found: [Evidence] = []
        let hasTerm = anyTerm.isEmpty || anyTerm.contains { $0.matches(text) }
        for rule in hasTerm ? terms + patterns : patterns {
            for span in rule.pattern.ranges(in: text) {
                found.append(Evidence(detector: name, column: column, span: span, rule: rule.name, score: score))
            }
        }
        guard found.count > 1 else { return found }
        // A place is told once, by the longest.
        found.sort { ($0.span.lowerBound, -$0.span.upperBound) < ($1.span.lowerBound, -$1.span.upperBound) }
        var end = -1
        return found.filter { evidence in
            guard evidence.span.upperBound > end else { return false }
            end = evidence.span.upperBound
            return true
        }
    }
}
