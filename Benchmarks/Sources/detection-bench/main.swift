import Detection
import Foundation
import Measuring

let usage = """
    usage: detection-bench pii SENTENCES.jsonl [NAME[@THRESHOLD]=HITS.jsonl …]   recall and precision by kind, beside others
           detection-bench speed TEXTS [DETECTOR]                                MB/s of each detector, a text a line
           detection-bench check SENTENCES.jsonl THRESHOLDS.json                 fails where a figure is below its bar
           detection-bench list KIND TEXTS                                       every hit of a kind, with its text

    SENTENCES.jsonl is what pii_make.py writes, HITS.jsonl what pii_peers.py --hits does; TEXTS is JSON Lines with "text",
    or plain lines.

    """

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "pii" where arguments.count >= 2: try PersonalBenchmark(arguments[1]).run(beside: Array(arguments[2...]))
case "speed" where arguments.count >= 2: try SpeedBenchmark(arguments[1]).run(arguments.dropFirst(2).first)
case "list" where arguments.count == 3: try SpeedBenchmark(arguments[2]).list(arguments[1])
case "check" where arguments.count == 3: exit(try PersonalBenchmark(arguments[1]).check(arguments[2]))
default:
    FileHandle.standardError.write(Data(usage.utf8))
    exit(64)
}
