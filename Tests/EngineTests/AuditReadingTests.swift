import Fairness
import Foundation
import Records
import Testing

@testable import Engine

/// What a file with predictions must have, and the sentence where it has not.
struct AuditReadingTests {
    private func read(
        _ text: String, _ columns: AuditColumns = AuditColumns(truth: "y", prediction: "p"), groups: [String] = ["g"],
        against: String? = nil
    ) throws -> YourAudit {
        let project = try Project(text: text)
        let table = try Table(path: project.file)
        let schema = Schema(groups: groups)
        guard let against else { return try YourAudit(table, columns, schema: schema, settings: AuditSettings()) }
        try Data(against.utf8).write(to: URL(fileURLWithPath: project.path("after.csv")))
        return try YourAudit(
            table, columns, schema: schema, settings: AuditSettings(),
            against: try Table(path: project.path("after.csv")), id: "id")
    }

    private func refusal(
        _ text: String, _ columns: AuditColumns = AuditColumns(truth: "y", prediction: "p"), groups: [String] = ["g"],
        against: String? = nil
    ) -> String {
        do {
            _ = try read(text, columns, groups: groups, against: against)
            return "nothing refused"
        } catch { return "\(error)" }
    }

    @Test func `A prediction that is not binary is named with the line of the third value`() {
        let said = refusal("y,p,g\n1,in,a\n0,out,b\n1,maybe,a\n")
        #expect(said.contains("'p' has 3 values") && said.contains("line 4") && said.contains("--positive VALUE"))
    }

    @Test func `A score that is no number is named with line, column and value; any number will do`() throws {
        let columns = AuditColumns(truth: "y", prediction: "p", score: "s")
        let said = refusal("y,p,s,g\n1,1,0.5,a\n0,0,high,b\n", columns)
        #expect(said.contains("data.csv line 3, column 's': 'high' is no number"))
        let audit = try read("y,p,s,g\n1,1,80,a\n0,0,-1.5,b\n", columns)
        #expect(audit.current.input.outcomes.score == [80, -1.5])
    }

    @Test func `Numbers that are predictions are scores, cut at one half or where it is said`() throws {
        let shares = try read("y,p,g\n1,0.2,a\n0,0.7,b\n1,0.5,a\n")
        #expect(shares.current.input.outcomes.prediction == [false, true, true])
        #expect(shares.current.input.outcomes.score == [0.2, 0.7, 0.5])
        #expect(shares.current.notes == ["Predicted positive where 'p' is at least 0.5."])
        let points = "y,p,g\n1,20,a\n0,70,b\n1,50,a\n"
        #expect(refusal(points).contains("--threshold 50.0"))
        let cut = try read(points, AuditColumns(truth: "y", prediction: "p", threshold: 50))
        #expect(cut.current.input.outcomes.prediction == [false, true, true])
        let bound = try read(points, AuditColumns(truth: "y", prediction: "p", positive: ">50"))
        #expect(bound.current.input.outcomes.prediction == [false, true, false])
        #expect(bound.current.input.outcomes.truth == [true, false, true])
    }

    @Test func `The same classes in both columns are compared as classes`() throws {
        let audit = try read("y,p,g\nred,red,a\nblue,red,b\ngreen,blue,a\n")
        #expect(audit.current.input.classes?.names == ["blue", "green", "red"])
        #expect(audit.current.input.outcomes.right == [true, false, false])
        #expect(audit.current.notes.first == "'y' and 'p' hold the same 3 classes, and are compared as such.")
    }

    @Test func `A row is audited as often as it stands for records`() throws {
        var columns = AuditColumns(prediction: "p")
        columns.frequency = "n"
        let audit = try read("p,n,g\n1,3,a\n0,0,b\n0,2,b\n", columns)
        #expect(audit.current.rows == [0, 0, 0, 2, 2] && audit.current.distinctRows == 2)
        #expect(audit.current.input.outcomes.prediction == [true, true, true, false, false])
        #expect(!audit.current.input.outcomes.knowsTruth)
        #expect(refusal("p,n,g\n1,-3,a\n0,0,b\n", columns).contains("line 2, column 'n': '-3' is no number of records"))
    }

    @Test(arguments: [("-2", "negative"), ("many", "no number"), ("", "missing")])
    func `A weight that is none is named with line, column and value`(weight: String, why: String) {
        let said = refusal(
            "y,p,w,g\n1,1,1,a\n0,0,\(weight),b\n", AuditColumns(truth: "y", prediction: "p", weight: "w"))
        #expect(said.contains("data.csv line 3, column 'w': '\(weight)'") && said.contains(why))
    }

    @Test func `Scores with a term swapped and marked records are measured`() throws {
        var columns = AuditColumns(truth: "y", prediction: "p", score: "s")
        columns.swapped = ["woman → man"]
        columns.marked = [try AuditColumns.Mark(metric: "labelNoiseRate", column: "suspect")]
        let report = FairnessReport(
            try read(
                "y,p,s,woman → man,suspect,g\n1,1,0.6,0.4,1,a\n0,0,0.3,,0,a\n1,0,0.2,0.3,0,b\n0,1,0.7,0.8,0,b\n",
                columns
            ).current.input)
        let flips = report.figures?.first { $0.metric == "counterfactualFlipRate" && $0.part == nil }
        #expect(flips?.numerator == 1 && flips?.denominator == 3)
        #expect(report.figures?.contains { $0.part == "woman → man" } == true)
        let noise = report.figures?.first { $0.metric == "labelNoiseRate" && $0.group == "a" }
        #expect(noise?.numerator == 1 && noise?.denominator == 2)
    }

    @Test func `Swapped scores without scores, and marks of no metric, are refused`() {
        var columns = AuditColumns(truth: "y", prediction: "p")
        columns.swapped = ["s"]
        #expect(refusal("y,p,s,g\n1,1,0.5,a\n0,0,0.5,b\n", columns).contains("--score COL"))
        #expect(throws: Refusal.self) { try AuditColumns.Mark(metric: "labelNoise", column: "s") }
    }

    @Test func `Detectors look through the records where they are asked to`() throws {
        var columns = AuditColumns(truth: "y", prediction: "p")
        columns.detects = true
        let report = FairnessReport(
            try read("y,p,g,text\n1,1,a,write to ann@example.com please\n0,0,b,nothing here\n", columns).current.input)
        let hits = report.figures?.filter { $0.metric == "detectorHitRate" && $0.group != nil }.map(\.value)
        #expect(hits == [1, 0])
    }

    @Test func `Weights that are all 0 are refused`() {
        let said = refusal("y,p,w,g\n1,1,0,a\n0,0,0,b\n", AuditColumns(truth: "y", prediction: "p", weight: "w"))
        #expect(said.contains("Every weight in 'w' is 0"))
    }

    @Test func `A truth that never changes is audited as what it says`() throws {
        #expect(try read("y,p,g\n1,1,a\n1,0,b\n").current.input.outcomes.truth == [true, true])
        #expect(try read("y,p,g\n0,1,a\n0,0,b\n").current.input.outcomes.truth == [false, false])
        #expect(refusal("y,p,g\nbad,1,a\nbad,0,b\n").contains("--positive"))
    }

    @Test func `A prediction that never changes is audited`() throws {
        let audit = try read("y,p,g\n1,0,a\n0,0,b\n")
        #expect(audit.current.input.outcomes.prediction == [false, false])
    }

    @Test func `Groups without a value, and ten thousand of them, are refused`() {
        #expect(refusal("y,p,g\n1,1,\n0,0,\n").contains("'g' has no value in any record"))
        let many = (0..<10_000).map { "\($0 % 2),\($0 % 2),zip \($0)\n" }.joined()
        #expect(refusal("y,p,g\n" + many).contains("'g' has 10000 values, too many to compare"))
    }

    @Test func `A column that is not there is named with what may have been meant`() {
        #expect(refusal("truth,p,g\n1,1,a\n0,0,b\n", AuditColumns(truth: "truht", prediction: "p")).contains("'truth'"))
        #expect(refusal("y,p,group\n1,1,a\n0,0,b\n", groups: ["gruop"]).contains("Did you mean 'group'"))
    }

    @Test func `Ids that are missing or not unique are named with their lines`() {
        let before = "id,y,p,g\nu,1,1,a\nv,0,0,b\n"
        let twice = refusal(before, against: "id,y,p\nu,1,1\nv,0,0\nu,1,0\n")
        #expect(twice.contains("after.csv line 4: 'id' is 'u', as on line 2"))
        let none = refusal(before, against: "id,y,p\nu,1,1\n,0,0\n")
        #expect(none.contains("after.csv line 3: 'id' is missing"))
        #expect(refusal(before, against: "id,y,p\nx,1,1\n").contains("nothing can be paired"))
        #expect(refusal(before, against: "key,y,p\nu,1,1\n").contains("after.csv: No column 'id'"))
    }

    @Test func `Records without truth, prediction or score are left out and said`() throws {
        let audit = try read(
            "y,p,s,g\n1,1,.5,a\n0,0,,b\n,0,.1,a\n0,1,.2,b\n", AuditColumns(truth: "y", prediction: "p", score: "s"))
        #expect(audit.current.rows == [0, 3])
        #expect(audit.current.notes == ["2 records without truth, prediction or score were left out."])
    }

    @Test func `Scores make predictions at a threshold`() throws {
        let audit = try read("y,s,g\n1,.5,a\n0,.49,b\n", AuditColumns(truth: "y", score: "s", threshold: 0.5))
        #expect(audit.current.input.outcomes.prediction == [true, false])
        #expect(audit.current.input.settings.threshold == 0.5)
    }

    @Test func `Classes and numbers are read as what they are`() throws {
        let classes = try read(
            "y,p,g\ncat,dog,a\ndog,dog,b\ncow,cat,a\ndog,cow,b\n",
            AuditColumns(truth: "y", prediction: "p", task: .classes))
        #expect(classes.current.input.classes?.names == ["cat", "cow", "dog"])
        #expect(classes.current.input.classes?.truth == [0, 2, 1, 2])
        #expect(classes.current.input.outcomes.truth == [false, true, false, true])
        let numbers = try read(
            "y,p,g\n1,2,a\n5,4,b\n9,9,a\n", AuditColumns(truth: "y", prediction: "p", task: .numbers))
        #expect(numbers.current.input.numbers?.prediction == [2, 4, 9])
        #expect(numbers.current.input.outcomes.truth == [false, true, true])
    }

    @Test func `Two files that disagree on the truth are refused, with how many and the first`() {
        let before = "id,y,p,g\nu,1,1,a\nv,0,0,b\nw,1,0,b\n"
        let said = refusal(before, against: "id,y,p\nu,1.0,1\nw,0,0\nv,0,0\n")
        #expect(said.contains("The truth differs for 1 of 3 records: 'y' of 'w' is '1' on line 4 of data.csv"))
        #expect(said.contains("'0' on line 3 of after.csv") && said.contains("same outcomes"))
    }

    @Test func `Groups that differ in the second file are said`() throws {
        let audit = try read("id,y,p,g\nu,1,1,a\nv,0,0,b\n", against: "id,p,g\nu,1,b\nv,0,b\n")
        #expect(
            audit.current.notes == [
                "'g' differs for 1 of 2 records, first for 'u' on line 2 of after.csv; "
                    + "the groups are those of data.csv."
            ])
    }

    @Test func `A column with one group is said to have nothing to compare`() throws {
        let audit = try read("y,p,g\n1,1,a\n0,0,a\n")
        #expect(audit.current.notes == ["g has one group, so there is nothing to compare."])
    }

    @Test func `Groups are neither the outcome nor controls`() {
        let columns = AuditColumns(truth: "y", prediction: "p")
        func refused(_ schema: Schema) -> String {
            do {
                try columns.check(schema)
                return ""
            } catch { return "\(error)" }
        }
        var (crossed, controlled) = (Schema(groups: ["g"]), Schema(groups: ["g"]))
        crossed.crossings = [["g", "p"]]
        controlled.controls = ["g"]
        #expect(refused(Schema(groups: ["y"])).contains("'y' can't be a group column: it is the truth"))
        #expect(refused(crossed).contains("'p' can't be a group column: it is the prediction"))
        #expect(refused(controlled).contains("'g' can't be a control and a group column"))
        #expect(refused(Schema(groups: ["g"])) == "")
    }

    @Test func `A second file needs no truth, and weights are the first one's`() throws {
        let audit = try read(
            "id,y,p,w,g\nu,1,0,2,a\nv,0,0,1,b\n", AuditColumns(truth: "y", prediction: "p", weight: "w"),
            against: "p,id\n1,v\n1,u\n")
        #expect(audit.after?.input.outcomes.prediction == [true, true])
        #expect(audit.after?.input.outcomes.truth == [true, false])
        #expect(audit.after?.input.outcomes.weight == [2, 1])
    }
}
