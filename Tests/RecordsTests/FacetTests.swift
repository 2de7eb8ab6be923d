import Testing

@testable import Records

@Suite struct FacetTests {
    /// A hundred values, of which the last but one is quiet; four rows.
    private let facet = Overlay.Facet(
        values: (0..<100).map { "\($0 < 50 ? "a" : "b").\($0)" }, titles: (0..<100).map { "\($0)" },
        combinations: [[], [3, 98], [98], [60]], numbers: [0, 1, 2, 3], quiet: [98])

    @Test func `a row has the values of its combination`() {
        #expect((0..<4).map(facet.places) == [[], [3, 98], [98], [60]])
        #expect(facet.places(of: 4).isEmpty && facet.places(of: -1).isEmpty)
        #expect(facet.counts[98] == 2 && facet.counts[3] == 1 && facet.counts[0] == 0)
    }

    @Test func `any leaves out what is quiet, and a family has all that begins with it`() {
        #expect((0..<5).map(facet.hasAny) == [false, true, false, true, false])
        #expect(facet.families == ["a", "b"])
        #expect(facet.marks(of: [98]) == [0, 1, 1, 0])
    }

    @Test func `a mask of bits says the same of itself`() {
        let facet = Overlay.Facet(values: ["x", "y"], masks: [0, 1, 3])
        #expect((0..<3).map(facet.places) == [[], [0], [0, 1]])
        #expect(facet.counts == [2, 1] && facet.marks(of: [1]) == [0, 0, 1] && facet.hasAny(1) && !facet.hasAny(0))
    }
}
