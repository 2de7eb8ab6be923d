/// A document as one HTML file: its style and pictures inside, no script, nothing loaded from anywhere.
///
/// The markup is XML too (every element is closed, every attribute quoted), so any parser reads it.
struct HTMLWriter {
    /// Nothing runs and nothing is loaded.
    private static let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

    private var lines: [String] = []
    private var pictures = 0

    static func write(_ document: Document) -> String {
        var writer = HTMLWriter()
        writer.page(document)
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private mutating func page(_ document: Document) {
        lines += [
            "<!DOCTYPE html>", #"<html lang="en" xmlns="http://www.w3.org/1999/xhtml">"#, "<head>",
            #"<meta charset="utf-8" />"#,
            #"<meta name="viewport" content="width=device-width, initial-scale=1" />"#,
            #"<meta http-equiv="Content-Security-Policy" content="\#(Self.policy)" />"#,
            #"<meta name="referrer" content="no-referrer" />"#,
            #"<link rel="icon" href="data:," />"#,
            "<title>\(document.title.html) – fairness report</title>",
            "<style>\(Stylesheet.css)</style>", "</head>", "<body>",
            ##"<a class="skip" href="#verdict">Skip to the verdict</a>"##, #"<div class="frame">"#,
        ]
        header(document)
        lines.append(#"<div class="body">"#)
        contents(document)
        lines.append("<main>")
        for section in document.sections { self.section(section) }
        lines += ["</main>", "</div>", "<footer>"]
        lines += document.colophon.map { "<p>\($0.html)</p>" }
        lines += ["</footer>", "</div>", "</body>", "</html>"]
    }

    private mutating func header(_ document: Document) {
        lines += [
            "<header>", #"<p class="over">Fairness report</p>"#, "<h1>\(document.title.html)</h1>",
            #"<p class="sub">\#(document.subtitle.html)</p>"#,
            #"<section class="verdict" id="verdict" aria-label="Verdict">"#,
            #"<p class="lead">\#(document.headline.html)</p>"#, #"<div class="answers">"#,
        ]
        for answer in document.answers {
            lines.append(#"<div class="answer"><h2 class="\#(answer.tone.rawValue)">\#(answer.question.html)</h2>"#)
            lines += answer.sentences.map { "<p>\($0.html)</p>" }
            lines.append("</div>")
        }
        lines += ["</div>", "</section>", "</header>"]
    }

    private mutating func contents(_ document: Document) {
        lines += [#"<nav aria-label="Contents">"#, #"<p class="over">Contents</p>"#, "<ol>"]
        lines += document.sections.map { ##"<li><a href="#\##($0.id)">\##($0.title.html)</a></li>"## }
        lines += ["</ol>", "</nav>"]
    }

    private mutating func section(_ section: Document.Section) {
        lines += [
            #"<section id="\#(section.id)" aria-labelledby="\#(section.id)-title">"#,
            #"<h2 id="\#(section.id)-title">\#(section.title.html)</h2>"#,
        ]
        for block in section.blocks { self.block(block) }
        lines.append("</section>")
    }

    private mutating func block(_ block: Block) {
        switch block {
        case .heading(let text): lines.append("<h3>\(text.html)</h3>")
        case .paragraph(let text): lines.append("<p>\(text.html)</p>")
        case .callout(let tone, let title, let sentences):
            lines.append(#"<div class="call \#(tone.rawValue)"><h3>\#(title.html)</h3>"#)
            lines += sentences.map { "<p>\($0.html)</p>" }
            lines.append("</div>")
        case .facts(let facts):
            lines.append("<dl>")
            lines += facts.map { "<dt>\($0.name.html)</dt><dd>\($0.value.html)</dd>" }
            lines.append("</dl>")
        case .list(let items):
            lines.append("<ul>")
            lines += items.map { "<li>\($0.html)</li>" }
            lines.append("</ul>")
        case .table(let table): self.table(table)
        case .charts(let charts, let legend): self.charts(charts, legend)
        case .folded(let title, let blocks):
            lines.append(#"<details open="open"><summary>\#(title.html)</summary>"#)
            for block in blocks { self.block(block) }
            lines.append("</details>")
        }
    }

    private mutating func table(_ table: TableBlock) {
        let name = table.caption.html
        lines.append(
            #"<div class="scroll" role="region" aria-label="\#(name)" tabindex="0"><table><caption>\#(name)</caption>"#)
        let headers = table.columns.map {
            #"<th scope="col"\#($0.isNumber ? #" class="n""# : "")>\#($0.title.html)</th>"#
        }
        lines.append("<thead><tr>\(headers.joined())</tr></thead>")
        for part in table.parts {
            lines.append("<tbody>")
            if !part.title.isEmpty {
                let note = part.note.isEmpty ? "" : "<small>\(part.note.html)</small>"
                let header = #"<th scope="rowgroup" colspan="\#(table.columns.count)">\#(part.title.html)\#(note)</th>"#
                lines.append(#"<tr class="part">\#(header)</tr>"#)
            }
            lines += part.rows.map { row(of: table.columns, $0) }
            lines.append("</tbody>")
        }
        lines.append("</table></div>")
    }

    private func row(of columns: [TableBlock.Column], _ cells: [TableBlock.Cell]) -> String {
        let fields = zip(columns, cells).enumerated().map { index, field in
            let (column, cell) = field
            let classes = [column.isNumber ? "n" : nil, cell.tone == .plain ? nil : cell.tone.rawValue]
                .compactMap(\.self).joined(separator: " ")
            let attribute = classes.isEmpty ? "" : #" class="\#(classes)""#
            return index == 0
                ? #"<th scope="row"\#(attribute)>\#(cell.text.html)</th>"# : "<td\(attribute)>\(cell.text.html)</td>"
        }
        return "<tr>\(fields.joined())</tr>"
    }

    private mutating func charts(_ charts: [Chart], _ legend: [Chart.Key]) {
        if !legend.isEmpty {
            lines.append(#"<ul class="legend">"#)
            lines += legend.map { "<li>\(SVG.sample($0.mark))<span>\($0.text.html)</span></li>" }
            lines.append("</ul>")
        }
        lines.append(#"<div class="charts">"#)
        for chart in charts {
            pictures += 1
            let id = "c\(pictures)"
            let names = #"role="img" aria-labelledby="\#(id)t \#(id)d""#
            let box = #"viewBox="0 0 \#(chart.width) \#(chart.height)""#
            lines += [
                "<figure><figcaption>\(chart.title.html)</figcaption>",
                #"<svg xmlns="http://www.w3.org/2000/svg" \#(names) \#(box)>"#,
                #"<title id="\#(id)t">\#(chart.title.html)</title>"#,
                #"<desc id="\#(id)d">\#(chart.description.html)</desc>"#,
                chart.svg, "</svg></figure>",
            ]
        }
        lines.append("</div>")
    }
}
