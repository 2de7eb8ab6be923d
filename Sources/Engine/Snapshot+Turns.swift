public import Journal
public import Records

extension Snapshot {
    /// What a turn of a record is flagged as.
    public func mask(of turn: TurnPlace, in row: Int) -> FlagMask { turns[row]?[turn] ?? [] }

    /// Whether the text of a turn is covered: it is what is toxic or private about the record, or the whole record is.
    ///
    /// - Parameter coveredAgain: records that were shown and covered again.
    public func isVeiled(_ turn: TurnPlace, in row: Int, coveredAgain: Set<Int> = []) -> Bool {
        guard isVeiled(row, coveredAgain: coveredAgain) else { return false }
        guard let marks = turns[row], browsing?.coversTexts != true else { return true }
        let marked = marks.values.reduce(FlagMask()) { $0.union($1) }
        // A sensitive flag that no turn has is about all of it.
        let sensitive: [Flag] = [.toxic, .private]
        if sensitive.contains(where: { mask(of: row).has($0) && !marked.has($0) }) { return true }
        return marks[turn]?.isSensitive ?? false
    }

    /// The turns of records that are flagged as one of these, of records that are there.
    public func turns(flagged wanted: [Flag]) -> [Int: Set<TurnPlace>] {
        turns.compactMapValues { marks in
            let places = marks.filter { mark in wanted.contains { mark.value.has($0) } }.map(\.key)
            return places.isEmpty ? nil : Set(places)
        }
    }
}
