import Foundation
import TestSupport
import Testing

@testable import Records

/// NumPy matrices, alone and beside a table; libsvm files with random rows.
struct MatrixTests {
    /// A matrix of float32 as NumPy writes it.
    static func npy(_ rows: [[Float]], fortran: Bool = false) -> [UInt8] {
        let columns = rows[0].count
        let text =
            "{'descr': '<f4', 'fortran_order': \(fortran ? "True" : "False"), 'shape': (\(rows.count), \(columns)), }"
        let padding = (64 - (10 + text.utf8.count + 1) % 64) % 64
        let count = text.utf8.count + padding + 1
        var bytes = NpyHeader.magic + [1, 0, UInt8(count & 255), UInt8(count >> 8)] + Array(text.utf8)
        bytes += Array(repeating: 32, count: padding) + [10]
        let order = fortran ? (0..<columns).flatMap { column in rows.map { $0[column] } } : rows.flatMap { $0 }
        for number in order { withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += Array($0) } }
        return bytes
    }

    @Test(arguments: [false, true])
    func `a copy without rows is the matrix that NumPy would write of the others`(fortran: Bool) throws {
        let rows: [[Float]] = [[1, 2.5], [-3, 4], [0.1, 1e30], [7, 8]]
        let scratch = try Scratch()
        let table = try Table(path: scratch.write(Self.npy(rows, fortran: fortran), to: "m.npy"))
        #expect(table.records == [["1", "2.5"], ["-3", "4"], ["0.1", "1e+30"], ["7", "8"]])
        try table.writeCopy(without: [1, 2], to: scratch.file("copy.npy"))
        let copy = try Array(Data(contentsOf: URL(fileURLWithPath: scratch.file("copy.npy"))))
        #expect(copy == Self.npy([rows[0], rows[3]], fortran: fortran))
    }

    @Test func `a matrix beside a table gives it columns, and leaves with its records`() throws {
        let scratch = try Scratch()
        let csv = try scratch.write("text\na\nb\nc\n")
        var choice = ReadingChoice()
        choice.matrices = [try scratch.write(Self.npy([[1, 2], [3, 4], [5, 6]]), to: "vectors.npy")]
        let table = try Table(path: csv, choice: choice)
        #expect(table.columnNames == ["text", "vectors.0", "vectors.1"])
        #expect(table.records == [["a", "1", "2"], ["b", "3", "4"], ["c", "5", "6"]])
        #expect(try Filter(parsing: "vectors.1>=4").rows(in: table).rows == [1, 2])
        try table.writeCopy(without: [0], to: scratch.file("copy.csv"))
        let files = try table.matrixCopies(without: [0], beside: scratch.file("copy.csv"))
        try AtomicFile.commit(files)
        let matrices = files.map(\.path)
        #expect(matrices == [scratch.file("copy.csv.vectors.npy")])
        let ids = try Identities(table: table, seed: 3).ids(without: [true, false, false]).compactMap { $0 }
        choice = ReadingChoice(table.reading)
        choice.matrices = matrices
        let copy = try Table(path: scratch.file("copy.csv"), choice: choice)
        #expect(copy.records == [["b", "3", "4"], ["c", "5", "6"]])
        #expect(copy.columnNames == table.columnNames)
        #expect(try Identities(table: copy, seed: 3).ids == ids)
    }

    @Test func `a matrix of another number of rows is refused with both numbers`() throws {
        let scratch = try Scratch()
        let csv = try scratch.write("text\na\nb\nc\n")
        var choice = ReadingChoice()
        choice.matrices = [try scratch.write(Self.npy([[1], [2]]), to: "v.npy")]
        let refused = try refusal { try Table(path: csv, choice: choice) }
        #expect(refused.sentence == "'v.npy' has 2 rows, but 'data.csv' has 3 records.")
    }

    @Test(arguments: 1...40)
    func `libsvm rows are read as they were written, and ids outlive removals`(seed: UInt64) throws {
        var random = Seeded(seed)
        let first = Int.random(in: 0...1, using: &random)
        let largest = Bool.random(using: &random) ? 12 : 3000
        var rows: [(label: String, pairs: [(Int, String)])] = (0..<20).map { _ in
            let indices = Set((0..<6).map { _ in Int.random(in: first...largest, using: &random) }).sorted()
            return (
                Bool.random(using: &random) ? "+1" : "-1",
                indices.map { ($0, "\(Int.random(in: 1...9, using: &random)).5") }
            )
        }
        rows[0].pairs = [(first, "1.5"), (largest, "2.5")]
        let lines = rows.map { row in
            ([row.label] + row.pairs.map { "\($0.0):\($0.1)" }).joined(
                separator: Bool.random(using: &random) ? " " : "\t")
        }
        let scratch = try Scratch()
        let table = try Table(path: scratch.write(lines.joined(separator: " \n") + "\n", to: "data.svm"))
        #expect(table.rowCount == rows.count)
        for (row, expected) in rows.enumerated() {
            #expect(table.field(row, 0) == expected.label)
            guard largest == 12 else { continue }
            for index in first...largest {
                let value = expected.pairs.first { $0.0 == index }?.1 ?? "0"
                #expect(try table.field(row, table.index(of: "x\(index)")) == value)
            }
        }
        try table.writeCopy(without: [0, 7], to: scratch.file("copy.svm"))
        let copy = try Table(path: scratch.file("copy.svm"), choice: ReadingChoice(table.reading))
        let forgotten = rows.indices.map { [0, 7].contains($0) }
        #expect(
            try Identities(table: copy, seed: 1).ids
                == Identities(table: table, seed: 1).ids(without: forgotten).compactMap { $0 })
    }
}
