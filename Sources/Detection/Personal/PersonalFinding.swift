/// Something personal, and where: offsets in the bytes that were looked through.
struct PersonalFinding {
    let kind: PersonalKind
    var start: Int
    var end: Int
    let rule: String
    let score: Double
}
