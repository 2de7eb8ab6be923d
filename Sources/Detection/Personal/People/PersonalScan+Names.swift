/// Names of people: after a title or an introduction, or a first name of the list and a word that may be a surname.
extension PersonalScan {
    private static let mostWords = 4

    mutating func findNames() {
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            if token.isTaken || token.sense.isDisjoint(with: [.firstName, .surname, .title, .introduction]) {
                index += 1
            } else {
                index = findName(index)
            }
        }
    }

    private mutating func findName(_ index: Int) -> Int {
        let token = tokens[index]
        if token.sense.contains(.title), token.isCapitalised || token.sense.contains(.introduction),
            let end = nameAfter(index, isTitle: true)
        {
            return end
        }
        if token.sense.contains(.introduction), let end = nameAfter(index, isTitle: false) { return end }
        guard token.isCapitalised else { return index + 1 }
        return token.sense.contains(.firstName) ? nameOfFirst(index) : nameOfSurname(index)
    }

    private func isNameWord(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        let token = tokens[index]
        return token.isWord && token.isCapitalised && !token.isTaken && token.count <= 30
    }

    /// Whether two words may be of one name: a blank, a hyphen, an apostrophe, or an initial's full stop between them.
    private func isJoined(_ first: Int, _ second: Int) -> Bool {
        let gap = tokens[second].start - tokens[first].end
        let sign = byte(tokens[first].end)
        if gap == 1 { return sign == 32 || sign == 45 || sign == 39 }
        return gap == 2 && sign == 46 && byte(tokens[first].end + 1) == 32 && tokens[first].count <= 2
    }

    /// Behind a name that begins at an index: capitals and what stands between them.
    private func endOfName(_ start: Int) -> Int {
        var (end, index) = (start + 1, start + 1)
        while index < tokens.count, index - start < Self.mostWords, isJoined(index - 1, index) {
            if tokens[index].sense.contains(.particle), !tokens[index].isCapitalised {
                index += 1
                continue
            }
            guard isNameWord(index), tokens[index].sense.isDisjoint(with: .common) else { break }
            index += 1
            end = index
        }
        return end
    }

    private mutating func nameAfter(_ index: Int, isTitle: Bool) -> Int? {
        let start = index + 1
        guard isNameWord(start), tokens[start].sense.isDisjoint(with: [.common, .notPerson, .title]) else { return nil }
        let (gap, sign) = (tokens[start].start - tokens[index].end, byte(tokens[index].end))
        guard gap <= 2, [32, 46, 58, 44].contains(sign) else { return nil }
        let end = endOfName(start)
        let isKnown =
            !tokens[start].sense.isDisjoint(with: [.firstName, .surname]) || tokens[end - 1].sense.contains(.surname)
        // "Regards, Finance Team": an introduction is not enough for words of no list, unless there are two of them.
        guard isTitle || isKnown || end - start > 1, tokens[end - 1].sense.isDisjoint(with: .notPerson) else {
            return nil
        }
        add(.name, tokens[start].start, tokens[end - 1].end, isTitle ? "title and name" : "introduced name", 0.6)
        return end
    }

    private mutating func nameOfFirst(_ index: Int) -> Int {
        let first = tokens[index]
        let end = endOfName(index)
        guard end > index + 1 else { return index + 1 }
        let last = tokens[end - 1]
        let isListed = tokens[index + 1..<end].contains { $0.sense.contains(.surname) }
        guard
            !tokens[index..<min(tokens.count, end + 1)].contains(where: {
                $0.sense.contains(.notPerson) && !$0.sense.contains(.surname) && $0.isCapitalised
            })
        else { return end }
        if first.sense.contains(.nameAndWord), !isListed || last.sense.contains(.notPerson) { return index + 1 }
        if byte(first.start - 1) == 45 || isShouted(index, end) { return end }
        // "51 Simon Roads"
        if index > 0, tokens[index - 1].shape.contains(.digit), tokens[index].start - tokens[index - 1].end == 1 {
            return end
        }
        add(
            .name, first.start, last.end, isListed ? "first name and surname" : "first name and a capital",
            isListed ? 0.5 : 0.4)
        return end
    }

    /// A capital and a surname of the list.
    private mutating func nameOfSurname(_ index: Int) -> Int {
        let surname = tokens[index]
        guard index > 0, surname.sense.isDisjoint(with: [.nameAndWord, .notPerson, .common]), surname.count > 3,
            isNameWord(index - 1),
            isJoined(index - 1, index),
            tokens[index - 1].sense.isDisjoint(with: [.common, .notPerson, .street, .month, .direction, .introduction]),
            tokens[index - 1].count > 2, !isShouted(index - 1, index + 1),
            !(index + 1 < tokens.count && isJoined(index, index + 1) && tokens[index + 1].sense.contains(.notPerson))
        else { return index + 1 }
        let end = endOfName(index)
        add(.name, tokens[index - 1].start, tokens[end - 1].end, "capital and surname", 0.35)
        return end
    }

    /// In a text of capitals they say nothing.
    private func isShouted(_ start: Int, _ end: Int) -> Bool {
        tokens[start..<end].allSatisfy { !$0.shape.contains(.lower) && $0.count > 1 }
    }
}
