import Foundation
import Records
import TestSupport
import Testing

@Suite struct IdentitiesTests {
    private static let rows = [["a", "1"], ["b", "2"], ["a", "1"], ["a", "1"], ["c", ""]]
    private static let table = MemoryTable(columnNames: ["x", "y"], rows: rows)

    @Test func `an id is the head of a SHA-256 over seed, names, texts and occurrence`() throws {
        // python3 -c 'import hashlib,struct
        // p=lambda b: struct.pack("<Q",len(b))+b
        // n=lambda v: p(struct.pack("<Q",v))
        // print(hashlib.sha256(n(7)+p(b"x")+p(b"y")+p(b"a")+p(b"1")+n(2)).hexdigest()[:32])'
        #expect(try Identities(table: Self.table, seed: 7).ids[2].description == "528a7be5f3a0f8bb84159534fb946bfc")
        // print(hashlib.sha256(p(b"id column")+n(7)+p(b"b")).hexdigest()[:32])
        let named = MemoryTable(columnNames: ["x"], rows: [["a"], ["b"]])
        #expect(
            try Identities(table: named, seed: 7, idColumn: "x").ids[1].description
                == "00af3c16134c8b0451000e948200c167")
    }

    @Test func `identical records take occurrences in file order`() throws {
        let identities = try Identities(table: Self.table, seed: 1)
        #expect(Set(identities.ids).count == 5)
        #expect(identities.twins(of: 3) == [0, 2, 3])
        #expect(identities.twins(of: 1) == [1])
        let after = identities.ids(without: [true, false, false, true, false])
        #expect(after == [nil, identities.ids[1], identities.ids[0], nil, identities.ids[4]])
    }

    @Test func `forgetting nothing changes no id and forgetting all leaves none`() throws {
        let identities = try Identities(table: Self.table, seed: 1)
        #expect(identities.ids(without: Array(repeating: false, count: 5)) == identities.ids)
        #expect(identities.ids(without: Array(repeating: true, count: 5)).allSatisfy { $0 == nil })
    }

    @Test func `seed, column names and texts all count, quoting and delimiter do not`() throws {
        func ids(_ text: String, seed: UInt64 = 1) throws -> [RecordID] {
            try Identities(table: Scratch.table(text), seed: seed).ids
        }
        let plain = try ids("a,b\n1,2\n")
        #expect(try ids("\"a\";\"b\"\r\n\"1\";2") == plain)
        #expect(try ids("a,b\n1,2\n", seed: 2) != plain)
        #expect(try ids("a,c\n1,2\n") != plain)
        #expect(try ids("a,b\n12,\n") != ids("a,b\n1,2\n"))
        #expect(try ids("a,b\n,12\n") != ids("a,b\n12,\n"))
    }

    @Test func `texts that only Unicode takes for equal have ids of their own`() throws {
        let identities = try Identities(table: Scratch.table("a,b\n\u{E9},1\ne\u{301},1\n"), seed: 1)
        #expect(identities.twins(of: 0) == [0])
        #expect(identities.ids[0] != identities.ids[1])
    }

    @Test func `a table in memory has the ids of a file with its content`() throws {
        let file = try Scratch.table("x,y\na,1\nb,2\na,1\na,1\nc,\n")
        #expect(try Identities(table: file, seed: 3).ids == Identities(table: Self.table, seed: 3).ids)
        let named = MemoryTable(columnNames: ["x", "y"], rows: [["p", "1"], ["q", "1"]])
        let namedFile = try Scratch.table("x,y\np,1\nq,1\n")
        #expect(
            try Identities(table: namedFile, seed: 3, idColumn: "x").ids
                == Identities(table: named, seed: 3, idColumn: "x").ids)
    }

    @Test func `an id of a column depends on the value and the seed alone`() throws {
        let one = try Identities(table: Scratch.table("id,b\n7,x\n8,y\n"), seed: 1, idColumn: "id")
        let other = try Identities(table: Scratch.table("c,id\nz,8\nz,9\n"), seed: 1, idColumn: "id")
        #expect(one.ids[1] == other.ids[0])
        #expect(one.ids(without: [true, false]) == [nil, one.ids[1]])
        #expect(try Identities(table: Scratch.table("id,b\n7,x\n"), seed: 2, idColumn: "id").ids[0] != one.ids[0])
    }

    @Test func `a value twice in the id column is refused with both lines`() throws {
        let table = try Scratch.table("id,b\n7,\"x\ny\"\n8,y\n7,z\n")
        let refused = try refusal { try Identities(table: table, seed: 1, idColumn: "id") }
        #expect(refused.kind == .badData)
        #expect(
            refused.sentence
                == "The id '7' of column 'id' occurs twice: 'data.csv', line 2, and 'data.csv', line 5.")
    }

    @Test func `no value in the id column is refused, and so is no such column`() throws {
        let table = try Scratch.table("id,b\n7,x\n?,y\n")
        let refused = try refusal { try Identities(table: table, seed: 1, idColumn: "id") }
        #expect(refused.sentence == "'data.csv', line 3: the id column 'id' holds no id ('?').")
        #expect(try refusal { try Identities(table: table, seed: 1, idColumn: "ids") }.nextStep == "Did you mean 'id'?")
    }

    @Test(arguments: 1...60)
    func `after forgetting, ids are those of the redacted copy opened anew`(seed: UInt64) throws {
        var random = Seeded(seed)
        let rowCount = Int.random(in: 2...40, using: &random)
        let values = ["a", "\"b,\nc\"", "\"\"", "\"d\"\"\"", "\u{E9}"]
        let lineEnd = Bool.random(using: &random) ? "\n" : "\r\n"
        let lines = (0..<rowCount).map { _ in
            (0..<2).map { _ in values.randomElement(using: &random) ?? "" }.joined(separator: ",")
        }
        let blank = Bool.random(using: &random) ? lineEnd : ""
        let text =
            "x,y" + lineEnd + lines.joined(separator: lineEnd + blank) + (Bool.random(using: &random) ? lineEnd : "")
        let scratch = try Scratch()
        let table = try Table(path: scratch.write(text))
        var forgotten = lines.map { _ in Int.random(in: 0..<3, using: &random) == 0 }
        forgotten[Int.random(in: 0..<rowCount, using: &random)] = false
        try table.writeCopy(without: Set(lines.indices.filter { forgotten[$0] }), to: scratch.file("copy.csv"))
        let copy = try Table(path: scratch.file("copy.csv"), choice: ReadingChoice(table.reading))

        let predicted = try Identities(table: table, seed: seed).ids(without: forgotten)
        #expect(predicted.map { $0 == nil } == forgotten)
        #expect(try Identities(table: copy, seed: seed).ids == predicted.compactMap { $0 })
        #expect(bytes(copy.records) == bytes(lines.indices.filter { !forgotten[$0] }.map(table.record)))
        let kept = MemoryTable(columnNames: table.columnNames, rows: copy.records)
        #expect(try Identities(table: kept, seed: seed).ids == predicted.compactMap { $0 })
    }

    @Test(arguments: 1...20)
    func `the order of forgetting does not matter`(seed: UInt64) throws {
        var random = Seeded(seed)
        let rows = (0..<30).map { _ in ["\(Int.random(in: 0..<4, using: &random))"] }
        let first = rows.map { _ in Bool.random(using: &random) }
        let second = zip(rows, first).map { !$1 && Bool.random(using: &random) }
        let atOnce = try Identities(table: MemoryTable(columnNames: ["x"], rows: rows), seed: seed)
            .ids(without: zip(first, second).map { $0 || $1 })
        let left = rows.indices.filter { !first[$0] }
        let inTurn = try Identities(table: MemoryTable(columnNames: ["x"], rows: left.map { rows[$0] }), seed: seed)
            .ids(without: left.map { second[$0] })
        #expect(inTurn.compactMap { $0 } == atOnce.compactMap { $0 })
    }
}
