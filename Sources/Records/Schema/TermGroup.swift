/// Records whose text mentions something, as a group: whole words in any case.
public struct TermGroup: Hashable, Codable, Sendable {
    /// The column of text.
    public let column: String
    /// What the group is called.
    public let name: String
    /// Any of these words or phrases.
    public let words: [String]

    public init(column: String, name: String, words: [String]) {
        self.column = column
        self.name = name
        self.words = words
    }

    /// "mentions woman": what the grouping is called.
    public var title: String { "mentions \(name)" }

    /// Reads "comment:woman|women,muslim": a column, and terms whose spellings stand beside each other; "comment" alone
    /// stands for the bundled identity terms.
    public static func reading(_ text: String) -> [TermGroup] {
        guard let colon = text.firstIndex(of: ":") else { return identities(in: text.trimmingBlanks()) }
        let column = String(text[..<colon]).trimmingBlanks()
        return text[text.index(after: colon)...].split(separator: ",").compactMap { part in
            let words = part.split(separator: "|").map { String($0).trimmingBlanks() }.filter { !$0.isEmpty }
            return words.first.map { TermGroup(column: column, name: $0, words: words) }
        }
    }

    /// Terms for whom texts are about, after those of Dixon et al. (2018), doi:10.1145/3278721.3278729, and of Civil
    /// Comments (Borkan et al. 2019, doi:10.1145/3308560.3317593).
    public static func identities(in column: String) -> [TermGroup] {
        [
            ["women", "woman", "female", "girl", "girls"], ["men", "man", "male", "boy", "boys"],
            ["black", "blacks", "african american", "african americans"], ["white", "whites", "caucasian"],
            ["asian", "asians", "chinese"],
            ["latino", "latinos", "latina", "latinas", "hispanic", "hispanics", "mexican"],
            ["jewish", "jew", "jews"], ["muslim", "muslims", "islam", "islamic"], ["christian", "christians"],
            ["catholic", "catholics"], ["atheist", "atheists"], ["buddhist", "buddhists"], ["hindu", "hindus"],
            ["gay", "gays", "homosexual", "homosexuals"], ["lesbian", "lesbians"],
            ["transgender", "trans", "transsexual"], ["bisexual"], ["disabled", "disability", "blind", "deaf"],
            ["immigrant", "immigrants", "refugee", "refugees"], ["old", "elderly"], ["young", "teenage"],
        ].map { TermGroup(column: column, name: $0[0], words: $0) }
    }

    /// Whether a text mentions it.
    public func isMentioned(in text: String) -> Bool { isMentioned(inWords: Self.spaced(text)) }

    /// - Parameter spaced: the text as `spaced` gives it, so that many groups can be looked for in it.
    public func isMentioned(inWords spaced: String) -> Bool {
        words.contains { spaced.contains(Self.spaced($0)) }
    }

    /// A text's words in lower case with a blank before and after each.
    public static func spaced(_ text: String) -> String {
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }
        return " " + words.joined(separator: " ") + " "
    }
}
