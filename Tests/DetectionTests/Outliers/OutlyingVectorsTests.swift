import Detection
import TestSupport
import Testing

@Suite struct OutlyingVectorsTests {
    private func values(_ count: Int, _ width: Int) -> [Float] {
        var dice = Seeded(11)
        return (0..<count * width).map { $0 % width == 0 ? 3 : Float(dice.fraction()) }
    }

    @Test func `distances are means over the nearest, counted in full`() throws {
        let values = values(300, 12)
        let found = try OutlyingVectors(neighbours: 4).distances(UnitVectors(values, width: 12))
        let index = try SimilarVectors(UnitVectors(values, width: 12))
        for row in 0..<300 {
            let mean = try index.nearest(to: row, count: 4).reduce(Float(0)) { $0 + max(0, 1 - $1.similarity) } / 4
            #expect(found[row] == mean)
        }
    }

    @Test func `what points elsewhere is farthest, also from a sample`() throws {
        var values = values(2_000, 12)
        for j in 0..<12 { values[777 * 12 + j] = j == 5 ? 1 : 0 }
        for references in [100, 5_000] {
            let found = try OutlyingVectors(references: references).distances(UnitVectors(values, width: 12))
            #expect(found.indices.max { found[$0] < found[$1] } == 777)
        }
    }

    @Test func `one alone has nothing to be far from`() throws {
        #expect(try OutlyingVectors().distances(UnitVectors([1, 2], width: 2)) == [0])
        #expect(try OutlyingVectors().distances(UnitVectors([], width: 2)) == [])
    }
}
