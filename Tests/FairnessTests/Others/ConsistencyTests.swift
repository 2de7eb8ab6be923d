import Testing

@testable import Fairness

@Suite struct ConsistencyTests {
    static func input(_ predictions: [Bool], _ width: Int, _ values: [Double]) -> AuditInput {
        var input = AuditInput(outcomes: Outcomes(truth: predictions, prediction: predictions), groupings: [])
        input.features = FeatureRows(width: width, values: values)
        return input
    }

    @Test func `with and without the record itself are as worked out by hand`() {
        // On a line at 0, 1, 2, 3, 4, 10, 11; positive at 10 and 11.
        let figures = Catalogue.consistency.figures(
            Self.input([false, false, false, false, false, true, true], 1, [0, 1, 2, 3, 4, 10, 11]))
        // With itself: 0…4 see each other: 0; 10 sees 11, 4, 3, 2: ⅗; 11 the same: ⅗.
        #expect(isNear(figures.value(nil, part: "self included"), 5.8 / 7))
        // Without: 0…4 see the other four and 10: ⅕ each; 10 sees 11, 4, 3, 2, 1: ⅘; 11 the same.
        #expect(isNear(figures.value(nil, part: "self excluded"), 4.4 / 7))
        #expect(figures.areSound)
    }

    @Test func `of equal distances the first record is nearer`() {
        let neighbours = Neighbours(FeatureRows(width: 1, values: [0, 1, -1, 2, -2, 1, 0]))
        #expect(neighbours.nearest(4, to: 0).map(\.row) == [6, 1, 2, 5])
        #expect(neighbours.nearest(9, to: 0).count == 6)
    }

    @Test(arguments: [1, 2, 5]) func `the tree finds what comparing every pair finds`(width: Int) {
        var random = SplitMix64(seed: UInt64(width))
        // Few distinct values, so that many distances are equal.
        let values = (0..<200 * width).map { _ in (random.uniform() * 6).rounded() }
        let neighbours = Neighbours(FeatureRows(width: width, values: values))
        for row in 0..<200 {
            let all = (0..<200).filter { $0 != row }.map { other -> Neighbours.Neighbour in
                var distance = 0.0
                for feature in 0..<width {
                    let difference = values[row * width + feature] - values[other * width + feature]
                    distance += difference * difference
                }
                return Neighbours.Neighbour(squaredDistance: distance, row: other)
            }
            #expect(neighbours.nearest(7, to: row) == Array(all.sorted().prefix(7)))
        }
    }

    @Test func `too few records, too many and broken features have reasons`() {
        let few = Catalogue.consistency.figures(Self.input([true, false], 1, [0, 1]))
        #expect(few.map(\.undefined) == Array(repeating: "2 records, no more than 5 neighbours", count: 2))
        let broken = Catalogue.consistency.figures(
            Self.input(Array(repeating: true, count: 6), 1, [0, 1, 2, .nan, 4, 5]))
        #expect(broken[0].undefined == "a feature that is not a finite number")
        let many = Catalogue.consistency.figures(
            Self.input(Array(repeating: true, count: 20_001), 1, Array(repeating: 0, count: 20_001)))
        #expect(many[0].undefined == "20001 records, more than 20000")
        let wide = Catalogue.consistency.figures(
            Self.input(Array(repeating: true, count: 15_000), 20, Array(repeating: 0, count: 300_000)))
        #expect(wide[0].undefined == "15000 records of 20 features, too many to compare each with every other")
        let other = Catalogue.consistency.figures(Self.input([true], 1, [1, 2]))
        #expect(other[0].undefined == "features of other records")
    }
}
