internal import Dispatch
import Foundation

/// The bootstrap of the expected calibration error, which needs no more of a resample than how many records fall into
/// each bin, and the sum of their errors.
///
/// Bin sizes are a multinomial. In a bin of fewer than `exactBelow` records they are drawn one by one; the sum of more
/// is drawn from its normal limit, from which its distribution differs by the order of 1 / √n (Berry and Esseen): at
/// 10,000 less than the ends of 1,000 resamples, which are known to 2 % of the width, can show.
struct CalibrationBootstrap {
    private let rows: ScoreRows
    private let exactBelow: Int
    private let sizes: [Int]
    /// Mean and standard deviation of the errors in every bin.
    private let moments: [(mean: Double, deviation: Double)]

    /// - Complexity: O(n)
    init(_ rows: ScoreRows, exactBelow: Int = 10_000) {
        self.rows = rows
        self.exactBelow = exactBelow
        let bins = rows.bins.indices.dropLast().map { rows.bins[$0]..<rows.bins[$0 + 1] }
        sizes = bins.map(\.count)
        moments = bins.map { bin in
            let n = Double(max(1, bin.count))
            let mean = bin.reduce(0) { $0 + rows.errors[$1] } / n
            let squares = bin.reduce(0) { $0 + (rows.errors[$1] - mean) * (rows.errors[$1] - mean) }
            return (mean, (squares / n).squareRoot())
        }
    }

    /// The 95 % percentile interval; nil without records.
    ///
    /// - Complexity: O(resamples × (bins + records in bins below the limit))
    func interval(resamples: Int, seed: UInt64) -> Interval? {
        guard rows.count > 0, resamples > 0 else { return nil }
        var first = SplitMix64(seed: seed, purpose: ["calibration bootstrap"])
        let seeds = (0..<resamples).map { _ in first.next() }
        var values = Array(repeating: 0.0, count: resamples)
        let chunk = 16
        values.withUnsafeMutableBufferPointer { buffer in
            let places = Places(base: buffer)
            DispatchQueue.concurrentPerform(iterations: (resamples + chunk - 1) / chunk) { index in
                for resample in (index * chunk)..<min(resamples, (index + 1) * chunk) {
                    var random = SplitMix64(seed: seeds[resample])
                    places.base[resample] = drawn(using: &random)
                }
            }
        }
        return Percentiles.interval(of: &values)
    }

    /// The error of one resample.
    private func drawn(using random: inout SplitMix64) -> Double {
        var counts: [Int] = []
        Multinomial.append(sizes[...], to: &counts, using: &random)
        var error = 0.0
        for (bin, count) in counts.enumerated() where count > 0 {
            error += abs(
                sizes[bin] < exactBelow ? sum(of: count, in: bin, &random) : normal(of: count, in: bin, &random))
        }
        return error / Double(rows.count)
    }

    /// The errors of some records of a bin, drawn with replacement.
    private func sum(of count: Int, in bin: Int, _ random: inout SplitMix64) -> Double {
        let (start, size) = (rows.bins[bin], UInt64(sizes[bin]))
        return rows.errors.withUnsafeBufferPointer { errors in
            var sum = 0.0
            for _ in 0..<count { sum += errors[start + Int(random.next().multipliedFullWidth(by: size).high)] }
            return sum
        }
    }

    /// The same in the limit of many (Box & Muller 1958, doi:10.1214/aoms/1177706645).
    private func normal(of count: Int, in bin: Int, _ random: inout SplitMix64) -> Double {
        let radius = (-2 * log(1 - random.uniform())).squareRoot()
        let z = radius * cos(2 * Double.pi * random.uniform())
        let (mean, deviation) = moments[bin]
        return Double(count) * mean + Double(count).squareRoot() * deviation * z
    }

    /// `@unchecked Sendable`: every place is written by one thread only, and read when all of them are done.
    private struct Places: @unchecked Sendable {
        let base: UnsafeMutableBufferPointer<Double>
    }
}
