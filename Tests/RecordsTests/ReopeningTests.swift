import Foundation
import TestSupport
import Testing

@testable import Records

/// What was found out about a file is kept with a project: it reads the same the next time, whatever was guessed.
@Suite struct ReopeningTests {
    @Test(arguments: HostileFileTests.names)
    func `a file reads the same by what was remembered of it`(name: String) throws {
        guard let table = try? Table(path: HostileFileTests.folder + "/" + name) else { return }
        let kept = try JSONDecoder().decode(Reading.self, from: JSONEncoder().encode(table.reading))
        let again = try Table(path: table.path, choice: ReadingChoice(kept))
        #expect(again.reading == table.reading)
        #expect(again.columnNames == table.columnNames)
        #expect(bytes(again.records) == bytes(table.records))
        #expect((0..<table.columnNames.count).map(again.kind) == (0..<table.columnNames.count).map(table.kind))
    }
}
