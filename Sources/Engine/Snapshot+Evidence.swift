import Detection
import Records

extension Snapshot {
    /// Which detector saw what, and where: a column, or a turn of the conversation.
    public typealias Evidence = (detector: String, column: String, text: String)

    /// What the detectors see in one record, found again when asked; without what is quiet.
    public func evidence(_ row: Int) -> [Evidence] {
        /// What the detectors see in a text that stands in `column`, under the name that a person knows it by.
        func found(in text: String, of column: String, shownAs name: String? = nil) -> [Evidence] {
            let bytes = Array(text.utf8)
            return Detectors.list.all.filter { $0.scope == .text }.flatMap { detector in
                let quiet = Set(detector.kinds.filter(\.isQuiet).map(\.id))
                return detector.evidence(in: text, column: column).filter { !quiet.contains($0.detector) }.map {
                    ($0.detector, name ?? $0.column, String(decoding: bytes[$0.span], as: UTF8.self))
                }
            }
        }
        let turns = table.dialogue(of: row)?.turns ?? []
        let spoken = turns.enumerated().flatMap { place, turn in
            found(in: turn.text, of: turn.place.column, shownAs: "turn \(place + 1)")
        }
        let others = Set(table.fileColumnNames).subtracting(table.dialogue?.columns ?? [])
        return spoken
            + table.fileColumnNames.enumerated().filter { others.contains($0.element) }.flatMap { index, name in
                found(in: table.field(row, index), of: name)
            }
    }
}
