import TestSupport
import Testing

@testable import Detection

@Suite struct WorstSlicesTests {
    @Test func `a planted slice is found, and its narrower ones are not said again`() throws {
        var dice = Seeded(2)
        let columns = (0..<6).map { _ in (0..<4_000).map { _ in Int.random(in: 0..<4, using: &dice) } }
        let errors = (0..<4_000).map { record in
            dice.fraction() < (columns[1][record] == 2 && columns[4][record] == 0 ? 0.6 : 0.1)
        }
        let slices = try WorstSlices(depth: 3).slices(columns, errors: errors)
        let planted = [RareCells.Condition(column: 1, value: 2), RareCells.Condition(column: 4, value: 0)]
        #expect(slices.first { $0.conditions.count == 2 }?.conditions == planted)
        let found = try #require(slices.first { $0.conditions == planted })
        #expect(found.errors == errors.indices.count { errors[$0] && columns[1][$0] == 2 && columns[4][$0] == 0 })
        #expect(found.adjusted >= found.pValue && found.adjusted < 1e-6)
    }

    @Test func `where errors fall on anyone, hardly ever a slice is said`() throws {
        var said = 0
        for seed in 0..<60 {
            var dice = Seeded(UInt64(seed) + 50)
            let columns = (0..<6).map { _ in (0..<800).map { _ in Int.random(in: 0..<4, using: &dice) } }
            let errors = (0..<800).map { _ in dice.fraction() < 0.2 }
            if try !WorstSlices(depth: 2).slices(columns, errors: errors).isEmpty { said += 1 }
        }
        // At a level of .05, of 60: more than 8 by chance once in 500.
        #expect(said <= 8)
    }

    @Test func `chances are those of all draws counted out`() {
        // 12 records, 5 marked, 4 drawn: C(5,k)·C(7,4−k) / 495.
        let chance = Hypergeometric(all: 12, marked: 5)
        let ways = [35.0, 175, 210, 70, 5]
        for least in 0...4 {
            let expected = ways[least...].reduce(0, +) / 495
            #expect(abs(chance.atLeast(least, among: 4) - expected) < 1e-12)
        }
        #expect(chance.atLeast(5, among: 4) == 0)
        #expect(chance.atLeast(3, among: 10) == 1)
    }

    @Test func `no records, no errors and one value make no slices`() throws {
        #expect(try WorstSlices().slices([], errors: []).isEmpty)
        let ones = [Int](repeating: 1, count: 100)
        #expect(try WorstSlices().slices([ones], errors: ones.map { _ in true }).isEmpty)
        #expect(try WorstSlices().slices([ones.indices.map { $0 % 2 }], errors: ones.map { _ in false }).isEmpty)
    }
}
