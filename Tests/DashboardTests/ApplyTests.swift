import Canvas
import Engine
import Testing

@testable import Dashboard

struct ApplyTests {
    static func isApply(_ command: Command?) -> Bool { if case .apply? = command { true } else { false } }

    @Test func `typing the exact staged count after A applies, and shows the jobs`() async throws {
        let snapshot = try await Stages.all.decided
        for start in [[], ["R"], ["3"], ["5"], ["7"], ["Enter"]] {
            var sitting = Sitting(snapshot)
            for key in start { sitting.press(key) }
            sitting.press("A")
            sitting.type("\(snapshot.counts.staged)")
            #expect(sitting.asked.isEmpty)
            sitting.press("Enter")
            #expect(sitting.asked.count == 1 && Self.isApply(sitting.asked.first))
            #expect(sitting.dashboard.screen == .jobs)
            sitting.press("q")
            #expect(sitting.dashboard.screen == .records, "one q leads back, from \(start)")
        }
    }

    @Test func `anything but the exact count applies nothing`() async throws {
        let snapshot = try await Stages.all.decided
        let count = snapshot.counts.staged
        for typed in [
            "", "0", "1", "\(count) ", " \(count)", "\(count + 1)", "\(count - 1)", "0\(count)", "yes", "-\(count)",
        ] {
            var sitting = Sitting(snapshot)
            sitting.press("A")
            sitting.type(typed)
            sitting.press("Enter")
            #expect(sitting.asked.isEmpty, "typed '\(typed)'")
            #expect(sitting.message.hasPrefix("Not applied: \(count) records staged"))
        }
    }

    @Test(arguments: ["Esc", "q", "Ctrl-G", "Ctrl-C"]) func `the question is left without applying`(key: String)
        async throws
    {
        let snapshot = try await Stages.all.decided
        var sitting = Sitting(snapshot)
        sitting.press("A")
        sitting.type("\(snapshot.counts.staged)")
        sitting.press(key)
        #expect(sitting.dashboard.panel == nil)
        #expect(sitting.asked.isEmpty && !sitting.hasQuit)
    }

    @Test func `the palette asks for the count too`() async throws {
        var sitting = Sitting(try await Stages.all.decided)
        sitting.command("apply")
        #expect(sitting.asked.isEmpty)
        guard sitting.dashboard.panel is ApplyPanel else {
            Issue.record("no question")
            return
        }
    }

    @Test func `what is applied is what the question said, by keys, on a real project`() async throws {
        var rehearsal = try await Rehearsal.open(Sample.csv(count: 120))
        await rehearsal.press("f")
        await rehearsal.type("split:train")
        await rehearsal.press("Enter", "g")
        let training = rehearsal.sitting.rows
        await rehearsal.press("Space", "Space", "Space", "d", "A")
        #expect(rehearsal.sitting.text.contains("forget 3 records"))
        await rehearsal.type("3")
        await rehearsal.press("Enter", "1")
        let snapshot = try rehearsal.sitting.snapshot
        #expect(snapshot.counts.forgotten == 3 && snapshot.counts.staged == 0)
        #expect(rehearsal.sitting.rows == Array(training.dropFirst(3)))
        #expect(rehearsal.sitting.dashboard.records.marks.isEmpty, "forgotten records are not marked any more")
        #expect(rehearsal.sitting.lines[0].contains("\(training.count - 3) of 117"))
        await rehearsal.workspace.close()
    }
}
