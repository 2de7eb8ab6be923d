import Foundation
import Measuring

let usage = """
    usage: journal-bench make PROJECT.lethe COUNT             a project of so many decisions, each with a payload
           journal-bench run PROJECT.lethe                    what checking and reading it costs, step by step
           journal-bench check PROJECT.lethe THRESHOLDS.json  fails where a step takes too many plain passes

    """

let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "make" where arguments.count == 4: try JournalBenchmark.make(arguments[2], events: Int(arguments[3]) ?? 1_000_000)
case "run" where arguments.count == 3: _ = try JournalBenchmark(project: arguments[2]).run()
case "check" where arguments.count == 4:
    let seconds = try JournalBenchmark(project: arguments[2]).run()
    exit(try Thresholds(path: arguments[3]).check(seconds))
default:
    FileHandle.standardError.write(Data(usage.utf8))
    exit(64)
}
