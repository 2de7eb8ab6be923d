import Foundation
import Learning
import Measuring

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("logistic", 2):
    let (features, labels) = try Svm.read(arguments[1])
    try LogisticBenchmark(features, labels).run(removals: [1, 100, 1000], repeats: 7)
case ("check", 3):
    let (features, labels) = try Svm.read(arguments[1])
    exit(try Thresholds(path: arguments[2]).check(try LogisticBenchmark(features, labels).check()))
case ("settle", 3):
    let (features, labels) = try Svm.read(arguments[1])
    try LogisticBenchmark(features, labels).settle(turns: Int(arguments[2]) ?? 100, most: 1000)
case ("synthetic", 2):
    let (features, labels) = Synthetic.make(rows: Int(arguments[1]) ?? 1_000_000)
    try LogisticBenchmark(features, labels).run(removals: [1, 1000], repeats: 1)
    print("J* of a million rows: \(Synthetic.optimum)")
case ("scaling", 1):
    for rows in [12_500, 25_000, 50_000, 100_000, 200_000] {
        let (features, labels) = Synthetic.make(rows: rows)
        try LogisticBenchmark(features, labels).curve(
            "n = \(rows), nnz = \(features.columns.count)", forgetting: rows / 1000)
    }
    for bits in [8, 10, 12, 14, 16, 18] {
        let (features, labels) = Synthetic.make(rows: 50_000, bits: bits)
        try LogisticBenchmark(features, labels).curve("d = 2^\(bits)", forgetting: 50)
    }
    let (features, labels) = Synthetic.make(rows: 50_000, bits: 14)
    for count in [1, 10, 100, 1000, 10_000, 25_000] {
        try LogisticBenchmark(features, labels).curve("k = \(count) of 50,000, d = 2^14", forgetting: count)
    }
case ("svm", 6):
    let table = try TableBenchmark(
        path: arguments[1], column: arguments[2], positive: arguments[3], texts: [arguments[4]])
    let logistic = try table.logistic()
    try Svm.write(logistic.examples.features, table.labels, rows: table.training, to: arguments[5])
case ("text", 5):
    let table = try TableBenchmark(
        path: arguments[1], column: arguments[2], positive: arguments[3], texts: [arguments[4]])
    try table.encode()
    let logistic = try table.logistic()
    try logistic.run(removals: [1, 100, 1000], repeats: 3)
    try logistic.settle(turns: 50, most: 1000)
    try table.run(.bayes(BayesRecipe(event: .multinomial)))
case ("classes", 5):
    let table = try TableBenchmark(
        path: arguments[1], column: arguments[2], positive: arguments[3], texts: [arguments[4]])
    try table.softmax().run(removals: [1, 28, 1000], repeats: 3)
case ("table", 4):
    let table = try TableBenchmark(path: arguments[1], column: arguments[2], positive: arguments[3], texts: [])
    for family in [
        Family.logistic(LogisticRecipe()), .bayes(BayesRecipe()), .ridge(RidgeRecipe()), .trees(TreesRecipe()),
    ] { try table.run(family) }
default:
    print(
        """
        usage: learning-bench logistic FILE.svm                    trains, forgets 1, 100 and 1,000 records, retrains
               learning-bench check FILE.svm learning-thresholds.json   fails where a step takes too many plain passes
               learning-bench settle FILE.svm TURNS                how the bits of random removals are settled
               learning-bench synthetic ROWS                       the same on sparse rows of 2^18 columns
               learning-bench scaling                              curves in records, columns and removed records
               learning-bench svm FILE.csv TARGET POSITIVE TEXT TO features of a text column, for learning_peers.py
               learning-bench text FILE.csv TARGET POSITIVE TEXT   features of a text column, and what learns from them
               learning-bench classes FILE.csv TARGET POSITIVE TEXT   the same over all classes of the target, by a softmax
               learning-bench table FILE.csv TARGET POSITIVE       every family on the other columns of a table
        """)
    exit(64)
}
