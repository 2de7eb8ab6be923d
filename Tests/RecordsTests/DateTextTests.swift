import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct DateTextTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -86_400), ("2016-01-01", 1_451_606_400), ("2016-02-29", 1_456_704_000),
        ("2000-02-29", 951_782_400), ("0000-01-01", -62_167_219_200), ("9999-12-31", 253_402_214_400),
        ("2016-01-01T12:30", 1_451_651_400), ("2016-01-01 12:30", 1_451_651_400),
        ("2016-01-01T12:30:05", 1_451_651_405), ("2016-01-01T12:30:05.999", 1_451_651_405),
        ("2016-01-01T12:30:05Z", 1_451_651_405), ("2016-01-01 12:30:05+00:00", 1_451_651_405),
        ("2016-01-01 12:30:05.123456+02", 1_451_644_205), ("2016-01-01T12:30-01:30", 1_451_656_800),
        ("1969-12-31T23:59:59.5", -1),
    ])
    func `a date is seconds since 1970`(text: String, seconds: Int) {
        #expect(DateText(text)?.seconds == Int64(seconds))
    }

    @Test(arguments: [
        "", "2016", "2016-01", "2016-1-1", "2016-13-01", "2016-00-01", "2016-01-00", "2016-01-32", "2015-02-29",
        "1900-02-29", "2016-04-31", "2016-01-01T", "2016-01-01T24:00", "2016-01-01T12:60", "2016-01-01T12:30:60",
        "2016-01-01T12", "2016-01-01T12:30:05.", "2016-01-01Z", "2016-01-01T12:30z", "2016-01-01T12:30+1",
        "2016-01-01T12:30+24:00", "2016-01-01T12:30+01:60", " 2016-01-01", "2016-01-01 ", "2016/01/01", "20160101",
        "0000-01-01T00:00+01:00", "9999-12-31T23:59-01:00", "2016-01-01T12:30:05+01:00Z", "+016-01-01",
    ])
    func `anything else is no date`(text: String) {
        #expect(DateText(text) == nil)
    }

    @Test func `every day of four centuries agrees with Foundation, and prints as it is read`() throws {
        var calendar = Foundation.Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for days in stride(from: -60_000, to: 90_000, by: 7) {
            let date = DateText(seconds: Int64(days) * 86_400, precision: .day)
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(date.seconds)))
            let expected = Records.Calendar.Day(
                year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
            #expect(Records.Calendar.day(days) == expected)
            #expect(DateText(date.description) == date)
        }
    }

    @Test func `printing then reading gives the same date back`() {
        var numbers = Seeded(31)
        for _ in 0..<3_000 {
            let seconds = -62_167_219_200 + Int64(numbers.below(315_569_520_000))
            let precision = numbers.pick([DateText.Precision.second, .minute, .day])
            let whole = seconds - (seconds % precision.rawValue + precision.rawValue) % precision.rawValue
            let date = DateText(seconds: whole, precision: precision)
            #expect(DateText(date.description) == date)
            #expect(date.lastSecond == whole + precision.rawValue - 1)
        }
    }
}
