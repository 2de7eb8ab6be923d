internal import Synchronization

/// Builds the compact form of a column from its texts, on all processors; the same whatever their number.
struct TypedColumnBuilder {
    typealias Texts = @Sendable (Range<Int>, (Int, UnsafeBufferPointer<UInt8>) throws -> Void) throws -> Void

    typealias Missing = @Sendable (Range<Int>, (Int) -> Void) -> Void

    let name: String
    let rows: Int
    /// What stands for nothing.
    let values: ValueReading
    /// What the file says that the column is.
    let declared: Column.Kind?
    /// Goes through the texts of some rows; may run on several threads.
    let texts: Texts
    /// Names those of some rows whose text stands for a missing value; may run on several threads.
    let missing: Missing

    init(
        name: String, rows: Int, values: ValueReading = .usual, declared: Column.Kind? = nil, texts: @escaping Texts,
        missing: @escaping Missing
    ) {
        self.name = name
        self.rows = rows
        self.values = values
        self.declared = declared
        self.texts = texts
        self.missing = missing
    }

    /// What is tried first: what the first rows of some stretches look like.
    private enum Plan { case coded, numbers, dates, text }

    private static let pieceRows = 64 * 1024

    /// - Throws: `CancellationError`, or what going through the texts throws.
    func column(_ cancellation: Cancellation?) throws -> TypedColumn {
        let plan = try plan()
        if plan == .numbers, let column = try numbers(.plain, cancellation) { return column }
        if plan == .dates, let column = try dates(cancellation) { return column }
        if plan != .text, let column = try coded(cancellation) { return column }
        // In the order in which a coded column is judged.
        if plan == .coded, let column = try numbers(.plain, cancellation) ?? dates(cancellation) { return column }
        for style in try likelyStyles() { if let column = try numbers(style, cancellation) { return column } }
        return try text(cancellation)
    }

    // MARK: The plan

    private func plan() throws -> Plan {
        var codes = TextCodes()
        var seen = 0
        var (numbers, dates, present) = (0, 0, 0)
        do {
            try sampled { bytes in
                seen += 1
                _ = codes.code(for: bytes)
                if codes.byteCount > TypedColumn.mostTextBytes { throw NotThese() }
                if values.isMissing(bytes) || isUsualMark(bytes) { return }
                present += 1
                if FieldBytes.number(bytes) != nil { numbers += 1 } else if FieldBytes.date(bytes) != nil { dates += 1 }
            }
        } catch is NotThese {
            return .text
        }
        guard seen > 1024, codes.distinct.count * 4 > seen else { return .coded }
        if numbers == present { return .numbers }
        return dates == present ? .dates : codes.distinct.count * 2 > seen ? .text : .coded
    }

    // MARK: Storages

    /// What `body` makes of every piece, in order; nil where it found texts of another kind in one.
    private func each<Result: Sendable>(
        _ cancellation: Cancellation?, _ body: @Sendable (Range<Int>) throws -> Result
    ) throws -> [Result]? {
        var results = [Result?](repeating: nil, count: (rows + Self.pieceRows - 1) / Self.pieceRows)
        do {
            try results.withUnsafeMutableBufferPointer { results in
                let results = SharedBuffer(results)
                try RowSegments.perform(rows, size: Self.pieceRows, cancellation: cancellation) { piece in
                    results[piece.lowerBound / Self.pieceRows] = try body(piece)
                }
            }
        } catch is NotThese {
            return nil
        }
        return results.compactMap { $0 }
    }

    /// Ways to write numbers, other than the plain one, in which all that is seen of the column is written.
    private func likelyStyles() throws -> [NumberStyle] {
        var styles = values.styles.filter { $0 != .plain }
        var some = false
        do {
            try sampled { bytes in
                if values.isMissing(bytes) || isUsualMark(bytes) { return }
                some = true
                let text = String(decoding: bytes, as: UTF8.self)
                styles.removeAll { $0.number(text) == nil }
                if styles.isEmpty { throw NotThese() }
            }
        } catch is NotThese {}
        return some ? styles : []
    }

    @inline(__always)
    private func isUsualMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count <= MissingMarks.longest && values.isUsualMark(String(decoding: bytes, as: UTF8.self))
    }

    private func numbers(_ style: NumberStyle, _ cancellation: Cancellation?) throws -> TypedColumn? {
        struct Piece: Sendable {
            var numbers: [Double] = []
            var missing = 0
            var areFloats = true
            var areIntegers = true
            var grows = true
        }
        let (texts, builder) = (texts, self)
        let found = try each(cancellation) { range -> Piece in
            var piece = Piece()
            piece.numbers.reserveCapacity(range.count)
            var last = -Double.infinity
            try texts(range) { _, bytes in
                if let number = builder.number(bytes, style) {
                    piece.numbers.append(number)
                    if Double(Float(number)) != number { piece.areFloats = false }
                    if number != number.rounded() { piece.areIntegers = false }
                    if number <= last { piece.grows = false }
                    last = number
                } else if builder.values.isMissing(bytes) || builder.isUsualMark(bytes) {
                    piece.numbers.append(.nan)
                    piece.missing += 1
                } else {
                    throw NotThese()
                }
            }
            return piece
        }
        guard let found else { return nil }
        let missing = found.reduce(0) { $0 + $1.missing }
        guard missing < rows else { return nil }
        let storage: TypedColumn.Storage
        if found.allSatisfy(\.areFloats) {
            var numbers: [Float] = []
            numbers.reserveCapacity(rows)
            for piece in found { for number in piece.numbers { numbers.append(Float(number)) } }
            storage = .float32(numbers)
        } else {
            var numbers: [Double] = []
            numbers.reserveCapacity(rows)
            for piece in found { numbers.append(contentsOf: piece.numbers) }
            storage = .float64(numbers)
        }
        let areCounted =
            missing == 0 && found.allSatisfy(\.areIntegers) && isCounter(found.map { ($0.grows, $0.numbers) })
        return TypedColumn(
            name: name, kind: (areCounted ? Column.Kind.identifier : .number).asDeclared(declared), count: rows,
            storage: storage, missingCount: missing)
    }

    @inline(__always)
    private func number(_ bytes: UnsafeBufferPointer<UInt8>, _ style: NumberStyle) -> Double? {
        if style == .plain {
            if case .listed = values, values.isMissing(bytes) { return nil }
            return FieldBytes.number(bytes)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return values.isMissing(text) ? nil : style.number(text)
    }

    /// Whether integers count or name the records: they grow, and the column is nameless or named as such.
    private func isCounter(_ pieces: [(grows: Bool, numbers: [Double])]) -> Bool {
        guard ColumnName(name).isIdentifier || HeaderNames.isMadeUp(name) else { return false }
        var last = -Double.infinity
        for piece in pieces {
            guard piece.grows, let first = piece.numbers.first, first > last, let end = piece.numbers.last else {
                return false
            }
            last = end
        }
        return true
    }

    private func dates(_ cancellation: Cancellation?) throws -> TypedColumn? {
        let (texts, builder) = (texts, self)
        let found = try each(cancellation) { range -> [Int64] in
            var seconds: [Int64] = []
            seconds.reserveCapacity(range.count)
            try texts(range) { _, bytes in
                if let second = FieldBytes.date(bytes) {
                    seconds.append(second)
                } else if builder.values.isMissing(bytes) || builder.isUsualMark(bytes) {
                    seconds.append(.min)
                } else {
                    throw NotThese()
                }
            }
            return seconds
        }
        guard let found else { return nil }
        var seconds: [Int64] = []
        seconds.reserveCapacity(rows)
        for piece in found { seconds.append(contentsOf: piece) }
        let missing = seconds.count { $0 == .min }
        guard missing < rows else { return nil }
        return TypedColumn(
            name: name, kind: .category, count: rows, storage: .dates(seconds), missingCount: missing)
    }

    private func coded(_ cancellation: Cancellation?) throws -> TypedColumn? {
        struct Piece: Sendable {
            let codes: [UInt16]
            let distinct: [String]
        }
        let texts = texts
        let taken = Atomic(0)
        let found = try each(cancellation) { range -> Piece in
            var dictionary = TextCodes()
            var codes: [UInt16] = []
            codes.reserveCapacity(range.count)
            try texts(range) { _, bytes in
                let code = dictionary.code(for: bytes)
                if code >= TypedColumn.mostCodes || dictionary.byteCount > TypedColumn.mostTextBytes {
                    throw NotThese()
                }
                codes.append(UInt16(truncatingIfNeeded: code))
            }
            let all = taken.wrappingAdd(dictionary.byteCount, ordering: .relaxed).newValue
            if all > TypedColumn.mostPieceBytes { throw NotThese() }
            return Piece(codes: codes, distinct: dictionary.distinct)
        }
        guard let found else { return nil }
        // In the order of the pieces, so that codes go by first appearance.
        var all = TextCodes()
        var recoded: [[UInt16]] = []
        for piece in found {
            let codes = piece.distinct.map { all.code(for: $0) }
            if all.distinct.count > TypedColumn.mostCodes || all.byteCount > TypedColumn.mostTextBytes { return nil }
            recoded.append(codes.map { UInt16(truncatingIfNeeded: $0) })
        }
        var counts = [Int](repeating: 0, count: all.distinct.count)
        let codes: TypedColumn.Codes
        if all.distinct.count <= 256 {
            var narrow: [UInt8] = []
            narrow.reserveCapacity(rows)
            for (piece, new) in zip(found, recoded) {
                for code in piece.codes { narrow.append(UInt8(truncatingIfNeeded: new[Int(code)])) }
            }
            for code in narrow { counts[Int(code)] += 1 }
            codes = .narrow(narrow)
        } else {
            var wide: [UInt16] = []
            wide.reserveCapacity(rows)
            for (piece, new) in zip(found, recoded) { for code in piece.codes { wide.append(new[Int(code)]) } }
            for code in wide { counts[Int(code)] += 1 }
            codes = .wide(wide)
        }
        return TypedColumn(
            name: name, codes: codes, texts: all.distinct, counts: counts, count: rows, values: values,
            declared: declared)
    }

    /// Texts stay in the file; only where one is missing is noted. What the column is best read as is told by a sample.
    private func text(_ cancellation: Cancellation?) throws -> TypedColumn {
        let missing = missing
        let found =
            try each(cancellation) { range -> [Int] in
                var rows: [Int] = []
                missing(range) { rows.append($0) }
                return rows
            } ?? []
        var set = RowSet.none(rows)
        for piece in found { for row in piece { set.insert(row) } }
        let look = try look()
        return TypedColumn(
            name: name,
            kind: Column.kindOfManyTexts(words: look.words, of: look.present, longest: look.longest)
                .asDeclared(declared),
            count: rows, storage: .text(missing: set), missingCount: set.cardinality)
    }

    private func look() throws -> (words: Int, present: Int, longest: Int) {
        var (words, present, longest) = (0, 0, 0)
        try sampled { bytes in
            if values.isMissing(bytes) { return }
            present += 1
            words += FieldBytes.wordCount(bytes)
            longest = max(longest, bytes.count)
        }
        return (words, present, longest)
    }

    /// The first texts of eight stretches.
    private func sampled(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        for start in stride(from: 0, to: rows, by: max(1, rows / 8)) {
            try texts(start..<min(rows, start + 512)) { _, bytes in try body(bytes) }
        }
    }
}

/// The texts are not of the kind that is being tried.
private struct NotThese: Error {}
