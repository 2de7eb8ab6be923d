import Foundation
import TestSupport
import Testing

@testable import Records

/// Several columns read in one pass are those that are read one by one.
@Suite struct ManyColumnsTests {
    @Test(arguments: [1, 40, 5000, 40_000])
    func `one pass gives the columns of many`(rows: Int) throws {
        let folder = NSTemporaryDirectory() + "lethe-columns-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var random = Seeded(UInt64(rows))
        var text = "id,kind,number,note,\"with \"\"quotes\"\"\"\n"
        for row in 0..<rows {
            let kind = ["a", "b", "\"c,\"\"d\"\"\"", "", "é"].randomElement(using: &random) ?? ""
            text +=
                "\(row),\(kind),\(Int.random(in: 0...9, using: &random)),\"line \(random.next() % 1000)\nmore\",x\(row % 7)\n"
        }
        let path = "\(folder)/t.csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let (one, many) = (try Table(path: path), try Table(path: path))
        let names = one.columnNames
        let columns = try many.columns(named: names + ["kind"])
        for (name, column) in zip(names + ["kind"], columns) {
            let alone = try one.column(named: name)
            #expect(column.name == name && column.codes == alone.codes && column.distinct == alone.distinct)
            #expect(column.kind == alone.kind && column.isMissingCode == alone.isMissingCode)
        }
        #expect(throws: Refusal.self) { try many.columns(named: ["kind", "none"]) }
    }
}
