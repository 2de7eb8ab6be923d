/// One spelling of an array, whatever wrote it: what of a nested field its text and the record's id are made of.
///
/// No blanks outside of texts; the keys of an object in the order of their bytes; keys without a value (null) left out,
/// as tables of columns have them for every record where JSON has none; texts with the fewest escapes; numbers and
/// words as they stand. So the same record has the same text in JSON Lines, in a JSON array and in Parquet.
enum CanonicalNested {
    /// Appends the array or object of `bytes`; what is no JSON is appended as it stands.
    ///
    /// - Complexity: O(bytes), and for every object O(keys × log keys).
    static func append(_ bytes: SourceView, to output: inout [UInt8]) {
        let start = output.count
        do throws(JSONFault) {
            guard let text = JSONText(bytes, isLine: false) else { return }
            try append(text.skipSpace(0), of: text, to: &output)
        } catch {
            output.removeSubrange(start...)
            output.append(contentsOf: bytes)
            UTF8Check.repair(&output, from: start)
        }
    }

    private static func append(_ start: Int, of text: JSONText, to output: inout [UInt8]) throws(JSONFault) {
        switch try text.byte(start) {
        case 91:
            output.append(91)
            var isFirst = true
            _ = try text.forEachMember(at: start) { member throws(JSONFault) in
                if !isFirst { output.append(44) }
                isFirst = false
                try append(member.value.lowerBound, of: text, to: &output)
            }
            output.append(93)
        case 123: try appendObject(start, of: text, to: &output)
        case 34:
            var traits: JSONText.Traits = []
            let end = try text.string(start + 1, &traits)
            append(text.view(start + 1..<end), isPlain: traits.isEmpty, to: &output)
        default:
            let value = try text.value(start)
            output.append(contentsOf: text.view(value.start..<value.end))
        }
    }

    private static func appendObject(_ start: Int, of text: JSONText, to output: inout [UInt8]) throws(JSONFault) {
        var members: [(key: [UInt8], member: JSONText.Member)] = []
        _ = try text.forEachMember(at: start) { member in
            guard !text.isNull(member.value) else { return }
            var key: [UInt8] = []
            JSONEscapes.append(text.view(member.key), to: &key)
            members.append((key, member))
        }
        // Of two alike keys the first stays first.
        let order = members.indices.sorted { left, right in
            if members[left].key == members[right].key { return left < right }
            return members[left].key.lexicographicallyPrecedes(members[right].key)
        }
        output.append(123)
        for (place, index) in order.enumerated() {
            if place > 0 { output.append(44) }
            CanonicalJSONWriter.append(members[index].key, .standard, to: &output)
            output.append(58)
            try append(members[index].member.value.lowerBound, of: text, to: &output)
        }
        output.append(125)
    }

    private static func append(_ string: SourceView, isPlain: Bool, to output: inout [UInt8]) {
        if isPlain {
            output.append(34)
            output.append(contentsOf: string)
            output.append(34)
            return
        }
        var decoded: [UInt8] = []
        JSONEscapes.append(string, to: &decoded)
        CanonicalJSONWriter.append(decoded, .standard, to: &output)
    }
}
