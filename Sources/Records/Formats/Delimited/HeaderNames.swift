/// Column names made fit to be named: none empty, no two alike, no blanks around them.
struct HeaderNames {
    let names: [String]
    /// What was repaired, one sentence each.
    let notices: [String]

    /// Names the nameless "column 3" (by 1-based position) and the second "age" "age 2".
    ///
    /// - Complexity: O(columns).
    init(_ header: [String]) {
        let trimmed = header.map { $0.trimmingBlanks() }
        var names = trimmed
        var taken = Set(trimmed)
        var nameless: [String] = []
        var repeated: [String] = []
        var seen: Set<String> = []
        for (position, name) in trimmed.enumerated() where name.isEmpty || !seen.insert(name).inserted {
            let made = Self.free(name.isEmpty ? ("column", position + 1) : (name, 2), taken: taken)
            names[position] = made
            taken.insert(made)
            if name.isEmpty { nameless.append("'\(made)'") } else { repeated.append("'\(made)'") }
        }
        var notices: [String] = []
        if trimmed != header { notices.append("Blanks around column names were left out.") }
        if !nameless.isEmpty { notices.append("\(Self.count(nameless)) had no name: now \(Self.list(nameless)).") }
        if !repeated.isEmpty {
            notices.append("\(Self.count(repeated)) had the name of an earlier one: now \(Self.list(repeated)).")
        }
        self.names = names
        self.notices = notices
    }

    /// Names for a file without a header: "column 1", "column 2", …
    static func numbered(_ count: Int) -> [String] { (1...count).map { "column \($0)" } }

    /// Whether a column was named here and not by the file.
    static func isMadeUp(_ name: String) -> Bool {
        name.hasPrefix("column ") && Int(name.dropFirst("column ".count)) != nil
    }

    static func free(_ wish: (stem: String, number: Int), taken: Set<String>) -> String {
        var number = wish.number
        while taken.contains("\(wish.stem) \(number)") { number += 1 }
        return "\(wish.stem) \(number)"
    }

    private static func count(_ names: [String]) -> String { names.count == 1 ? "A column" : "\(names.count) columns" }

    static func list(_ names: [String]) -> String {
        names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    }
}
