import Records

extension Snapshot {
    /// The first place beside `seek.from` that has what is sought.
    ///
    /// - Throws: `CancellationError`.
    /// - Complexity: O(rows passed); for a row in the file's order O(log rows).
    func place(of seek: Seek, _ cancellation: Cancellation) throws -> ErrandResult {
        if case .row(let row) = seek.goal {
            return seek.rows.place(of: row).map { .place($0, wrapped: false) } ?? .nowhere
        }
        if case .text(let search) = seek.goal { return try place(of: search, seek, cancellation) }
        let test = test(seek)
        let count = seek.rows.count
        var place = seek.from + seek.step
        var wrapped = false
        for passed in 0..<count {
            if passed % 1024 == 0 { try cancellation.check() }
            if place < 0 || place >= count {
                guard seek.wraps else { return .nowhere }
                place = seek.step > 0 ? 0 : count - 1
                wrapped = true
            }
            if test(seek.rows[place]) { return .place(place, wrapped: wrapped) }
            place += seek.step
        }
        return .nowhere
    }

    private func test(_ seek: Seek) -> (Int) -> Bool {
        switch seek.goal {
        case .flagged: return { !mask(of: $0).isEmpty }
        case .hit: return { isHit($0) }
        case .row(let row): return { $0 == row }
        case .text: return { _ in false }
        case .id(let digits):
            guard let range = RecordID.range(startingWith: digits) else { return { _ in false } }
            return { overlay.ids.indices.contains($0) && range.contains(overlay.ids[$0]) }
        }
    }

    private func place(
        of search: RecordSearch, _ seek: Seek, _ cancellation: Cancellation
    ) throws -> ErrandResult {
        // A search must not tell what a veiled text says.
        let isSkipped = { isVeiled($0, coveredAgain: seek.coveredAgain) }
        let hit =
            seek.step > 0
            ? try search.next(
                after: seek.from, in: seek.rows, of: table, wrapping: seek.wraps, skipping: isSkipped,
                cancellation: cancellation)
            : try search.previous(
                before: seek.from, in: seek.rows, of: table, wrapping: seek.wraps, skipping: isSkipped,
                cancellation: cancellation)
        return hit.map { .place($0.place, wrapped: $0.isWrapped) } ?? .nowhere
    }
}
