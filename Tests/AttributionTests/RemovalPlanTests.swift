import Attribution
import Learning
import Records
import TestSupport
import Testing

/// Plans on the bundled decisions, where women who were qualified were denied.
@Suite struct RemovalPlanTests {
    private static func request(_ bundled: Bundled, budget: Int) -> PlanRequest {
        PlanRequest(first: bundled.group("male"), second: bundled.group("female"), budget: budget)
    }

    private static func planner(_ bundled: Bundled) throws -> (RemovalPlanner, any FittedModel) {
        let model = try bundled.recipe.model()
        let fitted: any FittedModel = try model.fit(bundled.examples, rows: bundled.parts.training, work: .silent)
        return (RemovalPlanner(model, examples: bundled.examples, parts: bundled.parts), fitted)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `at the planted count a plan finds the planted denials, precision and recall .8 or more`(_ seed: UInt64) throws
    {
        let bundled = try Bundled.decisions(seed: seed)
        let planted = bundled.planted("biased")
        let (planner, fitted) = try Self.planner(bundled)
        let plan = try planner.plan(Self.request(bundled, budget: planted.count), from: fitted)
        // As many as are planted: precision is recall.
        #expect(plan.ending == .budget && plan.rows.count == planted.count)
        #expect(Double(planted.intersection(plan.rows).count) >= 0.8 * Double(planted.count))
    }

    @Test func `what a plan says is what a retrain without its records gives`() throws {
        let bundled = try Bundled.decisions()
        let (planner, fitted) = try Self.planner(bundled)
        let plan = try planner.plan(Self.request(bundled, budget: 100), from: fitted)
        let gone = Set(plan.rows)
        #expect(gone.count == 100 && plan.removals.allSatisfy { $0.effect < 0 })
        let model = try bundled.recipe.model()
        let cold: any FittedModel = try model.fit(
            bundled.examples, rows: bundled.parts.training.filter { !gone.contains($0) }, work: .silent)
        let (last, first) = (try #require(plan.frontier.last), plan.frontier[0])
        for (part, figures) in [(bundled.parts.selection, last.selection), (bundled.parts.test, last.test)] {
            let margins = cold.margins(bundled.examples, rows: part)
            let right = zip(part, margins).count { ($1 > 0) == bundled.examples.isPositive($0) }
            #expect(figures.accuracy == Double(right) / Double(part.count))
            let rates = bundled.parts.names.indices.map { group in
                let own = zip(part, margins).filter { bundled.parts.group[$0.0] == group }
                return Double(own.count { $0.1 > 0 }) / Double(own.count)
            }
            #expect(figures.groups.map(\.value) == rates)
        }
        #expect(first.removed == 0 && last.removed == 100 && plan.frontier.count == 21)
        #expect(try #require(last.test.gap) < (try #require(first.test.gap)) - 0.02)
    }

    @Test func `a plan stops before the gap is on the other side, and chooses by selection alone`() throws {
        let bundled = try Bundled.decisions()
        let (planner, fitted) = try Self.planner(bundled)
        var request = Self.request(bundled, budget: 1500)
        request.order = .effect
        request.turns = 60
        let plan = try planner.plan(request, from: fitted)
        #expect(plan.ending == .crossed)
        let gaps = plan.frontier.map { $0.selection.gap ?? .nan }
        #expect(gaps.allSatisfy { $0 >= 0 } && gaps[gaps.count - 1] < 0.03)
        // Other test records change no choice.
        let fewer = GroupedParts(
            training: bundled.parts.training, selection: bundled.parts.selection,
            test: Array(bundled.parts.test.prefix(100)), names: bundled.parts.names, group: bundled.parts.group)
        let again = try RemovalPlanner(try bundled.recipe.model(), examples: bundled.examples, parts: fewer)
            .plan(request, from: fitted)
        #expect(again.rows == plan.rows)
    }

    @Test func `a floor of accuracy, spared rows and the other side are kept to`() throws {
        let bundled = try Bundled.decisions()
        let (planner, fitted) = try Self.planner(bundled)
        var request = Self.request(bundled, budget: 400)
        let plan = try planner.plan(request, from: fitted)
        let floor = plan.frontier[0].selection.accuracy - 0.005
        request.accuracyFloor = floor
        let kept = try planner.plan(request, from: fitted)
        #expect(kept.frontier.allSatisfy { $0.selection.accuracy >= floor })
        request.accuracyFloor = nil
        request.spared = Set(plan.rows.prefix(50))
        #expect(request.spared.isDisjoint(with: try planner.plan(request, from: fitted).rows))
        request.side = .givenToHigh
        let other = try planner.plan(request, from: fitted)
        #expect(
            other.rows.allSatisfy {
                bundled.parts.group[$0] == request.first && bundled.examples.isPositive($0)
            })
        request.accuracyFloor = 1
        let none = try planner.plan(request, from: fitted)
        #expect(none.rows.isEmpty && none.ending == .accuracy && none.frontier.count == 1)
    }

    @Test func `trees are planned through a surrogate that is named, and forget for themselves`() throws {
        let bundled = try Bundled.decisions(.trees(TreesRecipe(trees: 20)))
        let linear = try Bundled.decisions()
        let model = try bundled.recipe.model()
        let fitted: any FittedModel = try model.fit(bundled.examples, rows: bundled.parts.training, work: .silent)
        var request = Self.request(bundled, budget: 60)
        request.turns = 3
        #expect(throws: Refusal.self) {
            try RemovalPlanner(model, examples: bundled.examples, parts: bundled.parts).plan(request, from: fitted)
        }
        let plan = try RemovalPlanner(
            model, examples: bundled.examples, parts: bundled.parts, surrogate: (linear.recipe, linear.examples)
        ).plan(request, from: fitted)
        #expect(plan.surrogate == "logistic regression" && plan.rows.count == 60)
        let gone = Set(plan.rows)
        let cold: any FittedModel = try model.fit(
            bundled.examples, rows: bundled.parts.training.filter { !gone.contains($0) }, work: .silent)
        let margins = cold.margins(bundled.examples, rows: bundled.parts.test)
        let right = zip(bundled.parts.test, margins).count { ($1 > 0) == bundled.examples.isPositive($0) }
        #expect(plan.frontier.last?.test.accuracy == Double(right) / Double(bundled.parts.test.count))
    }

    @Test func `alternatives keep the data and are measured on it`() throws {
        let bundled = try Bundled.decisions()
        let (planner, fitted) = try Self.planner(bundled)
        let planted = bundled.planted("biased")
        let plan = try planner.plan(Self.request(bundled, budget: planted.count), from: fitted)
        let all = Alternatives(
            try bundled.recipe.model(), examples: bundled.examples, parts: bundled.parts, kind: .parity,
            first: bundled.group("male"), second: bundled.group("female"))
        let before = try #require(all.asIs(fitted).test.gap)
        #expect(all.asIs(fitted).test == plan.frontier[0].test)
        let relabelled = try all.relabelling(plan.rows)
        #expect(try #require(relabelled.test.gap) < before - 0.1)
        let reweighed = try all.reweighing(seed: 1)
        guard case .reweigh(let repeated, let leftOut) = reweighed.kind else { return }
        #expect(repeated > 100 && leftOut > 100 && abs(repeated - leftOut) < 150)
        #expect(try #require(reweighed.test.gap) < before - 0.05)
        let without = try all.leavingOut("sex")
        #expect(try #require(without.test.gap) < before - 0.05)
        let thresholds = try all.thresholds(fitted)
        #expect(abs(try #require(thresholds.selection.gap)) < 0.01)
        #expect(abs(try #require(thresholds.test.gap)) < before - 0.1)
        // A column that is not learned from changes nothing.
        #expect(try all.leavingOut("no such column").test == all.asIs(fitted).test)
        let loss = Alternatives(
            try bundled.recipe.model(), examples: bundled.examples, parts: bundled.parts, kind: .loss, first: 0,
            second: 1)
        #expect(throws: Refusal.self) { try loss.thresholds(fitted) }
    }

    @Test func `one group has no other's standards`() throws {
        let bundled = try Bundled.decisions()
        let women = bundled.parts.training.filter { bundled.parts.group[$0] == bundled.group("female") }
        let parts = GroupedParts(
            training: women, selection: bundled.parts.selection, test: bundled.parts.test, names: bundled.parts.names,
            group: bundled.parts.group)
        #expect(throws: Refusal.self) {
            try GroupStandards.doubts(try bundled.recipe.model(), examples: bundled.examples, parts: parts)
        }
    }
}
