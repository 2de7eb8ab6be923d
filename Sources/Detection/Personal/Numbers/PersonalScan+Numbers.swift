extension PersonalScan {
    mutating func findNumbers() {
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            guard !token.isTaken else {
                index += 1
                continue
            }
            if token.isNumber {
                index = findNumber(index)
            } else {
                index = findCode(index) ?? index + 1
            }
        }
    }

    /// What begins with the number at an index.
    ///
    /// - Returns: Where to go on.
    private mutating func findNumber(_ index: Int) -> Int {
        let token = tokens[index]
        // Short numbers begin telephone numbers and addresses of networks, and those have more behind them.
        if token.count < 6, index + 1 < tokens.count,
            tokens[index + 1].start - token.end > 2 || !tokens[index + 1].isNumber
        {
            return index + 1
        }
        let groups = NumberGroups(bytes, tokens, from: index)
        if candidates.capacity == 0 {
            candidates.reserveCapacity(8)
        } else {
            candidates.removeAll(keepingCapacity: true)
        }
        let isBegun = isOpen(before: token.start)
        if isBegun {
            if let end = findNetwork(index, groups) { return end }
            if let end = findNumberWithLetter(index) { return end }
            checkedNumbers(index, groups)
        }
        phones(index, groups, isBegun: isBegun)
        return candidates.isEmpty ? index + 1 : choose(index, groups)
    }

    private mutating func choose(_ index: Int, _ groups: NumberGroups) -> Int {
        var wanted: Sense = []
        var farthest = index + 1
        for candidate in candidates {
            wanted.formUnion(candidate.kind.sense)
            farthest = max(farthest, candidate.end)
        }
        switch naming(index, farthest, wanted) {
        case .named(let sense): return tell(index, named: sense, least: 0)
        case .other: return tell(index, named: nil, least: 2)
        case .none: return tell(index, named: nil, least: 0)
        }
    }

    /// Whether a number in groups goes on: another group stands beside it.
    private func isPart(_ candidate: NumberCandidate, _ first: Int) -> Bool {
        guard candidate.isGrouped, candidate.strength < 3 else { return false }
        let isAfter = first > 0 && isGroup(first - 1, ofAtLeast: 1, tokens[first - 1].end, tokens[first].start)
        guard !isAfter, candidate.end < tokens.count else { return isAfter }
        // Cards end in a group of four, so fewer digits behind one are another number.
        return isGroup(
            candidate.end, ofAtLeast: candidate.kind == .card ? 4 : 2, tokens[candidate.end - 1].end,
            tokens[candidate.end].start)
    }

    /// Whether a run beside a number, with a blank between them, may be a group of it.
    private func isGroup(_ index: Int, ofAtLeast count: Int, _ end: Int, _ next: Int) -> Bool {
        let token = tokens[index]
        return token.count >= count && token.shape.contains(.digit) && !token.isTaken && next - end == 1
            && byte(end) == 32
    }

    /// Tells of the candidates that speak most for themselves.
    ///
    /// - Parameters:
    ///   - named: which are named; nil: none is.
    ///   - least: how much has to speak for one.
    private mutating func tell(_ index: Int, named: Sense?, least: Double) -> Int {
        var best = 0.0
        for candidate in candidates where isLikely(candidate, index, named, least) {
            best = max(best, candidate.strength)
        }
        // What is only named yields to what checks by itself.
        if named != nil, best == 0 || best < 1 && candidates.contains(where: { isLikely($0, index, nil, 2) }) {
            return tell(index, named: nil, least: best == 0 ? 0 : 2)
        }
        guard best > 0 else { return index + 1 }
        // Where nothing names a number, it may be of several people's numbers that it checks as.
        let least = named == nil && best <= 1.5 ? min(best, 1.2) : best
        var next = index + 1
        for place in candidates.indices {
            let candidate = candidates[place]
            guard candidate.strength >= least, isLikely(candidate, index, named, least) else { continue }
            next = max(next, candidate.end)
            // What was told first takes the runs; the others have the same.
            add(
                candidate.kind, candidate.start ?? tokens[index].start, tokens[candidate.end - 1].end, candidate.rule,
                named == nil ? candidate.unnamed : 0.95)
        }
        return next
    }

    private func isLikely(_ candidate: NumberCandidate, _ index: Int, _ named: Sense?, _ least: Double) -> Bool {
        let isMeant = named.map { !candidate.kind.sense.isDisjoint(with: $0) } ?? (candidate.unnamed > 0)
        return isMeant && candidate.strength >= least && !isPart(candidate, index)
    }

    /// Numbers with check digits, and those whose form alone is rare.
    private mutating func checkedNumbers(_ index: Int, _ groups: NumberGroups) {
        var (total, shape, sign) = (0, UInt64(0), UInt8(0))
        for count in 1...max(1, groups.count) where groups.count > 0 {
            total += groups.lengths[count - 1]
            shape = shape << 5 | UInt64(groups.lengths[count - 1])
            if count == 2 { sign = groups.signs[0] }
            // All signs alike; after one that differs nothing more can be of one form, but for what was said before.
            if count > 2, groups.signs[count - 2] != sign { return }
            guard total >= 9, isOpen(after: tokens[index + count - 1].end) else { continue }
            let written = Written(first: index, end: index + count, shape: shape, sign: sign)
            switch total {
            case 9: nine(groups, written)
            case 10: ten(groups, written)
            case 11: eleven(groups, written)
            case 12: twelve(groups, written)
            default: break
            }
            if total == 15 { socialSecurityOfFrance(groups, written) }
            if total >= 12 { card(groups, written, total) }
        }
    }

    /// How a number is written.
    struct Written {
        let first: Int
        let end: Int
        let shape: UInt64
        /// Between its groups; 0 where it is written as one.
        let sign: UInt8

        var isWhole: Bool { end - first == 1 }
    }

    mutating func may(
        _ kind: PersonalKind, _ written: Written, _ unnamed: Double, strength: Double, _ rule: String = "check digit"
    ) {
        candidates.append(
            NumberCandidate(
                kind: kind, end: written.end, unnamed: unnamed, strength: strength, rule: rule,
                isGrouped: written.sign == 32 && !written.isWhole))
    }
}
