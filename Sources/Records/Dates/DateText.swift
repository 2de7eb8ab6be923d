/// A point of time as ISO 8601 writes it, and how precisely it was written.
///
/// `2016-01-31`, `2016-01-31T12:30`, `2016-01-31 12:30:05.25+02:00`: a date; after a `T` or a blank hours and minutes;
/// then seconds with a fraction, which is cut off; then `Z` or an offset. Without an offset it is UTC. Days are those of
/// the Gregorian calendar, also before there was one, in the years 0000 to 9999.
///
/// ```swift
/// DateText("2016-02-29T01:30+01:30")?.description  // "2016-02-29T00:00"
/// DateText("2015-02-29")                           // nil: there was no such day
/// ```
public struct DateText: Hashable, Sendable {
    public enum Precision: Int64, Hashable, Sendable {
        case second = 1
        case minute = 60
        case day = 86_400
    }

    /// Since 1970-01-01T00:00Z, of its first second.
    public let seconds: Int64
    public let precision: Precision

    public init(seconds: Int64, precision: Precision) {
        self.seconds = seconds
        self.precision = precision
    }

    /// Nil for anything else than a date, blanks around one included.
    public init?(_ text: String) {
        var text = text
        guard let date = text.withUTF8({ DateText(bytes: $0) }) else { return nil }
        self = date
    }

    public init?(bytes: UnsafeBufferPointer<UInt8>) {
        var reader = DateReader(bytes: bytes)
        guard bytes.count >= 10, bytes.count <= 48, let date = reader.read() else { return nil }
        self = date
    }

    /// Its last second: a day has 86,400 of them.
    public var lastSecond: Int64 { seconds + precision.rawValue - 1 }

    /// The seconds since 1970 that a text stands for; nil where it is no date.
    public static func seconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? { DateText(bytes: bytes)?.seconds }
}

/// Steps over the bytes of a date.
private struct DateReader {
    let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func read() -> DateText? {
        guard let year = digits(4), take(45), let month = digits(2), take(45), let day = digits(2),
            let days = Calendar.days(year: year, month: month, day: day)
        else { return nil }
        let midnight = Int64(days) * DateText.Precision.day.rawValue
        if position == bytes.count { return DateText(seconds: midnight, precision: .day) }
        guard take(84) || take(32), let hour = digits(2), hour < 24, take(58), let minute = digits(2), minute < 60
        else { return nil }
        var seconds = midnight + Int64(hour * 3600 + minute * 60)
        var precision = DateText.Precision.minute
        if take(58) {
            guard let second = digits(2), second < 60, skipFraction() else { return nil }
            seconds += Int64(second)
            precision = .second
        }
        guard let offset = offset(), position == bytes.count else { return nil }
        seconds -= offset
        guard Calendar.seconds.contains(seconds) else { return nil }
        return DateText(seconds: seconds, precision: precision)
    }

    /// In seconds; 0 for none and for `Z`.
    private mutating func offset() -> Int64? {
        if position == bytes.count || take(90) { return 0 }
        let isBehind = take(45)
        guard isBehind || take(43), let hours = digits(2), hours < 24 else { return nil }
        var minutes = 0
        if take(58) {
            guard let read = digits(2), read < 60 else { return nil }
            minutes = read
        }
        let offset = Int64(hours * 3600 + minutes * 60)
        return isBehind ? -offset : offset
    }

    /// False where a point has no digit behind it.
    private mutating func skipFraction() -> Bool {
        guard take(46) else { return true }
        let start = position
        while position < bytes.count, bytes[position] &- 48 < 10 { position += 1 }
        return position > start
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func digits(_ count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var number = 0
        for index in position..<position + count {
            let digit = bytes[index] &- 48
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        position += count
        return number
    }
}
