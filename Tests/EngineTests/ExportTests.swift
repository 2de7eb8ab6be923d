import Foundation
import Journal
import Records
import Testing

@testable import Engine

@Suite struct ExportTests {
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-cmd", "'-cmd"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
        ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("\r\n=1", "\"'\r\n=1\""), ("-3.5", "-3.5"), ("+7", "+7"),
        ("=\u{301}1", "'=\u{301}1"), ("＝1+1", "'＝1+1"), ("plain", "plain"), ("a,b", "\"a,b\""),
        ("a,\u{301}b", "\"a,\u{301}b\""),
        ("say \"x\"", "\"say \"\"x\"\"\""), ("say \"\u{301}x", "\"say \"\"\u{301}x\""), ("a\r\nb", "\"a\r\nb\""),
        ("", ""),
    ])
    func `a field is quoted where needed and never a formula`(text: String, field: String) {
        #expect(Array(CSV.field(text).utf8) == Array(field.utf8))
    }

    @Test func `exported records can be read again, and no field is a formula`() async throws {
        var sheet = Sheet(120)
        sheet.rows[0][4] = "=HYPERLINK(\"http://x\",\"y\")"
        sheet.rows[1][4] = "@SUM(1)"
        sheet.rows[2][4] = "two\nlines, one record"
        let project = try Project(sheet)
        let workspace = try await project.trained()
        _ = try await workspace.perform(.flag(.toxic, on: true, rows: [1], reason: "+cmd|' /C calc'!A0"))
        _ = try await workspace.complete(.write(.records(path: project.path("out.csv"), rows: [0, 1, 2])))
        let table = try Table(path: project.path("out.csv"))
        #expect(table.columnNames == ["row"] + Sheet.header + ["flags", "reason"])
        #expect(table.rowCount == 3)
        #expect(table.record(0)[5] == "'=HYPERLINK(\"http://x\",\"y\")")
        #expect(table.record(1).suffix(2) == ["toxic", "'+cmd|' /C calc'!A0"])
        #expect(table.record(2)[5] == "two\nlines, one record")
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await workspace.complete(.write(.records(path: project.path("out.csv"), rows: [0])))
        }
        #expect(refusal?.kind == .cannotCreate)
        await workspace.close()
    }

    @Test func `forgotten records are hidden unless the filter names their state`() async throws {
        var sheet = Sheet(120)
        sheet.rows[4][4] = "interstate: a road"
        let project = try Project(sheet)
        let workspace = try await project.trained()
        try await workspace.forget([4, 5])
        let snapshot = await workspace.snapshot
        func rows(_ filter: String) throws -> [Int] {
            Array(try snapshot.rows(Query(filter: try Filter(parsing: filter))))
        }
        #expect(try snapshot.rows(Query()).count == 118)
        #expect(try rows("row:1..8") == [0, 1, 2, 3, 6, 7])
        #expect(try rows("state:forgotten") == [4, 5])
        #expect(try rows("row:1..8 -state:forgotten") == [0, 1, 2, 3, 6, 7])
        #expect(try rows("note=\"interstate: a road\"").isEmpty)
        #expect(try rows("note~\"state: a\" or row:6").isEmpty)
        #expect(try snapshot.rows(Query(sort: [SortKey(name: "age", descending: true)])).count == 118)
        await workspace.close()
    }

    @Test func `reasons of forgotten records are gone, on the screen as in the project`() async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        _ = try await workspace.perform(.setReason("Ada's own address", rows: [3]))
        try await workspace.forget([3])
        #expect(await workspace.snapshot.reasons.isEmpty)
        #expect(try await workspace.stored() == workspace.decided)
        await workspace.close()
    }

    @Test func `the redacted copy lacks the forgotten records and keeps every other byte`() async throws {
        let sheet = Sheet(120)
        let project = try Project(sheet)
        let workspace = try await project.trained()
        _ = try await workspace.perform(.stage(rows: [0, 60, 119], basis: nil, reason: ""))
        try await workspace.finish(.apply(erase: true))
        _ = try await workspace.complete(.write(.redactedCopy(path: project.path("copy.csv"))))
        var kept = sheet
        for row in [119, 60, 0] { kept.rows.remove(at: row) }
        #expect(try String(contentsOfFile: project.path("copy.csv"), encoding: .utf8) == kept.text)
        #expect(try String(contentsOfFile: project.file, encoding: .utf8) == sheet.text)
        await #expect(throws: Refusal.self) {
            _ = try await workspace.complete(.write(.redactedCopy(path: project.file)))
        }
        await workspace.close()
    }
}
