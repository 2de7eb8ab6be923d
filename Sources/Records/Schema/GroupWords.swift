/// Group columns as they are written: names with commas between, after a column of numbers its bands, after a column of text
/// its terms, as in "sex,age:<25,25..45,>45,comment:woman|women,muslim". `comment:*` stands for the usual identity terms; a
/// name that holds a comma or a colon may stand in double quotes.
public struct GroupWords: Sendable, Hashable {
    public private(set) var names: [String] = []
    public private(set) var bands: [String: [Band]] = [:]
    public private(set) var terms: [TermGroup] = []

    /// - Parameter columns: the columns that there are: of a name with a colon they say whether it is one.
    /// - Throws: `Refusal` (64) for a band that is none.
    public init(_ text: String, among columns: [String] = []) throws {
        var open: (name: String, isBanded: Bool)?
        for word in Self.words(text) {
            if let open, !columns.contains(word.text), !word.isQuoted, word.name == nil {
                if open.isBanded, Band.isBand(word.text) {
                    bands[open.name]?.append(try Band(word.text))
                    continue
                }
                if !open.isBanded, word.text.contains("|") {
                    terms += TermGroup.reading("\(open.name):\(word.text)")
                    continue
                }
            }
            open = nil
            guard !columns.contains(word.text), let (name, rest) = word.parts else {
                names.append(word.text)
                continue
            }
            // What has the form of a band is one, or a mistake.
            let isRange = rest.wholeMatch(of: /-?[0-9.]*[0-9] *\.\. *-?[0-9][0-9.]*/) != nil
            if ["<", ">"].contains(rest.prefix(1)) || isRange || Band.isBand(rest) {
                bands[name] = [try Band(rest)]
                names.append(name)
                open = (name, true)
            } else if columns.contains(name) {
                terms += rest == "*" ? TermGroup.identities(in: name) : TermGroup.reading("\(name):\(rest)")
                open = (name, false)
            } else {
                names.append(word.text)
            }
        }
    }

    public func apply(to schema: inout Schema) {
        schema.groups = names
        schema.bands = bands.isEmpty ? nil : bands
        if !terms.isEmpty { schema.terms = terms }
    }

    /// What a schema's groups are written as; what is read of it is the same again.
    public static func text(of schema: Schema) -> String {
        let groups = schema.groups.map { name in
            let bands = schema.bands?[name] ?? []
            return spelled(name) + (bands.isEmpty ? "" : ":" + bands.map(\.name).joined(separator: ","))
        }
        let columns = (schema.terms ?? []).map(\.column).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        let terms = columns.map { column in
            let own = (schema.terms ?? []).filter { $0.column == column }
            let all = own == TermGroup.identities(in: column)
            // A term of one word is told from a column by its bar.
            let words = own.map { $0.words.count == 1 ? "\($0.words[0])|" : $0.words.joined(separator: "|") }
            return spelled(column) + ":" + (all ? "*" : words.joined(separator: ","))
        }
        return (groups + terms).joined(separator: ",")
    }

    private static func spelled(_ name: String) -> String {
        name.contains(where: { [",", ":"].contains($0) }) && !name.contains("\"") ? "\"\(name)\"" : name
    }

    private struct Word {
        var text = ""
        var isQuoted = false
        /// Where the colon behind a quoted name stands.
        var name: String?

        /// The column, and what stands behind its colon.
        var parts: (name: String, rest: String)? {
            if let name { return (name, text) }
            guard !isQuoted, let colon = text.firstIndex(of: ":") else { return nil }
            let rest = text[text.index(after: colon)...]
            return rest.isEmpty ? nil : (String(text[..<colon]).trimmingBlanks(), String(rest).trimmingBlanks())
        }
    }

    /// Split at commas, but not within a name in quotes, which is closed before a comma, a colon or the end.
    private static func words(_ text: String) -> [Word] {
        var words: [Word] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            rest = rest.drop { $0 == " " || $0 == "," }
            if rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") {
                let after = rest[rest.index(after: end)...].drop { $0 == " " }
                if after.isEmpty || after.first == "," || after.first == ":" {
                    let name = String(rest[rest.index(after: rest.startIndex)..<end])
                    let more = after.prefix { $0 != "," }
                    rest = after[more.endIndex...]
                    let told = String(more.dropFirst()).trimmingBlanks()
                    words.append(told.isEmpty ? Word(text: name, isQuoted: true) : Word(text: told, name: name))
                    continue
                }
            }
            let word = rest.prefix { $0 != "," }
            rest = rest[word.endIndex...]
            let told = String(word).trimmingBlanks()
            if !told.isEmpty { words.append(Word(text: told)) }
        }
        return words
    }
}
