import GRDB

// Work that is going on and changes nothing before its end: no event tells of it, so that the next session has to be told
// what was cut short.
extension ProjectStore {
    /// Notes that something runs.
    ///
    /// - Parameters:
    ///   - id: by which `end(running:)` knows it.
    ///   - what: a sentence's subject: "the comparing of a3f2c1 with 77be02".
    public func note(running id: String, what: String) throws {
        try write { db in
            try db.execute(sql: "INSERT OR REPLACE INTO running VALUES (?, ?)", arguments: [id, what])
        }
    }

    /// Notes that it is over. Harmless for what was never noted.
    public func end(running id: String) throws {
        if isReadOnly { return }
        let isNoted = try read { db in
            try Bool.fetchOne(db, sql: "SELECT 1 FROM running WHERE id = ?", arguments: [id]) != nil
        }
        guard isNoted else { return }
        try write { db in try db.execute(sql: "DELETE FROM running WHERE id = ?", arguments: [id]) }
    }

    /// What an earlier session was cut short in, which is forgotten by asking.
    public func interrupted() throws -> [String] {
        if isReadOnly { return [] }
        let cut = try read { db in try String.fetchAll(db, sql: "SELECT what FROM running ORDER BY id") }
        if !cut.isEmpty { try write { db in try db.execute(sql: "DELETE FROM running") } }
        return cut
    }
}
