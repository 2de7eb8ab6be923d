import Foundation
import Measuring

let usage = """
    usage: neighbours-bench duplicates TEXTS.jsonl words|characters|automatic [PAIRS]   near-duplicates, held against pairs
           neighbours-bench synthetic COUNT words|characters|automatic               the same of invented comments
           neighbours-bench hostile COUNT [NAME]                                     texts made to be slow

    """

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("duplicates", 3), ("duplicates", 4):
    try DuplicatesBenchmark.run(arguments[1], arguments[2], pairs: arguments.count > 3 ? arguments[3] : nil)
case ("synthetic", 3): try DuplicatesBenchmark.synthetic(Int(arguments[1]) ?? 1_000_000, arguments[2])
case ("hostile", 2), ("hostile", 3):
    try DuplicatesBenchmark.hostile(Int(arguments[1]) ?? 1_000_000, only: arguments.count > 2 ? arguments[2] : nil)
default:
    FileHandle.standardError.write(Data(usage.utf8))
    exit(64)
}
