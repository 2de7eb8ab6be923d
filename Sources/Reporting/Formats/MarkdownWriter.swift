/// A document as Markdown with tables (GitHub's); pictures are told in words.
struct MarkdownWriter {
    private var lines: [String] = []

    static func write(_ document: Document) -> String {
        var writer = MarkdownWriter()
        writer.lines = [
            "# \(document.title.markdown)", "", document.subtitle.markdown, "", "**\(document.headline.markdown)**", "",
        ]
        for answer in document.answers {
            writer.lines += ["## \(answer.question.markdown)", ""] + answer.sentences.map { "- \($0.markdown)" } + [""]
        }
        for section in document.sections {
            writer.lines += ["## \(section.title.markdown)", ""]
            for block in section.blocks { writer.block(block, depth: 3) }
        }
        writer.lines += ["---", ""] + document.colophon.flatMap { [$0.markdown, ""] }
        while writer.lines.last?.isEmpty == true { writer.lines.removeLast() }
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private mutating func block(_ block: Block, depth: Int) {
        let heading = String(repeating: "#", count: depth)
        switch block {
        case .heading(let text): lines += ["\(heading) \(text.markdown)", ""]
        case .paragraph(let text): lines += [text.markdown, ""]
        case .callout(_, let title, let sentences):
            lines += ["> **\(title.markdown)**", ">"] + sentences.map { "> - \($0.markdown)" } + [""]
        case .facts(let facts): lines += facts.map { "- **\($0.name.markdown)**: \($0.value.markdown)" } + [""]
        case .list(let items): lines += items.map { "- \($0.markdown)" } + [""]
        case .table(let table): self.table(table)
        case .charts(let charts, _):
            for chart in charts { lines += ["*\(chart.title.markdown).* \(chart.description.markdown)", ""] }
        case .folded(let title, let blocks):
            lines += ["\(heading) \(title.markdown)", ""]
            for block in blocks { self.block(block, depth: depth + 1) }
        }
    }

    private mutating func table(_ table: TableBlock) {
        lines += ["**\(table.caption.markdown)**", ""]
        for part in table.parts where !part.rows.isEmpty {
            if !part.title.isEmpty {
                let note = part.note.isEmpty ? "" : " – \(part.note.markdown)"
                lines += ["*\(part.title.markdown)*\(note)", ""]
            }
            lines.append("| " + table.columns.map(\.title.markdown).joined(separator: " | ") + " |")
            lines.append("|" + table.columns.map { $0.isNumber ? "---:" : "---" }.joined(separator: "|") + "|")
            lines += part.rows.map { row in "| " + row.map(\.text.markdown).joined(separator: " | ") + " |" }
            lines.append("")
        }
    }
}

extension String {
    /// As inline text of Markdown: no character of it begins markup, a link, a picture, HTML or another cell.
    var markdown: String {
        let scalars = Array(VisibleText.scalars(self).unicodeScalars)
        var escaped = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "@": escaped.append(contentsOf: ["\\", scalar])
            case ":" where place + 1 < scalars.count && scalars[place + 1] == "/":
                escaped.append(contentsOf: ["\\", scalar])
            case "." where place >= 3 && scalars[(place - 3)..<place].allSatisfy({ $0 == "w" || $0 == "W" }):
                escaped.append(contentsOf: ["\\", scalar])
            case "#", "+", "-", "=":
                if place == 0 { escaped.append("\\") }
                escaped.append(scalar)
            case ".", ")":
                let isNumbering = place > 0 && place < 10 && scalars[..<place].allSatisfy { ("0"..."9").contains($0) }
                if isNumbering, place + 1 == scalars.count || scalars[place + 1] == " " { escaped.append("\\") }
                escaped.append(scalar)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
