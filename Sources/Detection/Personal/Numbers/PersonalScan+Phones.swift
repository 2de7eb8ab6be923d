/// Numbers of telephones: international (ITU-T E.164), of North America, those that begin with the 0 of long distance, and
/// whatever is named as one.
extension PersonalScan {
    mutating func phones(_ index: Int, _ groups: NumberGroups, isBegun: Bool) {
        let start = tokens[index].start
        guard groups.count > 0, groups.lengths[0] <= 15 else { return }
        if byte(start - 1) == UInt8(ascii: "+") {
            if !Self.isRun(byte(start - 2)) { international(index, groups, skipping: 0, "international number", 0.9) }
            return
        }
        guard isBegun else { return }
        if groups.digits[0] == 0, groups.lengths[0] > 3, groups.digits[1] == 0, groups.digits[2] != 0 {
            // Written as one it is a number like any other, unless it is a long one.
            if groups.count > 1 || groups.lengths[0] > 11 {
                international(index, groups, skipping: 2, "international number", 0.6)
            }
        }
        northAmerican(index, groups)
        if groups.digits[0] == 0, groups.digits[1] != 0 { longDistance(index, groups) }
        namedPhone(index, groups)
    }

    private mutating func international(
        _ index: Int, _ groups: NumberGroups, skipping prefix: Int, _ rule: String, _ score: Double
    ) {
        guard let (code, lengths) = Self.callingCode(groups, from: prefix) else { return }
        var (total, national, best) = (0, -prefix - code, 0)
        for count in 1...groups.count {
            let length = groups.lengths[count - 1]
            // The 0 in "+44 (0)20" is not dialled.
            let isLeftOut =
                count > 1 && length == 1 && groups.digits[total] == 0 && groups.signs[count - 2] == NumberGroups.bracket
            total += length
            if !isLeftOut { national += length }
            if national > lengths.upperBound { break }
            if national >= lengths.lowerBound, isOpen(after: tokens[index + count - 1].end) { best = count }
        }
        guard best > 0 else { return }
        candidates.append(
            NumberCandidate(
                kind: .phone, end: index + best, unnamed: score, strength: prefix == 0 ? 3 : 1.5, rule: rule,
                isGrouped: prefix > 0,
                start: tokens[index].start - (prefix == 0 ? 1 : 0)))
    }

    private static func callingCode(_ groups: NumberGroups, from start: Int) -> (
        digits: Int, lengths: ClosedRange<Int>
    )? {
        var value = 0
        for count in 1...3 {
            value = value * 10 + Int(groups.digits[start + count - 1])
            if value > 0, let lengths = CallingCodes.lengths[value] { return (count, lengths) }
        }
        return nil
    }

    private mutating func northAmerican(_ index: Int, _ groups: NumberGroups) {
        let isLong = groups.lengths[0] == 1 && groups.digits[0] == 1
        let first = isLong ? 1 : 0
        guard groups.count >= first + 2, groups.lengths[first] == 3 else { return }
        let isWhole = groups.lengths[first + 1] == 7
        guard isWhole || groups.count >= first + 3 && groups.lengths[first + 1] == 3 && groups.lengths[first + 2] == 4
        else { return }
        let end = index + first + (isWhole ? 2 : 3)
        guard groups.digits[first + 3] >= 2, CallingCodes.northAmerican[groups.value(first, 3)],
            isOpen(after: tokens[end - 1].end)
        else { return }
        let hasBracket = groups.signs[first] == NumberGroups.bracket
        if isWhole, !hasBracket, !isLong { return }
        let isPlain = !isLong && groups.signs[0] == 32 && groups.signs[1] == 32
        let start = tokens[index].start
        candidates.append(
            NumberCandidate(
                kind: .phone, end: end, unnamed: isPlain ? 0.5 : 0.7, strength: hasBracket || isLong ? 2 : 1.5,
                rule: "area code", isGrouped: isPlain, start: hasBracket && byte(start - 1) == 40 ? start - 1 : start))
    }

    /// "030 12345678", "01 23 45 67 89", "07911 123456".
    private mutating func longDistance(_ index: Int, _ groups: NumberGroups) {
        var (total, isUniform) = (0, true)
        for count in 1...groups.count {
            let length = groups.lengths[count - 1]
            total += length
            if count > 2, groups.signs[count - 2] != groups.signs[0] { isUniform = false }
            if count > 1, length < 2 || length > 8 { return }
            guard total >= 9 else { continue }
            if total > 12 { return }
            guard isOpen(after: tokens[index + count - 1].end) else { continue }
            let first = groups.lengths[0]
            let isLikely: Bool
            switch count {
            case 1: isLikely = total == 10 || total == 11 || total == 12 && groups.digits[1] == 1
            case 2:
                // Six digits, a hyphen and four: numbers of people in the north, which begin with a date.
                let isDated =
                    first == 6 && groups.signs[0] == 45 && groups.value(0, 2) <= 31 && groups.value(2, 2) <= 12
                isLikely = (2...6).contains(first) && length >= 4 && !isDated
            default:
                let isDate = groups.lengths[0] == 2 && groups.lengths[1] == 2 && groups.lengths[2] == 4
                isLikely =
                    (2...5).contains(first) && (total == 10 || total == 11) && isUniform && !isDate
                    || count == 4 && first == 3 && groups.lengths[1] == 3 && total == 10
            }
            guard isLikely else { continue }
            let start = tokens[index].start
            candidates.append(
                NumberCandidate(
                    kind: .phone, end: index + count, unnamed: count == 1 ? 0.4 : 0.5, strength: 1.2,
                    rule: "long distance", isGrouped: groups.signs[0] == 32,
                    start: groups.count > 1 && groups.signs[0] == NumberGroups.bracket && byte(start - 1) == 40
                        ? start - 1 : start))
        }
    }

    /// What only its name tells.
    private mutating func namedPhone(_ index: Int, _ groups: NumberGroups) {
        var (total, best) = (0, 0)
        for count in 1...groups.count {
            let length = groups.lengths[count - 1]
            total += length
            if total > 12 || count > 1 && length < 2 && groups.signs[count - 2] != NumberGroups.bracket { break }
            if count > 1, groups.signs[count - 2] == 47, count > 2 { break }
            if total >= 7, isOpen(after: tokens[index + count - 1].end), !isDateLike(groups, count) { best = count }
        }
        guard best > 0 else { return }
        // "1.5000000" and "12/34567" are none; "1998-2004" are years.
        if best == 2, groups.signs[0] == 46 || groups.lengths[0] == 4 && groups.lengths[1] == 4 && groups.signs[0] == 45
        {
            return
        }
        candidates.append(
            NumberCandidate(
                kind: .phone, end: index + best, unnamed: 0, strength: 0.8, rule: "number beside its name",
                isGrouped: groups.signs[0] == 32))
    }

    private func isDateLike(_ groups: NumberGroups, _ count: Int) -> Bool {
        guard count == 3 else { return false }
        let lengths = (groups.lengths[0], groups.lengths[1], groups.lengths[2])
        return lengths.0 == 4 && lengths.1 <= 2 && lengths.2 <= 2 || lengths.0 <= 2 && lengths.1 <= 2 && lengths.2 == 4
    }
}
