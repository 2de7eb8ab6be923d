import Engine
import Fairness
import Foundation
import Records
import Testing

@testable import Reporting

@Suite struct ContentTests {
    @Test func `whatever a reader must find is in the HTML and in the Markdown`() throws {
        let content = Sample.standard
        let page = try Page(content.text(as: .html))
        let body = try #require(page.all("body").first).text
        let markdown = try content.text(as: .markdown)
        let wanted = [
            "Branch loans", "To decide on loans under 20,000.", "3c3c3c3c3c3c", "abababab", "lethe 0.1.0", "Ada",
            "2026-03-01 09:30 UTC", "loans.csv", "learned from", "unknown", "Equalized odds difference",
            "Adjusted p", "Harm to groups that were not the target", "approximate", "forget-10", "flagged private",
            "2026-02-26 11:00 UTC", "2026-02-26 11:02 UTC", "not erased", "No membership attack",
            "unlearn-fail: cancelled", "the policy became {}", "Impact ratio", "under 2 %", "Scoring rate",
            "Model card", "10.1145/3287560.3287596", "a family of", "max − min",
        ]
        for text in wanted {
            #expect(body.contains(text), "\(text)")
            #expect(markdown.contains(text), "\(text)")
        }
    }

    @Test func `the verdict comes first: what changed, how sure, who is harmed`() throws {
        let document = Sample.standard.document
        #expect(document.answers.map(\.question) == ["What changed", "How sure that is", "Who is harmed"])
        #expect(document.headline.contains("clearly narrowed"))
        #expect(document.sections.first?.id == "system")
    }

    @Test func `harm to a group that was not the target is at the front and is called so`() throws {
        var content = Sample.standard
        let comparison = try #require(content.comparison)
        let harmed = comparison.harmed
        #expect(!harmed.isEmpty)
        #expect(content.document.headline.contains("clearly worsened for groups that were not the target"))
        content.comparison?.targets = nil
        let words = content.document.sections.first { $0.id == "change" }
        #expect(words != nil)
    }

    @Test func `without a comparison the report says so and claims no change`() throws {
        var content = Sample.standard
        (content.comparison, content.before) = (nil, nil)
        let page = try Page(content.text(as: .html))
        let body = try #require(page.all("body").first).text
        #expect(content.document.answers.first?.question == "What was found")
        #expect(body.contains("One model alone was audited"))
        #expect(!body.contains("clearly narrowed"))
        #expect(!page.elements.contains { $0.attributes["id"] == "change" })
    }

    @Test func `without scores there are no curves, and no scoring rate`() throws {
        var sample = Sample()
        sample.scored = false
        let content = sample.content()
        #expect(!content.document.sections.contains { $0.id == "scores" })
        #expect(content.localLaw?.tables.allSatisfy { $0.measure == .selection } == true)
    }

    @Test func `an undefined or thin gap is insufficient evidence, never a pass`() throws {
        let outcomes = Outcomes(
            truth: Array(repeating: true, count: 30) + Array(repeating: false, count: 30),
            prediction: Array(repeating: true, count: 20) + Array(repeating: false, count: 40))
        let groups = Array(repeating: "a", count: 30) + Array(repeating: "b", count: 30)
        let report = FairnessReport(
            AuditInput(outcomes: outcomes, groupings: [Grouping(column: "g", texts: groups)]))
        let content = ReportContent(
            signature: Signature(auditor: "Ada", tool: "lethe", writtenAt: "2026-01-01T00:00:00.000Z"), system: "s",
            data: DataFacts(source: "f", digest: "d", records: 60, audited: "all"), report: report)
        #expect(content.document.headline.contains("insufficient evidence"))
        let markdown = try content.text(as: .markdown)
        #expect(markdown.contains("b: no positives"))
        #expect(markdown.contains("undefined: no positives"))
    }

    @Test func `the CSV holds every rate with its counts, and every figure of the law`() throws {
        let content = Sample.standard
        let lines = try content.text(as: .csv).split(separator: "\n")
        #expect(lines.first?.hasPrefix("section,column,group,reference") == true)
        let widths = Set(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count })
        #expect(lines.count > 100)
        #expect(widths.min() == CSVWriter.header.count)
        let group = try #require(content.report.groups.first { $0.value == "man" })
        let rate = try #require(group.metrics["truePositiveRate"])
        #expect(
            lines.contains {
                $0.hasPrefix(
                    "audit,sex,man,,,,truePositiveRate,\(rate.value ?? 0),\(rate.numerator),\(rate.denominator),")
            })
        #expect(lines.contains { $0.contains("impactRatio") })
    }

    @Test(arguments: ["r.txt", "r", "r.pdf"])
    func `an unknown ending is refused, and the four are named`(path: String) {
        let refusal = #expect(throws: Refusal.self) { try ReportFormat(path: path) }
        #expect(refusal?.nextStep == "End it in .html, .md, .csv or .json.")
    }

    @Test(arguments: [("r.HTML", ReportFormat.html), ("a/b.md", .markdown), ("c.csv", .csv), ("d.json", .json)])
    func `the ending says the format`(path: String, format: ReportFormat) throws {
        #expect(try ReportFormat(path: path) == format)
    }
}
