import Foundation
import Testing

@testable import Reporting

@Suite struct AccessibilityTests {
    private let page: Page
    private let html: String

    init() throws {
        html = try Sample.standard.text(as: .html)
        page = try Page(html)
    }

    @Test func `the page has a language, a title and every landmark once`() {
        #expect(page.all("html").first?.attributes["lang"] == "en")
        #expect(page.all("title").first?.text == "Branch loans – fairness report")
        for landmark in ["header", "nav", "main", "footer", "h1"] { #expect(page.all(landmark).count == 1) }
        let first = page.elements.first { $0.path.contains("body") && $0.name == "a" }
        #expect(first?.attributes["href"] == "#verdict")
    }

    @Test func `headings go down one level at a time`() {
        var level = 0
        for heading in page.elements where ["h1", "h2", "h3", "h4"].contains(heading.name) {
            let next = Int(heading.name.dropFirst()) ?? 0
            #expect(next <= level + 1, "\(heading.text)")
            #expect(!heading.text.isEmpty)
            level = next
        }
    }

    @Test func `every anchor that is linked to is there, once`() {
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        for link in page.all("a") {
            let target = link.attributes["href"] ?? ""
            #expect(target.hasPrefix("#") && ids.contains(String(target.dropFirst())))
        }
        let labels = page.elements.compactMap { $0.attributes["aria-labelledby"] }.flatMap { $0.split(separator: " ") }
        #expect(labels.allSatisfy { ids.contains(String($0)) })
    }

    @Test func `every table has a caption, and every header says what it heads`() {
        let tables = page.all("table").count
        #expect(tables > 8)
        #expect(page.all("caption").count == tables)
        #expect(page.all("caption").allSatisfy { !$0.text.isEmpty })
        #expect(page.all("th").allSatisfy { ["col", "row", "rowgroup"].contains($0.attributes["scope"]) })
        #expect(page.all("thead").count == tables)
        for (place, element) in page.elements.enumerated() where element.name == "tr" {
            #expect(page.elements[place + 1].name == "th")
        }
    }

    @Test func `every picture is told in words, and what only decorates is hidden`() {
        let pictures = page.all("svg").filter { $0.attributes["aria-hidden"] != "true" }
        #expect(pictures.count > 10)
        #expect(pictures.allSatisfy { $0.attributes["role"] == "img" && $0.attributes["viewBox"] != nil })
        #expect(page.all("desc").count == pictures.count)
        #expect(page.all("desc").allSatisfy { $0.text.count > 20 })
    }

    @Test func `nothing is loaded and nothing runs`() {
        let loading = ["script", "img", "iframe", "object", "embed", "form", "video", "audio", "base"]
        #expect(page.elements.allSatisfy { !loading.contains($0.name) })
        #expect(page.elements.allSatisfy { $0.attributes["src"] == nil && $0.attributes["style"] == nil })
        #expect(page.all("link").allSatisfy { $0.attributes["href"] == "data:," })
        #expect(!Stylesheet.css.contains("url(") && !Stylesheet.css.contains("@import"))
    }

    @Test func `every colour that the style sheet uses is defined`() {
        let css = Stylesheet.css
        let used = Set(css.components(separatedBy: "var(--").dropFirst().map { $0.prefix { $0 != ")" } })
        #expect(used.count > 10)
        for name in used { #expect(css.contains("--\(name):"), "\(name)") }
    }

    @Test(arguments: ["light", "dark"])
    func `words stand out 4.5 to 1, and lines of charts 3 to 1`(side: String) throws {
        func color(_ pair: Palette.Pair) -> String { side == "light" ? pair.light : pair.dark }
        for ground in Palette.grounds {
            for word in Palette.words {
                #expect(try contrast(color(word), color(ground)) >= 4.5, "\(color(word)) on \(color(ground))")
            }
        }
        for line in Palette.series { #expect(try contrast(color(line), color(Palette.page)) >= 3) }
    }

    /// WCAG 2.2's contrast ratio of two colours such as "#0b5394".
    private func contrast(_ a: String, _ b: String) throws -> Double {
        let lights = try [a, b].map(luminance).sorted()
        return (lights[1] + 0.05) / (lights[0] + 0.05)
    }

    private func luminance(_ color: String) throws -> Double {
        let number = try #require(Int(color.dropFirst(), radix: 16))
        func light(_ byte: Int) -> Double {
            let share = Double(byte & 255) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * light(number >> 16) + 0.7152 * light(number >> 8) + 0.0722 * light(number)
    }
}
