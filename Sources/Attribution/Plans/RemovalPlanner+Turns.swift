import Learning
import Records

extension RemovalPlanner {
    /// What a turn came to: how many of its records went, and why no more will.
    struct Turn {
        var taken: (count: Int, state: State, point: RemovalPlan.Point)?
        var ending: RemovalPlan.Ending?
    }

    /// Forgets a turn's records, or as many of them as may go: the gap stays on its side, and enough is decided right.
    func advance(
        _ state: State, _ next: [RemovalPlan.Removal], _ request: PlanRequest, _ before: RemovalPlan.Point,
        _ removed: Int, _ work: Work
    ) throws -> Turn {
        func attempt(_ count: Int) throws -> (State, RemovalPlan.Point, RemovalPlan.Ending?)? {
            let going = Set(next.prefix(count).map(\.row))
            let retained = state.retained.filter { !going.contains($0) }
            do {
                let fitted = try model.forget(
                    any: state.fitted, examples: examples, retained: retained, removed: going.sorted(), work: work)
                let point = point(fitted, request, removed: removed + count)
                return (State(fitted: fitted, retained: retained), point, obstacle(point, before, request))
            } catch is Refusal {
                return nil
            }
        }
        let whole = try attempt(next.count)
        if case .some((let state, let point, nil)) = whole {
            return Turn(taken: (next.count, state, point), ending: nil)
        }
        let ending = whole.map { $0.2 ?? .refused } ?? .refused
        // As many as may go: halves of what may, until one more may not.
        var (low, high) = (0, next.count)
        var best: (Int, State, RemovalPlan.Point)?
        while high - low > 1 {
            let middle = (low + high) / 2
            if case .some((let state, let point, nil)) = try attempt(middle) {
                best = (middle, state, point)
                low = middle
            } else {
                high = middle
            }
        }
        return Turn(taken: best.map { (count: $0.0, state: $0.1, point: $0.2) }, ending: ending)
    }

    /// What forbids a point.
    private func obstacle(
        _ point: RemovalPlan.Point, _ before: RemovalPlan.Point, _ request: PlanRequest
    ) -> RemovalPlan.Ending? {
        guard let gap = point.selection.gap, let was = before.selection.gap else { return .refused }
        if gap * was < 0 || was == 0 { return .crossed }
        if let floor = request.accuracyFloor, point.selection.accuracy < floor { return .accuracy }
        return nil
    }
}
