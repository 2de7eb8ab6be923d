/// A range of numbers that makes a group: "<25", "25..45", ">45".
public struct Band: Hashable, Codable, Sendable {
    /// As it was written; the group's name.
    public let name: String
    public let lower: Double?
    public let includesLower: Bool
    public let upper: Double?
    public let includesUpper: Bool

    init(_ name: String, lower: Double?, _ includesLower: Bool, upper: Double?, _ includesUpper: Bool) {
        self.name = name
        self.lower = lower
        self.includesLower = includesLower
        self.upper = upper
        self.includesUpper = includesUpper
    }

    /// Reads "<25", "<=25", ">45", ">=45", "25..45" (both ends in it), "25..<45" and a single number.
    ///
    /// - Throws: `Refusal` (64) for any other text, and for a range without a number in it.
    public init(_ text: String) throws {
        let words = text.trimmingBlanks()
        func number(_ part: Substring) -> Double? { FieldText.number(String(part).trimmingBlanks()) }
        for (sign, isUpper, isIn) in [("<=", true, true), (">=", false, true), ("<", true, false), (">", false, false)]
        where words.hasPrefix(sign) {
            guard let bound = number(words.dropFirst(sign.count)) else { throw Self.unreadable(text) }
            self.init(words, lower: isUpper ? nil : bound, isIn, upper: isUpper ? bound : nil, isIn)
            return
        }
        if let dots = words.firstRange(of: "..") {
            let rest = words[dots.upperBound...]
            let isHalfOpen = rest.hasPrefix("<")
            guard let lower = number(words[..<dots.lowerBound]), let upper = number(rest.dropFirst(isHalfOpen ? 1 : 0)),
                lower < upper || (lower == upper && !isHalfOpen)
            else { throw Self.unreadable(text) }
            self.init(words, lower: lower, true, upper: upper, !isHalfOpen)
            return
        }
        guard let only = number(words[...]) else { throw Self.unreadable(text) }
        self.init(words, lower: only, true, upper: only, true)
    }

    private static func unreadable(_ text: String) -> Refusal {
        Refusal(
            .usage, "'\(text)' is no range of numbers.", next: "Write bands as <25, 25..45, 25..<45, >45 or >=45.")
    }

    /// Whether a text looks like a band, so that it belongs to the column named before it.
    public static func isBand(_ text: String) -> Bool { (try? Band(text)) != nil }

    public func contains(_ number: Double) -> Bool {
        if let lower, includesLower ? number < lower : number <= lower { return false }
        if let upper, includesUpper ? number > upper : number >= upper { return false }
        return !number.isNaN
    }

    /// Whether some number is in both.
    func overlaps(_ other: Band) -> Bool {
        func isBefore(_ a: Band, _ b: Band) -> Bool {
            guard let end = a.upper, let start = b.lower else { return false }
            return end < start || (end == start && !(a.includesUpper && b.includesLower))
        }
        return !isBefore(self, other) && !isBefore(other, self)
    }

    /// Four bands with about as many of the numbers in each, at numbers that occur; nil of fewer than two different ones.
    public static func proposed(for numbers: [Double]) -> [Band]? {
        let sorted = numbers.filter(\.isFinite).sorted()
        guard let first = sorted.first, let last = sorted.last, first < last else { return nil }
        var edges: [Double] = []
        for quarter in 1...3 {
            let edge = sorted[sorted.count * quarter / 4]
            if edge > first, edges.last.map({ edge > $0 }) ?? true { edges.append(edge) }
        }
        if edges.isEmpty, let edge = sorted.first(where: { $0 > first }) { edges = [edge] }
        let isWhole = sorted.allSatisfy { $0 == $0.rounded() && abs($0) < 1e15 }
        func spelled(_ number: Double) -> String { isWhole ? "\(Int(number))" : "\(number)" }
        let inner = zip(edges, edges.dropFirst()).map { low, high in
            isWhole ? "\(spelled(low))..\(spelled(high - 1))" : "\(spelled(low))..<\(spelled(high))"
        }
        let names = ["<\(spelled(edges[0]))"] + inner + [">=\(spelled(edges[edges.count - 1]))"]
        return names.compactMap { try? Band($0) }
    }
}
