/// A column's name, read for what the column may hold.
struct ColumnName {
    let name: String
    /// The name in lower case, words joined by "_": "PatientRace" and "patient-race" are "patient_race".
    let key: String
    let words: [String]

    init(_ name: String) {
        self.name = name
        words = Self.words(of: name)
        key = words.joined(separator: "_")
    }

    /// "id", "entity_id", "userId", "index", …
    var isIdentifier: Bool {
        guard let last = words.last else { return true }
        return ["id", "uuid", "guid"].contains(last) || ["index", "row", "row_number", "key"].contains(key)
    }

    /// "id" or "…_id": what a project may take its learning ids from.
    var isNamedID: Bool { words.last == "id" }

    /// Names of attributes that people are grouped by.
    var isGroup: Bool {
        Self.wholeGroupNames.contains(key) || words.contains { Self.groupWords.contains($0) }
    }

    /// Names of single identities, as 0/1 columns have them.
    var isIdentity: Bool { words.contains { Self.identityWords.contains($0) } }

    /// Whom a record is about, where one person may have several.
    var isSubject: Bool { Self.subjectNames.contains(key) }

    private static let wholeGroupNames: Set<String> = [
        "age_cat", "age_category", "age_group", "age_band", "age_range", "group", "identity", "identity_group",
    ]
    private static let groupWords: Set<String> = [
        "sex", "gender", "race", "ethnicity", "ethnic", "religion", "nationality", "disability", "ident", "orientation",
    ]
    private static let identityWords: Set<String> = [
        "male", "female", "transgender", "nonbinary", "heterosexual", "homosexual", "gay", "lesbian", "bisexual",
        "christian", "jewish", "muslim", "hindu", "buddhist", "sikh", "atheist", "black", "white", "asian", "latino",
        "latina", "latinx", "hispanic", "indigenous", "psychiatric", "disabled", "disability", "religion",
    ]
    private static let subjectNames: Set<String> = [
        "subject", "subject_id", "person_id", "patient_id", "user_id", "author_id", "customer_id", "worker_id",
    ]

    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for character in name {
            let isWord = character.isLetter || character.isNumber
            if !isWord || (character.isUppercase && wasLower) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if isWord { word += character.lowercased() }
            wasLower = character.isLowercase
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
