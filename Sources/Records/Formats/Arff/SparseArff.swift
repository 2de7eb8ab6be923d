/// Records of ARFF that name the columns which hold something: `{0 1.5, 7 'yes'}`; in the others they have 0, or the first
/// of the values that the header lists.
struct SparseArff: Sendable {
    let header: ArffHeader
    private let text: SourceText
    /// Where each record stands, from its brace to behind its line.
    private let lines: [Range<Int>]

    /// Goes through the text, and checks every record.
    ///
    /// - Throws: `Refusal` (65) naming the line of what can't be read; what bringing in the text throws.
    /// - Complexity: O(bytes).
    init(_ header: ArffHeader, of text: SourceText, fileName: String) throws {
        while !text.isComplete { try text.extend(by: Source.sampleBytes << 5) }
        self.header = header
        self.text = text
        let view = text.view
        var lines: [Range<Int>] = []
        var position = header.start
        var number = header.line
        var values: [ArraySlice<UInt8>?] = []
        while position < view.count {
            let end = view[position...].firstIndex(of: header.terminator) ?? view.count
            let line = position..<min(end + 1, view.count)
            let first = view[position..<end].firstIndex { ![9, 13, 32].contains($0) }
            if let first, view[first] != 37 {
                guard Self.read(view[first..<end], header.attributes.count, into: &values) else {
                    throw Refusal(
                        .badData,
                        "'\(fileName)', line \(number): '\(String(decoding: view[first..<min(end, first + 60)], as: UTF8.self))' "
                            + "is no sparse record of \(header.attributes.count) columns.",
                        next: "Write it as {0 1.5, 7 yes}: the numbers of columns, from 0, ascending, and their values."
                    )
                }
                lines.append(line)
            }
            number += 1
            position = line.upperBound
        }
        self.lines = lines
    }

    /// What is kept of the text in a copy without some records.
    var places: JSONTable {
        var table = JSONTable(lists: [lines], rowCount: lines.count)
        table.areLines = true
        return table
    }

    var notice: String {
        "The records are sparse: what one does not name is 0, or the first of the values that are listed."
    }

    /// The records in full, a line each.
    func makeStream() -> any ByteStream { Stream(sparse: self) }

    /// The values that a record names, escapes and all; false where it is none.
    private static func read(
        _ line: Slice<SourceView>, _ columns: Int, into values: inout [ArraySlice<UInt8>?]
    ) -> Bool {
        values = Array(repeating: nil, count: columns)
        let bytes = Array(line)
        var end = bytes.count
        while end > 0, [9, 13, 32].contains(bytes[end - 1]) { end -= 1 }
        guard end > 1, bytes[0] == 123, bytes[end - 1] == 125 else { return false }
        end -= 1
        var i = 1
        var least = 0
        func skipBlanks() { while i < end, bytes[i] == 32 || bytes[i] == 9 { i += 1 } }
        skipBlanks()
        while i < end {
            let start = i
            while i < end, (48...57).contains(bytes[i]) { i += 1 }
            guard i > start, i - start < 10, let column = Int(String(decoding: bytes[start..<i], as: UTF8.self)),
                column >= least, column < columns, i < end, bytes[i] == 32 || bytes[i] == 9
            else { return false }
            least = column + 1
            skipBlanks()
            let value = i
            if i < end, bytes[i] == 39 || bytes[i] == 34 {
                let quote = bytes[i]
                i += 1
                while i < end, bytes[i] != quote { i += bytes[i] == 92 ? 2 : 1 }
                guard i < end else { return false }
                i += 1
                values[column] = bytes[value..<i]
                skipBlanks()
            } else {
                while i < end, bytes[i] != 44 { i += 1 }
                var last = i
                while last > value, bytes[last - 1] == 32 || bytes[last - 1] == 9 { last -= 1 }
                guard last > value else { return false }
                values[column] = bytes[value..<last]
            }
            guard i == end || bytes[i] == 44 else { return false }
            if i < end { i += 1 }
            skipBlanks()
        }
        return true
    }

    private struct Stream: ByteStream {
        let sparse: SparseArff
        private let zeros: [[UInt8]]
        private var row = 0
        private var output: [UInt8] = []
        private var start = 0

        init(sparse: SparseArff) {
            self.sparse = sparse
            zeros = sparse.header.attributes.map { Self.written(Array($0.zero.utf8)[...]) }
        }

        mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            if start == output.count {
                output.removeAll(keepingCapacity: true)
                start = 0
                while row < sparse.lines.count, output.count < buffer.count { appendRow() }
            }
            let count = min(buffer.count, output.count - start)
            output.withUnsafeBytes {
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + count]))
            }
            start += count
            return count
        }

        private mutating func appendRow() {
            let view = sparse.text.view
            var line = sparse.lines[row]
            while line.upperBound > line.lowerBound, view[line.upperBound - 1] == sparse.header.terminator {
                line = line.lowerBound..<line.upperBound - 1
            }
            let first = view[line].firstIndex(of: 123) ?? line.lowerBound
            var values: [ArraySlice<UInt8>?] = []
            _ = SparseArff.read(view[first..<line.upperBound], zeros.count, into: &values)
            for (column, zero) in zeros.enumerated() {
                if column > 0 { output.append(44) }
                output += values[column].map(Self.written) ?? zero
            }
            output.append(sparse.header.terminator)
            row += 1
        }

        /// A value as a field that a single quote may stand around.
        private static func written(_ value: ArraySlice<UInt8>) -> [UInt8] {
            var inside = value
            if let quote = value.first, quote == 39 || quote == 34, value.count > 1 {
                inside = value.dropFirst().dropLast()
                if quote == 39 { return Array(value) }
            } else if value.allSatisfy({ ![9, 32, 34, 37, 39, 44, 92].contains($0) }), !value.isEmpty {
                return Array(value)
            }
            // Of another quote its own escapes are taken out, and those of a single one put in.
            var output: [UInt8] = [39]
            var i = inside.startIndex
            while i < inside.endIndex {
                if inside[i] == 92, i + 1 < inside.endIndex { i += 1 }
                if inside[i] == 39 || inside[i] == 92 { output.append(92) }
                output.append(inside[i])
                i += 1
            }
            return output + [39]
        }
    }
}
