import Engine
import Fairness
import Foundation

/// Figures as people read them: three decimals, a true minus, and an en dash where there is no value.
enum Spoken {
    static let none = "–"

    static func number(_ value: Double?, digits: Int = 3) -> String {
        guard let value, value.isFinite else { return none }
        let text = abs(value).fixed(digits)
        return value < 0 && text.contains { $0 != "0" && $0 != "." } ? "−" + text : text
    }

    /// "+0.031", "−0.002", "0.000"
    static func signed(_ value: Double?, digits: Int = 3) -> String {
        let text = number(value, digits: digits)
        guard let value, value > 0, text.contains(where: { $0 != "0" && $0 != "." }) else { return text }
        return "+" + text
    }

    static func interval(_ interval: Interval?, signed isSigned: Bool = false) -> String {
        guard let interval else { return none }
        let ends = [interval.lower, interval.upper].map { isSigned ? signed($0) : number($0) }
        return "[\(ends[0]), \(ends[1])]"
    }

    static func p(_ p: Double?) -> String {
        guard let p, p.isFinite else { return none }
        return p < 0.001 ? "< 0.001" : number(p)
    }

    static func count(_ count: Int?) -> String { count?.grouped ?? none }

    /// A numerator or denominator, which weights can make fractional.
    static func amount(_ amount: Double?) -> String {
        guard let amount, amount.isFinite else { return none }
        return amount == amount.rounded() && abs(amount) < 1e15 ? Int(amount).grouped : number(amount)
    }

    static func percent(_ share: Double?) -> String {
        share.map { "\(number($0 * 100, digits: 1)) %" } ?? none
    }

    /// The first characters of a digest.
    static func digest(_ digest: String) -> String { String(digest.prefix(12)) }

    /// "2026-01-31 14:05 UTC"; anything that is no time as it is.
    static func time(_ rfc3339: String) -> String {
        let scalars = Array(rfc3339)
        guard scalars.count >= 17, scalars[10] == "T" else { return rfc3339.isEmpty ? none : rfc3339 }
        return "\(String(scalars[0..<10])) \(String(scalars[11..<16])) UTC"
    }

    /// "a", "a and b", "a, b and c"
    static func list(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// "adjusted p 0.012, Benjamini–Hochberg over 18 tests"
    static func adjusted(_ adjusted: AdjustedP?) -> String {
        guard let adjusted else { return none }
        return "\(p(adjusted.p)) (\(adjusted.method.words), \(adjusted.family.counted("test")))"
    }
}

extension AdjustedP.Method {
    var words: String {
        switch self {
        case .holm: "Holm"
        case .westfallYoung: "Westfall–Young"
        case .benjaminiHochberg: "Benjamini–Hochberg"
        }
    }
}

/// What metrics are called.
enum MetricName {
    static func title(_ id: String) -> String {
        Catalogue.all.first { $0.id == id }?.title ?? id
    }

    static func description(_ id: String) -> MetricDescription? { Catalogue.all.first { $0.id == id } }

    /// "Selection rate"
    static func capitalized(_ id: String) -> String {
        let name = title(id)
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}

extension MetricValue {
    /// "1,416/2,353": records, or the sums of their weights.
    var fraction: String {
        guard let weights else { return "\(numerator.grouped)/\(denominator.grouped)" }
        return "\(Spoken.number(weights.numerator, digits: 1))/\(Spoken.number(weights.denominator, digits: 1))"
    }
}
