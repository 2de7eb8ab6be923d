import Dispatch
import Foundation

/// How often every interval that is shown holds the truth, over the grid of sizes, truths and numbers of groups; and how
/// often a change is called clear where there is none.
struct CoverageTable {
    static let sizes = [20, 25, 50, 100, 400, 1000]

    private let dataSets: Int
    private let sizes: [Int]

    /// - Parameter dataSets: of every truth; those of whole comparisons and of reports are fewer.
    init(dataSets: Int, sizes: [Int]) {
        self.dataSets = dataSets
        self.sizes = sizes
    }

    private typealias Found = (findings: [Finding], levels: [Level])

    /// Prints the table; whether everything is within the aims.
    func print() -> Bool {
        let found = simulated()
        let rows = CoverageRow.all(found.flatMap(\.findings), atLeast: max(20, dataSets / 20))
        let isCovered = printCoverage(rows)
        let isLevel = printLevels(found.flatMap(\.levels))
        return isCovered && isLevel
    }

    private func simulated() -> [Found] {
        let (n, sets, few) = (sizes, dataSets, max(20, dataSets / 10))
        var work: [@Sendable () -> Found] = []
        for n in n {
            work.append { (CellWorlds.rateChange(n, dataSets: 4 * sets), []) }
            work.append { (CellWorlds.shareChanges(n, dataSets: sets), []) }
            work.append { (CellWorlds.single(n, dataSets: 4 * sets), []) }
            work.append { (ScoreWorlds.area(n, dataSets: sets), []) }
            work.append { ScoreWorlds.areaChange(n, dataSets: sets, tested: n <= 400 ? few : 0) }
            work.append { (ScoreWorlds.calibration(n, dataSets: sets), []) }
            work.append { ScoreWorlds.lossChanges(n, dataSets: sets, tested: n <= 400 ? 4 * few : 0) }
            work.append { (WeightWorlds.coverage(n, dataSets: sets), []) }
            work.append { (NumberWorlds.coverage(n, dataSets: sets), []) }
            for groups in [2, 6, 20] {
                for world in GroupWorlds.worlds(groups) {
                    work.append { GroupWorlds.compared(world, n: n, dataSets: groups == 20 ? few : 2 * few) }
                }
            }
        }
        let all = work
        let results = Results(count: all.count)
        DispatchQueue.concurrentPerform(iterations: all.count) { index in
            results.put(all[index](), at: index)
            FileHandle.standardError.write(Data("\(index + 1) of \(all.count)\n".utf8))
        }
        return results.all
    }

    private func printCoverage(_ rows: [CoverageRow]) -> Bool {
        var figures: [String] = []
        for row in rows where !figures.contains(row.figure) { figures.append(row.figure) }
        Swift.print("| 95 % interval of | " + sizes.map { "n = \($0)" }.joined(separator: " | ") + " |")
        Swift.print("|" + String(repeating: "-|", count: sizes.count + 1))
        var isWithin = true
        for figure in figures.sorted() {
            let cells = sizes.map { n -> String in
                guard let row = rows.first(where: { $0.figure == figure && $0.n == n }) else { return "none" }
                if row.mean < 0.93 || row.least < 0.9 || row.meanOfMany ?? 0.95 > 0.98 { isWithin = false }
                return "\(short(row.mean))/\(short(row.least))" + (row.mean > 0.98 ? "*" : "")
            }
            Swift.print("| \(figure) | " + cells.joined(separator: " | ") + " |")
        }
        for row in rows where row.least < 0.9 || row.mean < 0.93 || row.meanOfMany ?? 0.95 > 0.98 {
            Swift.print("outside: \(row.figure), n = \(row.n), least with \(row.leastTruth): \(short(row.least))")
        }
        return isWithin
    }

    private func printLevels(_ levels: [Level]) -> Bool {
        var isWithin = true
        Swift.print("| falsely clear at .05, one test | test alone | with the interval | most of one truth |")
        Swift.print("|-|-|-|-|")
        for figure in Set(levels.map(\.figure)).sorted() {
            let own = levels.filter { $0.figure == figure }
            let tests = own.reduce(0) { $0 + $1.tests }
            func share(_ count: Int, _ tests: Int) -> Double { Double(count) / Double(max(1, tests)) }
            let (rejected, clear) = (own.reduce(0) { $0 + $1.rejected }, own.reduce(0) { $0 + $1.clear })
            let most = own.max { share($0.clear, $0.tests) < share($1.clear, $1.tests) }
            let worst = most.map { "\(short(share($0.clear, $0.tests))) (n = \($0.n), \($0.truth))" } ?? ""
            if share(clear, tests) > 0.06 { isWithin = false }
            Swift.print("| \(figure) | \(short(share(rejected, tests))) | \(short(share(clear, tests))) | \(worst) |")
        }
        return isWithin
    }

    /// ".953"
    private func short(_ value: Double) -> String {
        let text = String(format: "%.3f", value)
        return text.hasPrefix("0") ? String(text.dropFirst()) : text
    }

    /// `@unchecked Sendable`: the lock guards the array.
    private final class Results: @unchecked Sendable {
        private let lock = NSLock()
        private var found: [Found?]

        init(count: Int) { found = Array(repeating: nil, count: count) }

        func put(_ value: Found, at index: Int) { lock.withLock { found[index] = value } }

        var all: [Found] { lock.withLock { found.compactMap(\.self) } }
    }
}
