extension Headline.Finding {
    /// The finding in words: what is known first, then how sure it is, then who is left out.
    public var sentence: String {
        let title = GapMetric.all.first { $0.id == metric }?.title ?? metric
        func name(_ rate: String) -> String { Metric.all.first { $0.id == rate }?.title ?? rate }
        var parts: [String] = []
        if let widest {
            if let largest {
                let other = widest.rate == largest.rate ? "" : "\(name(widest.rate)) "
                parts.append("\(name(largest.rate)) \(Self.words(largest)), the two largest groups")
                parts.append("widest \(other)\(Self.words(widest))")
            } else {
                parts.append("\(name(widest.rate)) \(Self.words(widest))")
            }
            parts.append(judgement)
        } else {
            parts.append(Gap.insufficientEvidence)
        }
        var sentence = "\(column): \(title): \(parts.joined(separator: "; "))."
        let only = alone.map { side in
            "\(side.group) \(side.rate.map(decimals) ?? "–")\(Self.words(side.interval))"
        }
        if !only.isEmpty { sentence += " Enough: \(name(rate)) \(only.joined(separator: ", "))." }
        if !leftOut.isEmpty {
            let names = leftOut.map { absent in
                let rate = absent.side.rate.map { " \(decimals($0))\(Self.words(absent.side.interval))" } ?? ""
                return "\(absent.side.group)\(rate) (\(absent.reason))"
            }
            sentence += " Too few to compare: \(names.joined(separator: ", "))."
        }
        return sentence + controls.map { " \(words($0))" }.joined()
    }

    /// "more than chance makes (by chance 0.037, adjusted p < 0.001)"
    private var judgement: String {
        guard let adjusted, let isBeyondChance else { return "not tested against chance" }
        let p = adjusted.p < 0.001 ? "< 0.001" : "= \(decimals(adjusted.p))"
        let chance = byChance.map { "by chance \(decimals($0)), " } ?? ""
        return "\(isBeyondChance ? "more" : "no more") than chance makes (\(chance)adjusted p \(p))"
    }

    /// "African-American 0.588, Caucasian 0.348: 0.240 apart [0.216, 0.264]"
    private static func words(_ pair: Pair) -> String {
        let (high, low) = (pair.high.rate ?? 0, pair.low.rate ?? 0)
        return "\(pair.high.group) \(decimals(high)), \(pair.low.group) \(decimals(low)): "
            + "\(decimals(pair.difference)) apart\(words(pair.interval))"
    }

    private static func words(_ interval: Interval?) -> String {
        interval.map { " [\(decimals($0.lower)), \(decimals($0.upper))]" } ?? ""
    }

    /// "Within department, man − woman is −0.203 (A), 0.029 (B): …"
    private func words(_ control: Control) -> String {
        let pair = largest ?? widest
        let names = pair.map { "\($0.high.group) − \($0.low.group)" } ?? ""
        let shown = control.parts.prefix(12).map { "\(decimals($0.difference)) (\($0.stratum.value))" }
        let more = control.parts.count > 12 ? ", …" : ""
        let turned = "the other way round in \(control.reversed) of \(control.parts.count)"
        let verdict =
            control.isReversed
            ? "\(turned), \(decimals(control.mean)) on average: the gap over all records turns round where like is "
                + "compared with like (Simpson's paradox)"
            : "\(turned), \(decimals(control.mean)) on average"
        return "Within \(control.column), \(names) is \(shown.joined(separator: ", "))\(more): \(verdict)."
    }
}
