import Foundation
import Testing

@testable import Records

@Suite struct ExitReasonTests {
    @Test func `the README says of every exit code what the program says`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        let rows = readme.split(separator: "\n").compactMap { line in
            line.wholeMatch(of: /\| (\d+) \| (.+) \|/).map { "\($0.1) \($0.2)" }
        }
        #expect(rows == ExitReason.allCases.map { "\($0.rawValue) \($0.meaning)" })
    }

    @Test func `every kind of refusal has a code of its own, which is no verdict`() {
        let codes = Refusal.Kind.allCases.map(\.exitReason)
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { (64...78).contains($0.rawValue) })
    }

    @Test func `the table fits a terminal of eighty columns`() {
        #expect(ExitReason.table.allSatisfy { $0.count < 80 })
        #expect(ExitReason.table.first == "  0  done; of verify: intact")
    }
}
