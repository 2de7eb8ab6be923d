import Foundation
import Records
import Testing

@testable import Engine
@testable import Journal
@testable import Learning

@Suite struct ExplanationTests {
    private enum Strange: Error { case thing }

    private struct Number: Codable { let value: Double }

    private func decodingError(_ json: String) -> any Error {
        do {
            _ = try JSONDecoder().decode([Number].self, from: Data(json.utf8))
            return Strange.thing
        } catch { return error }
    }

    private func foundationError() -> any Error {
        do {
            _ = try Data(contentsOf: URL(fileURLWithPath: "/nowhere/at/all"))
            return Strange.thing
        } catch { return error }
    }

    private func encodingError() -> any Error {
        do {
            _ = try JSONEncoder().encode(Number(value: .nan))
            return Strange.thing
        } catch { return error }
    }

    @Test func `every kind of error has a code that is no verdict, and sentences that are this program's own`() throws {
        let errors: [(any Error, ExitReason)] = [
            (Refusal(.usage, "No.", next: "Yes."), .usage), (Refusal(.busy, "No.", next: "Yes."), .tryLater),
            (Refusal.unexpected("It ended"), .programError),
            (StoreFailure.diskFull("p"), .inputOutput), (StoreFailure.damaged("p", "why"), .badData),
            (StoreFailure.readOnly("p"), .cannotCreate), (StoreFailure.closed("p"), .programError),
            (StoreFailure(errno: EDQUOT, at: "p"), .inputOutput), (StoreFailure(errno: EIO, at: "p"), .inputOutput),
            (CancellationError(), .interrupted),
            (decodingError("[{}]"), .badData), (decodingError("["), .badData),
            (decodingError("[{\"value\":\"x\"}]"), .badData),
            (encodingError(), .programError), (foundationError(), .noInput),
            (POSIXError(.ENOSPC), .inputOutput), (POSIXError(.EACCES), .cannotCreate), (POSIXError(.EIO), .inputOutput),
            (CocoaError(.fileReadCorruptFile), .inputOutput),
            (NSError(domain: NSPOSIXErrorDomain, code: Int(EROFS)), .cannotCreate),
            (NSError(domain: "Elsewhere", code: 3), .programError), (Strange.thing, .programError),
        ]
        for (error, status) in errors {
            let explanation = Explanation(error)
            #expect(explanation.status == status, "\(error): \(explanation)")
            #expect(explanation.sentence.last.map { ".?".contains($0) } == true, "\(explanation)")
            for foreign in [
                "couldn’t", "couldn't", "Domain", "Swift.", "NSCocoa", "(null)", "Error Domain", "Optional",
            ] {
                #expect(!explanation.description.contains(foreign), "\(explanation)")
            }
        }
        #expect(Explanation(Strange.thing).nextStep.contains("report"))
        #expect(Explanation(decodingError("[{}]")).sentence.contains("'0.value' is missing"))
        let filter = try #require(throws: FilterError.self) { _ = try Filter(parsing: "((") }
        #expect(Explanation(filter).status == .usage && Explanation(filter).sentence == filter.message)
    }

    @Test func `what SQLite says of a project is told by what it means`() throws {
        let project = try Project(Sheet(120))
        let workspace = try project.create()
        func failure(_ sql: String) throws -> StoreFailure {
            try #require(throws: StoreFailure.self) { try workspace.store.execute(sql) }
        }
        #expect(try failure("SELECT * FROM nowhere").exitReason == .badData)
        #expect(try failure("INSERT INTO head VALUES (7, 0, '')").exitReason == .badData)
        #expect(try failure("INSERT INTO head VALUES (1, 'x', '')").exitReason == .badData)
        try workspace.store.execute("PRAGMA max_page_count = 1")
        #expect(try failure("INSERT INTO settings VALUES ('k', hex(zeroblob(1000000)))").exitReason == .inputOutput)
    }
}
