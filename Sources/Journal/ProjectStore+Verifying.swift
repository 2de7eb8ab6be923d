import CStore
import Foundation
import GRDB

extension ProjectStore {
    /// Checks the whole journal: form, chain, length, payloads.
    ///
    /// - Parameter entries: the kinds of events that are known; others are checked by their form, and said.
    /// - Complexity: O(bytes of the journal), on all processors; the memory of some thousand lines, and 41 bytes a payload.
    public func verifyChain(knowing entries: Entries = .bundled) throws -> ChainVerdict {
        try read { db in
            var audit = ChainAudit(origin: origin, now: clock.now(), knowing: entries)
            try takeEvents(in: db, into: &audit)
            let head = try Self.storedHead(in: db, of: directory)
            if head.size < 0 || head.size >= JSON.largestInteger {
                audit.note(0, "its head counts \(head.size) events, which can't be")
            }
            audit.endOfChain(size: head.size)
            if audit.head.description != head.hash { audit.note(audit.count, "it is not the head") }
            try takePayloads(in: db, into: &audit)
            audit.endOfPayloads()
            return audit.verdict
        }
    }

    private func takeEvents(in db: Database, into audit: inout ChainAudit) throws {
        let statement = try db.makeStatement(sql: "SELECT line, hash FROM events ORDER BY seq")
        let rows = RowReader(statement)
        let entries = audit.entries
        defer { rows.finish() }
        Batches.run(
            gather: {
                rows.batch { batch in
                    batch.append(rows.bytes(0))
                    batch.stored.append(Hash256(hexadecimal: rows.bytes(1)) ?? .zero)
                }
            },
            work: { batch, piece in ReadLines(batch, piece, knowing: entries) },
            take: { read in
                audit.take(read)
                return audit.fault == nil
            })
        try rows.checkEnd()
    }

    private func takePayloads(in db: Database, into audit: inout ChainAudit) throws {
        guard audit.fault == nil else { return }
        let statement = try db.makeStatement(sql: "SELECT body, salt, seq FROM payloads ORDER BY seq")
        let rows = RowReader(statement)
        defer { rows.finish() }
        Batches.run(
            gather: {
                rows.batch { batch in
                    batch.append(rows.bytes(0))
                    // No more of a stranger's than tells that it is too long.
                    batch.salts.append(Array(rows.bytes(1).prefix(Payload.saltLength + 1)))
                    batch.numbers.append(rows.integer(2))
                }
            },
            work: { batch, piece in
                batch.piece(piece).map { place in
                    (
                        batch.numbers[place],
                        Result { () throws(ChainFault) in
                            try PayloadLine(
                                seq: batch.numbers[place], salt: batch.salts[place], body: batch.line(place))
                        }
                    )
                }
            },
            take: { read in
                for (seq, payload) in read where audit.fault == nil {
                    switch payload {
                    case .success(let payload): audit.take(payload)
                    case .failure(let fault): audit.note(seq, "its payload can't be read: \(fault.why)")
                    }
                }
                return audit.fault == nil
            })
        try rows.checkEnd()
    }
}

/// The rows of a statement, read past the library's own rows, which take memory each.
private final class RowReader {
    private let statement: Statement
    private let pointer: UnsafeMutableRawPointer
    private var failure: DatabaseError?
    /// While one is worked on, the other is filled.
    private var batches = (LineBatch(), LineBatch())
    /// One more step would begin anew.
    private var isOver = false

    init(_ statement: Statement) {
        self.statement = statement
        pointer = UnsafeMutableRawPointer(statement.sqliteStatement)
    }

    func finish() { store_reset(pointer) }

    /// - Throws: `DatabaseError` where there was no next row because it could not be read.
    func checkEnd() throws { if let failure { throw failure } }

    /// The next rows; nil where there are none. They stay until the batch after the next one is asked for.
    func batch(_ take: (LineBatch) -> Void) -> LineBatch? {
        let batch = batches.0
        batches = (batches.1, batch)
        batch.clear()
        while !batch.isFull, !isOver {
            let code = store_step(pointer)
            if code < 0 { failure = DatabaseError(resultCode: ResultCode(rawValue: -code)) }
            isOver = code <= 0
            if isOver { break }
            take(batch)
        }
        return batch.count == 0 ? nil : batch
    }

    /// What a column of the row holds; valid until the next row.
    func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        var bytes: UnsafePointer<UInt8>?
        let count = store_column_bytes(pointer, column, &bytes)
        return UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : count)
    }

    func integer(_ column: Int32) -> Int { Int(store_column_integer(pointer, column)) }
}
