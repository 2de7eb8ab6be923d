import Detection

/// Finds numbers of payment cards: 13 to 19 digits, in groups or not, of which the last one checks the others (Luhn,
/// US patent 2,950,048).
struct CardDetector: Detector {
    let name = "pii.card"
    let title = "card"

    func evidence(in text: String, column: String) -> [Evidence] {
        var (found, digits, span) = ([Evidence](), [Int](), 0..<0)
        for (place, byte) in (Array(text.utf8) + [0]).enumerated() {
            if (48...57).contains(byte) {
                span = (digits.isEmpty ? place : span.lowerBound)..<place + 1
                digits.append(Int(byte) - 48)
            } else if place > span.upperBound || ![32, 45].contains(byte) {
                if (13...19).contains(digits.count), Self.isChecked(digits) {
                    found.append(Evidence(detector: name, column: column, span: span, rule: "check digit"))
                }
                digits = []
            }
        }
        return found
    }

    /// From the right every second digit counts twice, by the sum of its digits; all are a multiple of ten.
    private static func isChecked(_ digits: [Int]) -> Bool {
        digits.reversed().enumerated().reduce(0) { sum, digit in
            let value = digit.element * (digit.offset % 2 + 1)
            return sum + value / 10 + value % 10
        } % 10 == 0
    }
}
