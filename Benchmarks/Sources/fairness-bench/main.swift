import Foundation
import Measuring

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("audit", 2...3):
    let resamples = arguments.count == 3 ? Int(arguments[2]) ?? 1000 : 1000
    _ = FairnessBenchmark(rows: Int(arguments[1]) ?? 1_000_000, resamples: resamples, repeats: 3).run()
case ("check", 2):
    let seconds = FairnessBenchmark(rows: 1_000_000, resamples: 100, repeats: 3).run()
    exit(try Thresholds(path: arguments[1]).check(seconds))
default:
    print(
        """
        usage: fairness-bench audit ROWS [RESAMPLES]              what counting, resampling, comparing and a report cost
               fairness-bench check fairness-thresholds.json      fails where a step takes too many plain passes
        """)
    exit(64)
}
