/// The header of a NumPy file: how its numbers are written, and how many there are.
///
/// NumPy Enhancement Proposal 1, versions 1 to 3 of the format.
struct NpyHeader: Hashable, Sendable {
    /// How a number is written.
    enum Kind: Hashable, Sendable { case float, signed, unsigned, boolean }

    let kind: Kind
    /// Bytes of a number.
    let width: Int
    let isBigEndian: Bool
    /// Whether columns lie one after the other, rather than rows.
    let isFortran: Bool
    let rows: Int
    let columns: Int
    /// Whether the file has one number a row, and no second dimension.
    let isFlat: Bool
    /// Bytes before the first number.
    let length: Int
    /// "<f4".
    let description: String

    static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
    static let mostColumns = 4096
    /// Bytes of a header: NumPy itself writes fewer than 200 for a matrix.
    private static let longest = 1 << 16

    /// - Throws: `Refusal` (65) for what is not a matrix of numbers, and for a file that is cut short.
    init(_ text: SourceView, byteCount: Int?, fileName: String) throws {
        func refuse(_ what: String, _ next: String) -> Refusal {
            Refusal(.badData, "'\(fileName)' \(what).", next: next)
        }
        let broken = refuse("begins as a NumPy file, but its header can't be read", "Save it again with numpy.save.")
        guard text.count >= 12, text.starts(with: Self.magic) else { throw broken }
        let version = text[6]
        let size = version == 1 ? 2 : 4
        let count = (0..<size).reduce(0) { $0 | Int(text[8 + $1]) << (8 * $1) }
        length = 8 + size + count
        guard (1...3).contains(version), count <= Self.longest, text.count >= length else { throw broken }
        let header = String(decoding: SourceView(rebasing: text[(8 + size)..<length]), as: UTF8.self)
        guard let type = Self.value(of: "descr", in: header), let order = Self.value(of: "fortran_order", in: header),
            let shape = Self.value(of: "shape", in: header)
        else { throw broken }
        description = type.trimming("'\"")
        let letters = Array(description)
        guard letters.count >= 3, let width = Int(String(letters[2...])), "<>|=".contains(letters[0]) else {
            throw refuse("holds \(type), which is not a matrix of numbers", "Save one matrix of numbers.")
        }
        switch (letters[1], width) {
        case ("f", 4), ("f", 8): kind = .float
        case ("i", 1), ("i", 2), ("i", 4), ("i", 8): kind = .signed
        case ("u", 1), ("u", 2), ("u", 4), ("u", 8): kind = .unsigned
        case ("b", 1): kind = .boolean
        default: throw refuse("holds numbers of type '\(description)'", "Save them as float32: a.astype('float32').")
        }
        self.width = width
        isBigEndian = letters[0] == ">"
        isFortran = order.hasPrefix("True")
        let sizes = shape.trimming("()").split(separator: ",").map { Int(String($0).trimmingBlanks()) }
        guard (1...2).contains(sizes.count), let rows = sizes[0], rows >= 0, let columns = sizes.last ?? nil else {
            throw refuse("has the shape \(shape)", "Save a matrix: one row a record.")
        }
        self.rows = rows
        isFlat = sizes.count == 1
        self.columns = isFlat ? 1 : columns
        guard rows > 0, self.columns > 0 else { throw refuse("has no records", "Save a matrix that is not empty.") }
        guard self.columns <= Self.mostColumns else {
            throw refuse(
                "has \(self.columns) columns, more than \(Self.mostColumns)", "Save fewer, or put it beside a table.")
        }
        guard let wanted = Self.bytes(length, rows, self.columns, width) else {
            throw refuse("has the shape \(shape), which no file can hold", "Save it again with numpy.save.")
        }
        if let byteCount, byteCount < wanted {
            throw refuse(
                "is cut short: \(byteCount) bytes of \(wanted)", "Save it again; what is there can't be told apart.")
        }
    }

    /// What the whole file takes; nil for more than can be counted.
    private static func bytes(_ length: Int, _ rows: Int, _ columns: Int, _ width: Int) -> Int? {
        let (numbers, isTooMany) = rows.multipliedReportingOverflow(by: columns)
        let (size, isTooLarge) = numbers.multipliedReportingOverflow(by: width)
        let (sum, isTooLong) = size.addingReportingOverflow(length)
        return isTooMany || isTooLarge || isTooLong ? nil : sum
    }

    /// Where a number is.
    func offset(row: Int, column: Int) -> Int {
        length + (isFortran ? column * rows + row : row * columns + column) * width
    }

    /// The header of a file with another number of rows, padded as NumPy pads it.
    func bytes(rows: Int) -> [UInt8] {
        let shape = isFlat ? "(\(rows),)" : "(\(rows), \(columns))"
        let text = "{'descr': '\(description)', 'fortran_order': \(isFortran ? "True" : "False"), 'shape': \(shape), }"
        let used = 10 + text.utf8.count + 1
        let padding = (64 - used % 64) % 64
        let count = text.utf8.count + padding + 1
        return Self.magic + [1, 0, UInt8(count & 255), UInt8(count >> 8)] + Array(text.utf8)
            + Array(repeating: 32, count: padding) + [10]
    }

    /// What stands behind `'key':` in the header, which is a Python dictionary of three keys.
    private static func value(of key: String, in header: String) -> String? {
        guard let range = header.firstRange(of: "'\(key)':") else { return nil }
        let rest = header[range.upperBound...].drop { $0 == " " }
        if rest.first == "(" { return rest.firstIndex(of: ")").map { String(rest[...$0]) } }
        return rest.firstIndex { $0 == "," || $0 == "}" }.map { String(rest[..<$0]).trimmingBlanks() }
    }
}

extension String {
    fileprivate func trimming(_ characters: String) -> String {
        var text = self[...]
        while let first = text.first, characters.contains(first) { text = text.dropFirst() }
        while let last = text.last, characters.contains(last) { text = text.dropLast() }
        return String(text)
    }
}
