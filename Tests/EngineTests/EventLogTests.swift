import Foundation
import Journal
import Testing

@testable import Engine

/// The events of a journal are read a page at a time, and are those that a whole reading gives.
@Suite struct EventLogTests {
    @Test func `events before and after the opening are reached as if all were in memory`() async throws {
        let project = try Project()
        let first = try await project.trained()
        for step in 0..<1200 {
            _ = try await first.perform(.flag(.toxic, on: step % 2 == 0, rows: [step % 7], reason: ""))
        }
        await first.close()

        let workspace = try project.open()
        for step in 0..<30 { _ = try await workspace.perform(.flag(.biased, on: true, rows: [step], reason: "")) }
        let whole = try workspace.store.events()
        let log = await workspace.events
        #expect(log.count == whole.count && log.count > 1200)
        #expect(log.map(\.line) == whole.map(\.line))
        for place in [0, 1023, 1024, 1025, log.count - 1, 1100, 3] { #expect(log[place].hash == whole[place].hash) }
        #expect(log.last?.hash == whole.last?.hash)
        #expect(log.milestones.map(\.seq) == whole.filter { $0.action.isMilestone }.map(\.seq))
        var read: [Int] = []
        try log.forEachRead { read.append($0.seq) }
        #expect(read == whole.map(\.seq))
        // Who adds to a log that another holds changes nothing there.
        _ = try await workspace.perform(.flag(.private, on: true, rows: [5], reason: ""))
        #expect(log.count == whole.count)
        #expect(await workspace.events.count == whole.count + 1)
        await workspace.close()
        // What was read is still there; what was not says so, and is no event of another kind.
        #expect(log.milestones.count > 4 && log.last?.seq == whole.count)
        let late = try EventLogTests.unread(project)
        #expect(late[0].action == Event.unreadable(1).action && late[0].seq == 1)
        #expect(throws: StoreFailure.self) { try late.forEachRead { _ in } }
    }

    /// The log of a project that was closed before anybody looked.
    private static func unread(_ project: Project) throws -> EventLog {
        let store = try ProjectStore.open(at: project.directory, session: session("ada"), readOnly: true)
        let log = try EventLog(store)
        try store.close()
        return log
    }
}
