public import Records

/// How far a file has come that is looked at without its project: there is none, or it is still being opened.
public struct Browsing: Sendable, Hashable {
    /// 0…1; 1 once every record is known.
    public var loadedFraction: Double
    public var isOpeningProject: Bool
    /// Whether every text is veiled: some records are, and which ones is not known before the project is open.
    public var coversTexts: Bool

    public init(loadedFraction: Double = 1, isOpeningProject: Bool = false, coversTexts: Bool = false) {
        self.loadedFraction = loadedFraction
        self.isOpeningProject = isOpeningProject
        self.coversTexts = coversTexts
    }

    public var isLoading: Bool { loadedFraction < 1 }
}

extension Snapshot {
    /// What can be shown of a file alone: its records so far; nothing decided, nothing learned.
    ///
    /// - Parameter records: how many records to show, where it is not all that are known by now.
    public static func browsing(
        _ table: Table, schema: Schema, actor: String, _ browsing: Browsing, records: Int? = nil
    ) -> Snapshot {
        var counts = Counts()
        counts.records = records ?? table.rowCount
        var snapshot = Snapshot(
            project: "", table: table, schema: schema, actor: actor, overlay: Overlay(textColumns: schema.textColumns))
        snapshot.counts = counts
        snapshot.browsing = browsing
        return snapshot
    }

    /// What was decided about a record; nothing while there is no project.
    public func mask(of row: Int) -> FlagMask { flags.indices.contains(row) ? flags[row] : FlagMask() }

    /// Whether a record is staged for removal.
    public func isStaged(_ row: Int) -> Bool { state(of: row) & 1 != 0 }

    private func state(of row: Int) -> UInt32 {
        guard let masks = overlay.facets["state"]?.masks, masks.indices.contains(row) else { return 0 }
        return masks[row]
    }

    /// Whether the detectors hit a record; not where they have not looked, nor by what is quiet alone.
    public func isHit(_ row: Int) -> Bool { overlay.facets["hit"]?.hasAny(row) ?? false }

    /// A figure of one record, such as its score; nil where there is none.
    public func number(_ name: String, of row: Int) -> Double? {
        guard let numbers = overlay.numbers[name], numbers.indices.contains(row), !numbers[row].isNaN else {
            return nil
        }
        return numbers[row]
    }
}
