import CStore
import Crypto
import Foundation
import GRDB
import Synchronization

/// Knows the digests of the bound tables, and which of their rows were touched since.
///
/// Triggers of the connection's own tell it of every row that a statement inserts, changes or deletes, wherever that is
/// written down: no change can be made that it does not see. They stand in the temporary schema, never in the file.
final class StateWitness: Sendable {
    private struct Known {
        /// The digest of every bucket that holds rows, table by table; nil where all must be read again.
        var buckets: [[Int: [UInt8]]]?
        /// The digests of the tables.
        var tables: [[UInt8]] = []
        var touched: [Set<Int>] = Array(repeating: [], count: BoundTable.all.count)
    }

    /// From so many on, a table is read as a whole.
    private static let mostBuckets = 512

    private let known = Mutex(Known())

    /// Has every change through this connection reported from now on.
    func watch(_ db: Database) throws {
        let function = DatabaseFunction("lethe_touched", argumentCount: 2) { [self] values in
            touch(Int.fromDatabaseValue(values[0]) ?? 0, values[1])
            return nil
        }
        db.add(function: function)
        for (place, table) in BoundTable.all.enumerated() {
            let key = table.keyColumn
            func touched(_ row: String) -> String {
                "SELECT lethe_touched(\(place), \(key.map { "\(row).\($0)" } ?? "NULL"));"
            }
            for (event, body) in [
                ("INSERT", touched("NEW")), ("DELETE", touched("OLD")), ("UPDATE", touched("OLD") + touched("NEW")),
            ] {
                try db.execute(
                    sql: """
                        CREATE TEMP TRIGGER lethe_\(table.name)_\(event) AFTER \(event) ON main.\(table.name)
                        BEGIN \(body) END
                        """)
            }
        }
    }

    private func touch(_ table: Int, _ key: DatabaseValue) {
        let bucket =
            switch key.storage {
            case .blob(let data): BoundTable.bucket(ofIdentifier: data)
            case .int64(let number): BoundTable.bucket(ofNumber: number)
            default: 0
            }
        known.withLock { _ = $0.touched[table].insert(bucket) }
    }

    /// What was known is so no more: a transaction was rolled back.
    func forget() {
        known.withLock { $0 = Known() }
    }

    /// The digests of the tables as they are, in the order of `BoundTable.all`.
    ///
    /// - Complexity: O(rows) the first time, then O(rows of the buckets that were touched).
    func digests(in db: Database) throws -> [[UInt8]] {
        var state = known.withLock { $0 }
        if var buckets = state.buckets {
            for (place, table) in BoundTable.all.enumerated() where !state.touched[place].isEmpty {
                let touched = state.touched[place]
                if table.keyColumn == nil || touched.count > Self.mostBuckets {
                    buckets[place] = try Self.read(table, in: db)
                } else {
                    for bucket in touched { buckets[place][bucket] = try Self.read(table, bucket, in: db) }
                }
                state.tables[place] = Self.digest(buckets[place])
            }
            state.buckets = buckets
        } else {
            let buckets = try BoundTable.all.map { try Self.read($0, in: db) }
            state.buckets = buckets
            state.tables = buckets.map(Self.digest)
        }
        state.touched = Array(repeating: [], count: BoundTable.all.count)
        known.withLock { $0 = state }
        return state.tables
    }

    /// The digest of a table without rows.
    static let emptyTable = digest([:])

    private static func digest(_ buckets: [Int: [UInt8]]) -> [UInt8] {
        var hash = SHA256()
        for (bucket, digest) in buckets.sorted(by: { $0.key < $1.key }) {
            hash.update(data: littleEndianBytes(UInt64(bitPattern: Int64(bucket))))
            hash.update(data: digest)
        }
        return Array(hash.finalize())
    }

    /// Every bucket of a table.
    private static func read(_ table: BoundTable, in db: Database) throws -> [Int: [UInt8]] {
        // While a project is brought up to date, a later version's tables are still to be made.
        guard try db.tableExists(table.name) else { return [:] }
        var reader = BucketReader(table)
        try reader.read(try db.cachedStatement(sql: table.selectAll))
        return reader.finished()
    }

    /// One bucket of a table; nil where it is empty.
    private static func read(_ table: BoundTable, _ bucket: Int, in db: Database) throws -> [UInt8]? {
        guard let sql = table.selectBucket else { return nil }
        let statement = try db.cachedStatement(sql: sql)
        if case .number = table.key {
            statement.arguments = [bucket << 6, (bucket + 1) << 6]
        } else {
            let range = BoundTable.identifiers(of: bucket)
            statement.arguments = [Data(range.from), Data(range.to)]
        }
        var reader = BucketReader(table)
        try reader.read(statement)
        return reader.finished()[bucket]
    }
}

/// Hashes rows bucket by bucket, as they come in the order of their keys.
private struct BucketReader {
    private let key: BoundTable.Key
    private var digests: [Int: [UInt8]] = [:]
    private var current: (bucket: Int, hash: SHA256)?
    private var row = [UInt8](repeating: 0, count: 256)

    init(_ table: BoundTable) { key = table.key }

    mutating func read(_ statement: Statement) throws {
        let pointer = UnsafeMutableRawPointer(statement.sqliteStatement)
        defer { store_reset(pointer) }
        while true {
            let code = store_step(pointer)
            guard code != 0 else { return }
            guard code > 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: -code)) }
            var length = store_encode_row(pointer, &row, row.count)
            if length > row.count {
                row = [UInt8](repeating: 0, count: length * 2)
                length = store_encode_row(pointer, &row, row.count)
            }
            take(length)
        }
    }

    /// A row's first column begins after its kind and its length of eight bytes.
    private mutating func take(_ length: Int) {
        let bucket =
            switch key {
            case .none: 0
            case .identifier: BoundTable.bucket(ofIdentifier: row[9..<min(11, length)])
            case .number:
                BoundTable.bucket(
                    ofNumber: row[9..<17].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) })
            }
        if current?.bucket != bucket {
            close()
            current = (bucket, SHA256())
        }
        row.withUnsafeBytes { current?.hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<length])) }
    }

    private mutating func close() {
        if let current { digests[current.bucket] = Array(current.hash.finalize()) }
        current = nil
    }

    mutating func finished() -> [Int: [UInt8]] {
        close()
        return digests
    }
}
