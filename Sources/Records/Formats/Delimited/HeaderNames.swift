/// Column names made fit to be named: none empty, no two alike, no blanks around them, none endless.
struct HeaderNames {
    let names: [String]
    /// What was repaired, one sentence each.
    let notices: [String]

    /// Characters of a name; what is longer is no name, and would fill every message.
    static let longest = 1000

    /// Names the nameless "column 3" (by 1-based position) and the second "age" "age 2".
    ///
    /// - Complexity: O(columns).
    init(_ header: [String]) {
        let whole = header.map { $0.trimmingBlanks() }
        let trimmed = whole.map(Self.cut)
        var names = trimmed
        var taken = Set(trimmed)
        var nameless: [String] = []
        var repeated: [String] = []
        var seen: Set<String> = []
        // Behind the number that was made last for a stem: those between a wish that is taken and it are taken, too.
        var numbers: [String: Int] = [:]
        for (position, name) in trimmed.enumerated() where name.isEmpty || !seen.insert(name).inserted {
            let (stem, number) = name.isEmpty ? ("column", position + 1) : (name, 2)
            let isTaken = taken.contains("\(stem) \(number)")
            let made = Self.free((stem, isTaken ? max(number, numbers[stem] ?? 0) : number), taken: taken)
            if isTaken { numbers[stem] = Int(made.dropFirst(stem.count + 1)) }
            names[position] = made
            taken.insert(made)
            if name.isEmpty { nameless.append("'\(made)'") } else { repeated.append("'\(made)'") }
        }
        var notices: [String] = []
        if whole != header { notices.append("Blanks around column names were left out.") }
        let longer = zip(whole, trimmed).count { $0.utf8.count != $1.utf8.count }
        if longer > 0 {
            let names = longer == 1 ? "A column's name was" : "\(longer) columns' names were"
            notices.append("\(names) longer than \(Self.longest) characters: cut.")
        }
        if !nameless.isEmpty { notices.append("\(Self.count(nameless)) had no name: now \(Self.list(nameless)).") }
        if !repeated.isEmpty {
            notices.append("\(Self.count(repeated)) had the name of an earlier one: now \(Self.list(repeated)).")
        }
        self.names = names
        self.notices = notices
    }

    private static func cut(_ name: String) -> String {
        guard name.utf8.count > longest, name.unicodeScalars.count > longest else { return name }
        return String(String.UnicodeScalarView(name.unicodeScalars.prefix(longest)))
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
