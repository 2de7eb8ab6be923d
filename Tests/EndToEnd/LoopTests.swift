import Foundation
import Testing

extension TheProgram {
    /// Open, find, flag, stage, apply, compare, write, quit, reopen: all by keys, on both bundled files.
    @Suite("The loop by keys", .serialized, .enabled(if: Screen.isThere, Screen.missing))
    struct Loop {
        /// One thing an auditor looks for: a filter, whether the most surprising come first, and the flag they get.
        struct Step {
            let filter: String
            let count: Int
            let key: String
            let flag: String
        }

        @Test
        func `decisions: denied women, by disagreement`() async throws {
            let playground = try Playground()
            let truth = try Truth("decisions")
            let twin = try await Twin.trained(of: Program.fixture("decisions.csv"), in: playground)
            let planted = truth.count(in: try await twin.rows(where: "split:train"))
            #expect(planted > 200)

            let screen = try await open("decisions.csv", in: playground)
            try await screen.wait(until: "Enter start")
            let form = try await screen.wait(until: "5,000 records, 14 columns")
            for guess in ["target       approved", "positive     yes", "auditor"] {
                #expect(form.contains(guess), "the form guesses \(guess)")
            }
            #expect(form.contains(/sex +feature group +category/))
            #expect(form.contains(/salary +feature +number/))
            #expect(form.contains(/approved +target +category/))
            try await screen.press("Enter")
            try await screen.waitUntilFound()

            try await flag(
                Step(filter: "split:train sex=female approved=no", count: planted, key: "b", flag: "biased"),
                sorting: true, on: screen)
            try await screen.wait(until: "\(planted) flagged")
            try await stageAndApply(planted, alreadyMarked: true, basis: "bias", pair: "male − female", on: screen)

            try await screen.press("5")
            let fairness = try await screen.wait(until: "before")
            #expect(fairness.contains("selection rate · by sex · held-out"))
            #expect(fairness.contains(/female +\d+ .*├.*○.*├?.*●.* \.\d{3} +\.\d{3} +\+\.\d{3} ± \.\d{3} ▲/))
            #expect(fairness.contains(/male +\d+ .* \.\d{3} +\.\d{3} +no clear change/))
            #expect(
                fairness.contains(/gap male − female +by chance \.\d+, p .* +\.\d{3} +\.\d{3} +−\.\d{3} ± \.\d{3} ▼/))
            for figure in ["accuracy", "ROC AUC", "calibration error", "Brier score"] {
                #expect(fairness.contains(try Regex("\(figure) +\\.\\d{3} +\\.\\d{3}")), "\(figure)")
            }
            try await screen.press("B", "j", "Enter")
            try await screen.wait(until: "by nationality")
            // The true positive rate of a small group has too few positives for a verdict.
            try await screen.press("l")
            let small = try await screen.wait(until: "true positive rate · by nationality")
            #expect(small.contains(/stateless +\d+ +insufficient evidence: \d+ positives, 20 needed/))

            try await writeJournalAndQuit("decisions", on: screen)
            let flagged = try await Twin.rows(
                of: "decisions.csv.lethe", where: "flag:biased state:forgotten", in: playground)
            #expect(flagged.count == planted)
            let precision = Double(truth.count(in: flagged)) / Double(flagged.count)
            #expect(precision >= 0.5, "precision \(precision) at the planted count \(planted)")
            try await expectAsLeft("decisions", forgotten: planted, flagged: planted, in: playground)
            try await expectSameModel("decisions", twin, flag: "biased")
        }

        @Test
        func `comments: e-mail addresses, wrong labels, biased labels`() async throws {
            let playground = try Playground()
            let truth = try Truth("comments")
            let twin = try await Twin.trained(of: Program.fixture("comments.csv"), in: playground)
            let training = try await twin.rows(where: "split:train")
            let planted = truth.count(in: training)
            let addresses = try await twin.rows(where: "split:train hit:pii.email").count
            let mislabelled = truth.count("mislabelled", in: training)
            let rest = planted - addresses - mislabelled

            let screen = try await open("comments.csv", in: playground)
            try await screen.wait(until: "Enter start")
            let form = try await screen.wait(until: "5,000 records, 5 columns")
            #expect(form.contains("target       toxic"))
            #expect(form.contains(/comment +text +text/))
            #expect(form.contains(/identity +group +category/))
            try await screen.press("Enter")
            try await screen.waitUntilFound()

            let steps = [
                Step(filter: "split:train hit:pii.email", count: addresses, key: "p", flag: "private"),
                Step(
                    filter: "split:train hit:word toxic=0 -identity=none", count: mislabelled, key: "m",
                    flag: "mislabelled"),
                Step(
                    filter: "split:train identity=immigrants toxic=1 -hit:word", count: rest, key: "b", flag: "biased"),
            ]
            try await flag(steps[0], sorting: true, on: screen)
            try await flag(steps[1], sorting: false, on: screen)
            try await flag(steps[2], sorting: false, on: screen)
            // The filter may find what a step before has flagged too, so the sum is an upper bound.
            let flaggedRows = try #require(
                try await screen.text().firstMatch(of: /(\d+) flagged/).flatMap { Int($0.1) })
            #expect(flaggedRows <= planted && flaggedRows > planted * 9 / 10)

            try await screen.filter(by: "flag:any")
            try await screen.press("*")
            try await screen.wait(untilShown: flaggedRows)
            try await screen.wait(until: "•")
            try await stageAndApply(
                flaggedRows, alreadyMarked: true, basis: "bias", pair: "immigrants − men", on: screen)

            try await screen.press("5")
            let fairness = try await screen.wait(until: "change, paired")
            #expect(fairness.contains("selection rate · by identity · held-out"))
            #expect(fairness.contains(/immigrants +\d+ .* \.\d{3} +\.\d{3} +−\.\d{3} ± \.\d{3} ▼/))
            #expect(fairness.contains("no clear change"))
            #expect(fairness.contains(/disabled +\d+ +insufficient evidence: \d+ records, 20 needed/))
            #expect(fairness.contains(/gap immigrants − men .* \.\d{3} +\.\d{3} +−\.\d{3} ± \.\d{3} ▼/))

            try await writeJournalAndQuit("comments", on: screen)
            let flagged = try await Twin.rows(
                of: "comments.csv.lethe", where: "flag:any state:forgotten", in: playground)
            #expect(flagged.count == flaggedRows)
            let precision = Double(truth.count(in: flagged)) / Double(flagged.count)
            #expect(precision >= 0.5, "precision \(precision) at \(flagged.count) of \(planted) planted")
            try await expectAsLeft("comments", forgotten: flaggedRows, flagged: flaggedRows, in: playground)
            try await expectSameModel("comments", twin, flag: "any")
        }

        // MARK: - Parts of the loop

        private func open(_ name: String, in playground: Playground) async throws -> Screen {
            try playground.copy(Program.fixture(name), as: name)
            return try await Screen.start("lethe open \(name)", in: playground)
        }

        private func flag(_ step: Step, sorting: Bool, on screen: Screen) async throws {
            // Typed ahead, as a person does who knows the keys: marks fall on the new records nevertheless.
            try await screen.filter(by: step.filter)
            if sorting { try await screen.press("s") }
            try await screen.markFirst(step.count)
            if sorting { try await screen.waitUntilSortedByDisagreement() }
            try await screen.decide(
                step.key, count: step.count, echo: "flagged \(step.flag) · \(step.count) records · u undoes")
        }

        private func stageAndApply(_ count: Int, alreadyMarked: Bool, basis: String, pair: String, on screen: Screen)
            async throws
        {
            try await screen.decide("d", count: count, echo: "staged for removal · \(count) records")
            try await screen.press("3")
            _ = try await screen.wait(until: "If applied")
            // It is predicted beside whatever else goes on.
            let queue = try await screen.wait(until: "parity gap")
            #expect(queue.contains("Queue·\(count)"))
            #expect(queue.contains("\(count) training records are unlearned"))
            #expect(queue.contains(/parity gap +\.\d{3} → \.\d{3} predicted/))
            #expect(queue.contains(pair))
            #expect(queue.contains(basis))
            #expect(queue.contains("passes over the data"))

            // A wrong number applies nothing.
            try await screen.press("A")
            try await screen.wait(until: "Type \(count) to confirm")
            try await screen.type("1")
            try await screen.press("Enter")
            try await screen.wait(until: "Not applied: \(count) records staged, '1' was typed.")
            try await screen.press("A")
            try await screen.wait(until: "Type \(count) to confirm")
            try await screen.type("\(count)")
            try await screen.press("Enter")
            let jobs = try await screen.wait(for: "the removal") {
                $0.contains("forgot \(count) training records; identical to a retrain") && $0.contains("· idle")
            }
            #expect(jobs.contains("forgetting \(count) records"))
            #expect(jobs.contains("done · "))
            #expect(jobs.contains(/3 Queue  4 Jobs/), "nothing is staged any more")
        }

        private func writeJournalAndQuit(_ name: String, on screen: Screen) async throws {
            try await screen.press("W")
            try await screen.wait(until: "the journal bundle, which anyone can verify")
            try await screen.press("c")
            try await screen.wait(until: "Write the journal bundle")
            try await screen.press("Enter")
            try await screen.wait(until: "wrote the journal to \(name)-journal")
            #expect(try await screen.quit() == 0)
            #expect(try await screen.variable("alternate_on") == "0")
            let verdict = try await Program.run("verify", "\(name)-journal", in: screen.playground)
            #expect(verdict.status == 0)
            #expect(verdict.output.hasPrefix("Intact: "))
        }

        /// Opens the project again: flags, forgotten records, models and figures are as they were left.
        private func expectAsLeft(_ name: String, forgotten: Int, flagged: Int, in playground: Playground) async throws
        {
            let screen = try await Screen.start("lethe open \(name).csv", in: playground)
            let left = grouped(5000 - forgotten)
            // The page and its metric are found as they were left, the filter too.
            try await screen.wait(for: "the page that was left") {
                $0.contains("\(name).csv  held-out") && $0.contains("· idle")
            }
            try await screen.press("1", "f", "C-u", "Enter")
            try await screen.wait(for: "the records without the forgotten") {
                $0.contains("\(name).csv  \(left) records") && $0.contains("· idle")
            }
            try await screen.press("6")
            let models = try await screen.wait(until: "−\(forgotten) records")
            #expect(models.contains(/now .*−\d+ records, [\d,]+ remain/))
            #expect(models.contains(/earlier .* records trained/))
            try await screen.press("5")
            var fairness = try await screen.wait(until: "change, paired")
            if name == "decisions" {
                // Metric and groups are those that were chosen last; the way back is by the same keys.
                #expect(fairness.contains("true positive rate · by nationality"))
                try await screen.press("h")
                try await screen.wait(until: "selection rate · by nationality")
                try await screen.press("B", "k", "Enter")
                fairness = try await screen.wait(until: "selection rate · by sex")
            }
            #expect(fairness.contains("before") && fairness.contains("▼"), "\(fairness)")
            try await screen.press("7")
            try await screen.wait(until: "unlearn-result")
            try await screen.press("I")
            try await screen.wait(until: "Intact: ")
            try await screen.press("1")
            try await screen.filter(by: "flag:any state:forgotten")
            try await screen.wait(untilShown: flagged)
            #expect(try await screen.quit() == 0)
        }

        /// The same decisions without a screen end in the same model, bit for bit.
        private func expectSameModel(_ name: String, _ twin: Twin, flag: String) async throws {
            let playground = twin.playground
            let project = "\(name).csv.lethe"
            let flagged = try await Twin.records(of: project, where: "flag:\(flag) state:forgotten", in: playground)
            try playground.write(flagged.map { $0.id + "\n" }.joined(), to: "ids")
            try await twin.run("flag", twin.project, "biased", "--ids", "ids")
            let result = try await twin.run("forget", twin.project, "--flagged", "biased", "--yes", "--json").json()
            #expect(result["removed"].int == flagged.count)
            let after = result["snapshot"]["after"].string
            #expect(after != nil)
            #expect(try await Twin.model(of: project, in: playground) == after)
            #expect(try await Twin.model(of: twin.project, in: playground) == after)
        }
    }
}

/// "4,765"
func grouped(_ number: Int) -> String {
    number < 1000 ? "\(number)" : "\(number / 1000)," + String(String(number % 1000 + 1000).dropFirst())
}
