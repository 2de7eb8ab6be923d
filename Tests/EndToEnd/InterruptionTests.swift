import Foundation
import Testing

extension TheProgram {
    /// A removal that is cut short leaves the old model, what was staged, and a journal that says so.
    @Suite("Interrupted removals", .serialized, .enabled(if: Screen.isThere, Screen.missing))
    struct Interruption {
        @Test
        func `kill -9 in the middle, reopen; then cancel with X; then let it through`() async throws {
            let playground = try await Prepared.trained("comments")
            let before = try await Twin.model(of: "comments.csv.lethe", in: playground)
            let first = try await Screen.start("lethe open comments.csv", in: playground)
            try await first.waitUntilFound()
            try await first.filter(by: "split:train row:1..1500")
            try await first.press("*", "d")
            let question = try await first.wait(until: "records for removal?")
            let count = try #require(question.firstMatch(of: /Stage ([\d,]+) records/)?.1)
            let plain = count.filter(\.isNumber)
            try await first.press("y")
            try await first.wait(until: "staged for removal · \(count) records")
            try await first.apply(plain)
            try await first.wait(for: "the removal under way") { $0.contains("· X cancels") && $0.contains("%") }
            try await first.signal("KILL")
            #expect(try await first.exit() == 137)

            let second = try await Screen.start("lethe open comments.csv", in: playground)
            let reopened = try await second.wait(for: "the project as it was") {
                $0.contains("Queue·\(count)") && $0.contains("· idle")
            }
            #expect(reopened.contains("5,000 records"))
            #expect(reopened.contains("model \(before?.prefix(6) ?? "?")"))
            #expect(reopened.contains("a removal was interrupted; what was staged still is, and the model is"))
            try await second.press("7")
            try await second.wait(until: "unlearn-fail")
            try await second.press("I")
            try await second.wait(until: "Intact: ")

            try await second.apply(plain)
            try await second.wait(for: "the removal under way") { $0.contains("· X cancels") && $0.contains("%") }
            try await second.press("X")
            try await second.wait(until: "cancelled; the model is as it was")
            let cancelled = try await second.wait(until: "Queue·\(count)")
            #expect(cancelled.contains("model \(before?.prefix(6) ?? "?")"))
            #expect(try await Twin.model(of: "comments.csv.lethe", in: playground) == before)

            try await second.apply(plain)
            try await second.wait(until: "forgot \(count) training records")
            #expect(try await second.quit() == 0)
            let log = try await Program.run("log", "comments.csv.lethe", "--json", in: playground).json()
            let failures = log.array.filter { $0["action"].string == "unlearn-fail" }
            #expect(failures.map { $0["outcome"].string } == ["interrupted", "cancelled"])
            #expect(try await Twin.model(of: "comments.csv.lethe", in: playground) != before)
        }

        @Test
        func `quitting while a job runs leaves at once and harms nothing`() async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("comments.csv"), as: "comments.csv")
            let screen = try await Screen.start("lethe open comments.csv", in: playground)
            try await screen.wait(until: "Enter start")
            try await screen.press("Enter")
            try await screen.wait(for: "training under way") { $0.contains("no model yet · ") && $0.contains("%") }
            #expect(try await screen.quit() == 0)
            let again = try await Screen.start("lethe open comments.csv", in: playground)
            try await again.waitUntilFound()
            #expect(try await again.quit() == 0)
        }
    }
}

extension Screen {
    /// Presses A, types the count, presses Enter.
    fileprivate func apply(_ count: String) async throws {
        try await press("A")
        try await wait(until: "Type \(count) to confirm")
        try await type(count)
        try await press("Enter")
    }
}
