import Foundation
import GRDB
import Records

extension ProjectStore {
    /// Makes one change inside the transaction of its event.
    func apply(_ change: Change, at moment: Moment, in db: Database) throws {
        switch change {
        case .setFlag(let flag, true, let ids):
            try forEach(
                ids, in: db,
                "INSERT INTO flags VALUES (?, ?) ON CONFLICT DO UPDATE SET mask = mask | excluded.mask", [flag.bit])
        case .setFlag(let flag, false, let ids):
            try forEach(ids, in: db, "UPDATE flags SET mask = mask & ~?2 WHERE id = ?1", [flag.bit])
            try forEach(ids, in: db, "DELETE FROM flags WHERE id = ? AND mask = 0")
        case .setTurnFlag(let flag, let on, let id, let places):
            try setTurnFlag(flag, on, id, places, in: db)
        case .setReason(let reason?, let ids):
            try forEach(
                ids, in: db, "INSERT INTO reasons VALUES (?, ?) ON CONFLICT DO UPDATE SET reason = excluded.reason",
                [reason])
        case .setReason(nil, let ids):
            try forEach(ids, in: db, "DELETE FROM reasons WHERE id = ?")
        case .stage(let ids, let basis, let reason):
            try stage(ids, basis: basis, reason: reason, at: moment, in: db)
        case .unstage(let ids):
            try forEach(ids, in: db, "DELETE FROM staged WHERE id = ?")
        case .publish(let model, let makeCurrent):
            try publish(model, makeCurrent: makeCurrent, in: db)
        case .forget(let ids, let erased): try forget(ids, erased: erased, in: db)
        case .restore(let ids): try restore(ids, in: db)
        case .setting(let name, let value?):
            try put("settings", name, value, in: db)
        case .setting(let name, nil):
            try db.execute(sql: "DELETE FROM settings WHERE name = ?", arguments: [name])
        case .figures(let id, let json?): try Migrations.keep(figures: json, of: id, in: db)
        case .figures(let id, nil):
            try db.execute(sql: "DELETE FROM figures WHERE id = ?", arguments: [id])
        case .proof(let digest, let moment):
            try db.execute(sql: "UPDATE models SET proven = ? WHERE digest = ?", arguments: [moment, digest])
        case .purgeModels(let kept):
            try purgeModels(except: Set(kept), in: db)
        case .job(let id, let state?, let json):
            try db.execute(
                sql: "INSERT INTO jobs VALUES (?, ?, ?) "
                    + "ON CONFLICT DO UPDATE SET state = excluded.state, json = excluded.json",
                arguments: [id, state, json])
        case .job(let id, nil, _):
            try db.execute(sql: "DELETE FROM jobs WHERE id = ?", arguments: [id])
        }
    }

    /// Runs one prepared statement for each id, which is its first argument.
    private func forEach(
        _ ids: [RecordID], in db: Database, _ sql: String, _ rest: [any DatabaseValueConvertible] = []
    ) throws {
        let statement = try db.cachedStatement(sql: sql)
        for id in ids { try statement.execute(arguments: StatementArguments([id.blob] + rest)) }
    }

    /// Writes a named text; `table` is one of ours, never the user's.
    private func put(_ table: String, _ name: String, _ value: String, in db: Database) throws {
        try db.execute(sql: "INSERT OR REPLACE INTO \(table) VALUES (?, ?)", arguments: [name, value])
    }

    private func stage(
        _ ids: [RecordID], basis: String, reason: String, at moment: Moment, in db: Database
    ) throws {
        let lookup = try db.cachedStatement(sql: "SELECT 1 FROM forgotten WHERE reference = ?")
        let any = try Bool.fetchOne(db, sql: "SELECT 1 FROM forgotten") != nil
        var gone = 0
        for reference in any ? references(for: ids) : []
        where try Bool.fetchOne(lookup, arguments: [reference.blob]) != nil { gone += 1 }
        if gone > 0 {
            throw Refusal(
                .usage, "\(gone) of \(ids.count) records are forgotten already.",
                next: "Leave them out: -state:forgotten")
        }
        try forEach(
            ids, in: db,
            "INSERT INTO staged VALUES (?, ?, ?, ?, ?) "
                + "ON CONFLICT DO UPDATE SET basis = excluded.basis, reason = excluded.reason, "
                + "actor = excluded.actor, ts = excluded.ts",
            [basis, reason, moment.actor, moment.ts])
    }

    private func setTurnFlag(_ flag: Flag, _ on: Bool, _ id: RecordID, _ places: [String], in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: on
                ? "INSERT INTO turns VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET mask = mask | excluded.mask"
                : "UPDATE turns SET mask = mask & ~?3 WHERE id = ?1 AND place = ?2")
        for place in places { try statement.execute(arguments: [id.blob, place, flag.bit]) }
        if !on { try forEach([id], in: db, "DELETE FROM turns WHERE id = ? AND mask = 0") }
    }

    /// From here on the records are known by their references alone.
    private func forget(_ ids: [RecordID], erased: Bool, in db: Database) throws {
        // How the screen was left may name them; it is left anew.
        try db.execute(sql: "DELETE FROM remembered")
        try forEach(ids, in: db, "DELETE FROM staged WHERE id = ?")
        try forEach(ids, in: db, "DELETE FROM reasons WHERE id = ?")
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO forgotten VALUES (?1, coalesce((SELECT mask FROM flags WHERE id = ?2), 0), ?3)
                ON CONFLICT DO UPDATE SET erased = max(erased, excluded.erased)
                """)
        let turns = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO forgotten_turns SELECT ?1, place, mask FROM turns WHERE id = ?2")
        let references = references(for: ids)
        for (id, reference) in zip(ids, references) {
            try insert.execute(arguments: [reference.blob, id.blob, erased])
            try turns.execute(arguments: [reference.blob, id.blob])
        }
        try forEach(ids, in: db, "DELETE FROM flags WHERE id = ?")
        try forEach(ids, in: db, "DELETE FROM turns WHERE id = ?")
        guard erased else { return }
        let clear = try db.cachedStatement(sql: "UPDATE forgotten SET mask = 0 WHERE reference = ?")
        let clearTurns = try db.cachedStatement(sql: "DELETE FROM forgotten_turns WHERE reference = ?")
        for reference in references {
            try clear.execute(arguments: [reference.blob])
            try clearTurns.execute(arguments: [reference.blob])
        }
    }

    private func restore(_ ids: [RecordID], in db: Database) throws {
        let flag = try db.cachedStatement(
            sql: """
                INSERT INTO flags SELECT ?1, mask FROM forgotten WHERE reference = ?2 AND mask <> 0
                ON CONFLICT DO UPDATE SET mask = excluded.mask
                """)
        let turns = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO turns SELECT ?1, place, mask FROM forgotten_turns WHERE reference = ?2")
        let remember = try ["forgotten", "forgotten_turns"].map {
            try db.cachedStatement(sql: "DELETE FROM \($0) WHERE reference = ?")
        }
        for (id, reference) in zip(ids, references(for: ids)) {
            try flag.execute(arguments: [id.blob, reference.blob])
            try turns.execute(arguments: [id.blob, reference.blob])
            for statement in remember { try statement.execute(arguments: [reference.blob]) }
        }
    }

    private func publish(_ model: ModelRecord, makeCurrent: Bool, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO models (digest, created_at, records, removed, guarantee, parent, proven, bytes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (digest) DO UPDATE SET
                    guarantee = excluded.guarantee, proven = coalesce(excluded.proven, proven),
                    bytes = coalesce(excluded.bytes, bytes)
                """,
            arguments: [
                model.digest, model.createdAt, model.records, model.removed, model.guarantee, model.parent,
                model.proven,
                model.bytes,
            ])
        guard makeCurrent else { return }
        try db.execute(sql: "INSERT OR REPLACE INTO current_model VALUES (1, ?)", arguments: [model.digest])
    }

    private func purgeModels(except kept: Set<String>, in db: Database) throws {
        let digests = try String.fetchAll(db, sql: "SELECT digest FROM models WHERE bytes IS NOT NULL ORDER BY place")
        for digest in digests where !kept.contains(digest) {
            try db.execute(sql: "UPDATE models SET bytes = NULL WHERE digest = ?", arguments: [digest])
        }
    }
}
