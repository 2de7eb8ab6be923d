import Glibc
import Synchronization

/// Where times come from: a parameter, so that a journal can be written twice alike.
public struct Clock: Sendable {
    /// RFC 3339, UTC, milliseconds: "2026-01-01T00:00:00.000Z".
    public var now: @Sendable () -> String

    public init(now: @escaping @Sendable () -> String) { self.now = now }

    /// The machine's clock.
    public static let system = Clock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return text(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// A clock that begins at `start` (milliseconds since 1970; by default 2026 begins) and moves on by `step`
    /// milliseconds each time it is read.
    public static func fixed(start: Int64 = 1_767_225_600_000, step: Int64 = 1000) -> Clock {
        let ticks = Ticks(start)
        return Clock { text(milliseconds: ticks.advance(by: step)) }
    }

    /// Writes a moment of the years 0 to 9999; the calendar is Howard Hinnant's `civil_from_days`.
    static func text(milliseconds: Int64) -> String {
        let day = milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
        let rest = milliseconds - day * 86_400_000
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let date = [padded(year, 4), padded(month, 2), padded(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2)]
        let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }
        return "\(date.joined(separator: "-"))T\(time.joined(separator: ":")).\(padded(rest % 1000, 3))Z"
    }

    /// Reads what `text(milliseconds:)` writes, to the byte; nil for any other spelling and for a day that never was.
    static func milliseconds(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { milliseconds($0) }
    }

    static func milliseconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard bytes.count == 24, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes[19] == UInt8(ascii: "."), bytes[23] == UInt8(ascii: "Z")
        else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var number: Int64 = 0
            for place in range {
                guard (0x30...0x39).contains(bytes[place]) else { return nil }
                number = number * 10 + Int64(bytes[place] - 0x30)
            }
            return number
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19), let rest = number(20..<23),
            (1...12).contains(month), (1...days(ofMonth: month, year)).contains(day), hour < 24, minute < 60,
            second < 60
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let yearOfEra = shifted - era * 400
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        return days * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000 + rest
    }

    private static func days(ofMonth month: Int64, _ year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// The state of a fixed clock.
private final class Ticks: Sendable {
    private let next: Mutex<Int64>

    init(_ start: Int64) { next = Mutex(start) }

    func advance(by step: Int64) -> Int64 {
        next.withLock { now in
            defer { now += step }
            return now
        }
    }
}
