extension JSONColumns {
    /// The fields of the record at `position`.
    ///
    /// The record was gone through by an indexer; should the bytes be others by now, its fields are empty.
    func record(at position: Int, in text: SourceView, isLine: Bool, into spans: inout [FieldSpan]) {
        spans.removeAll(keepingCapacity: true)
        guard let json = JSONText(text, isLine: isLine) else {
            spans.append(contentsOf: repeatElement(.absent, count: names.count))
            return
        }
        _ = try? fields(at: position, in: json, into: &spans)
    }

    /// The spans of one column in `count` records, as `spans`; empty ones where the bytes are others than indexed.
    @inline(__always)
    func records(
        of column: Int, at position: Int, count: Int, in text: SourceView, isLine: Bool,
        into spans: inout [FieldSpan], next: (_ readTo: Int, _ isEnd: Bool) -> Int?
    ) -> Int {
        guard let json = JSONText(text, isLine: isLine) else { return position }
        let before = spans.count
        do throws(JSONFault) {
            return try self.spans(of: column, at: position, count: count, in: json, into: &spans, next: next)
        } catch {
            spans.append(contentsOf: repeatElement(.absent, count: count - (spans.count - before)))
            return text.count
        }
    }

    /// Appends the text of a field whose bytes differ from it.
    func decode(_ span: FieldSpan, in text: SourceView, into output: inout [UInt8]) {
        let bytes = UnsafeBufferPointer(rebasing: text[span.range])
        // Texts stand between quotes.
        if span.start > 0, text[span.start - 1] == 34 {
            JSONEscapes.append(bytes, to: &output)
        } else if keepsArrays {
            let start = output.count
            output.append(contentsOf: bytes)
            UTF8Check.repair(&output, from: start)
        } else {
            CanonicalNested.append(bytes, to: &output)
        }
    }
}
