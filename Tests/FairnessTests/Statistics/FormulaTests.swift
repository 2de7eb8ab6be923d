import Foundation
import Testing

@testable import Fairness

/// The methods against values that were computed apart from them, in Python with NumPy 2.4 and SciPy 1.17, from the
/// formulas in the literature that each names.
@Suite struct FormulaTests {
    /// Sixty records with scores before and after, by the fractional parts of multiples of three irrational numbers.
    static let sample: (truth: [Bool], before: [Double], after: [Double], third: [Double]) = {
        func parts(_ of: Double) -> [Double] { (1...60).map { (Double($0) * of).truncatingRemainder(dividingBy: 1) } }
        let (u, v, w) = (parts(0.618_033_988_749_894_9), parts(0.754_877_666_246_692_7), parts(0.569_840_290_998_053_2))
        let before = u.map { 0.1 + 0.8 * $0 }
        let truth = zip(v, before).map { $0 < pow($1, 1.5) }
        return (truth, before, zip(before, w).map { 0.85 * $0 + 0.15 * $1 }, w)
    }()

    func expect(_ interval: Interval?, _ lower: Double, _ upper: Double, to tolerance: Double = 1e-9) {
        guard let interval else {
            Issue.record("an interval")
            return
        }
        #expect(abs(interval.lower - lower) < tolerance && abs(interval.upper - upper) < tolerance, "\(interval)")
    }

    @Test func `the sample is the one that was computed with`() {
        #expect(Self.sample.truth.count { $0 } == 22)
    }

    @Test func `Bonett and Price's interval, and Agresti and Min's`() {
        expect(PairedRate.bonettPrice(gained: 12, lost: 5, of: 80), -0.017169098314171058, 0.18790080563124423)
        expect(PairedRate.bonettPrice(gained: 0, lost: 0, of: 25), -0.10265954254442057, 0.10265954254442057)
        expect(
            PairedRate.agrestiMin(gained: 12, lost: 5, of: 80).interval, -0.014499972107673662, 0.18733947828051317)
    }

    @Test func `predictive value, F1 and balanced accuracy by MOVER`() {
        let cells: EightCells = [30, 4, 6, 9, 11, 7, 3, 25]
        expect(PairedShare.interval(.positivePredictiveValue, cells), -0.04708698727572272, 0.16785273289450914)
        expect(PairedShare.f1(cells), -0.028884046345127548, 0.17668093259926942)
        expect(PairedShare.balancedAccuracy(cells), -0.031029198660191618, 0.15689897266731034)
        // A complement changes by as much, the other way.
        let complement = PairedShare.interval(.falseDiscoveryRate, cells)
        expect(complement, -0.16785273289450914, 0.04708698727572272)
    }

    @Test(arguments: [
        ((20, 100), (10, 100), 1.0009589968883807, 3.998392738955414),
        ((5, 20), (8, 20), 0.2540129060060634, 1.4955786862537825),
        ((0, 20), (5, 20), 0.0, 0.7732668585812367), ((20, 20), (20, 20), 0.8388748419471808, 1.1920729410347062),
        ((3, 40), (35, 40), 0.02947684965960573, 0.23153840721993216),
    ])
    func `ratios by MOVER-R`(a: (Int, Int), b: (Int, Int), lower: Double, upper: Double) {
        expect(Intervals.ratio(a, over: b), lower, upper)
        #expect(Intervals.ratio(a, over: (0, 20)) == nil)
    }

    @Test func `areas by Newcombe's fifth method with DeLong's variance, and their change`() throws {
        let (truth, before, after, _) = Self.sample
        expect(AreaIntervals.area(before, truth), 0.6657945142613392, 0.8926917777864699)
        let perfect = (0..<40).map { $0 < 20 }
        expect(AreaIntervals.area(perfect.map { $0 ? 1 : 0 }, perfect), 0.9267776208624952, 1)
        let change = try #require(AreaIntervals.change(before, after, truth))
        expect(change.interval, -0.06380160597619637, 0.07564552982971556)
        #expect(change.p > 0.5)
    }

    @Test func `the debiased calibration error and the signed one`() throws {
        let (truth, before, _, _) = Self.sample
        #expect(
            abs(try #require(CalibrationIntervals.rootMeanSquaredError(before, truth)) - 0.1870614597565684) < 1e-12)
        expect(CalibrationIntervals.rootMeanSquare(before, truth), 0.07692802550210942, 0.30355961044947993, to: 1e-7)
        expect(CalibrationIntervals.signedError(before, truth), -0.22999566541331856, -0.024668254650554722)
        let tied = before.map { ($0 * 5).rounded(.toNearestOrEven) / 5 }
        #expect(abs(try #require(CalibrationIntervals.rootMeanSquaredError(tied, truth)) - 0.06714736219311208) < 1e-12)
        expect(CalibrationIntervals.rootMeanSquare(tied, truth), 0, 0.22880698822318207, to: 1e-7)
    }

    @Test func `changes of the Brier score and of the calibration error`() throws {
        let (truth, before, after, _) = Self.sample
        expect(
            BoundedMeans.brierChange(before, after, truth), -0.016596702228569918, 0.017755734631695733, to: 1e-7)
        let change = try #require(CalibrationChange.change(before, after, truth))
        expect(change.interval, -0.12816987399955604, 0.04012310836622582, to: 1e-7)
        expect(BoundedMeans.brier(before, truth), 0.14620800944120305, 0.2422840975579162, to: 1e-7)
    }

    @Test func `the effective number of weighted records`() throws {
        let (_, before, _, third) = Self.sample
        func share(_ weights: [Double]) -> Share {
            func mass(_ holds: (Int) -> Bool) -> Mass {
                let rows = before.indices.filter(holds)
                return Mass(
                    records: rows.count, weight: rows.reduce(0) { $0 + weights[$1] },
                    squares: rows.reduce(0) { $0 + weights[$1] * weights[$1] })
            }
            return Share(mass { before[$0] > 0.5 }, of: mass { _ in true })
        }
        let apart = share(third.map { 1 + ($0 * 6).rounded(.down) })
        #expect(abs(apart.kish - 49.33297758804696) < 1e-9 && abs(apart.effective - 48.70982847469922) < 1e-9)
        expect(apart.wilson, 0.35836109960988694, 0.6287054013226614)
        let linked = share(zip(third, before).map { $1 > 0.5 ? 1 : 1 + ($0 * 9).rounded(.down) })
        #expect(abs(linked.effective - 33.78515625) < 1e-9)
        expect(linked.wilson, 0.0733689184366669, 0.31837230763430235)
        #expect(share(Array(repeating: 2.5, count: 60)).effective == share(Array(repeating: 1, count: 60)).effective)
    }

    @Test(arguments: [(19, 2.0930240544083087), (24, 2.0638985616280245), (99, 1.9842169515864174)])
    func `Student's t`(freedom: Int, quantile: Double) {
        #expect(abs(Intervals.student(Double(freedom)) - quantile) < 1e-6)
    }

    @Test func `the noncentral χ² distribution is near`() {
        let found = NoncentralChiSquare.cumulative(7.3, freedom: 4.2, noncentrality: 3.1)
        #expect(abs(found - 0.5765220947815871) < 1e-12)
        #expect(abs(found - 0.5769185007912151) < 1e-3)  // SciPy's ncx2.cdf
        let back = NoncentralChiSquare.noncentrality(7.3, freedom: 4.2, at: found)
        #expect(abs(back - 3.1) < 1e-9)
    }

    @Test func `Westfall and Young's step-down p-values`() {
        let draws: [[Double]] = (1..<40).map { draw in
            (0..<4).map { place -> Double in
                let angle: Double = 1.7 * Double(draw) + Double(place)
                return sin(angle) * 1.6 * (1 + 0.3 * Double(place))
            }
        }
        #expect(WestfallYoung.adjusted(observed: [2.5, -1.1, 3, 0.2], draws: draws) == [0.025, 1, 0.025, 1])
    }

    @Test func `sign flips are all the signs there are`() {
        // 5, 3 and 1: sums of 9, 7, 3, 1 either way.
        #expect(SignFlips.test([5, 3, -1, 0], draws: 99, seed: 1).p == 0.5)
        #expect(SignFlips.test([5, 3, 1], draws: 99, seed: 1).p == 0.25)
        #expect(SignFlips.test([0, 0], draws: 99, seed: 1).p == 1)
        let many = (0..<6000).map { $0 % 2 == 0 ? 1.0 : -0.9 }
        let limit = SignFlips.test(many, draws: 99, seed: 1)
        #expect(limit.name == "swaps, normal limit")
        let squares: Double = 3000 + 3000 * 0.81
        #expect(abs(limit.p - erfc(300 / (2 * squares).squareRoot())) < 1e-12)
    }

    @Test func `swaps of one group are summed over both truths, as McNemar's are over one`() throws {
        let cells: EightCells = [30, 4, 9, 9, 11, 0, 0, 25]
        let swap = try #require(SwapTests.test(cells, draws: 99, seed: 1) { $0.change(.falsePositiveRate) })
        #expect(swap.name == "swaps, exact")
        #expect(abs(swap.p - McNemar.exact(gained: 4, lost: 9)) < 1e-12)
        let drawn = try #require(SwapTests.test([cells], draws: 3999, seed: 1) { $0[0].change(.falsePositiveRate) })
        #expect(abs(drawn.p - swap.p) < 0.03)
    }

    @Test func `Dirichlet draws of a share are those of a beta distribution`() throws {
        // 7 of 20 with half a record of either: beta(7.5, 13.5); SciPy's quantiles.
        let cells: EightCells = [0, 0, 13, 0, 0, 0, 0, 7]
        let interval = try #require(
            Dirichlet.interval([cells], draws: 40_000, seed: 1) { $0[0][7] / ($0[0][7] + $0[0][2]) })
        #expect(abs(interval.lower - 0.1719) < 0.006 && abs(interval.upper - 0.5684) < 0.006, "\(interval)")
    }
}
