import Foundation
import Learning
import Records
import TestSupport
import Testing

@testable import Engine

/// A recipe remembers nobody: whatever is forgotten, the model is what a stranger makes of the redacted copy with the same
/// options, without any file of ours.
@Suite struct RecipeHistoryTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let kind: RecipeTable.Kind
        let family: String
        var testDescription: String { "\(family) on \(kind.rawValue)" }

        static let all = RecipeTable.Kind.allCases.flatMap { kind in
            Families.list.ids.filter(kind.isFor).map { Case(kind: kind, family: $0) }
        }
        /// Histories of each case: 18 × 19 = 342.
        static let histories = 18
    }

    /// Where a history stands.
    private struct Standing {
        var learner: Learner
        var learned: Learned
        var assignment: Assignment
        var forgotten: [Bool]
        var followed = 0
    }

    @Test(arguments: Case.all)
    func `a stranger with the redacted copy and the same options, or the recipe, reaches the same digest`(
        _ history: Case
    ) throws {
        let folder = try TemporaryFolder()
        var (compared, followed, refused) = (0, 0, 0)
        var seed: UInt64 = 0
        while compared < Case.histories {
            seed += 1
            try #require(seed < 200, "histories can be played: \(refused) were refused")
            guard let standing = try played(history, seed: seed, in: folder) else {
                refused += 1
                continue
            }
            compared += 1
            followed += standing.followed
        }
        #expect(followed > 0, "some removal changed the recipe")
    }

    /// Forgets some records in some steps, and compares; nil where what is left can't be learned from, here and there.
    private func played(_ history: Case, seed: UInt64, in folder: TemporaryFolder) throws -> Standing? {
        let source = RecipeTable(history.kind, seed: seed)
        let path = "\(folder.path)/\(seed)-\(source.name)"
        try Data(source.text.utf8).write(to: URL(fileURLWithPath: path))
        let order = try RecipeOrder(source, family: history.family, seed: seed)
        let dataset = try order.dataset(path)
        guard let first = try? order.stranger(dataset) else { return nil }
        var standing = Standing(
            learner: first.learner, learned: first.learned, assignment: first.assignment,
            forgotten: Array(repeating: false, count: dataset.table.rowCount))
        let ground = try dataset.ground(training: first.assignment.training)
        var random = Seeded(seed &+ 1000)
        for step in 0..<Int.random(in: 1...3, using: &random) {
            let rows = standing.forgotten.indices.filter { row in
                guard !standing.forgotten[row] else { return false }
                return Int.random(in: 0..<(source.odd.contains(row) ? 3 : 12), using: &random) < 2
                    || (step == 0 && source.odd.contains(row) && seed % 3 == 0)
            }
            let isErased = Bool.random(using: &random)
            let plan = RemovalPlan(
                rows, erasing: isErased ? Set(rows) : [], dataset: dataset, parts: standing.assignment.parts,
                forgotten: standing.forgotten)
            var forgotten = standing.forgotten
            for row in plan.going { forgotten[row] = true }
            let after = dataset.assignment(without: forgotten)
            let input = RemovalInput(
                learner: standing.learner, learned: standing.learned,
                rule: RecipeRule(basis: .proposed, options: order.options, policy: .follow, ground: ground),
                assignment: standing.assignment, forgotten: standing.forgotten, policy: Policy(), focusColumn: nil,
                targets: [])
            guard let now = try? input.relearned(after, erasing: isErased, .silent(dataset.table)) else { continue }
            standing = Standing(
                learner: now.learner, learned: now.learned, assignment: after, forgotten: forgotten,
                followed: standing.followed + (now.report.changed > 0 ? 1 : 0))
        }
        let copy = path + ".copy." + source.name
        let gone = Set(standing.forgotten.indices.filter { standing.forgotten[$0] })
        try dataset.table.copy(without: gone, to: copy).commit()
        let theirs = try order.dataset(copy)
        let stranger = try order.stranger(theirs)
        #expect(
            stranger.learner.recipe == standing.learner.recipe,
            "seed \(seed): \(standing.learner.recipe.differences(from: stranger.learner.recipe))")
        #expect(stranger.learned.digest == standing.learned.digest, "seed \(seed)")
        // With the recipe alone, the same.
        let json = Array((standing.learner.recipe.canonicalJSON + "\n").utf8)
        let given = try RecipeDocument(bytes: json, name: "recipe.json")
        try given.check(among: theirs.table.columnNames)
        try theirs.check(declared: given.recipe)
        let declared = try Learner(dataset: theirs, recipe: given.recipe, work: .silent)
        #expect(try declared.cold(stranger.assignment, work: .silent).digest == standing.learned.digest, "seed \(seed)")
        return standing
    }
}
