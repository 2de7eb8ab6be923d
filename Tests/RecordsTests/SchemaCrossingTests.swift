import Foundation
import Records
import Testing

struct SchemaCrossingTests {
    private let table = MemoryTable(
        columnNames: ["sex", "race", "empty"], rows: [["f", "x", ""], ["m", "y", ""], ["f", "y", ""]])

    @Test func `A schema of an earlier version has neither crossings nor controls`() throws {
        let json = #"{"features":[],"groups":["sex"],"testFraction":0.25,"textColumns":[]}"#
        let schema = try JSONDecoder().decode(Schema.self, from: Data(json.utf8))
        #expect(schema == Schema(groups: ["sex"]))
    }

    @Test func `Crossings and controls are kept`() throws {
        let schema = Schema(groups: ["sex"], crossings: [["sex", "race"]], controls: ["race"])
        try schema.validate(against: table)
        #expect(try JSONDecoder().decode(Schema.self, from: JSONEncoder().encode(schema)) == schema)
    }

    @Test(arguments: [["sex"], ["sex", "sex"], ["sex", "race", "empty", "sex"], ["sex", "rase"]])
    func `A crossing that is none is refused`(columns: [String]) {
        #expect(throws: Refusal.self) { try Schema(groups: ["sex"], crossings: [columns]).validate(against: table) }
    }

    @Test func `A group column without any value is refused`() {
        let refusal = #expect(throws: Refusal.self) { try Schema(groups: ["empty"]).validate(against: table) }
        #expect(refusal?.sentence.contains("'empty' has no value in any record") == true)
    }
}
