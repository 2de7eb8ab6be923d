import Testing

@testable import Journal

@Suite struct ClockTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"), (1_767_225_600_000, "2026-01-01T00:00:00.000Z"),
        (4_107_542_399_007, "2100-02-28T23:59:59.007Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
    ])
    func `a moment is written as RFC 3339`(_ milliseconds: Int64, _ text: String) {
        #expect(Clock.text(milliseconds: milliseconds) == text)
    }

    @Test func `a fixed clock steps each time it is read`() {
        let clock = Clock.fixed(start: 0, step: 250)
        #expect(
            [clock.now(), clock.now(), clock.now()].map { $0.suffix(6) }
                == [":00.000Z", ":00.250Z", ":00.500Z"].map { $0.suffix(6) })
    }

    @Test func `the machine's clock is of this form and this century`() throws {
        let now = Clock.system.now()
        #expect(now.wholeMatch(of: /20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    }
}
