extension DateText: CustomStringConvertible {
    /// In UTC, as precisely as it was read: "2016-01-31", "2016-01-31T12:30", "2016-01-31T12:30:05".
    public var description: String {
        let days = Calendar.floored(Int(seconds), by: 86_400)
        let second = Int(seconds) - days * 86_400
        let day = Calendar.day(days)
        let date = "\(Self.digits(day.year, 4))-\(Self.digits(day.month, 2))-\(Self.digits(day.day, 2))"
        if precision == .day { return date }
        let minutes = "\(date)T\(Self.digits(second / 3600, 2)):\(Self.digits(second / 60 % 60, 2))"
        return precision == .minute ? minutes : "\(minutes):\(Self.digits(second % 60, 2))"
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}
