extension PersonalScan {
    /// What the words beside a number say that it is.
    enum Naming {
        /// The candidates of these senses are meant.
        case named(Sense)
        /// It is another number.
        case other
        case none
    }

    private static let farthestBefore = 64
    private static let farthestAfter = 32

    /// A word before names a number unless another number is between them; one behind only in the same sentence, and unless
    /// a number of its own follows.
    ///
    /// - Parameter wanted: what the number may be.
    /// - Complexity: O(1): a dozen words are looked at.
    func naming(_ first: Int, _ end: Int, _ wanted: Sense) -> Naming {
        let start = tokens[first].start
        let others = Sense.personal.union(.thing)
        var (index, distance) = (first - 1, 1)
        while index >= 0, distance <= 9, start - tokens[index].end <= Self.farthestBefore {
            let token = tokens[index]
            if token.isTaken || token.shape.contains(.digit) && token.count > 4 { break }
            if !token.sense.isDisjoint(with: wanted) { return .named(token.sense.intersection(wanted)) }
            if distance <= 4, !token.sense.isDisjoint(with: others) { return .other }
            if distance > 1, isNewSentence(index + 1) { break }
            index -= 1
            distance += 1
        }
        let stop = tokens[end - 1].end
        index = end
        while index < tokens.count, index <= end + 2, tokens[index].start - stop <= Self.farthestAfter {
            let token = tokens[index]
            if token.isTaken || token.shape.contains(.digit) || isSentenceEnd(index) { break }
            let isNamed = !token.sense.isDisjoint(with: wanted)
            if isNamed || !token.sense.isDisjoint(with: others) {
                guard !isFollowedByNumber(index) else { break }
                return isNamed ? .named(token.sense.intersection(wanted)) : .other
            }
            index += 1
        }
        return .none
    }

    /// Whether a sentence, a line or a cell ends before a run.
    private func isSentenceEnd(_ index: Int) -> Bool {
        for place in tokens[index - 1].end..<tokens[index].start {
            switch bytes[place] {
            case 10, 13, 33, 46, 59, 62, 63, 124: return true
            default: continue
            }
        }
        return false
    }

    /// Whether a run begins with a capital after the full stop of a word, which is no abbreviation.
    private func isNewSentence(_ index: Int) -> Bool {
        guard index > 0, tokens[index].isCapitalised, tokens[index - 1].count > 3 else { return false }
        return isSentenceEnd(index)
    }

    private func isFollowedByNumber(_ index: Int) -> Bool {
        (index + 1..<min(tokens.count, index + 7)).contains { tokens[$0].shape.contains(.digit) }
    }

    /// Whether a number is named by a word of a sense.
    func isNamed(_ first: Int, _ end: Int, _ sense: Sense) -> Bool {
        if case .named = naming(first, end, sense) { return true }
        return false
    }

    /// Whether another number is named just before.
    func isOther(_ first: Int, _ end: Int, than sense: Sense) -> Bool {
        if case .other = naming(first, end, sense) { return true }
        return false
    }
}
