import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("logistic", 2):
    let (features, labels) = try Svm.read(arguments[1])
    try LogisticBenchmark(features, labels).run(removals: [1, 100, 1000], repeats: 7)
case ("settle", 3):
    let (features, labels) = try Svm.read(arguments[1])
    try LogisticBenchmark(features, labels).settle(turns: Int(arguments[2]) ?? 100, most: 1000)
case ("synthetic", 2):
    let (features, labels) = Synthetic.make(rows: Int(arguments[1]) ?? 1_000_000)
    try LogisticBenchmark(features, labels).run(removals: [1, 1000], repeats: 1)
    print("J* of a million rows: \(Synthetic.optimum)")
default:
    print(
        """
        usage: learning-bench logistic FILE.svm        trains, forgets 1, 100 and 1,000 records, retrains beside it
               learning-bench settle FILE.svm TURNS    how the bits of random removals are settled
               learning-bench synthetic ROWS           the same on sparse rows of 2^18 columns
        """)
    exit(64)
}
