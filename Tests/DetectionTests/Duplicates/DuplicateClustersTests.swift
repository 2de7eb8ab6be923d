import Testing

@testable import Detection

@Suite struct DuplicateClustersTests {
    private func clusters(_ count: Int, _ pairs: [(UInt32, UInt32)]) -> DuplicateClusters {
        var union = RowUnion(count: count)
        for (a, b) in pairs { union.join(a, b) }
        return DuplicateClusters(union)
    }

    @Test func `clusters go by their first rows, rows within one ascend`() {
        let clusters = clusters(9, [(8, 1), (7, 3), (3, 5), (1, 6)])
        #expect(clusters.map { $0 } == [[1, 6, 8], [3, 5, 7]])
        #expect(clusters.repeatedRows == [5, 6, 7, 8])
        #expect(clusters.cluster(of: 0) == nil)
        #expect(clusters.cluster(of: 7) == 1)
        #expect(clusters.rowCount == 6)
    }

    @Test func `the order of joining makes no difference`() {
        #expect(clusters(5, [(0, 4), (4, 2)]) == clusters(5, [(2, 0), (2, 4)]))
    }

    @Test func `a cluster leaks where it stands on both sides of the split`() {
        let clusters = clusters(8, [(0, 1), (2, 3), (4, 5)])
        #expect(clusters.leaking { [1, 2, 3].contains($0) } == [0])
    }

    @Test func `nothing at all has no clusters`() {
        #expect(clusters(0, []).isEmpty)
        #expect(clusters(3, []).isEmpty)
    }
}
