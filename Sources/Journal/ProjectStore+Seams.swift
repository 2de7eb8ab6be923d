import CStore
import Foundation
import GRDB

/// What the tests need in order to be the power cut, the full disk and the forger.
extension ProjectStore {
    /// Calls `body` before every statement that SQLite runs: the moments at which a process may die.
    func beforeEachStatement(_ body: (@Sendable () -> Void)?) {
        queue.inDatabase { db in
            db.trace { _ in body?() }
        }
    }

    /// Runs SQL past the journal. Triggers that it makes do run, for that is how a test makes a statement fail.
    func execute(_ sql: String) throws {
        try whileWritable {
            try queue.writeWithoutTransaction { db in
                try Self.check(store_allow_triggers(Self.connection(of: db)))
                try db.execute(sql: sql)
            }
        }
    }

    /// Runs SQL past the journal, and binds what it left as if an event had: whoever has the key can.
    func forge(_ sql: String) throws {
        try execute(sql)
        try commit(EventDraft(.scan))
    }

    /// The first column of what a query gives, as SQLite spells it.
    func fetch(_ sql: String) throws -> [String] {
        try read { db in try Row.fetchAll(db, sql: sql).map { ($0[0] as DatabaseValue).description } }
    }

    /// Holds a snapshot of the project open until it is released.
    func hold() throws -> Hold {
        let hold = Hold()
        let holds = DispatchSemaphore(value: 0)
        let store = self
        Thread.detachNewThread {
            try? store.whileReading {
                holds.signal()
                hold.released.wait()
            }
            hold.ended.signal()
        }
        holds.wait()
        return hold
    }

    /// A snapshot that is held.
    final class Hold: Sendable {
        fileprivate let released = DispatchSemaphore(value: 0)
        fileprivate let ended = DispatchSemaphore(value: 0)

        func release() {
            released.signal()
            ended.wait()
        }
    }

    /// Holds a snapshot of the project open meanwhile.
    func whileReading(_ body: () throws -> Void) throws {
        try read { db in
            _ = try Row.fetchAll(db, sql: "SELECT * FROM head")
            try body()
        }
    }
}
