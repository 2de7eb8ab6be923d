import Foundation

extension Int {
    /// "1 record", "12,874 records".
    public func counted(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }

    /// "12,874"
    public var grouped: String {
        var digits = String(magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (self < 0 ? "-" : "") + groups.joined(separator: ",")
    }
}

extension Double {
    /// With `digits` after the point, whatever the locale.
    public func fixed(_ digits: Int) -> String { String(format: "%.\(digits)f", self) }

    /// "1.2e-9"
    public var scientific: String {
        if self == 0 { return "0" }
        let parts = String(format: "%.1e", self).split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return "\(self)" }
        return "\(parts[0])e\(exponent)"
    }
}
