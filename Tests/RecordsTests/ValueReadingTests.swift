import Foundation
import TestSupport
import Testing

@testable import Records

/// What people write for nothing and for numbers, and labels that mean the same.
@Suite struct ValueReadingTests {
    @Test(
        arguments: [
            ("1,200.50", NumberStyle.commas, 1200.5), ("$1,200", .commas, 1200), ("-$40", .commas, -40),
            ("(12)", .commas, -12),
            ("8%", .commas, 8), ("12 kr", .plain, nil), ("1,20", .commas, nil),
            ("1.200,50 \u{20AC}", .decimalComma, 1200.5),
            ("0,5", .decimalComma, 0.5), ("1\u{A0}200", .decimalComma, 1200), ("1,2,3", .commas, nil),
            ("", .commas, nil),
            ("-", .commas, nil), ("%", .commas, nil), ("$", .commas, nil), ("1e3", .plain, 1000),
            ("12,34,567", .commas, nil), ("1,234,567", .commas, 1_234_567), (" 5 ", .commas, 5), ("--5", .commas, nil),
        ] as [(String, NumberStyle, Double?)])
    func `numbers are read as people write them, and nothing else is`(text: String, style: NumberStyle, number: Double?)
    {
        #expect(style.number(text) == number)
    }

    @Test(arguments: 1...40)
    func `what is written in a style is read back in a column of any size`(seed: UInt64) throws {
        var random = Seeded(seed)
        let rows = seed % 4 == 0 ? 3000 : 30
        let wanted = (0..<rows).map { _ in
            Bool.random(using: &random) ? nil : Double(Int.random(in: -2_000_000...2_000_000, using: &random)) / 100
        }
        let marks = ["None", "<NA>", "-", "", "NA", "unknown"]
        let comma = Bool.random(using: &random)
        let texts = wanted.map { number -> String in
            guard let number else { return marks.randomElement(using: &random) ?? "" }
            let cents = Int((abs(number) * 100).rounded())
            var whole = "\(cents / 100)"
            for place in stride(from: whole.count - 3, to: 0, by: -3) {
                whole.insert(comma ? "." : ",", at: whole.index(whole.startIndex, offsetBy: place))
            }
            let decimals = String(format: "%02d", cents % 100)
            return (number < 0 ? "-" : "") + "$\(whole)\(comma ? "," : ".")\(decimals)"
        }
        let table = try Scratch.table("v\tw\n" + texts.map { "\($0)\tx" }.joined(separator: "\n") + "\n")
        let built = table.column(0)
        #expect(built.kind == .number)
        let typed = try table.typedColumn(0)
        #expect(typed.kind == .number)
        #expect(typed.missingCount == wanted.count { $0 == nil })
        for row in 0..<rows {
            let number = built.number(row)
            #expect(wanted[row] == nil ? number.isNaN && built.isMissing(row) : number == wanted[row])
        }
    }

    @Test func `marks are missing where all else is numbers or dates, and words elsewhere`() throws {
        let table = try Scratch.table("n,d,w\n1,2024-01-02,none\nNone,-,one\n3,unknown,None\n")
        #expect(table.kind(of: 0) == .number)
        #expect(table.column(0).isMissing(1))
        #expect(table.column(1).isMissing(1) && table.column(1).isMissing(2))
        #expect(!table.column(2).isMissing(0) && !table.column(2).isMissing(2))
        #expect(
            table.notices == [
                "Read as missing, as all else is numbers or dates: 'None' in 'n', '-', 'unknown' in 'd'; other marks: --missing"
            ])
    }

    @Test func `what is listed stands for nothing in every column, and nothing else does`() throws {
        var choice = ReadingChoice()
        choice.values = .listed(["x", "-9"])
        let table = try Table(path: Scratch().write("n,w\n1,x\n-9,NA\n3,\nx,?\n"), choice: choice)
        #expect(table.kind(of: 0) == .number)
        #expect((0..<4).map(table.column(0).isMissing) == [false, true, false, true])
        #expect((0..<4).map(table.column(1).isMissing) == [true, false, true, false])
        #expect(try table.typedColumn(1).missingCount == 2)
        let again = try Table(path: table.path, choice: ReadingChoice(table.reading))
        #expect(again.reading == table.reading && again.kind(of: 0) == .number)
    }

    @Test func `a project of an earlier version reads its values as it did`() throws {
        let table = try Scratch.table("n,m\n1,\"$5\"\nNone,\"$6\"\n")
        var old = try JSONSerialization.jsonObject(with: JSONEncoder().encode(table.reading)) as? [String: Any] ?? [:]
        old["values"] = nil
        var dialect = old["dialect"] as? [String: Any] ?? [:]
        dialect["isLenient"] = nil
        old["dialect"] = dialect
        let reading = try JSONDecoder().decode(Reading.self, from: JSONSerialization.data(withJSONObject: old))
        #expect(reading.dialect?.isLenient == false)
        let again = try Table(path: table.path, choice: ReadingChoice(reading))
        #expect(again.kind(of: 0) == .category && again.kind(of: 1) == .category)
        #expect(again.notices.isEmpty)
    }

    @Test func `labels are compared as their column's values are meant`() {
        func codes(_ values: [String], _ label: String) -> [String] {
            let column = Column(name: "y", values: values)
            return LabelValues(column).codes(of: label).map { column.distinct[$0] }
        }
        #expect(codes(["1", "0", "1.0", "0.0"], "1") == ["1", "1.0"])
        #expect(codes(["1", "0"], "true") == ["1"])
        #expect(codes(["True", "T", "yes", "1", "0", "no"], "1") == ["True", "T", "yes", "1"])
        #expect(codes(["yes", "no"], "Yes") == ["yes"])
        #expect(codes(["n", "f", "y"], "n") == ["n", "f"])
        #expect(codes(["n", "f"], "n") == ["n"])
        #expect(codes(["high", "low", " high"], "high") == ["high"])
        #expect(codes(["High", "low"], "high") == ["High"])
        #expect(codes(["$5", "$1,000"], "1000") == ["$1,000"])
        #expect(codes(["a", "b"], "c").isEmpty)
    }
}
