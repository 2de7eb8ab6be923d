/// What a removal would take and change, predicted without doing it.
public struct RemovalPrediction: Sendable, Hashable {
    /// Training records that are unlearned.
    public var training: Int
    /// Records that were never trained on.
    public var heldOut: Int
    /// Of those, the ones that leave the evaluation.
    public var heldOutErased = 0
    /// What would happen to copies on both sides of the split.
    public var copies: String?
    public var passes: Int
    public var seconds: Double
    /// Of the gap in focus; nil where there is none, and until it is computed.
    public var gap: GapPrediction?
    /// Predicted changes of every gap there is a prediction for; empty before a preview.
    public var gaps: [GapPrediction] = []
    /// Rows with exact duplicates of the records, which would stay.
    public var twinsLeft: [Int]
    /// Other rows of the same subjects, which would stay.
    public var subjectLeft: [Int] = []
    /// Groups of which the removal takes at least 30 % of the training records.
    public var erodedGroups: [String]

    /// What to know before it is applied, a sentence each.
    public var warnings: [String] {
        var warnings = [copies].compactMap(\.self)
        if !twinsLeft.isEmpty {
            warnings.append(
                "\(twinsLeft.count.counted("exact duplicate")) would stay: \(Self.named(twinsLeft))")
        }
        if !subjectLeft.isEmpty {
            warnings.append(
                "\(subjectLeft.count.counted("other record")) of the same person would stay: \(Self.named(subjectLeft))"
            )
        }
        return warnings + erodedGroups
    }

    /// "row 7", "rows 1, 2, 3, 4, 5, …": as people count them.
    public static func named(_ rows: [Int]) -> String {
        let some = rows.prefix(5).map { "\($0 + 1)" }.joined(separator: ", ")
        return "row\(rows.count == 1 ? "" : "s") \(some)\(rows.count > 5 ? ", …" : "")"
    }
}

extension RemovalPrediction: Encodable {
    private enum CodingKeys: String, CodingKey {
        case removed, heldOutSkipped, heldOutErased, passes, seconds, gaps, exactDuplicatesLeft, sameSubjectLeft
        case warnings
    }

    /// Rows are numbered as people see them, from 1.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(training, forKey: .removed)
        try values.encode(heldOut, forKey: .heldOutSkipped)
        try values.encode(heldOutErased, forKey: .heldOutErased)
        try values.encode(passes, forKey: .passes)
        try values.encode(seconds, forKey: .seconds)
        try values.encode(gaps, forKey: .gaps)
        try values.encode(twinsLeft.map { $0 + 1 }, forKey: .exactDuplicatesLeft)
        try values.encode(subjectLeft.map { $0 + 1 }, forKey: .sameSubjectLeft)
        try values.encode(warnings, forKey: .warnings)
    }
}
