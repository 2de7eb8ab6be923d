import Foundation
import Records

/// What a report can be written as; the file's ending says which.
public enum ReportFormat: String, CaseIterable, Sendable {
    case html, markdown = "md", csv, json

    /// - Throws: `Refusal` (64) for an ending that is none of the four.
    public init(path: String) throws {
        let ending = PathText.ending(of: path).ending.lowercased()
        switch ending {
        case "htm": self = .html
        case "markdown": self = .markdown
        default:
            guard let format = Self(rawValue: ending) else {
                let what = ending.isEmpty ? "has no ending" : "ends in .\(ending)"
                throw Refusal(
                    .usage, "\(path) \(what), so the report's format is not known.",
                    next: "End it in .html, .md, .csv or .json.")
            }
            self = format
        }
    }
}

extension ReportContent {
    /// The report as text; equal contents give equal bytes.
    ///
    /// - Complexity: O(figures)
    public func text(as format: ReportFormat) throws -> String {
        switch format {
        case .html: HTMLWriter.write(document)
        case .markdown: MarkdownWriter.write(document)
        case .csv: CSVWriter.write(self)
        case .json: try json()
        }
    }

    private func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
