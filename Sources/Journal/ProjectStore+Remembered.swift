import GRDB

// What the screen is found in again. It is no decision and no part of the state: no event binds it.
extension ProjectStore {
    /// What is remembered under a name; nil where nothing is.
    public func remembered(_ name: String) throws -> String? {
        try read { db in try String.fetchOne(db, sql: "SELECT value FROM remembered WHERE name = ?", arguments: [name])
        }
    }

    /// Remembers a text under a name, in place of the one before; nil forgets it.
    public func remember(_ name: String, _ value: String?) throws {
        try write { db in
            if let value {
                try db.execute(sql: "INSERT OR REPLACE INTO remembered VALUES (?, ?)", arguments: [name, value])
            } else {
                try db.execute(sql: "DELETE FROM remembered WHERE name = ?", arguments: [name])
            }
        }
    }
}
