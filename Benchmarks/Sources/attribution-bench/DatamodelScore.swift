import Attribution
import Foundation
import Learning
import Measuring
import Records

/// The linear datamodelling score (Park et al. 2023, arXiv:2303.14186): how well what is predicted of random halves of the
/// training records ranks what retraining on them gives.
struct DatamodelScore {
    let population: Population
    let halves: Int

    struct Row {
        var method: String
        var gap: Double
        var loss: Double
        var decisions: Double
    }

    func run() throws -> (rows: [Row], seconds: Double) {
        let (examples, parts) = (population.examples, population.parts)
        let model = try population.recipe.model()
        let fitted: any FittedModel = try model.fit(examples, rows: parts.training, work: .silent)
        guard let differentiable = fitted.differentiable(in: examples.features) else { return ([], 0) }
        // On all that is held out, as the peers do.
        let heldOut = (parts.selection + parts.test).sorted()
        let gap = try population.quantity(.parity, heldOut)
        let loss = try Quantity(.loss, of: heldOut, in: examples)
        let (measure, influence) = try Measure.of("influence") {
            try Influence(differentiable, examples: examples, training: parts.training)
        }
        var additive: [String: ([Double], [Double])] = [:]
        for (name, correcting) in [("first order", false), ("leverage", true)] {
            additive[name] = (
                try influence.effects(on: gap, correcting: correcting).changes,
                try influence.effects(on: loss, correcting: correcting).changes
            )
        }
        var (truth, newton) = ([[Double]](), [[Double]]())
        var sums: [String: [[Double]]] = [:]
        for half in 0..<halves {
            let kept = parts.training.filter { Noise.bit($0, half) }
            let gone = parts.training.indices.filter { !Noise.bit(parts.training[$0], half) }
            let retrained: any FittedModel = try model.fit(examples, rows: kept, work: .silent)
            let margins = retrained.margins(examples, rows: gap.rows)
            truth.append([
                gap.expected(margins, by: retrained) ?? .nan,
                loss.expected(retrained.margins(examples, rows: loss.rows), by: retrained) ?? .nan,
                gap.decided(margins, by: retrained) ?? .nan,
            ])
            let predicted = try OneStep.value(of: gap, differentiable, examples: examples, retained: kept)
            let losses = try OneStep.value(of: loss, differentiable, examples: examples, retained: kept)
            newton.append([predicted.expected, losses.expected, predicted.decided ?? .nan])
            for (name, effects) in additive {
                let change = gone.reduce(0) { $0 + effects.0[$1] }
                sums[name, default: []].append([change, gone.reduce(0) { $0 + effects.1[$1] }, change])
            }
        }
        func score(_ method: String, _ predicted: [[Double]]) -> Row {
            func rank(_ place: Int) -> Double {
                Ranks.correlation(predicted.map { $0[place] }, truth.map { $0[place] })
            }
            return Row(method: method, gap: rank(0), loss: rank(1), decisions: rank(2))
        }
        let rows = ["first order", "leverage"].compactMap { name in sums[name].map { score(name, $0) } }
        return (rows + [score("one Newton step", newton)], measure.cpu)
    }
}

/// A coin a record and half, the same on every machine.
enum Noise {
    static func bit(_ row: Int, _ half: Int) -> Bool {
        var z = UInt64(row) &* 0x9e37_79b9_7f4a_7c15 &+ UInt64(half &+ 1) &* 0xd1b5_4a32_d192_ed03
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return (z ^ (z >> 31)) & 1 == 0
    }
}

enum Ranks {
    /// Spearman's.
    static func correlation(_ a: [Double], _ b: [Double]) -> Double {
        let (x, y) = (ranks(a), ranks(b))
        let mean = Double(a.count - 1) / 2
        var (xy, xx, yy) = (0.0, 0.0, 0.0)
        for i in a.indices {
            xy += (x[i] - mean) * (y[i] - mean)
            xx += (x[i] - mean) * (x[i] - mean)
            yy += (y[i] - mean) * (y[i] - mean)
        }
        return xy / (xx * yy).squareRoot()
    }

    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = Array(repeating: 0.0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
            for place in start...end { ranks[order[place]] = Double(start + end) / 2 }
            start = end + 1
        }
        return ranks
    }
}
