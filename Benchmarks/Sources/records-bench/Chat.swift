import Foundation

/// Invented conversations, an object a line, as chat models are trained on. The same bytes for the same size.
enum Chat {
    private static let words = [
        "bread", "river", "why", "how", "the", "a", "of", "is", "model", "train", "caf\u{E9}", "therefore", "list:",
        "\\n- first", "\\\"so\\\"", "code", "`let x`", "please", "thanks", "never", "\u{1F600}", "answer", "1.", "2.",
    ]

    static func write(to path: String, bytes limit: Int) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        var (buffer, written, row) = ("", 0, 0)
        while written + buffer.utf8.count < limit {
            buffer += line(row)
            row += 1
            if buffer.utf8.count > 1 << 20 {
                written += buffer.utf8.count
                try file.write(contentsOf: Data(buffer.utf8))
                buffer = ""
            }
        }
        try file.write(contentsOf: Data(buffer.utf8))
        try file.close()
        print("\(row) conversations")
    }

    private static func line(_ row: Int) -> String {
        var state = UInt64(row) &* 0x9E37_79B9_7F4A_7C15 &+ 13
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        func text(_ most: Int) -> String {
            (0..<(3 + next(most))).map { _ in words[next(words.count)] }.joined(separator: " ")
        }
        var turns = next(3) == 0 ? ["{\"role\": \"system\", \"content\": \"\(text(12))\"}"] : []
        for _ in 0...next(4) {
            turns.append("{\"role\": \"user\", \"content\": \"\(text(40))\"}")
            turns.append("{\"role\": \"assistant\", \"content\": \"\(text(160))\"}")
        }
        return "{\"id\": \"c\(row)\", \"messages\": [\(turns.joined(separator: ", "))], \"source\": \"made\"}\n"
    }
}
