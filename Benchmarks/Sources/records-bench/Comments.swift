import Foundation

/// Invented comments in the columns of the Civil Comments data: texts with quotes, commas and line ends, shares with
/// four decimals, mostly empty identities, dates. The same bytes for the same size, everywhere.
enum Comments {
    private static let words = [
        "people", "the", "of", "and", "to", "in", "that", "is", "was", "for", "on", "with", "as", "are", "this", "be",
        "at",
        "have", "not", "from", "they", "vote", "money", "why", "school", "city", "tax", "law", "\u{E9}tat", "caf\u{E9}",
        "\u{1F600}", "\"quoted\"", "so-called", "well,", "no.", "yes!", "house", "work", "again", "never", "trust",
    ]
    private static let columns = [
        "id", "target", "comment_text", "severe_toxicity", "obscene", "identity_attack", "insult", "threat", "male",
        "female", "black", "white", "muslim", "jewish", "created_date", "rating", "toxicity_annotator_count",
    ]

    static func write(to path: String, bytes limit: Int) throws {
        let isJSON = path.hasSuffix(".jsonl")
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        var buffer = isJSON ? "" : columns.joined(separator: ",") + "\n"
        var written = 0
        var row: UInt64 = 0
        while written + buffer.utf8.count < limit {
            buffer += isJSON ? json(fields(row)) : fields(row).map(quoted).joined(separator: ",") + "\n"
            row += 1
            if buffer.utf8.count > 1 << 20 {
                written += buffer.utf8.count
                try file.write(contentsOf: Data(buffer.utf8))
                buffer = ""
            }
        }
        try file.write(contentsOf: Data(buffer.utf8))
        try file.close()
        print("\(row) records")
    }

    /// SplitMix64.
    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private static func fields(_ row: UInt64) -> [String] {
        var state = mix(row &+ 13 << 32)
        func next(_ bound: UInt64) -> UInt64 {
            state = mix(state)
            return state % bound
        }
        let target = next(1000) < 700 ? 0 : next(10001)
        var text = ""
        for word in 0..<(4 + next(40)) {
            if word > 0 { text += next(60) == 0 ? "\n" : " " }
            text += words[Int(next(UInt64(words.count)))]
        }
        let shares = (0..<5).map { _ in share(next(101) * target / 100) }
        let identities = (0..<6).map { _ in
            switch next(40) {
            case 0: "1.0"
            case 1..<8: "0.0"
            default: ""
            }
        }
        let date = "201\(5 + next(3))-\(two(1 + next(12)))-\(two(1 + next(28))) 12:\(two(next(60))):\(two(next(60)))+00"
        return ["\(59848 + row)", share(target), text] + shares + identities
            + [date, next(11) == 0 ? "rejected" : "approved", "\(4 + next(7))"]
    }

    private static func share(_ value: UInt64) -> String { "\(Double(value) / 10000)" }
    private static func two(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private static func json(_ fields: [String]) -> String {
        let pairs = zip(columns, fields).map { name, text in
            let isNumber = Double(text) != nil
            let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            return "\"\(name)\": \(text.isEmpty ? "null" : isNumber ? text : "\"\(escaped)\"")"
        }
        return "{" + pairs.joined(separator: ", ") + "}\n"
    }
}
