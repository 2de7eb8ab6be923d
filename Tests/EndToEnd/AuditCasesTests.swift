import Foundation
import Testing

extension TheProgram {
    /// Files as people have them: without truth, of one class, of several, with scores of any range, weights, counts, groups
    /// that are numbers or words. Each stands for its kind; the right value was worked out beside it.
    @Suite("Audits of what people have", .serialized)
    struct AuditCases {
        private func audit(_ text: String, _ options: String...) async throws -> Program.Outcome {
            let playground = try Playground()
            try playground.write(text, to: "said.csv")
            return try await Program.run(["audit", "said.csv"] + options, in: playground)
        }

        /// Lines under a header, each as often as said.
        private func table(_ header: String, _ rows: [(String, Int)]) -> String {
            ([header] + rows.flatMap { Array(repeating: $0.0, count: $0.1) }).joined(separator: "\n") + "\n"
        }

        private func sum(_ json: JSON, _ keys: String...) -> Int { keys.reduce(0) { $0 + (json[$1].int ?? 0) } }

        @Test func `three classes: accuracy is the share of right predictions, and a pipeline fails on it`()
            async throws
        {
            let classes = table(
                "g,was,said",
                [
                    ("a,red,red", 25), ("a,red,blue", 5), ("a,green,green", 10), ("a,blue,blue", 20),
                    ("b,red,red", 10), ("b,green,blue", 20), ("b,blue,red", 5), ("b,blue,blue", 5),
                ])
            for more in [["--classes"], []] {
                let said = try await audit(
                    classes, "--truth", "was", "--prediction", "said", "--groups", "g", "--fail-if", "accuracy<0.8",
                    more.first ?? "--json")
                #expect(said.status == 1, "\(said.errors)")
                #expect(said.errors.contains("accuracy of all records is 0.700000, < 0.8"), "\(said.errors)")
                #expect(said.errors.contains("accuracy of g=b is 0.375000"), "\(said.errors)")
            }
            let text = try await audit(
                classes, "--truth", "was", "--prediction", "said", "--groups", "g", "--classes")
            #expect(text.output.contains(/all +0\.700000 +70\/100/), "\(text.output)")
            #expect(text.output.contains(/green +20 +10 +0 +30 +0\.333/), "\(text.output)")
            #expect(text.output.contains("classRecall (macro)"))
            let json = try await audit(
                classes, "--truth", "was", "--prediction", "said", "--groups", "g", "--classes", "--json"
            ).json()
            #expect(json["confusion"].array.first?["counts"].array[1].array.map(\.int) == [20, 10, 0])
        }

        @Test func `no truth: selection rates, their ratio and four fifths`() async throws {
            let text = table("sex,granted", [("m,yes", 60), ("m,no", 40), ("f,yes", 30), ("f,no", 70)])
            let said = try await audit(text, "--prediction", "granted", "--groups", "sex")
            #expect(said.status == 0, "\(said.errors)")
            #expect(said.output.contains("selection rate m 0.600, f 0.300: 0.300 apart"), "\(said.output)")
            #expect(said.output.contains(/f +0\.500 +\[/))
            #expect(!said.output.contains("accuracy\n") && said.output.contains("Nothing says what was true"))
            let tested = try await audit(
                text, "--prediction", "granted", "--groups", "sex", "--fail-if", "accuracy<0.5")
            #expect(tested.status == 1 && tested.errors.contains("needs truth"), "\(tested.errors)")
            let playground = try Playground()
            try playground.write(text, to: "said.csv")
            let written = try await Program.run(
                "report", "said.csv", "--prediction", "granted", "--groups", "sex", "--to", "r.md", in: playground)
            #expect(written.status == 0, "\(written.errors)")
            let report = try playground.text(of: "r.md")
            #expect(report.contains("Local Law 144") && report.contains("0.300 apart"))
            #expect(!report.contains("True positives"))
            let made = try await Program.run(
                "init", "said.csv", "--prediction", "granted", "--groups", "sex", in: playground)
            #expect(made.status == 0 && made.output.contains("no truth"), "\(made.errors)")
        }

        @Test func `a truth of one class is audited as far as it goes, and never turned round`() async throws {
            let text = table("g,y,p", [("a,0,1", 10), ("a,0,0", 30), ("b,0,1", 30), ("b,0,0", 10)])
            let said = try await audit(text, "--truth", "y", "--prediction", "p", "--groups", "g")
            #expect(said.status == 0, "\(said.errors)")
            #expect(said.output.hasPrefix("! Every record is truly negative"), "\(said.output)")
            #expect(said.output.contains(/b +0\.750000 +30\/40/))
            let unclear = try await audit(
                table("g,y,p", [("a,bad,good", 3), ("b,bad,bad", 3)]), "--truth", "y", "--prediction", "p", "--groups",
                "g")
            #expect(unclear.status == 65 && unclear.errors.contains("--positive"), "\(unclear.errors)")
            let slip = try await audit(
                table("g,y,p", [("a,bad,good", 3), ("b,good,bad", 3)]), "--truth", "y", "--prediction", "p", "--groups",
                "g", "--positive", "goood")
            #expect(slip.status == 64 && slip.errors.contains("Did you mean 'good'"), "\(slip.errors)")
        }

        @Test func `scores of any range are cut where it is said, and rank`() async throws {
            let rows = (0..<80).map {
                "\($0 % 2 == 0 ? "a" : "b"),\($0 * 13 % 80 >= 40 ? 1 : 0),\(Double($0 * 13 % 80) * 1.25)"
            }
            let text = "g,y,score\n" + rows.joined(separator: "\n") + "\n"
            for option in ["--score", "--prediction"] {
                let said = try await audit(
                    text, "--truth", "y", option, "score", "--threshold", "50", "--groups", "g", "--json")
                #expect(said.status == 0, "\(said.errors)")
                let json = try said.json()
                #expect(json["overall"]["metrics"]["accuracy"]["value"].number == 1)
                let auc = json["figures"].array.first { $0["metric"].string == "auc" }
                #expect(auc?["value"].number == 1)
            }
            let unsaid = try await audit(text, "--truth", "y", "--prediction", "score", "--groups", "g")
            #expect(unsaid.status == 64 && unsaid.errors.contains("--threshold 50.0"), "\(unsaid.errors)")
        }

        @Test func `a bound is of the column whose numbers it divides`() async throws {
            let rows = (1...80).map { "\($0 % 2 == 0 ? "a" : "b"),\($0 * 7 % 10 > 4 ? 1 : 0),\(1 + $0 * 3 % 10)" }
            let said = try await audit(
                "race,recid,decile\n" + rows.joined(separator: "\n") + "\n", "--truth", "recid", "--prediction",
                "decile",
                "--positive", ">=5", "--groups", "race", "--json")
            #expect(said.status == 0, "\(said.errors)")
            #expect(said.errors.contains("'recid' is yes or no by itself"), "\(said.errors)")
            let json = try said.json()
            #expect(sum(json["overall"], "tp", "fp") == 48)
            #expect(sum(json["overall"], "tp", "fn") == rows.count { $0.contains(",1,") })
        }

        @Test func `several values can be favourable`() async throws {
            let text = table(
                "g,y,p",
                [("a,good,fair", 20), ("a,bad,bad", 20), ("b,fair,good", 10), ("b,bad,good", 10), ("b,good,bad", 20)])
            let said = try await audit(
                text, "--truth", "y", "--prediction", "p", "--groups", "g", "--positive", "good,fair", "--json")
            #expect(said.status == 0, "\(said.errors)")
            let all = try said.json()["overall"]
            #expect(all["tp"].int == 30 && all["fp"].int == 10 && all["fn"].int == 20 && all["tn"].int == 20)
        }

        @Test func `numbers that are equal are one value, however they are spelled`() async throws {
            let text = table("g,y", [("a,1", 6), ("a,1.0", 40), ("b,0", 30), ("b,1", 1)])
            let said = try await audit(text, "--prediction", "y", "--groups", "g", "--positive", "1", "--json")
            #expect(try said.json()["overall"]["selected"].int == 47, "\(said.errors)")
            let playground = try Playground()
            try playground.write("x," + text.replacing("\n", with: "\n1.5,").dropLast(4), to: "said.csv")
            let made = try await Program.run(
                "init", "said.csv", "--target", "y", "--positive", "1", "--features", "x", in: playground)
            #expect(made.status == 0, "\(made.errors)")
            let count = try await Program.run("show", "said.csv", "--where", "y=1", "--count", in: playground)
            #expect(count.output == "47\n", "\(count.output)")
        }

        @Test func `weights go into rates, the law's tables and the test`() async throws {
            let text = table(
                "sex,y,w", [("m,1,4", 20), ("m,0,1", 20), ("f,1,1", 20), ("f,0,2", 20)])
            let said = try await audit(text, "--prediction", "y", "--groups", "sex", "--weight", "w")
            #expect(said.output.contains("selection rate m 0.800, f 0.333"), "\(said.output) \(said.errors)")
            #expect(said.output.contains(/more than\n? +chance makes \(by/))
            #expect(said.output.contains(/f +0\.417 +\[/))
            let playground = try Playground()
            try playground.write(text, to: "said.csv")
            _ = try await Program.run(
                "report", "said.csv", "--prediction", "y", "--groups", "sex", "--weight", "w", "--to", "r.md",
                in: playground)
            let report = try playground.text(of: "r.md")
            #expect(report.contains("Weighted: rates and impact ratios"))
            #expect(report.contains(/\| *0\.333 *\| *0\.417 *\|/), "\(report)")
            #expect(report.contains("dealing out outcomes together with their weights"))
        }

        @Test func `a row stands for as many records as it says, and a paradox keeps its sign`() async throws {
            let rows = [
                "A,man,yes,80", "A,man,no,20", "A,woman,yes,18", "A,woman,no,2",
                "B,man,yes,5", "B,man,no,15", "B,woman,yes,30", "B,woman,no,70",
            ]
            let text = "department,sex,admitted,people\n" + rows.joined(separator: "\n") + "\n"
            let options = ["--frequency", "people", "--groups", "sex", "--control", "department"]
            let playground = try Playground()
            try playground.write(text, to: "said.csv")
            for given in [[], ["--prediction", "admitted"]] {
                let said = try await Program.run(["audit", "said.csv"] + options + given, in: playground)
                #expect(said.status == 0, "\(said.errors)")
                #expect(said.errors.contains("8 rows stand for 240 records"))
                #expect(said.errors.contains("The decisions are those of 'admitted'") == given.isEmpty)
                let line = said.output.replacing(/\n +/, with: " ")
                #expect(line.contains("selection rate man 0.708, woman 0.400: 0.308 apart"), "\(line)")
                #expect(line.contains("Within department, man − woman is −0.100 (A), −0.050 (B)"), "\(line)")
                #expect(line.contains("Simpson's paradox"))
            }
            let written = try await Program.run(
                ["report", "said.csv", "--prediction", "admitted", "--to", "r.md"] + options, in: playground)
            #expect(written.status == 0, "\(written.errors)")
            #expect(try playground.text(of: "r.md").contains("Simpson's paradox"))
            let broken = try await audit(
                text.replacing("yes,18", with: "yes,1.5"), "--prediction", "admitted", "--frequency", "people",
                "--groups", "sex")
            #expect(broken.status == 65 && broken.errors.contains("line 4, column 'people': '1.5'"), "\(broken.errors)")
        }

        @Test func `a model that says yes to everyone is the first line everywhere`() async throws {
            let text = table("g,y,p", [("a,1,1", 30), ("a,0,1", 14), ("b,1,1", 26), ("b,0,1", 10)])
            let columns = ["--truth", "y", "--prediction", "p", "--groups", "g"]
            let words = "It says yes to 80 of 80 records"
            let playground = try Playground()
            try playground.write(text, to: "said.csv")
            let said = try await Program.run(["audit", "said.csv"] + columns, in: playground)
            #expect(said.output.hasPrefix("! \(words)"), "\(said.output.prefix(300))")
            let json = try await Program.run(["audit", "said.csv", "--json"] + columns, in: playground).json()
            #expect(json["verdicts"].array.first?.string?.hasPrefix(words) == true)
            #expect(json["headline"]["alerts"].array.first?["kind"].string == "degenerate")
            _ = try await Program.run(["report", "said.csv", "--to", "r.md"] + columns, in: playground)
            #expect(try playground.text(of: "r.md").split(separator: "\n").prefix(6).contains { $0.contains(words) })
            let screen = try await Screen.start(
                "lethe open said.csv " + columns.joined(separator: " "), in: playground)
            try await screen.wait(until: "80")
            try await screen.press("5")
            try await screen.wait(until: words)
            try await screen.press("Q")
            #expect(try await screen.exit() == 0)
        }

        @Test func `numbers are groups in bands that are said, or proposed`() async throws {
            let rows = (0..<120).map { "\(18 + $0 % 60),\($0 % 3 == 0 ? 1 : 0)" }
            let text = "age,p\n" + rows.joined(separator: "\n") + "\n"
            let said = try await audit(text, "--prediction", "p", "--groups", "age:<25,25..45,>45", "--json")
            #expect(said.status == 0, "\(said.errors)")
            let groups = try said.json()["groups"].array
            #expect(groups.map { $0["value"].string } == ["25..45", "<25", ">45"])
            #expect(groups.map { $0["n"].int } == [42, 14, 64])
            let proposed = try await audit(text, "--prediction", "p", "--groups", "age")
            #expect(proposed.status == 0 && proposed.errors.contains("--groups 'age:<33,33..47,48..62,>=63'"))
            let followed = try await audit(text, "--prediction", "p", "--groups", "age:<33,33..47,48..62,>=63")
            #expect(followed.output == proposed.output)
            let over = try await audit(text, "--prediction", "p", "--groups", "age:<=25,25..45")
            #expect(over.status == 64 && over.errors.contains("overlap"), "\(over.errors)")
        }

        @Test func `weights that can't be summed are refused, a group named twice is one, records have one cause`()
            async throws
        {
            for weight in ["1e308", "1e-320"] {
                let said = try await audit(
                    "g,y,p,w\na,1,1,1\nb,0,1,\(weight)\na,0,0,2\n", "--truth", "y", "--prediction", "p", "--groups",
                    "g",
                    "--weight", "w", "--json")
                #expect(said.status == 65 && said.errors.contains("line 3, column 'w': '\(weight)'"), "\(said.errors)")
            }
            let rows = table("g,y,p", [("a,1,yes", 40), ("b,0,no", 40), ("b,1,yes", 20)])
            let twice = try await audit(rows, "--truth", "y", "--prediction", "p", "--groups", "g,g", "--json").json()
            #expect(twice["groups"].array.count == 2)
            // What needs no truth is evidence without it.
            let untold = try await audit(rows, "--prediction", "p", "--groups", "g", "--json").json()
            for metric in ["groupShare", "missingIdentityRate", "duplicateRate"] {
                let figures = untold["figures"].array.filter { $0["metric"].string == metric }
                #expect(!figures.isEmpty && figures.allSatisfy { $0["verdict"].string == "measured" }, "\(metric)")
            }
        }

        @Test func `terms are crossed with other groups, and written beside them`() async throws {
            let rows = table(
                "g,comment,p",
                [
                    ("a,a woman there,yes", 20), ("a,nobody here,no", 30), ("b,women and girls,no", 25),
                    ("b,nothing at all,yes", 35),
                ])
            for options in [
                ["--groups", "g", "--terms", "comment:woman|women", "--cross", "g,mentions woman"],
                ["--groups", "g,comment:woman|women", "--cross", "woman,g"],
            ] {
                let playground = try Playground()
                try playground.write(rows, to: "said.csv")
                let said = try await Program.run(
                    ["audit", "said.csv", "--prediction", "p", "--json"] + options, in: playground)
                #expect(said.status == 0, "\(said.errors)")
                let groups = try said.json()["groups"].array
                #expect(Set(groups.map { $0["column"].string }).count == 3)
                let crossed = groups.filter { $0["column"].string?.contains(" × ") == true }
                #expect(crossed.map { $0["n"].int }.reduce(0) { $0 + ($1 ?? 0) } == 110 && crossed.count == 4)
                let one = try #require(crossed.first { ["a × yes", "yes × a"].contains($0["value"].string) })
                #expect(one["n"].int == 20 && one["selected"].int == 20)
            }
            let wrong = try await audit(rows, "--prediction", "p", "--groups", "g", "--cross", "g,mentions woman")
            #expect(wrong.status == 64 && wrong.errors.contains("mentions woman"), "\(wrong.errors)")
        }

        @Test func `texts are grouped by the terms that they mention`() async throws {
            let text = table(
                "comment,p",
                [("\"A Woman, here\",1", 25), ("womanly things,0", 25), ("the women left,0", 25), ("nobody,1", 25)])
            let said = try await audit(text, "--prediction", "p", "--terms", "comment:woman|women,nobody", "--json")
            #expect(said.status == 0, "\(said.errors)")
            let groups = try said.json()["groups"].array.map {
                "\($0["column"].string ?? "") \($0["value"].string ?? "") \(sum($0, "n")) \(sum($0, "selected"))"
            }
            #expect(
                groups == [
                    "mentions woman no 50 25", "mentions woman yes 50 25", "mentions nobody no 75 25",
                    "mentions nobody yes 25 25",
                ])
        }

        @Test func `only what matches, or was held out, is audited`() async throws {
            let text = table(
                "g,part,y,p",
                [("a,train,1,1", 30), ("a,test,1,0", 20), ("b,test,1,1", 20), ("b,train,0,0", 10), ("b,test,0,0", 5)])
            let columns = ["--truth", "y", "--prediction", "p", "--groups", "g", "--json"]
            let playground = try Playground()
            try playground.write(text, to: "said.csv")
            let tested = try await Program.run(["audit", "said.csv", "--split", "part"] + columns, in: playground)
            #expect(try tested.json()["n"].int == 45 && tested.errors.contains("others were learned from"))
            let some = try await Program.run(["audit", "said.csv", "--where", "-part=test"] + columns, in: playground)
            #expect(try some.json()["n"].int == 40, "\(some.errors)")
            let made = try await Program.run(
                "init", "said.csv", "--truth", "y", "--prediction", "p", "--groups", "g", "--split", "part",
                in: playground)
            #expect(made.status == 0, "\(made.errors)")
            let kept = try await Program.run("audit", "said.csv.lethe", "--json", in: playground)
            #expect(try kept.json()["n"].int == 45, "\(kept.errors)")
        }

        @Test func `a tiny group neither hides a gap nor fails a pipeline, unless that is asked`() async throws {
            let text = table(
                "race,y,p",
                [("x,1,1", 80), ("x,0,0", 20), ("y,1,1", 40), ("y,1,0", 60), ("tiny,1,0", 5), ("tiny,0,0", 4)])
            let columns = ["--truth", "y", "--prediction", "p", "--groups", "race"]
            let playground = try Playground()
            try playground.write(text, to: "said.csv")
            let said = try await Program.run(["audit", "said.csv"] + columns, in: playground)
            let line = said.output.replacing(/\n +/, with: " ")
            #expect(
                line.hasPrefix("! Its accuracy, 0.689, is below the 0.885 that always saying yes would have."),
                "\(line)")
            #expect(line.contains("race: demographic parity difference: selection rate x 0.800, y 0.400"))
            #expect(line.contains("Too few to compare: tiny 0.000"))
            for (more, status) in [([], 0), (["--strict"], 1)] as [([String], Int32)] {
                let tested = try await Program.run(
                    ["audit", "said.csv", "--fail-if", "demographicParityDifference>0.5"] + columns + more,
                    in: playground)
                #expect(
                    tested.status == status && tested.errors.contains("without tiny (9 records"), "\(tested.errors)")
            }
        }

        @Test func `a filter may begin with a hyphen, and lists have commas`() async throws {
            let playground = try Playground()
            try playground.write(table("g,h,y,p", [("a,c,1,1", 5), ("b,d,0,0", 4)]), to: "said.csv")
            let shown = try await Program.run("show", "said.csv", "--where", "-g=a", "--count", in: playground)
            #expect(shown.output == "4\n", "\(shown.errors)")
            let said = try await Program.run(
                "audit", "said.csv", "--truth", "y", "--prediction", "p", "--groups", "g", "--fail-if",
                "accuracy<0.1,recall<0.1", "--minimum", "1", in: playground)
            #expect(
                said.errors.contains("truePositiveRate") && !said.errors.contains("accuracy of all"), "\(said.errors)")
            let explained = try await Program.run("audit", "--explain", "recall", in: playground)
            #expect(explained.output.hasPrefix("truePositiveRate"))
        }

        @Test func `decisions before and after are compared without truth, paired by id`() async throws {
            let playground = try Playground()
            func file(_ name: String, _ yes: (Int) -> Bool) throws {
                let lines = (0..<200).map { "\($0),\($0 % 2 == 0 ? "a" : "b"),\(1 + $0 % 3),\(yes($0) ? "yes" : "no")" }
                try playground.write((["id,g,w,said"] + lines).joined(separator: "\n") + "\n", to: name)
            }
            try file("one.csv") { $0 % 2 == 0 ? $0 % 3 != 0 : $0 % 5 == 1 }
            try file("two.csv") { $0 % 3 != 0 }
            func run(_ more: String..., command: [String] = ["audit"]) async throws -> Program.Outcome {
                try await Program.run(
                    command + [
                        "one.csv", "--prediction", "said", "--groups", "g", "--against", "two.csv", "--id", "id",
                    ]
                        + more, in: playground)
            }
            let json = try await run("--json").json()
            let change = json["change"]
            #expect(change["knowsTruth"].bool == false && change["n"].int == 200)
            #expect(Set(change["rows"].array.map { $0["metric"].string }) == ["selectionRate"])
            let row = try #require(change["rows"].array.first { $0["group"].string == "b" })
            #expect(row["change"]["before"]["numerator"].int == 20 && row["change"]["after"]["numerator"].int == 67)
            #expect(row["change"]["isClear"].bool == true)
            let gap = try #require(
                change["gaps"].array.first { $0["metric"].string == "demographicParityDifference" })
            #expect(gap["before"].number?.rounded(to: 3) == 0.46 && gap["isClear"].bool == true)
            let text = try await run()
            #expect(text.status == 0 && text.output.contains("harmed: not measured, for nothing says what was true"))
            #expect(!text.output.split(separator: "\n").contains { $0.hasPrefix("accuracy ") }, "\(text.output)")
            let weighted = try await run("--weight", "w")
            #expect(weighted.output.contains("change, paired, unweighted"), "\(weighted.output)")
            let written = try await run("--to", "r.md", command: ["report"])
            #expect(written.status == 0, "\(written.errors)")
            let report = try playground.text(of: "r.md")
            #expect(report.contains("harm is not measured, for nothing says what was true"))
            #expect(!report.contains("Accuracy of all records") && !report.contains("no group is clearly worse off"))
        }
    }
}

extension Double {
    fileprivate func rounded(to digits: Int) -> Double {
        let unit = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        return (self * unit).rounded() / unit
    }
}
