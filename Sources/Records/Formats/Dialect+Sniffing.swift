extension Dialect {
    /// The delimiters that are tried, the likelier first.
    private static let candidates: [UInt8] = [44, 59, 9, 124]  // , ; tab |

    /// How much of a file is looked at: 64 KiB, and no more than a hundred records of it.
    private static let sampleBytes = 64 * 1024
    private static let sampleRecords = 100

    /// Guesses the delimiter: the one that cuts every record of the sample into the same number of fields, and the
    /// most of them. Where none does, the one that the first record holds most of, so that the refusal which follows
    /// speaks of the records and not of the guess.
    static func sniffed(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, terminator: UInt8) -> Dialect {
        var best = (delimiter: UInt8(44), isEven: false, fields: 1)
        for delimiter in candidates {
            let counts = fieldCounts(in: bytes, from: start, delimiter: delimiter, terminator: terminator)
            guard let fields = counts.first, fields > 1 else { continue }
            let isEven = counts.allSatisfy { $0 == fields }
            if (isEven && !best.isEven) || (isEven == best.isEven && fields > best.fields) {
                best = (delimiter, isEven, fields)
            }
        }
        return Dialect(delimiter: best.delimiter)
    }

    /// The number of fields of each record of the sample; a record that the sample's end may have cut is left out.
    private static func fieldCounts(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, delimiter: UInt8, terminator: UInt8
    ) -> [Int] {
        let end = min(bytes.count, start + sampleBytes)
        let isCut = end < bytes.count
        let sample = UnsafeBufferPointer(rebasing: bytes[..<end])
        var scanner = FieldScanner(sample, delimiter: delimiter, terminator: terminator, at: start)
        var counts: [Int] = []
        while counts.count < sampleRecords, scanner.position < end {
            if scanner.skipEmptyLine() { continue }
            var count = 0
            var field: FieldScanner.Field
            repeat {
                field = scanner.next()
                count += 1
            } while field.ending == .delimiter
            if field.ending == .unclosed || (isCut && field.ending == .file && !counts.isEmpty) { break }
            counts.append(count)
        }
        return counts
    }
}
