import Engine
import Fairness
import Foundation
import Testing

@testable import Reporting

@Suite struct EscapingTests {
    private static let hostile: ReportContent = {
        var sample = Sample()
        sample.groups[1] = Sample.hostile
        var content = sample.content()
        content.system = Sample.hostile
        content.purpose = Sample.hostile
        content.data.source = Sample.hostile
        return content
    }()

    @Test func `a hostile name is only text in HTML`() throws {
        let html = try Self.hostile.text(as: .html)
        #expect(!html.contains("<script"))
        #expect(!html.contains("\u{202E}"))
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;⟨U+202E⟩"))
        #expect(html.contains("&amp;amp;"))
        let page = try Page(html)
        #expect(!page.elements.contains { $0.name == "script" })
        #expect(!page.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
        #expect(page.elements.first { $0.name == "h1" }?.text.contains("<script>alert(1)</script>") == true)
    }

    @Test func `a hostile name is only text in Markdown`() throws {
        let markdown = try Self.hostile.text(as: .markdown)
        #expect(!markdown.contains("<script"))
        #expect(!markdown.contains("[x](http:"))
        #expect(markdown.contains("&lt;script&gt;alert(1)&lt;/script&gt;⟨U+202E⟩"))
        #expect(markdown.contains(#"\|\`\*\_\[x\](http\://evil.example/)"#))
        let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
        // Every table's rows have as many cells as its header, whatever the names hold.
        var width = 0
        for row in rows {
            let cells = row.replacingOccurrences(of: "\\|", with: "").count { $0 == "|" }
            if row.allSatisfy({ "|-: ".contains($0) }) || width == 0 { width = cells }
            let isHeader = row.contains("| Group |") || row.contains("| Pair |")
            #expect(isHeader || cells > 1)
        }
    }

    @Test(arguments: ["=1+1", "+1+1", "-1+1", "@x", "＝1"])
    func `a name that a spreadsheet would run is text in CSV`(name: String) throws {
        var sample = Sample()
        sample.groups[1] = name
        let csv = try sample.content().text(as: .csv)
        #expect(csv.contains(",'\(name),"))
        #expect(!csv.contains(",\(name),"))
    }

    @Test(arguments: ["\tx", "\u{1b}[31mred", "a\u{202e}b"])
    func `a name that a terminal would obey is visible in CSV`(name: String) throws {
        var sample = Sample()
        sample.groups[1] = name
        let csv = try sample.content().text(as: .csv)
        #expect(csv.contains(VisibleText.scalars(name)) && !csv.contains(name))
    }

    @Test func `a hostile name is the same name in JSON`() throws {
        let json = try JSONSerialization.jsonObject(with: Data(Self.hostile.text(as: .json).utf8))
        let object = try #require(json as? [String: Any])
        #expect(object["system"] as? String == Sample.hostile)
    }

    @Test(arguments: [
        ("a.b", "a.b"), ("www.x.org", #"www\.x.org"#), ("1. one", #"1\. one"#), ("0.213", "0.213"), ("# x", ##"\# x"##),
        ("- x", #"\- x"#), ("a-b", "a-b"), ("x\ny", "x␊y"), ("me@x.org", #"me\@x.org"#), ("", ""),
    ])
    func `what begins markup in Markdown is escaped, and nothing else`(text: String, escaped: String) {
        #expect(text.markdown == escaped)
    }

    @Test func `the same content gives the same bytes`() throws {
        for format in ReportFormat.allCases {
            #expect(try Sample.standard.text(as: format) == Sample().content().text(as: format))
        }
    }
}
