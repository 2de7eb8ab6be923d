/// A word of the filter language and its place in the text, in Unicode scalars.
struct FilterToken: Equatable {
    enum Kind: Equatable {
        case open
        case close
        /// "-" before what it excludes.
        case minus
        /// A column, a measure, a facet, a word to search for, or "or".
        case name(String, quoted: Bool)
        case sign(Sign)
        /// What follows a sign, always.
        case value(String, quoted: Bool)
        case regex(String, ignoringCase: Bool)
        case end
    }

    enum Sign: String, CaseIterable {
        case unequal = "!="
        case atMost = "<="
        case atLeast = ">="
        case equal = "="
        case less = "<"
        case greater = ">"
        case contains = "~"
        case colon = ":"
    }

    let kind: Kind
    let range: Range<Int>

    /// The keyword that the token spells: "or", "and" (which may be left out), bare and not in mixed case.
    var keyword: String? {
        guard case .name(let name, quoted: false) = kind, ["or", "OR", "and", "AND"].contains(name) else { return nil }
        return name.lowercased()
    }
}
