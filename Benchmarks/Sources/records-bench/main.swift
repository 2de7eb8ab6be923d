import Foundation
import Measuring

let arguments = CommandLine.arguments
switch (arguments.dropFirst().first, arguments.count) {
case ("make", 4): try Comments.write(to: arguments[2], bytes: Int(arguments[3]) ?? 1_000_000_000)
case ("chat", 4): try Chat.write(to: arguments[2], bytes: Int(arguments[3]) ?? 1_000_000_000)
case ("parts", 6):
    // One part, as often as asked for: what is in it tells nothing of how many there are.
    let (folder, count, ending) = (arguments[2], Int(arguments[3]) ?? 1000, arguments[5])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let first = "\(folder)/part-00000.\(ending)"
    try Comments.write(to: first, bytes: (Int(arguments[4]) ?? 1_000_000_000) / count)
    for part in 1..<count {
        let name = String(repeating: "0", count: max(0, 5 - "\(part)".count)) + "\(part)"
        try FileManager.default.copyItem(atPath: first, toPath: "\(folder)/part-\(name).\(ending)")
    }
case ("run", 3): try RecordsBenchmark(path: arguments[2]).run()
case ("read", 3): try ReadingBenchmark(path: arguments[2]).run()
case ("check", 4): exit(try Thresholds(path: arguments[3]).check(try RecordsBenchmark(path: arguments[2]).run()))
default:
    print(
        """
        usage: records-bench make FILE.csv|FILE.jsonl BYTES       writes comments with a fixed seed
               records-bench chat FILE.jsonl BYTES                writes conversations
               records-bench parts FOLDER COUNT BYTES csv|jsonl   writes comments into so many files
               records-bench run FILE                             opens, filters, searches, sorts; prints seconds and MB
               records-bench read FILE|FOLDER                     opens it beside a plain pass over its bytes
               records-bench check FILE thresholds.json           fails where a ratio to a plain pass is too large
        """)
    exit(64)
}
