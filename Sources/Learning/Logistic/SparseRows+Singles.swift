/// Columns that one row at most has, taken out of a two-class Newton system exactly. Of a text's n-grams they are the half.
///
/// With S the columns of a row that no other row has, s = ‖x_S‖² and t = x_Sᵀb_S, Hx = b says
///
///     (ρI + X_RᵀD′X_R) e_R = b_R − X_Rᵀ(d′t/ρ),   d′ = d/(1 + ds/ρ),
///     e_S = (b_S − x_S d′(m + t/ρ))/ρ,            m = X_R e_R:
///
/// the same system with fewer columns and less curvature.
extension SparseRows {
    /// Columns that are solved for by conjugate gradients; the rest are singles.
    var solvedColumns: Int { basis == nil ? layout.firstSingle : columnCount }
    var hasSingles: Bool { solvedColumns < columnCount }

    /// d′; the curvature itself where there are no singles.
    func reduced(_ curvature: Numbers<Double>) -> Numbers<Double> {
        guard hasSingles else { return curvature }
        let out = Numbers(repeating: 0.0, count: count)
        for i in 0..<count { out[i] = curvature[i] / (1 + curvature[i] * layout.singleSquares[members[i]] / ridge) }
        return out
    }

    /// The gradient at a point: of the singles as it is, of the others less X_Rᵀ(d′t/ρ), t of the singles' gradient.
    ///
    /// - Parameter curvature: reduced.
    func reducedGradient(_ point: SparsePoint, _ curvature: Numbers<Double>, _ scratch: Scratch) {
        guard hasSingles else { return transposed(point.residuals, point.weights, into: point.gradient, scratch) }
        let gradient = point.gradient
        for j in solvedColumns..<columnCount { gradient[j] = ridge * point.weights[j] }
        perform { _, range, data in
            for i in range {
                let (place, u) = (data.members[i], point.residuals[i])
                var t = 0.0
                for k in data.singles[place]..<data.start[place + 1] {
                    let (column, x) = (Int(data.columns[k]), Double(data.values[k]) * self.unit)
                    gradient[column] += u * x
                    t += gradient[column] * x
                }
                scratch.rows[i] = u - curvature[i] * t / self.ridge
            }
        }
        transposedOfTwo(scratch.rows, scratch, ofAll: false)
        finish(point.weights, solvedColumns, into: gradient, scratch)
    }

    /// b_R ← b_R − X_Rᵀ(d′t/ρ).
    ///
    /// - Parameter curvature: reduced.
    func reduce(_ b: Numbers<Double>, _ curvature: Numbers<Double>, _ scratch: Scratch) {
        guard hasSingles else { return }
        perform { _, range, data in
            for i in range {
                scratch.rows[i] = -curvature[i] * self.onSingles(b, data, data.members[i]) / self.ridge
            }
        }
        transposedOfTwo(scratch.rows, scratch, ofAll: false)
        for j in 0..<solvedColumns {
            var sum = 0.0
            for table in scratch.tables {
                sum += table[j]
                table[j] = 0
            }
            if hasConstant, j == 0 {
                sum = 0
                for lane in 0..<laneCount { sum += scratch.totals[lane] }
                sum *= Double(layout.constant)
            }
            b[j] += sum * unit
        }
    }

    /// e_S for e_R, whose logits are m.
    ///
    /// - Parameters:
    ///   - curvature: reduced.
    ///   - isLast: the logits are made those of e.
    func complete(
        _ e: Numbers<Double>, _ b: Numbers<Double>, _ m: Numbers<Double>, _ curvature: Numbers<Double>, isLast: Bool
    ) {
        guard hasSingles else { return }
        for j in solvedColumns..<columnCount { e[j] = b[j] / ridge }
        perform { _, range, data in
            for i in range {
                let place = data.members[i]
                let t = self.onSingles(b, data, place)
                let pull = curvature[i] * (m[i] + t / self.ridge) / self.ridge
                for k in data.singles[place]..<data.start[place + 1] {
                    e[Int(data.columns[k])] -= Double(data.values[k]) * self.unit * pull
                }
                if isLast { m[i] += self.onSingles(e, data, place) }
            }
        }
    }

    /// x_Sᵀv of a row.
    @inline(__always)
    private func onSingles(_ v: Numbers<Double>, _ data: Data, _ place: Int) -> Double {
        var sum = 0.0
        for k in data.singles[place]..<data.start[place + 1] { sum += Double(data.values[k]) * v[Int(data.columns[k])] }
        return sum * unit
    }
}
