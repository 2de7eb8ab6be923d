import Canvas
import Engine
import Journal
import Records
import Testing

@testable import Dashboard

struct DecidingTests {
    @Test func `every decision echoes and u takes it back, in order`() async throws {
        var rehearsal = try await Rehearsal.open(Sample.csv(count: 120))
        let before = rehearsal.workspace.mailbox.latest
        for (key, word) in [("t", "toxic"), ("b", "biased"), ("p", "private"), ("m", "mislabelled")] {
            await rehearsal.press(key)
            #expect(rehearsal.sitting.message == "flagged \(word) · u undoes")
        }
        #expect(rehearsal.sitting.text.contains("TBPM"))
        await rehearsal.press("c")
        #expect(rehearsal.sitting.message == "flagged fine · u undoes")
        await rehearsal.press("c")
        #expect(rehearsal.sitting.message == "no longer fine · u undoes")
        await rehearsal.press("d")
        #expect(rehearsal.sitting.message.hasPrefix("staged for removal · u undoes"))
        await rehearsal.press("d")
        #expect(rehearsal.sitting.message.hasPrefix("no longer staged"))
        for _ in 0..<8 { await rehearsal.press("u") }
        let after = rehearsal.workspace.mailbox.latest
        #expect(after.flags == before.flags && after.counts == before.counts)
        #expect(!after.canUndo && after.canRedo)
        await rehearsal.press("u")
        #expect(rehearsal.sitting.message == "Nothing to undo.")
        await rehearsal.workspace.close()
    }

    @Test func `a reason is asked for, kept, shown and edited`() async throws {
        var rehearsal = try await Rehearsal.open(Sample.csv(count: 120))
        await rehearsal.press("r")
        await rehearsal.type("said qt j twice")
        await rehearsal.press("Enter")
        #expect(rehearsal.sitting.text.contains("“said qt j twice”"))
        #expect(rehearsal.sitting.dashboard.records.rows.count == 120, "q, t and j were typed, not obeyed")
        await rehearsal.press("r")
        #expect(rehearsal.sitting.text.contains("said qt j twice"))
        await rehearsal.press("Ctrl-U")
        await rehearsal.press("Esc")
        #expect(try rehearsal.sitting.snapshot.reasons[0] == "said qt j twice", "left as it was")
        await rehearsal.workspace.close()
    }

    @Test func `what a filter on flags shows follows the decisions`() async throws {
        var rehearsal = try await Rehearsal.open(Sample.csv(count: 120))
        await rehearsal.press("f")
        await rehearsal.type("-flag:any")
        await rehearsal.press("Enter", "b")
        #expect(rehearsal.sitting.rows == Array(1..<120))
        await rehearsal.press("b")
        #expect(rehearsal.sitting.rows == Array(2..<120))
        await rehearsal.press("u", "u")
        #expect(rehearsal.sitting.rows == Array(0..<120))
        await rehearsal.workspace.close()
    }

    @Test func `d on the queue unstages what the cursor is on, and Enter shows it`() async throws {
        var sitting = Sitting(try await Stages.all.decided)
        sitting.press("3")
        let queue = try sitting.snapshot.queue
        let place = try #require(queue.firstIndex { $0.rows.count <= Dashboard.bulk })
        for _ in 0..<place { sitting.press("j") }
        sitting.press("d")
        guard case .unstage(let rows)? = sitting.asked.first else {
            Issue.record("\(String(describing: sitting.asked.first))")
            return
        }
        #expect(rows == queue[place].rows)
        sitting.press("Enter")
        #expect(sitting.dashboard.screen == .records)
        #expect(sitting.dashboard.records.rows.count == (try sitting.snapshot.counts.staged))
    }

    @Test func `writing asks where, and writes only on Enter`() async throws {
        var sitting = Sitting(try await Stages.all.decided)
        for (digit, what) in [
            ("a", "-flagged.csv"), ("b", "-fairness.json"), ("c", "-journal"), ("d", "-redacted.csv"),
        ] {
            sitting.press("W", digit)
            guard let field = (sitting.dashboard.panel as? PathPanel)?.field else {
                Issue.record("no path after W \(digit)")
                return
            }
            #expect(field.text.hasSuffix("sample" + what))
            sitting.press("Esc")
            #expect(sitting.asked.isEmpty)
        }
        sitting.press("W", "j", "j", "Enter", "Ctrl-U")
        sitting.type("/tmp/journal")
        sitting.press("Enter")
        guard case .write(.bundle(path: "/tmp/journal"))? = sitting.asked.first else {
            Issue.record("\(String(describing: sitting.asked.first))")
            return
        }
    }

    @Test func `policies are changed through the palette`() async throws {
        var rehearsal = try await Rehearsal.open(Sample.csv(count: 120))
        await rehearsal.command("policy-veil")
        #expect(try rehearsal.sitting.snapshot.policy.veil == false)
        await rehearsal.command("policy-approvals")
        #expect(try rehearsal.sitting.snapshot.policy.approvals == 1)
        await rehearsal.press("d", "A")
        await rehearsal.type("1")
        await rehearsal.press("Enter")
        #expect(rehearsal.sitting.dashboard.message?.isRefusal == true, "nobody else has approved")
        #expect(try rehearsal.sitting.snapshot.counts.forgotten == 0)
        await rehearsal.workspace.close()
    }

    @Test func `the news of a job that ended is said once`() async throws {
        var running = Scene.jobs(try await Stages.all.fresh)
        let place = try #require(running.jobs.firstIndex { $0.state == .running })
        var sitting = Sitting(running)
        #expect(sitting.lines[0].contains("solving 43 %"))
        running.jobs[place].state = .done
        running.jobs[place].outcome = "forgot 12 records"
        sitting.feed(.snapshot(running))
        #expect(sitting.message == "forgetting 12 records: forgot 12 records")
        sitting.press("j")
        sitting.feed(.snapshot(running))
        #expect(sitting.message.isEmpty)
    }
}
