import Foundation
import Measuring

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("audit", 2):
    _ = FairnessBenchmark(rows: Int(arguments[1]) ?? 1_000_000, repeats: 3).run()
case ("check", 2):
    let seconds = FairnessBenchmark(rows: 1_000_000, repeats: 3).run()
    exit(try Thresholds(path: arguments[1]).check(seconds))
case ("coverage", 1...3):
    let sets = arguments.count > 1 ? Int(arguments[1]) ?? 1000 : 1000
    let sizes = arguments.count > 2 ? arguments[2].split(separator: ",").compactMap { Int($0) } : CoverageTable.sizes
    exit(CoverageTable(dataSets: sets, sizes: sizes).print() ? 0 : 1)
default:
    print(
        """
        usage: fairness-bench audit ROWS                          what counting, comparing and a report cost
               fairness-bench check fairness-thresholds.json      fails where a step takes too many plain passes
               fairness-bench coverage [DATASETS [SIZES]]         how often intervals hold the truth and tests their level
        """)
    exit(64)
}
