import Foundation
import Measuring

let arguments = CommandLine.arguments
switch (arguments.dropFirst().first, arguments.count) {
case ("make", 4): try Comments.write(to: arguments[2], bytes: Int(arguments[3]) ?? 1_000_000_000)
case ("run", 3): try RecordsBenchmark(path: arguments[2]).run()
case ("check", 4): exit(try Thresholds(path: arguments[3]).check(try RecordsBenchmark(path: arguments[2]).run()))
default:
    print(
        """
        usage: records-bench make FILE.csv|FILE.jsonl BYTES   writes comments with a fixed seed
               records-bench run FILE                         opens, filters, searches, sorts; prints seconds and MB
               records-bench check FILE thresholds.json       the same; fails where a ratio to a plain pass is too large
        """)
    exit(64)
}
