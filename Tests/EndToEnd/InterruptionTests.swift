import Foundation
import Testing

extension TheProgram {
    /// A removal that is cut short leaves the old model and goes on at the next opening, unless that is declined.
    @Suite("Interrupted removals", .serialized, .enabled(if: Screen.isThere, Screen.missing))
    struct Interruption {
        /// The dashboard on the comments, with many records staged.
        private func staged(in playground: Playground, byShell: Bool = false) async throws -> (Screen, count: String) {
            let screen: Screen
            if byShell {
                screen = try await Screen.shell(in: playground)
                try await screen.type("lethe open comments.csv")
                try await screen.press("Enter")
            } else {
                screen = try await Screen.start("lethe open comments.csv", in: playground)
            }
            try await screen.waitUntilFound()
            try await screen.filter(by: "split:train row:1..1500")
            try await screen.press("*", "d")
            let question = try await screen.wait(until: "records for removal?")
            let count = try #require(question.firstMatch(of: /Stage ([\d,]+) records/)?.1)
            try await screen.press("y")
            try await screen.wait(until: "staged for removal · \(count) records")
            return (screen, String(count))
        }

        private func outcomes(_ action: String, in playground: Playground) async throws -> [String?] {
            let log = try await Program.run("log", "comments.csv.lethe", "--json", in: playground).json()
            return log.array.filter { $0["action"].string == action }.map { $0["outcome"].string }
        }

        @Test
        func `kill -9 in the middle: declined, it stays staged; cancelled with X too; else it goes on and says so`()
            async throws
        {
            let playground = try await Prepared.trained("comments")
            let before = try await Twin.model(of: "comments.csv.lethe", in: playground)
            let (first, count) = try await staged(in: playground)
            try await first.applyAndWait(count)
            try await first.signal("KILL")
            #expect(try await first.exit() == 137)

            let second = try await Screen.start("lethe open comments.csv --no-resume", in: playground)
            let reopened = try await second.wait(for: "the project as it was") {
                $0.contains("Queue·\(count)") && $0.contains("· idle")
            }
            #expect(reopened.contains("5,000 records"))
            #expect(reopened.contains("model \(before?.prefix(6) ?? "?")"))
            try await second.press("7")
            try await second.wait(until: "unlearn-fail")
            try await second.press("I")
            try await second.wait(until: "Intact: ")

            try await second.applyAndWait(count)
            try await second.press("X")
            try await second.wait(until: "cancelled; the model is as it was")
            let cancelled = try await second.wait(until: "Queue·\(count)")
            #expect(cancelled.contains("model \(before?.prefix(6) ?? "?")"))
            #expect(try await Twin.model(of: "comments.csv.lethe", in: playground) == before)

            try await second.applyAndWait(count)
            try await second.signal("KILL")
            #expect(try await second.exit() == 137)

            let third = try await Screen.start("lethe open comments.csv", in: playground)
            try await third.press("4")
            let resumed = try await third.wait(until: "forgot \(count) training records")
            #expect(resumed.contains("resuming the removal of \(count) records that was interrupted"))
            #expect(try await third.quit() == 0)
            #expect(try await outcomes("unlearn-fail", in: playground) == ["interrupted", "cancelled"])
            #expect(try await outcomes("unlearn-start", in: playground) == ["ok", "ok", "ok", "resumed"])
            #expect(try await Twin.model(of: "comments.csv.lethe", in: playground) != before)
            let proof = try await Program.run("prove", "comments.csv.lethe", "--json", in: playground).json()
            #expect(proof["equal"].bool == true)
        }

        @Test
        func `a lost terminal leaves a removal to the next command, which goes on with it and says so`()
            async throws
        {
            let playground = try await Prepared.trained("comments")
            let before = try await Twin.model(of: "comments.csv.lethe", in: playground)
            let (screen, count) = try await staged(in: playground)
            try await screen.applyAndWait(count)
            try await screen.signal("HUP")
            _ = try await screen.exit()
            #expect(try await Twin.model(of: "comments.csv.lethe", in: playground) == before)

            let proof = try await Program.run("prove", "comments.csv.lethe", in: playground)
            #expect(proof.status == 0)
            #expect(proof.errors.contains("resuming the removal of \(count) records that was interrupted"))
            let after = try await Twin.model(of: "comments.csv.lethe", in: playground)
            #expect(after != before)
            #expect(try await outcomes("unlearn-start", in: playground) == ["ok", "resumed"])
            #expect(try await outcomes("unlearn-fail", in: playground) == [])
        }

        @Test
        func `stopped and continued in the middle, a removal goes on to its end`() async throws {
            let playground = try await Prepared.trained("comments")
            let (screen, count) = try await staged(in: playground, byShell: true)
            try await screen.applyAndWait(count)
            try await screen.press("C-z")
            try await screen.wait(until: "Stopped")
            try await screen.type("fg")
            try await screen.press("Enter")
            try await screen.wait(until: "forgot \(count) training records")
            try await screen.press("Q")
            try await screen.type("echo \"exit=$?\"")
            try await screen.press("Enter")
            #expect(try await screen.exit() == 0)
            #expect(try await outcomes("unlearn-result", in: playground) == ["ok"])
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
    /// Presses A, types the count, presses Enter, and waits until the removal is under way.
    fileprivate func applyAndWait(_ count: String) async throws {
        let plain = count.filter(\.isNumber)
        try await press("A")
        try await wait(until: "Type \(plain) to confirm")
        try await type(plain)
        try await press("Enter")
        try await wait(for: "the removal under way") { $0.contains("· X cancels") && $0.contains("%") }
    }
}
