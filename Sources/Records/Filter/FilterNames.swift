/// What the names in a filter stand for in this table, and what may have been meant by one that stands for nothing.
extension FilterPreparation {
    /// - Parameter comparison: what is asked of the column, for the suggestion.
    func column(
        _ name: String, _ comparison: Filter.Comparison?, at place: Filter.Place
    ) throws -> TypedColumn {
        guard table.columnNames.contains(name) || table.dialogue?.answers(to: name) == true else {
            throw noColumn(name, comparison, at: place)
        }
        do {
            return try table.typedColumn(named: spoken(name, comparison), cancellation)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw source.error("The column can't be read: \(error).", at: place.name)
        }
    }

    /// A text is looked for in what is said, not in how a conversation is written down.
    private func spoken(_ name: String, _ comparison: Filter.Comparison?) -> String {
        switch comparison {
        case .contains, .matches: table.dialogue?.transcript(of: name) ?? name
        default: name
        }
    }

    func measure(_ name: String, at place: Filter.Place) throws(FilterError) -> [Double] {
        if let numbers = overlay.numbers[name] { return numbers.filled(to: count, with: .nan) }
        if table.columnNames.contains(name) {
            throw source.error(
                "No measure '\(name)'; the column of that name is quoted.", at: place.name,
                suggestion: FilterPrinter.quoted(name))
        }
        throw unknown("measure", name, among: overlay.numbers.keys.sorted(), at: place.name, write: { $0 })
    }

    /// The facet's masks, and the bits of the value that is wanted.
    func facet(
        _ name: String, _ value: String?, at place: Filter.Place
    ) throws(FilterError) -> (masks: [UInt32], wanted: UInt32) {
        guard let facet = overlay.facets[name] else { throw noFacet(name, value, at: place) }
        guard let value else {
            let any =
                facet.quiet.isEmpty ? facet.masks : facet.marks(of: Set(facet.values.indices).subtracting(facet.quiet))
            return (any.filled(to: count, with: 0), .max)
        }
        // "pii" is every "pii.…".
        let meant = facet.values.indices.filter { place in
            facet.values[place] == value || facet.values[place].hasPrefix(value + ".")
        }
        if !meant.isEmpty { return (facet.marks(of: Set(meant)).filled(to: count, with: 0), 1) }
        let masks = facet.masks.filled(to: count, with: 0)
        let parts = name == "split" && value == "held-out" ? ["selection", "test"] : []
        let wanted = parts.reduce(UInt32(0)) { mask, part in
            facet.values.firstIndex(of: part).map { mask | 1 << UInt32($0) } ?? mask
        }
        if wanted != 0 { return (masks, wanted) }
        throw unknown("\(name)", value, among: facet.values + facet.families + ["any"], at: place.value) {
            FilterPrinter.value($0)
        }
    }

    // MARK: Errors

    private func noColumn(
        _ name: String, _ comparison: Filter.Comparison?, at place: Filter.Place
    ) -> FilterError {
        if case .equal(let value) = comparison, overlay.facets[name] != nil || ["row", "id"].contains(name) {
            return source.error(
                "No column '\(name)'; what Lethe adds is written with a colon.", at: place.whole,
                suggestion: "\(name):\(FilterPrinter.value(value))")
        }
        return unknown("column", name, among: table.columnNames, at: place.name) { FilterPrinter.name($0) }
    }

    /// What only a project knows of its records.
    private static let facetsOfProjects: Set = ["flag", "hit", "split", "state", "turn"]

    private func noFacet(_ name: String, _ value: String?, at place: Filter.Place) -> FilterError {
        if table.columnNames.contains(name) {
            return source.error(
                "'\(name)' is a column, and a column is written with an operator.", at: place.whole,
                suggestion: "\(FilterPrinter.name(name))=\(FilterPrinter.value(value ?? "any"))")
        }
        if Self.facetsOfProjects.contains(name) {
            return source.error(
                "'\(name):' asks what a project knows, and this is a file alone, or nothing has found it yet; "
                    + "'lethe init FILE' makes a project.", at: place.name)
        }
        let names = overlay.facets.keys.sorted() + ["row", "id"]
        return unknown("facet", name, among: names, at: place.name) { FilterPrinter.name($0) }
    }

    private func unknown(
        _ what: String, _ name: String, among candidates: [String], at place: Range<Int>, write: (String) -> String
    ) -> FilterError {
        if let meant = Refusal.closest(to: name, among: candidates) {
            return source.error("No \(what) '\(name)'.", at: place, suggestion: write(meant))
        }
        let refusal = Refusal.unknown(what, name, among: candidates)
        return source.error(candidates.isEmpty ? refusal.sentence : refusal.description, at: place)
    }
}
