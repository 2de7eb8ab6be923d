import Foundation

/// A sentence of known content, as `pii_make.py` writes them: what is personal in it, or what it only resembles.
struct LabelledText {
    struct Span: Hashable {
        let kind: String
        /// UTF-8 offsets.
        let range: Range<Int>
    }

    let id: Int
    let text: String
    let spans: [Span]
    /// What kind of trap it is; nil of the others.
    let trap: String?

    /// A text to find things in, of which nothing is known.
    init(id: Int, text: String) { (self.id, self.text, spans, trap) = (id, text, [], nil) }

    private struct Line: Decodable {
        struct Span: Decodable { let kind: String, bstart: Int, bend: Int }

        let id: Int, text: String, spans: [Span], neg: String?
    }

    static func reading(_ path: String) throws -> [LabelledText] {
        let decoder = JSONDecoder()
        return try lines(path).map { line in
            let line = try decoder.decode(Line.self, from: line)
            return LabelledText(
                id: line.id, text: line.text, spans: line.spans.map { Span(kind: $0.kind, range: $0.bstart..<$0.bend) },
                trap: line.neg)
        }
    }

    private init(id: Int, text: String, spans: [Span], trap: String?) {
        (self.id, self.text, self.spans, self.trap) = (id, text, spans, trap)
    }

    static func lines(_ path: String) throws -> [Data] {
        try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 10).map { Data($0) }
    }
}
