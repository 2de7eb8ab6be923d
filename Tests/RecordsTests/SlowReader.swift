/// Reads delimited text as the rules say, a line at a time and many times over: the oracle of the fast readers.
///
/// A line is what stands between two terminators, without the carriage returns at its end. A field that begins with a quote
/// goes on to the quote that closes it; where that stands on another line and is no end of a field, or is nowhere, and
/// every line from the record's to that one has as many fields as usual when none goes over its end, the quote is a
/// character. A carriage return alone ends a record where both sides of it have as many fields as usual.
struct SlowReader {
    let delimiter: UInt8
    var terminator: UInt8 = 10
    var fields = 0
    var comment: UInt8?
    var keepsFullComments = false
    var backslash = false
    /// Whether a carriage return alone ends a record somewhere.
    var splits = false

    /// The fields of every record, `start` being where the first may begin.
    func records(_ text: [UInt8], from start: Int = 0) -> [[[UInt8]]] {
        var records: [[[UInt8]]] = []
        var i = start
        while i < text.count {
            let line = lineEnd(i, text)
            if isNoRecord(Array(text[i..<line])) {
                i = line + 1
                continue
            }
            var record: [[UInt8]] = []
            var isOver = false
            while !isOver {
                let (field, next, ends) = field(text, i)
                record.append(field)
                (i, isOver) = (next, ends)
            }
            records.append(record)
        }
        return records
    }

    private func isNoRecord(_ line: [UInt8]) -> Bool {
        if let comment, line.first == comment { return !(keepsFullComments && whole(line).count == fields) }
        let kept = line.filter { $0 != 13 || terminator == 13 }
        return fields > 1 ? kept.allSatisfy { ($0 == 32 || $0 == 9) && $0 != delimiter } : kept.isEmpty
    }

    /// Where the line that holds `i` ends.
    private func lineEnd(_ i: Int, _ text: [UInt8]) -> Int {
        var end = i
        while end < text.count, text[end] != terminator { end += 1 }
        return end
    }

    /// The fields of a line when none goes over its end.
    private func whole(_ line: [UInt8]) -> [[UInt8]] {
        var line = line
        while terminator == 10, line.last == 13 { line.removeLast() }
        var fields: [[UInt8]] = [[]]
        var i = 0
        while i < line.count {
            if fields[fields.count - 1].isEmpty, line[i] == 34, i == 0 || line[i - 1] == delimiter,
                let close = closing(line, i),
                close + 1 == line.count || line[close + 1] == delimiter
                    || line[close + 1] == 13
            {
                fields[fields.count - 1] = Array(line[i...close])
                i = close + 1
                continue
            }
            if line[i] == delimiter { fields.append([]) } else { fields[fields.count - 1].append(line[i]) }
            i += 1
        }
        return fields
    }

    /// The quote that closes the one at `i`.
    private func closing(_ text: [UInt8], _ i: Int) -> Int? {
        var j = i + 1
        while j < text.count {
            if backslash, text[j] == 92 {
                j += 2
            } else if text[j] != 34 {
                j += 1
            } else if j + 1 < text.count, text[j + 1] == 34 {
                j += 2
            } else {
                return j
            }
        }
        return nil
    }

    private func field(_ text: [UInt8], _ start: Int) -> (field: [UInt8], next: Int, endsRecord: Bool) {
        if start < text.count, text[start] == 34 {
            let close = closing(text, start)
            let plain = plain(text, close.map { $0 + 1 } ?? start)
            let isOnOtherLine = close.map { text[start...$0].contains(terminator) } ?? true
            let goesOn = close == nil || !plain.field.isEmpty
            if !(isOnOtherLine && goesOn && areWhole(text, from: start, to: close ?? text.count)) {
                guard let close else { return (Array(text[(start + 1)...]), text.count, true) }
                let inside = unquoted(Array(text[(start + 1)..<close]))
                // Quotes that are not doubled are characters where another ends the field.
                if plain.field.last == 34 {
                    let rest = unquoted(Array(plain.field.dropLast()))
                    return (inside + [34] + rest, plain.next, plain.endsRecord)
                }
                return (inside + plain.field, plain.next, plain.endsRecord)
            }
        }
        return plain(text, start)
    }

    private func unquoted(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var i = 0
        while i < bytes.count {
            let next = i + 1 < bytes.count ? bytes[i + 1] : 0
            if bytes[i] == 34 && next == 34 || backslash && bytes[i] == 92 && (next == 34 || next == 92) { i += 1 }
            output.append(bytes[i])
            i += 1
        }
        return output
    }

    private func plain(_ text: [UInt8], _ start: Int) -> (field: [UInt8], next: Int, endsRecord: Bool) {
        var i = start
        while i < text.count, text[i] != delimiter, text[i] != terminator, !endsRecord(text, i) { i += 1 }
        var field = Array(text[start..<i])
        let ends = i == text.count || text[i] != delimiter
        while ends, terminator == 10, field.last == 13 { field.removeLast() }
        return (field, min(i + 1, text.count), ends)
    }

    /// Whether a carriage return alone ends a record.
    private func endsRecord(_ text: [UInt8], _ i: Int) -> Bool {
        guard splits, text[i] == 13, terminator == 10, fields > 1, isLone(text, i) else { return false }
        let before = text[..<i].lastIndex { $0 == 10 || $0 == 13 }.map { $0 + 1 } ?? 0
        var after = i + 1
        while after < text.count, text[after] != 10, !(text[after] == 13 && isLone(text, after)) { after += 1 }
        return whole(Array(text[before..<i])).count == fields && whole(Array(text[(i + 1)..<after])).count == fields
    }

    private func isLone(_ text: [UInt8], _ i: Int) -> Bool {
        guard let next = text[i...].firstIndex(where: { $0 != 13 }) else { return false }
        return text[next] != 10
    }

    private func areWhole(_ text: [UInt8], from start: Int, to end: Int) -> Bool {
        var line = start
        while line > 0, text[line - 1] != terminator, !(splits && text[line - 1] == 13 && isLone(text, line - 1)) {
            line -= 1
        }
        while line <= end, line < text.count {
            var next = lineEnd(line, text)
            if splits, let lone = text[line..<next].firstIndex(where: { $0 == 13 }), isLone(text, lone) {
                next = lone
            }
            let bytes = Array(text[line..<next])
            if whole(bytes).count != fields, !isNoRecord(bytes) { return false }
            line = next + 1
        }
        return true
    }
}
