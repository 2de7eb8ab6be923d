import Testing

// What a person does in several keys.
extension Screen {
    /// Waits until the model and what was found are there: the title says idle, the table has disagreements.
    @discardableResult
    func waitUntilFound(sourceLocation: SourceLocation = #_sourceLocation) async throws -> String {
        try await wait(for: "model and findings", sourceLocation: sourceLocation) {
            $0.contains("· idle") && !Screen.losses(in: $0).isEmpty
        }
    }

    /// Types a filter in the bar; what comes next need not wait for its records.
    func filter(by text: String) async throws {
        try await press("f", "C-u")
        try await type(text)
        try await press("Enter")
    }

    /// Waits for the title to count `shown` of the records.
    func wait(untilShown shown: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await wait(for: "\(shown) records shown", sourceLocation: sourceLocation) {
            Screen.shownCount(in: $0) == shown
        }
    }

    /// "1,158 of 5,000" in the title.
    static func shownCount(in screen: String) -> Int? {
        guard let match = screen.firstMatch(of: /csv  ([\d,]+) of [\d,]+/) else { return nil }
        return Int(match.1.filter(\.isNumber))
    }

    /// Waits for the order that `s` gives, the column cursor standing on disagreement from the start.
    func waitUntilSortedByDisagreement(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await wait(for: "records sorted by disagreement", sourceLocation: sourceLocation) { shown in
            let losses = Screen.losses(in: shown)
            return shown.contains("disagree▾") && losses.count > 5 && losses == losses.sorted(by: >)
        }
    }

    /// The disagreement column of the records shown.
    static func losses(in screen: String) -> [Double] {
        screen.split(separator: "\n").compactMap { line in
            line.firstMatch(of: #/^[ ▸•>*]*\d+ .{0,6} +[01]\.\d{3} +(\d+\.\d\d) /#).flatMap { Double($0.1) }
        }
    }

    /// Marks the first `count` records shown, by the palette.
    func markFirst(_ count: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await press(":")
        try await type("mark-first \(count)")
        try await press("Enter")
        try await wait(for: "marks", sourceLocation: sourceLocation) { $0.contains("•") && !$0.contains("Command") }
    }

    /// Presses a deciding key on marked records and confirms where it asks.
    func decide(_ key: String, count: Int, echo: String, sourceLocation: SourceLocation = #_sourceLocation) async throws
    {
        try await press(key)
        if count > 100 {
            try await wait(until: "y yes · n no", sourceLocation: sourceLocation)
            try await press("y")
        }
        try await wait(until: echo, sourceLocation: sourceLocation)
    }

    /// Leaves by Q and gives the exit code.
    func quit(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Int {
        try await press("Q")
        return try await exit(sourceLocation: sourceLocation)
    }
}
