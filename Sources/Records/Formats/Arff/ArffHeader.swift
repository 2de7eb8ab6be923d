/// What stands before the records of an ARFF file.
struct ArffHeader {
    let attributes: [ArffAttribute]
    let terminator: UInt8
    /// Where `@data` ends, and the line behind it.
    let start: Int
    let line: Int
    /// Whether the first record is written sparsely: `{0 1.5, 7 yes}`.
    let isSparse: Bool

    /// - Throws: `Refusal` (65) naming the line of what can't be read.
    init(_ sample: SourceView, fileName: String) throws {
        terminator = DelimitedFormat.terminator(of: sample)
        var lines = ArffLines(sample, terminator: terminator)
        var attributes: [ArffAttribute] = []
        var hasData = false
        while !hasData, let line = lines.next() {
            let place = "'\(fileName)', line \(line.number)"
            if line.isCommand("data") {
                hasData = true
            } else if line.isCommand("attribute") {
                guard let attribute = ArffAttribute(line.text) else {
                    throw Refusal(
                        .badData, "\(place): a column is declared without a name or a type.",
                        next: "Write it as '@attribute name numeric'.")
                }
                guard !attribute.isRelational else {
                    throw Refusal(
                        .badData, "\(place): column '\(attribute.name)' holds tables, which are not read.",
                        next: "Write its fields as columns of their own.")
                }
                attributes.append(attribute)
            } else if !line.isCommand("relation") {
                throw Refusal(
                    .badData, "\(place): '\(line.text.prefix(60))' is no line of an ARFF header.",
                    next: "A header has @relation, @attribute and @data lines; comments begin with '%'.")
            }
        }
        guard hasData, !attributes.isEmpty else {
            throw Refusal(
                .badData, "'\(fileName)', line \(lines.number): the header has no @\(hasData ? "attribute" : "data").",
                next: "It may have been cut short: fetch or write it again; or say what it is: --format")
        }
        self.attributes = attributes
        start = lines.position
        line = lines.number + 1
        guard let first = lines.next() else {
            throw Refusal(.badData, "'\(fileName)' has a header but no records.", next: "Name a file with records.")
        }
        isSparse = first.text.first == "{"
    }
}
