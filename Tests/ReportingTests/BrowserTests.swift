import Foundation
import TestSupport
import Testing

@testable import Reporting

@Suite(
    .serialized,
    .enabled(if: Chromium.program != nil, "no chromium is installed, so nobody looked at the HTML report in a browser"))
struct BrowserTests {
    /// Opens the report in frames of several widths and writes down what came of it.
    private static let frames = """
        <!DOCTYPE html><html><head><title>frames</title></head><body><script>
        const note = text => {
          const line = document.createElement('p'); line.textContent = text; document.body.append(line);
        };
        for (const width of [320, 390, 768, 1200]) {
          const frame = document.createElement('iframe');
          frame.width = width; frame.height = 900; frame.style.border = 0;
          frame.onload = () => {
            const page = frame.contentDocument, root = page.documentElement;
            const pictures = [...page.querySelectorAll('figure svg')];
            note(`width ${width} needs ${root.scrollWidth}`);
            note(`pictures ${pictures.filter(p => p.getBoundingClientRect().height > 100).length}/${pictures.length}`);
            const small = [...page.querySelectorAll('svg text')].map(t => t.getBoundingClientRect().height)
              .filter(h => h > 0);
            note(`least text ${Math.min(...small) >= 9}`);
            if (width == 1200) note('text ' + page.body.innerText.replace(/\\s+/g, ' '));
          };
          frame.src = 'report.html'; document.body.append(frame);
        }
        </script></body></html>
        """

    private func report(in scratch: Scratch) throws -> String {
        var sample = Sample()
        sample.groups[1] = "A very long name of a group, \(Sample.hostile) that goes on and on"
        return try scratch.write(try sample.content().text(as: .html), to: "report.html")
    }

    @Test func `a browser shows the text, needs no sideways scrolling, and has nothing to complain of`() throws {
        let scratch = try Scratch()
        let chromium = try #require(Chromium(in: scratch.path))
        _ = try report(in: scratch)
        let run = try chromium.dump(try scratch.write(Self.frames, to: "frames.html"))
        #expect(run.status == 0)
        #expect(run.console.isEmpty, "\(run.console)")
        for width in [320, 390, 768, 1200] {
            #expect(run.output.contains("<p>width \(width) needs \(width)</p>"))
        }
        let pictures = Sample.standard.document.pictures
        #expect(pictures > 10)
        #expect(run.output.components(separatedBy: "<p>pictures \(pictures)/\(pictures)</p>").count == 5)
        #expect(run.output.components(separatedBy: "<p>least text true</p>").count == 5)
        for text in ["Branch loans", "Who is harmed", "ROC by sex", "Impact ratio", "Model card", "forget-10"] {
            #expect(run.output.contains(text), "\(text)")
        }
    }

    @Test func `a picture of the page is not blank, on paper white and in the dark dark`() throws {
        let scratch = try Scratch()
        let chromium = try #require(Chromium(in: scratch.path))
        let page = try report(in: scratch)
        for (name, width, isDark) in [("wide", 1200, false), ("phone", 500, false), ("dark", 1200, true)] {
            let path = scratch.file(name + ".png")
            let run = try chromium.screenshot(of: page, to: path, width: width, height: 1600, isDark: isDark)
            #expect(run.console.isEmpty, "\(run.console)")
            let picture = try Picture(path: path)
            #expect(picture.width == width && picture.height == 1600)
            #expect(picture.share(awayFromFirstBy: 60) > 0.02, "\(name)")
            #expect(picture.share(awayFromFirstBy: 60) < 0.6, "\(name)")
            #expect(isDark ? picture.brightness(0) < 60 : picture.brightness(0) > 230)
        }
    }
}

extension Document {
    /// How many charts it has.
    fileprivate var pictures: Int {
        func count(_ block: Block) -> Int {
            switch block {
            case .charts(let charts, _): charts.count
            case .folded(_, let blocks): blocks.reduce(0) { $0 + count($1) }
            default: 0
            }
        }
        return sections.flatMap(\.blocks).reduce(0) { $0 + count($1) }
    }
}
