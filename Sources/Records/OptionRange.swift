/// The numbers that an option takes: said in help, checked before anything is done with them, and named by the refusal.
public struct OptionRange<Value: Comparable & Sendable>: Sendable, CustomStringConvertible {
    public let values: ClosedRange<Value>
    /// "1 to 64"
    public let description: String

    private init(_ values: ClosedRange<Value>, _ description: String) {
        self.values = values
        self.description = description
    }

    /// - Throws: `Refusal` (64) with the option, the number and the range; NaN is in none.
    @discardableResult
    public func check(_ value: Value, _ option: String) throws -> Value {
        guard values.contains(value) else {
            throw Refusal(.usage, "\(option) is \(value).", next: "Give a number from \(self).")
        }
        return value
    }
}

extension OptionRange where Value == Int {
    public init(_ values: ClosedRange<Int>) {
        self.init(values, "\(Self.grouped(values.lowerBound)) to \(Self.grouped(values.upperBound))")
    }

    /// "100,000"
    private static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }
}

extension OptionRange where Value == Double {
    public init(_ values: ClosedRange<Double>) {
        self.init(values, "\(Self.short(values.lowerBound)) to \(Self.short(values.upperBound))")
    }

    /// "0", "0.0001", "1e30"
    private static func short(_ number: Double) -> String {
        var (rest, zeros) = (number, 0)
        while rest >= 10, rest.truncatingRemainder(dividingBy: 10) == 0 { (rest, zeros) = (rest / 10, zeros + 1) }
        if (6..<16).contains(zeros) { return "\(Int(rest))e\(zeros)" }
        let text = "\(number)".replacing("e+", with: "e")
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
