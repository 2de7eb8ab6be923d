import Foundation
import Testing

extension TheProgram {
    /// Audits of files and projects without a screen: what is printed, what is refused, what a pipeline sees.
    @Suite("Audits", .serialized)
    struct Audits {
        /// 240 people of two sexes and three cities; the model is harder on women.
        private func file(_ shift: Int = 15, count: Int = 240) -> String {
            let rows = (0..<count).map { i -> String in
                let merit = (i * 37) % 100 - (i % 2 == 0 ? shift : 0)
                let score = Double(max(0, merit)) / 100
                return "p\(i),\(i % 2 == 0 ? "woman" : "man"),city \(i % 3),\((i * 53) % 100 < 50 ? 1 : 0),"
                    + "\(score >= 0.5 ? 1 : 0),\(score),\(1 + i % 3)\n"
            }
            return "id,sex,city,truth,pred,score,weight\n" + rows.joined()
        }

        private let columns = ["--truth", "truth", "--prediction", "pred", "--groups", "sex"]

        @Test func `a file is audited, and read at 80 columns`() async throws {
            let playground = try Playground()
            try playground.write(file(), to: "said.csv")
            let audit = try await Program.run(
                ["audit", "said.csv"] + columns + ["--score", "score", "--cross", "sex,city"], in: playground)
            #expect(audit.status == 0, "\(audit.errors)")
            for words in [
                "by sex", "by sex × city", "falsePositiveRate", "gap over groups with enough records",
                "against the reference",
            ] {
                #expect(audit.output.contains(words), "\(words)")
            }
            let long = audit.output.split(separator: "\n").filter { $0.count > 80 }
            #expect(long == [])
            let json = try await Program.run(["audit", "said.csv"] + columns + ["--json"], in: playground).json()
            #expect(json["groups"].array.count == 2 && json["n"].int == 240)
        }

        @Test func `before and after are paired by id`() async throws {
            let playground = try Playground()
            try playground.write(file(), to: "said.csv")
            try playground.write(file(0, count: 230), to: "after.csv")
            let command = ["audit", "said.csv"] + columns + ["--against", "after.csv", "--id", "id"]
            let json = try await Program.run(command + ["--json"], in: playground).json()
            #expect(json["change"]["n"].int == 230 && json["after"]["n"].int == 230)
            let text = try await Program.run(command, in: playground)
            #expect(text.output.contains(/before +after +change, paired/))
            #expect(text.errors.contains("only in said.csv: 10"))
        }

        @Test func `a pipeline fails where a metric crosses its limit, or can't be known`() async throws {
            let playground = try Playground()
            try playground.write(file(), to: "said.csv")
            func status(_ test: String, _ more: String...) async throws -> (Int32, String) {
                let outcome = try await Program.run(
                    ["audit", "said.csv"] + columns + ["--fail-if", test] + more, in: playground)
                return (outcome.status, outcome.errors)
            }
            #expect(try await status("demographicParityDifference>0.9").0 == 0)
            #expect(try await status("demographic-parity>=0.01").0 == 1)
            let rate = try await status("selectionRate<0.99")
            #expect(rate.0 == 1 && rate.1.contains("selectionRate of sex=woman is 0."))
            #expect(try await status("accuracy<0.01").0 == 0)
            let few = try await status("accuracy<0.01", "--minimum", "130")
            #expect(few.0 == 1 && few.1.contains("accuracy of sex=man is") && few.1.contains("fewer than 130"))
            let short = try await status("truePositiveRate<0", "--minimum", "1000")
            #expect(short.0 == 1 && short.1.contains("insufficient evidence"))
            let unknown = try await status("equalisedOddsDifference>0.1")
            #expect(unknown.0 == 64 && unknown.1.contains("Did you mean 'equalizedOddsDifference'"))
        }

        @Test func `verdicts give the adjusted p, and pairs say what insufficient is`() async throws {
            let playground = try Playground()
            try playground.write(file(), to: "said.csv")
            let plenty = try await Program.run(["audit", "said.csv"] + columns, in: playground)
            let line = plenty.output.replacing("\n", with: " ")
            #expect(line.contains(/[0-9], adjusted p [<=]/) && !line.contains(/[0-9], p [<=]/))
            #expect(!plenty.output.contains("insufficient: fewer"))
            let few = try await Program.run(["audit", "said.csv"] + columns + ["--minimum", "130"], in: playground)
            #expect(few.output.contains("insufficient: fewer than 130 records behind a rate"))
            try playground.write("truth,pred,sex\n1,1,a\n0,0,a\n1,0,b\n0,0,b\n1,0,c\n0,0,c\n", to: "zero.csv")
            let zero = try await Program.run(
                ["audit", "zero.csv"] + columns + ["--reference", "sex=b"], in: playground)
            #expect(zero.output.contains("c ÷ b"), "\(zero.output)")
        }

        @Test func `metrics are listed and explained`() async throws {
            let playground = try Playground()
            let explained = try await Program.run("audit", "--explain", "equalizedOddsDifference", in: playground)
            #expect(explained.status == 0 && explained.output.contains("definition"))
            #expect(explained.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
            let wrong = try await Program.run("audit", "--explain", "equalizedOdsDifference", in: playground)
            #expect(wrong.status == 64 && wrong.errors.contains("Did you mean 'equalizedOddsDifference'?"))
            let list = try await Program.run("audit", "--list", "gap", in: playground)
            #expect(list.output.contains("demographicParityRatio") && !list.output.contains("false omission rate\n"))
        }

        @Test(
            arguments: [
                (["--prediction", "city"], 65, ["'city' has 3 values", "line", "--positive VALUE"]),
                (["--prediction", "pred", "--score", "id"], 65, ["line 2", "'id'", "'p0'", "no number"]),
                (["--prediction", "pred", "--weight", "id"], 65, ["line 2", "'id'", "'p0'", "no number"]),
                (["--prediction", "pred", "--weight", "minus"], 64, ["'minus'"]),
                (["--prediction", "prd"], 64, ["'prd'", "Did you mean 'pred'?"]),
                (["--prediction", "pred", "--against", "said.csv"], 64, ["--id"]),
                (["--prediction", "pred", "--against", "said.csv", "--id", "city"], 65, ["line 5", "'city'"]),
                (["--prediction", "pred", "--reference", "sex=women"], 64, ["'women'", "Did you mean 'woman'?"]),
                (["--prediction", "pred", "--cross", "sex,sex"], 64, ["two or three different columns"]),
                (["--prediction", "pred", "--id", "id"], 64, ["--id pairs", "--against FILE"]),
                (["--prediction", "pred", "--control", "sex"], 64, ["'sex' can't be a control"]),
                (["--prediction", "pred", "--groups", "truth"], 64, ["'truth' can't be a group"]),
                (["--prediction", "pred", "--minimum", "-1"], 64, ["--minimum is -1. Give a number from 1"]),
                (["--prediction", "pred", "--seed", "-3"], 64, ["--seed is -3. Give a whole number"]),
                (["--prediction", "pred", "--groups", "id"], 65, ["'id' has 240 values"]),
            ] as [([String], Int32, [String])])
        func `what can't be audited is said in one sentence`(
            options: [String], status: Int32, names: [String]
        ) async throws {
            let playground = try Playground()
            try playground.write(file(), to: "said.csv")
            let groups = options.contains("--groups") ? [] : ["--groups", "sex"]
            let outcome = try await Program.run(
                ["audit", "said.csv", "--truth", "truth"] + groups + options, in: playground)
            #expect(outcome.status == status, "\(outcome.errors)")
            for name in names { #expect(outcome.errors.contains(name), "\(name) in \(outcome.errors)") }
        }

        @Test func `your own model: a project without training, a removal, and its after`() async throws {
            let playground = try Playground()
            try playground.write(file(), to: "said.csv")
            let made = try await Program.run(
                ["init", "said.csv"] + columns + ["--score", "score", "--id", "id"], in: playground)
            #expect(made.status == 0 && made.output.contains("nothing is trained"), "\(made.errors)")
            for command in ["train", "prove"] {
                let refused = try await Program.run(command, "said.csv.lethe", in: playground)
                #expect(refused.status == 64 && refused.errors.contains("your own model"), "\(refused.errors)")
            }
            let audit = try await Program.run("audit", "said.csv.lethe", "--json", in: playground).json()
            #expect(audit["n"].int == 240)
            let count = try await Program.run(
                "show", "said.csv.lethe", "--where", "sex=woman outcome:fn", "--count", in: playground)
            let women = audit["groups"].array.first { $0["value"].string == "woman" }
            #expect(count.output.contains("\(women?["fn"].int ?? -1)"), "\(count.output) \(count.errors)")

            let forgotten = try await Program.run(
                "forget", "said.csv.lethe", "--where", "row:1..5", "--to", "less.csv", "--yes", in: playground)
            #expect(forgotten.status == 0 && forgotten.output.contains("no model was changed"), "\(forgotten.errors)")
            #expect(try playground.text(of: "less.csv").split(separator: "\n").count == 236)
            #expect(try playground.text(of: "less.csv.removed.csv").split(separator: "\n").count == 6)

            try playground.write(file(0), to: "new.csv")
            let after = try await Program.run(
                ["init", "said.csv", "--project", "two"] + columns + ["--against", "new.csv", "--id", "id"],
                in: playground)
            #expect(after.status == 0, "\(after.errors)")
            let change = try await Program.run("audit", "two", "--before", "", "--json", in: playground)
            #expect(change.status == 64)
            let trend = try await Program.run("audit", "two", "--trend", "--json", in: playground).json()
            #expect(trend.array.count == 2)
        }

        @Test func `your own model opens on the screen without training`() async throws {
            let playground = try Playground()
            try playground.write(file(), to: "said.csv")
            let screen = try await Screen.start(
                "lethe open said.csv --truth truth --prediction pred --score score --groups sex --id id", in: playground
            )
            try await screen.wait(until: "240")
            try await screen.press("5")
            try await screen.wait(until: "woman")
            try await screen.press("Q")
            #expect(try await screen.exit() == 0)
            let log = try await Program.run("log", "said.csv.lethe", "--json", in: playground).json()
            let actions = log.array.compactMap { $0["action"].string }
            #expect(actions.contains("evaluate") && !actions.contains("train"))
        }

        @Test func `save points are compared, and their trend is printed`() async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "loans.csv")
            #expect(try await Program.run("init", "loans.csv", in: playground).status == 0)
            #expect(try await Program.run("train", "loans.csv.lethe", in: playground).status == 0)
            let forgotten = try await Program.run(
                "forget", "loans.csv.lethe", "--where", "split:train row:1..90", "--yes", "--json", in: playground)
            #expect(forgotten.status == 0, "\(forgotten.errors)")
            let compared = try await Program.run(
                "audit", "loans.csv.lethe", "--after",
                try #require(
                    try forgotten.json()["snapshot"]["after"].string), "--json", in: playground)
            #expect(try compared.json()["change"]["isPaired"].bool == true, "\(compared.errors)")
            let trend = try await Program.run("audit", "loans.csv.lethe", "--trend", in: playground)
            #expect(trend.output.contains("current") && trend.output.contains("equalizedOddsDifference"))
            let digest = try #require(
                try await Program.run("audit", "loans.csv.lethe", "--trend", "--json", in: playground).json()
                    .array.last?["digest"].string)
            for options in [["--trend"], ["--after", digest]] {
                for (limit, isCrossed) in [("accuracy<0.999999", true), ("accuracy<0.000001", false)] {
                    let tested = try await Program.run(
                        ["audit", "loans.csv.lethe", "--fail-if", limit] + options, in: playground)
                    #expect(!isCrossed || tested.status == 1)
                    #expect(
                        tested.errors.contains("accuracy of all records is") == isCrossed,
                        "\(limit) \(options): \(tested.errors)")
                }
            }
            for (options, words) in [
                (["--trend", "--after", digest], "--trend is of every save point"),
                (["--before", digest, "--after", digest], "'lethe audit PROJECT --trend' lists them"),
                (["--weight", "age"], "--weight goes with --truth and --prediction"),
            ] {
                let refused = try await Program.run(["audit", "loans.csv.lethe"] + options, in: playground)
                #expect(refused.status == 64 && refused.errors.contains(words), "\(refused.errors)")
            }
            let crossed = try await Program.run(
                "audit", "loans.csv.lethe", "--cross", "sex,region", "--json", in: playground)
            #expect(crossed.status == 0 || crossed.errors.contains("No column"), "\(crossed.errors)")
        }
    }
}
