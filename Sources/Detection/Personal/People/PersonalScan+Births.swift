/// Dates that are said to be somebody's birth.
extension PersonalScan {
    mutating func findBirths() {
        for index in tokens.indices where tokens[index].sense.contains(.birth) {
            var next = index + 1
            let limit = tokens[index].end + 40
            while next < tokens.count, next <= index + 6, tokens[next].start <= limit {
                if !tokens[next].isTaken, let end = endOfDate(next) {
                    add(.birth, tokens[next].start, tokens[end - 1].end, "date beside a word for birth", 0.85)
                    break
                }
                next += 1
            }
        }
    }

    /// - Returns: Behind the last run of a date that begins at an index; nil where none does.
    func endOfDate(_ index: Int) -> Int? {
        let first = tokens[index]
        if first.sense.contains(.month) { return endAfterMonth(index) }
        guard let day = number(index), index + 1 < tokens.count else { return nil }
        if (1...31).contains(day), let month = afterFillers(index + 1), tokens[month].sense.contains(.month),
            tokens[month].start - tokens[month - 1].end <= 2
        {
            return afterFillers(month + 1).flatMap { isYear($0) ? $0 + 1 : nil } ?? month + 1
        }
        guard first.isNumber, index + 2 < tokens.count, let month = number(index + 1), let year = number(index + 2)
        else { return nil }
        let sign = bytes[first.end]
        guard tokens[index + 1].start - first.end == 1, tokens[index + 2].start - tokens[index + 1].end == 1,
            bytes[tokens[index + 1].end] == sign, [45, 46, 47, 32].contains(sign), isOpen(before: first.start)
        else { return nil }
        let isDate: Bool
        if first.count == 4 {
            isDate = (1850...2100).contains(day) && (1...12).contains(month) && (1...31).contains(year)
        } else {
            let isLong = tokens[index + 2].count == 4 && (1850...2100).contains(year)
            let isOrdered = (1...31).contains(day) && (1...31).contains(month) && (day <= 12 || month <= 12)
            isDate =
                isOrdered && first.count <= 2 && tokens[index + 1].count <= 2
                && (isLong || tokens[index + 2].count == 2)
        }
        return isDate ? index + 3 : nil
    }

    /// "March 5, 1990"
    private func endAfterMonth(_ index: Int) -> Int? {
        guard index + 2 < tokens.count, let day = number(index + 1), (1...31).contains(day), isYear(index + 2) else {
            return nil
        }
        return index + 3
    }

    /// Over "de", "of" and "the".
    private func afterFillers(_ index: Int) -> Int? {
        guard index < tokens.count else { return nil }
        let isFiller = isWord(tokens[index], "de") || isWord(tokens[index], "of") || isWord(tokens[index], "del")
        return isFiller ? (index + 1 < tokens.count ? index + 1 : nil) : index
    }

    private func isYear(_ index: Int) -> Bool {
        guard index < tokens.count, tokens[index].isNumber, tokens[index].start - tokens[index - 1].end <= 2 else {
            return false
        }
        guard let year = number(index) else { return false }
        return tokens[index].count == 4 && (1850...2100).contains(year)
    }

    /// The value of a short number, "1st" and "3rd" included.
    private func number(_ index: Int) -> Int? {
        let token = tokens[index]
        guard token.count <= 4, Self.isDigit(bytes[token.start]) else { return nil }
        var (value, place) = (0, token.start)
        while place < token.end, Self.isDigit(bytes[place]) {
            value = value * 10 + Int(bytes[place] - 48)
            place += 1
        }
        if place == token.end { return value }
        guard place + 2 == token.end else { return nil }
        switch (bytes[place] | 0x20, bytes[place + 1] | 0x20) {
        case (115, 116), (110, 100), (114, 100), (116, 104): return value
        default: return nil
        }
    }
}
