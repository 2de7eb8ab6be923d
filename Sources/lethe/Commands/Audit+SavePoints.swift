import Engine
import Fairness
import Records

extension Audit {
    /// Prints the trend, or the change from one save point to another.
    ///
    /// - Returns: the report of the later save point; of a trend, the current one's.
    func ofSavePoints(_ path: String) async throws -> FairnessReport {
        guard !trend || (before == nil && after == nil) else {
            throw Refusal(
                .usage, "--trend is of every save point; --before and --after are of two.",
                next: "Leave --trend out, or the other two.")
        }
        let looking = try Project.lookingAt(path, who)
        let points = await looking.look().savePoints
        guard let first = points.first, let current = points.last(where: \.isCurrent) ?? points.last else {
            throw Refusal(.usage, "The project has no model.", next: "Train one: lethe train \(path)")
        }
        if trend {
            if json {
                try Output.json(points.map(TrendText.Point.init))
            } else {
                TrendText(points: points).lines.forEach(Output.line)
            }
            await looking.close()
            return current.report
        }
        let names = (before ?? first.digest, after ?? current.digest)
        try Self.refuseOne(names, of: points)
        let echo = try await looking.perform(.compare(names.0, names.1))
        Narration.say(echo.fact)
        if let job = echo.job { Narration.say(try await looking.outcome(of: job)) }
        let compared = await looking.snapshot.compared
        await looking.close()
        guard let compared else {
            throw Refusal(
                .unavailable, "The two save points could not be compared.",
                next: "See both with: lethe audit \(path) --trend")
        }
        if json {
            try Output.json(
                SavePointsCompared(
                    before: TrendText.Point(compared.before), after: TrendText.Point(compared.after),
                    change: compared.comparison))
        } else {
            ComparisonText(comparison: compared.comparison).lines.forEach(Output.line)
        }
        return compared.after.report
    }

    /// A comparison takes two; a name that is not one save point's is the Engine's to refuse.
    private static func refuseOne(_ names: (String, String), of points: [SavePoint]) throws {
        func digests(_ name: String) -> [String] {
            let wanted = name.lowercased()
            return points.map(\.digest).filter { !wanted.isEmpty && $0.hasPrefix(wanted) }
        }
        let (one, other) = (digests(names.0), digests(names.1))
        guard one.count == 1, one == other else { return }
        throw Refusal(
            .usage, "\(one[0].prefix(6)) is one save point; a comparison takes two.",
            next: "Name another: 'lethe audit PROJECT --trend' lists them.")
    }

    private struct SavePointsCompared: Encodable {
        let before: TrendText.Point
        let after: TrendText.Point
        let change: Comparison
    }
}
