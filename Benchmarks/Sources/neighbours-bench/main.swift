import Foundation
import Measuring

let usage = """
    usage: neighbours-bench duplicates TEXTS.jsonl words|characters|automatic [PAIRS]   near-duplicates, held against pairs
           neighbours-bench synthetic COUNT words|characters|automatic               the same of invented comments
           neighbours-bench hostile COUNT [NAME]                                     texts made to be slow
           neighbours-bench labels DIR                                               label errors, of neighbours_peers.py
           neighbours-bench similar DIR                                              nearest vectors, likewise
           neighbours-bench similar-texts COUNT                                      nearest invented comments
           neighbours-bench mentions COUNT STRINGS                                   invented comments that quote strings
           neighbours-bench check THRESHOLDS.json                                    fails where a step takes too many passes

    """

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("duplicates", 3), ("duplicates", 4):
    try DuplicatesBenchmark.run(arguments[1], arguments[2], pairs: arguments.count > 3 ? arguments[3] : nil)
case ("synthetic", 3): try DuplicatesBenchmark.synthetic(Int(arguments[1]) ?? 1_000_000, arguments[2])
case ("hostile", 2), ("hostile", 3):
    try DuplicatesBenchmark.hostile(Int(arguments[1]) ?? 1_000_000, only: arguments.count > 2 ? arguments[2] : nil)
case ("labels", 2): try LabelsBenchmark.run(arguments[1])
case ("similar", 2): try SimilarBenchmark.run(arguments[1])
case ("similar-texts", 2): try SimilarBenchmark.texts(Int(arguments[1]) ?? 1_000_000)
case ("mentions", 3):
    try SimilarBenchmark.mentions(Int(arguments[1]) ?? 1_000_000, patterns: Int(arguments[2]) ?? 1_000)
case ("check", 2): exit(try Thresholds(path: arguments[1]).check(CheckedSteps.seconds()))
default:
    FileHandle.standardError.write(Data(usage.utf8))
    exit(64)
}
