import Canvas
import Engine
import Journal
import Records
import Testing

@testable import Dashboard

struct ReviewTests {
    @Test func `review goes through the records that surprise the model most`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.press("R")
        let review = try #require(sitting.dashboard.review)
        #expect(review.rows.count == ReviewState.limit)
        let losses = try #require(try sitting.snapshot.overlay.numbers["model.disagreement"])
        let inOrder = zip(review.rows, review.rows.dropFirst()).allSatisfy { losses[$0] >= losses[$1] }
        #expect(inOrder)
        let best = losses.filter { !$0.isNaN }.max()
        #expect(losses[review.rows[0]] == best)
    }

    @Test func `where only held-out records are shown, review goes through them from the cursor`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.press("f")
        sitting.type("split:held-out")
        sitting.press("Enter", "j", "R")
        let review = try #require(sitting.dashboard.review)
        #expect(review.rows == Array(sitting.rows.dropFirst().prefix(ReviewState.limit)))
        #expect(!review.rows.isEmpty)
    }

    @Test func `with an order chosen, review follows it from the cursor`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        for _ in 0..<8 { sitting.press("l") }
        sitting.press("s", "j", "j", "R")
        let review = try #require(sitting.dashboard.review)
        #expect(review.rows == Array(sitting.rows.dropFirst(2).prefix(ReviewState.limit)))
    }

    @Test func `deciding moves on through a fixed list, and everything decided counts, unsure too`() async throws {
        var rehearsal = try await Rehearsal.open(Sample.csv(count: 120))
        // The order that review follows is about to change with every decision.
        await rehearsal.press("h", "h", "h", "h", "l", "s", "R")
        let rows = try #require(rehearsal.sitting.dashboard.review?.rows)
        for (place, key) in ["t", "b", "p", "m", "c", "o"].enumerated() {
            #expect(rehearsal.sitting.dashboard.currentRow == rows[place])
            #expect(rehearsal.sitting.text.contains("reviewed \(place) of \(rows.count)"))
            await rehearsal.press(key)
            #expect(rehearsal.sitting.dashboard.review?.rows == rows)
        }
        #expect(rehearsal.sitting.lines[0].contains("reviewed 6 of \(rows.count)"))
        #expect(rehearsal.sitting.message == "flagged unsure · u undoes")
        let flags = try rehearsal.sitting.snapshot.flags
        #expect(rows.prefix(6).map { flags[$0].flags } == Flag.reviewOrder.map { [$0] })
        await rehearsal.press("u")
        #expect(rehearsal.sitting.lines[0].contains("reviewed 5 of \(rows.count)"))
        #expect(rehearsal.sitting.message.hasPrefix("undid: flag unsure"))
        await rehearsal.press("Ctrl-R")
        #expect(rehearsal.sitting.lines[0].contains("reviewed 6 of \(rows.count)"))
        await rehearsal.workspace.close()
    }

    @Test func `taking a flag back stays on the record`() async throws {
        var sitting = Sitting(try await Stages.all.decided)
        sitting.press("h", "h", "s", "R")
        #expect(sitting.dashboard.records.sort.map(\.name) == ["flag"])
        let row = try #require(sitting.dashboard.currentRow)
        let flag = try #require(try sitting.snapshot.flags[row].flags.first)
        let key = try #require(CommandTable.standard.command(.flag(flag))?.keys.first?.name)
        sitting.press(key)
        #expect(sitting.dashboard.currentRow == row)
        guard case .flag(flag, on: false, rows: [row], reason: "")? = sitting.asked.first else {
            Issue.record("\(String(describing: sitting.asked.first))")
            return
        }
    }

    @Test func `the last record stays in hand when it is decided`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.press("R", "G", "b", "b")
        let review = try #require(sitting.dashboard.review)
        #expect(sitting.dashboard.currentRow == review.rows.last)
        #expect(sitting.asked.count == 2)
    }

    @Test func `J K e E move within the review`() async throws {
        var sitting = Sitting(try await Stages.all.decided)
        sitting.press("R")
        let review = try #require(sitting.dashboard.review)
        let snapshot = try sitting.snapshot
        let hits = try #require(snapshot.overlay.facets["hit"])
        sitting.press("e")
        let next = try #require(review.rows.dropFirst().first { hits.hasAny($0) })
        #expect(sitting.dashboard.currentRow == next)
        sitting.press("g", "J")
        if let flagged = review.rows.dropFirst().first(where: { !snapshot.flags[$0].isEmpty }) {
            #expect(sitting.dashboard.currentRow == flagged)
        } else {
            #expect(sitting.message == "none below")
        }
        sitting.press("G", "E")
        #expect(sitting.dashboard.currentRow == review.rows.dropLast().last { hits.hasAny($0) })
    }

    @Test func `leaving review puts the cursor on the record that was in hand`() async throws {
        for key in ["q", "Esc"] {
            var sitting = Sitting(try await Stages.all.fresh)
            sitting.press("R", "j", "j")
            let row = sitting.dashboard.currentRow
            sitting.press(key)
            #expect(sitting.dashboard.review == nil)
            #expect(sitting.dashboard.currentRow == row)
            #expect(!sitting.hasQuit)
        }
    }

    @Test func `going to a row leaves the review`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.press("R")
        sitting.command("400")
        #expect(sitting.dashboard.review == nil)
        #expect(sitting.dashboard.currentRow == 399)
    }
}

extension Flag {
    /// The order of the keys above.
    fileprivate static let reviewOrder: [Flag] = [.toxic, .biased, .private, .mislabelled, .fine, .unsure]
}
