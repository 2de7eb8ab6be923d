import ArgumentParser

/// Which of the records are audited.
struct PartOptions: ParsableArguments {
    @Option(
        name: .customLong("where"), parsing: .unconditional,
        help: ArgumentHelp("Only records that match, e.g. 'age>=18 -sex=unknown'.", valueName: "filter"))
    var filter: String = ""
    @Option(
        help: ArgumentHelp(
            "Of a file: the column that says 'train' or 'test'; only what was held out is audited.", valueName: "column"
        ))
    var split: String?

    var isEmpty: Bool { filter.isEmpty && split == nil }
}
