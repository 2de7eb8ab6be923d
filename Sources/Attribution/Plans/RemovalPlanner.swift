public import Learning
import Records

/// Makes plans of removals: ranks, forgets, measures, and ranks what is left by the model that is left, for effects that are
/// added up understate. Chosen by `selection` alone; `test` is only reported on.
public struct RemovalPlanner: Sendable {
    let model: any Model
    let examples: Examples
    let parts: GroupedParts
    /// What effects are told by where the model has no slopes: another family on the features of the same records.
    let surrogate: (recipe: ModelRecipe, examples: Examples)?

    public init(
        _ model: any Model, examples: Examples, parts: GroupedParts,
        surrogate: (recipe: ModelRecipe, examples: Examples)? = nil
    ) {
        (self.model, self.examples, self.parts, self.surrogate) = (model, examples, parts, surrogate)
    }

    /// - Parameter fitted: the model of all training records.
    /// - Throws: `Refusal` where a group has no record that counts, or the model has no slopes and no surrogate was given;
    ///   `CancellationError`.
    /// - Complexity: a forgetting and an `Influence` a turn, and a few forgettings more where it ends.
    public func plan(
        _ request: PlanRequest, from fitted: any FittedModel, work: Work = .silent
    ) throws -> RemovalPlan {
        let quantity = try self.quantity(request)
        let doubts = try doubts(request, work)
        var state = State(fitted: fitted, retained: parts.training)
        var frontier = [point(fitted, request, removed: 0)]
        var removals: [RemovalPlan.Removal] = []
        var ending = RemovalPlan.Ending.budget
        var named: String?
        let turn = max(1, (request.budget + max(1, request.turns) - 1) / max(1, request.turns))
        while removals.count < request.budget {
            try work.step(
                Progress(
                    phase: "planning removals", fraction: Double(removals.count) / Double(request.budget),
                    detail: "\(removals.count) of \(request.budget) records"))
            let effects = try effects(state, quantity, &named, work)
            let next = candidates(state.retained, effects, doubts, request)
                .prefix(min(turn, request.budget - removals.count))
            guard !next.isEmpty else {
                ending = .exhausted
                break
            }
            let step = try advance(state, Array(next), request, frontier[frontier.count - 1], removals.count, work)
            if let taken = step.taken {
                state = taken.state
                removals += next.prefix(taken.count)
                frontier.append(taken.point)
            }
            if let end = step.ending {
                ending = end
                break
            }
        }
        return RemovalPlan(removals: removals, frontier: frontier, ending: ending, surrogate: named)
    }

    struct State {
        var fitted: any FittedModel
        var retained: [Int]
    }

    private func quantity(_ request: PlanRequest) throws -> Quantity {
        try Quantity(
            request.kind, of: parts.rows(parts.selection, of: request.first),
            minus: parts.rows(parts.selection, of: request.second), in: examples)
    }

    func point(_ fitted: any FittedModel, _ request: PlanRequest, removed: Int) -> RemovalPlan.Point {
        func figures(_ rows: [Int]) -> GroupFigures {
            GroupFigures(
                request.kind, (request.first, request.second), rows, fitted.margins(examples, rows: rows), parts,
                examples, fitted)
        }
        return RemovalPlan.Point(removed: removed, selection: figures(parts.selection), test: figures(parts.test))
    }

    /// By row; none where only effects are asked for.
    private func doubts(_ request: PlanRequest, _ work: Work) throws -> [Int: Double]? {
        guard request.order == .standards else { return nil }
        let doubts = try GroupStandards.doubts(model, examples: examples, parts: parts, work: work)
        return Dictionary(uniqueKeysWithValues: zip(parts.training, doubts))
    }

    /// What |φ| changes by without each of the retained rows, to first order.
    private func effects(
        _ state: State, _ quantity: Quantity, _ named: inout String?, _ work: Work
    ) throws -> [Double] {
        if let own = state.fitted.differentiable(in: examples.features) {
            return try Influence(own, examples: examples, training: state.retained, inverse: nil)
                .effects(on: quantity, work: work).changes
        }
        guard let surrogate else {
            throw Refusal(
                .usage, "A plan needs effects, and the model has no slopes to tell them by.",
                next: "Train a logistic regression, or give it as a surrogate.")
        }
        named = surrogate.recipe.family.type.title
        let fitted: any FittedModel = try surrogate.recipe.model()
            .fitRoughly(surrogate.examples, rows: state.retained, work: work)
        guard let other = fitted.differentiable(in: surrogate.examples.features) else {
            throw Refusal(
                .usage, "Effects can't be told through \(surrogate.recipe.family.type.title): it has no slopes.",
                next: "Use the family 'logistic' as the surrogate.")
        }
        return try Influence(other, examples: surrogate.examples, training: state.retained, inverse: nil)
            .effects(on: quantity, work: work).changes
    }

    /// Rows whose removal narrows, the first to go first; equal ones by their ids, which no row number reaches.
    private func candidates(
        _ retained: [Int], _ effects: [Double], _ doubts: [Int: Double]?, _ request: PlanRequest
    ) -> [RemovalPlan.Removal] {
        zip(retained, effects).compactMap { row, effect -> RemovalPlan.Removal? in
            guard effect < 0, !request.spared.contains(row) else { return nil }
            guard let doubts else { return .init(row: row, effect: effect, doubt: nil) }
            guard isDoubted(row, request), let doubt = doubts[row], !doubt.isNaN else { return nil }
            return .init(row: row, effect: effect, doubt: doubt)
        }.sorted { a, b in
            let (left, right) = (-(a.doubt ?? -a.effect), -(b.doubt ?? -b.effect))
            return left != right ? left < right : examples.ids[a.row] < examples.ids[b.row]
        }
    }

    private func isDoubted(_ row: Int, _ request: PlanRequest) -> Bool {
        let (group, label) = (parts.group[row], examples.isPositive(row))
        let denied = group == request.second && !label
        let given = group == request.first && label
        switch request.side {
        case .deniedToLow: return denied
        case .givenToHigh: return given
        case .both: return denied || given
        }
    }
}
