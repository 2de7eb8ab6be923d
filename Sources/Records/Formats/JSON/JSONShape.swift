/// How the records of a JSON text stand in it.
enum JSONShape {
    /// An object a line.
    case lines
    /// An array of objects.
    case array
    /// Objects one after the other, over lines or several on one.
    case objects
    /// Anything else that holds records.
    case table(JSONTable)

    /// Looks at the beginning of a text, and at all of it where that may be a table; nil of what is not JSON.
    ///
    /// - Parameter whole: gives the whole text.
    /// - Throws: what `whole` throws; `Refusal` (65) naming the place of what can't be read in a table.
    static func of(
        _ sample: SourceView, isWhole: Bool, fileName: String, hasHeader: Bool? = nil, isTable: Bool = false,
        whole: () throws -> SourceView
    ) throws -> JSONShape? {
        guard let text = JSONText(sample, isLine: false) else { return nil }
        let start = JSONLinesFormat.skipComments(text.skipSpace(ByteOrderMark.length(in: sample)), in: sample)
        guard start < text.count else { return nil }
        if text.bytes[start] == 91 { return try array(text, start, isWhole, fileName, hasHeader, whole) }
        guard JSONLinesFormat.recognises(sample, isWhole: isWhole) else { return nil }
        let areLines = ["jsonl", "ndjson"].contains(FileEnding.of(fileName))
        var traits: JSONText.Traits = []
        do throws(JSONFault) {
            let end = try text.anyValue(start, 0, &traits)
            let next = text.skipSpace(end)
            let goesOver = sample[start..<end].contains(10)
            if next == text.count, isWhole {
                if !areLines, let table = try JSONTable.object(text, at: start, isTable: isTable) {
                    return .table(table)
                }
                return goesOver ? .objects : .lines
            }
            let isOnLine =
                next < text.count && !sample[end..<next].contains(10) && [44, 123].contains(text.bytes[next])
            return goesOver || isOnLine ? .objects : .lines
        } catch {
            let fault = error
            let goesOver = sample[start..<min(fault.offset, sample.count)].contains(10)
            if fault.reason == .unfinished, !isWhole, !areLines, let all = JSONText(try whole(), isLine: false) {
                // One object that is longer than the sample.
                let end = (try? all.anyValue(start, 0, &traits)) ?? 0
                if end > 0, all.skipSpace(end) == all.count,
                    let table = try? JSONTable.object(all, at: start, isTable: isTable)
                {
                    return .table(table)
                }
            }
            return goesOver && fault.reason == .unfinished ? .objects : .lines
        }
    }

    /// Of a text that begins with an array.
    private static func array(
        _ text: JSONText, _ start: Int, _ isWhole: Bool, _ fileName: String, _ hasHeader: Bool?,
        _ whole: () throws -> SourceView
    ) throws -> JSONShape? {
        let first = text.skipSpace(start + 1)
        guard first < text.count, text.bytes[first] != 123, text.bytes[first] != 93 else {
            return JSONArrayFormat.recognises(text.view, isWhole: isWhole) ? .array : nil
        }
        guard "[\"-0123456789tfn".utf8.contains(text.bytes[first]) else { return nil }
        let view = try whole()
        guard let all = JSONText(view, isLine: false) else { return nil }
        do throws(JSONFault) {
            if text.bytes[first] == 91,
                let table = try JSONTable.arrays(
                    all, try all.elements(at: start), names: nil, hasHeader: hasHeader)
            {
                return .table(table)
            }
            return try lines(all, start, hasHeader).map { .table($0) }
        } catch {
            let fault = error
            var place = TextPlace()
            throw fault.refusal(in: view, line: place.line(of: fault.offset, in: view), fileName: fileName)
        }
    }

    /// An array a line; nil where the text is something else.
    private static func lines(_ text: JSONText, _ start: Int, _ hasHeader: Bool?) throws(JSONFault) -> JSONTable? {
        var rows: [Range<Int>] = []
        var extents: [Range<Int>] = []
        var traits: JSONText.Traits = []
        var i = start
        while i < text.count {
            guard text.bytes[i] == 91 else { return rows.isEmpty ? nil : try fault(text, i) }
            guard let end = try? text.anyValue(i, 0, &traits) else { return rows.isEmpty ? nil : try fault(text, i) }
            let line = JSONLinesFormat.lineEnd(end, in: text.view)
            // What stands behind an array on its line makes it something else.
            guard text.view[end..<line].allSatisfy({ [9, 10, 13, 32].contains($0) }), !text.view[i..<end].contains(10)
            else {
                return rows.isEmpty ? nil : try fault(text, end)
            }
            rows.append(i..<end)
            extents.append(i..<line)
            i = JSONLinesFormat.skipEmptyLines(line, in: text.view)
        }
        guard rows.count > 1, var table = try JSONTable.arrays(text, rows, names: nil, hasHeader: hasHeader) else {
            return nil
        }
        table.areLines = true
        table.lists = [table.hasHeader == true ? Array(extents.dropFirst()) : extents]
        return table
    }

    private static func fault(_ text: JSONText, _ offset: Int) throws(JSONFault) -> JSONTable? {
        throw JSONFault(.expected("an array of fields"), at: offset)
    }
}

/// What a file's name ends in, that of its packing left out: "jsonl" of "a.jsonl.gz".
enum FileEnding {
    static func of(_ fileName: String) -> String {
        var name = fileName.lowercased()
        for packed in [".gz", ".zst", ".gzip", ".zstd"] where name.hasSuffix(packed) { name.removeLast(packed.count) }
        return PathText.ending(of: name).ending
    }
}
