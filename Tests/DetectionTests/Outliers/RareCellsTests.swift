import Detection
import Testing

@Suite struct RareCellsTests {
    private func condition(_ column: Int, _ value: Int) -> RareCells.Condition {
        RareCells.Condition(column: column, value: value)
    }

    @Test func `cells below the limit are said, the rarest first, and none within a rarer one`() {
        // Column 0: 50 zeros, 50 ones; column 1: 95 zeros, 5 ones, one of them among the zeros of column 0; one two.
        let first = (0..<100).map { $0 < 50 ? 0 : 1 }
        let second = (0..<100).map { $0 == 0 ? 1 : $0 > 95 ? 1 : $0 == 60 ? 2 : 0 }
        let cells = RareCells([first, second]).cells(below: 5)
        #expect(
            cells.map(\.conditions) == [
                [condition(0, 0), condition(1, 1)], [condition(1, 2)], [condition(0, 1), condition(1, 1)],
            ])
        #expect(cells.map(\.count) == [1, 1, 4])
        #expect(cells[0].expected == 2.5)
    }

    @Test func `missing values are in no cell, and depth bounds how many columns`() {
        let columns = [[0, 0, -1, 1], [0, 1, 1, 1], [0, 1, 0, 0]]
        #expect(
            RareCells(columns).cells(below: 2, depth: 1).map(\.conditions) == [
                [condition(0, 1)], [condition(1, 0)], [condition(2, 1)],
            ])
        #expect(RareCells([]).cells(below: 3).isEmpty)
    }
}
