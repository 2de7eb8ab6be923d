import Learning
import Records

/// What a project's model learns from, or would: in the words of who chooses the columns.
public struct LearnedFrom: Hashable, Sendable {
    public let columns: TrainingResult.Columns
    /// Why other columns are not learned from; nil where there are none to speak of.
    public let leftOut: String?
    /// Records that are positive, that are not, and that have no target.
    public let positives: Int
    public let negatives: Int
    public let withoutTarget: Int

    /// "numbers: x; categories: g; texts: note"
    public var words: String {
        let used = [("numbers", columns.numbers), ("categories", columns.categories), ("texts", columns.texts)]
            .filter { !$0.1.isEmpty }
        return used.isEmpty
            ? "nothing" : used.map { "\($0): \($1.joined(separator: ", "))" }.joined(separator: "; ")
    }
}

extension Desk {
    /// Fields that are gone through for a sentence alone, where no training has done so.
    private static let mostFields = 20_000_000
    /// Bytes of the file, likewise.
    private static let mostBytes = 256 << 20

    /// What is learned from as things stand; nil where nothing is learned, or where a large table would have to be read
    /// for it.
    ///
    /// - Complexity: O(bytes of the columns).
    func learnedFrom() -> LearnedFrom? {
        guard subject.trains, dataset.schema.target != nil,
            knowledge.ground != nil
                || dataset.table.rowCount * dataset.table.columnNames.count <= Self.mostFields
                    && dataset.table.byteCount <= Self.mostBytes,
            let rule = try? recipeRule()
        else { return nil }
        let ground = rule.ground.moved(to: assignment.training)
        let labels = dataset.labels
        let declared = rule.basis == .declared
        return LearnedFrom(
            columns: TrainingResult.Columns(ground.proposal), leftOut: declared ? nil : ground.leftOut,
            positives: labels.count { $0 == true }, negatives: labels.count { $0 == false },
            withoutTarget: labels.count { $0 == nil })
    }
}

extension Workspace {
    /// What is learned from as things stand; nil where nothing is learned, or where a large table would have to be read
    /// for it.
    @concurrent public nonisolated func learnedFrom() async -> LearnedFrom? { await desk.learnedFrom() }
}
