import Fairness
import Testing

/// The measured table of Benchmarks/FAIRNESS.md, in short: fewer data sets, the same truths. Bounds are the aims, less three
/// standard errors of what is simulated here; fairness-bench's `coverage` measures them closely.
@Suite struct SimulationTests {
    static let sizes = [20, 25, 50, 100, 400, 1000]

    private func expectCovered(_ findings: [Finding], atLeast: Int, most: Double = 1) {
        let rows = CoverageRow.all(findings, atLeast: atLeast)
        #expect(!rows.isEmpty)
        for row in rows {
            let all = Double(findings.filter { $0.figure == row.figure && $0.n == row.n }.reduce(0) { $0 + $1.shown })
            let error = 3 * (0.05 * 0.95 / all).squareRoot()
            #expect(row.mean > 0.93 - error, "\(row)")
            if let mean = row.meanOfMany { #expect(mean < 0.98 + error, "\(row)") }
            let least = Double(
                findings.filter { $0.figure == row.figure && $0.n == row.n && $0.shown >= atLeast }.map(\.shown).min()
                    ?? 1)
            #expect(row.least > 0.9 - 4 * (0.1 * 0.9 / least).squareRoot(), "\(row)")
        }
    }

    @Test(arguments: sizes) func `changes of rates cover`(n: Int) {
        expectCovered(CellWorlds.rateChange(n, dataSets: n < 400 ? 60 : 12), atLeast: 12)
    }

    @Test(arguments: sizes) func `changes of predictive values, F1 and balanced accuracy cover`(n: Int) {
        expectCovered(CellWorlds.shareChanges(n, dataSets: n < 400 ? 30 : 10), atLeast: 8)
    }

    @Test(arguments: sizes) func `a rate, two rates and their ratio cover`(n: Int) {
        expectCovered(CellWorlds.single(n, dataSets: n < 400 ? 60 : 20), atLeast: 20)
    }

    @Test(arguments: sizes) func `areas and their changes cover`(n: Int) {
        expectCovered(ScoreWorlds.area(n, dataSets: n < 400 ? 20 : 4), atLeast: 4)
        let (findings, levels) = ScoreWorlds.areaChange(n, dataSets: n < 400 ? 20 : 4, tested: n == 25 ? 20 : 0)
        expectCovered(findings, atLeast: 4)
        expectLevel(levels)
    }

    @Test(arguments: sizes) func `calibration errors and Brier scores cover`(n: Int) {
        expectCovered(ScoreWorlds.calibration(n, dataSets: n < 400 ? 20 : 4, population: 3000), atLeast: 4)
    }

    @Test(arguments: sizes) func `changes of calibration errors and Brier scores cover`(n: Int) {
        let (findings, levels) = ScoreWorlds.lossChanges(
            n, dataSets: n < 400 ? 20 : 6, tested: n < 100 ? 20 : 0, population: 20_000)
        expectCovered(findings, atLeast: 6)
        expectLevel(levels)
    }

    @Test(arguments: [25, 100]) func `weighted rates cover`(n: Int) {
        expectCovered(WeightWorlds.coverage(n, dataSets: 4), atLeast: 3)
    }

    @Test(arguments: [20, 100, 400]) func `errors of numbers cover`(n: Int) {
        expectCovered(NumberWorlds.coverage(n, dataSets: n < 400 ? 50 : 20, population: 20_000), atLeast: 20)
    }

    @Test(arguments: [(2, 50), (6, 50), (20, 25)])
    func `changes of gaps cover, and none is called clear too often`(groups: Int, n: Int) {
        var findings: [Finding] = []
        var levels: [Level] = []
        for world in GroupWorlds.worlds(groups) {
            let found = GroupWorlds.compared(world, n: n, dataSets: groups == 20 ? 2 : groups == 6 ? 4 : 8)
            findings += found.findings
            levels += found.levels
        }
        expectCovered(findings, atLeast: 2)
        expectLevel(levels)
    }

    /// Of all tests of one figure, few are called clear.
    private func expectLevel(_ levels: [Level]) {
        for figure in Set(levels.map(\.figure)) {
            let own = levels.filter { $0.figure == figure }
            let (tests, clear) = (own.reduce(0) { $0 + $1.tests }, own.reduce(0) { $0 + $1.clear })
            let error = 3 * (0.06 * 0.94 / Double(max(1, tests))).squareRoot()
            #expect(Double(clear) / Double(max(1, tests)) <= 0.06 + error, "\(figure): \(clear) of \(tests)")
        }
    }
}
