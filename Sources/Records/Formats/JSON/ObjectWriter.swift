/// Writes records as an object a line, every value a text.
struct ObjectWriter: RecordWriter {
    let names: [String]

    func append(_ fields: [[UInt8]?], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        var isFirst = true
        for (name, text) in zip(names, fields) {
            guard let text, !text.isEmpty else { continue }
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            CanonicalJSONWriter.append(name.utf8, .byNumber, to: &output)
            output.append(UInt8(ascii: ":"))
            CanonicalJSONWriter.append(text, .byNumber, to: &output)
        }
        output += [UInt8(ascii: "}"), 10]
    }
}
