import Testing

@testable import Records

@Suite struct RowLocatorTests {
    let ids = (0..<1_000).map { RecordID(high: UInt64($0) << 52, low: 0) }
    let some = RowList((0..<1_000).filter { $0 % 25 == 0 })
    let sorted = RowList([5, 3, 900])

    @Test(arguments: [
        ("1", 0), ("612", 611), ("1,000", 999), (" 612 ", 611), ("0%", 0), ("50%", 500), ("100%", 999), ("id:001", 1),
        ("id:3E7", 999), ("id:2", 512), ("id:001…", 1),
    ])
    func `a row is gone to by number, share or id`(text: String, place: Int) throws {
        #expect(try RowLocator(text).place(in: .all(1_000), rowCount: 1_000, ids: ids) == place)
    }

    @Test func `the place is that in the list`() throws {
        #expect(try RowLocator("26").place(in: some, rowCount: 1_000) == 1)
        #expect(try RowLocator("901").place(in: sorted, rowCount: 1_000) == 2)
        #expect(try RowLocator("id:0").place(in: sorted, rowCount: 1_000, ids: ids) == 0)
        #expect(try RowLocator("50%").place(in: sorted, rowCount: 1_000) == 1)
    }

    @Test(arguments: [
        ("612", "Row 612 is not among the 40 shown. The nearest that is shown is row 601."),
        ("1001", "There is no row 1001. The last one is 1000."), ("0", "There is no row 0. Rows are counted from 1."),
        ("id:fff", "No record's id begins with fff. Check the id."),
        (
            "id:001", "Row 2, whose id begins with 001, is not among the 40 shown. Switch the filter off to go there."
        ),
        ("id:xyz", "'id:xyz' is no id. An id begins with 1 to 32 hexadecimal digits."),
        ("101%", "101% is not in the list. Write 0% for its start, 100% for its end."),
        ("abc", "'abc' is no place to go to. Write 612, 50% or id:7f3a."),
        ("-5", "'-5' is no place to go to. Write 612, 50% or id:7f3a."),
    ])
    func `what is not there says why`(text: String, expected: String) throws {
        let refusal = try refusal { try RowLocator(text).place(in: some, rowCount: 1_000, ids: ids) }
        #expect(refusal.description == expected)
    }

    @Test func `nothing shown is said`() throws {
        #expect(try refusal { try RowLocator("1").place(in: RowList(), rowCount: 9) }.sentence == "No row is shown.")
        #expect(
            try refusal { try RowLocator("id:7").place(in: .all(9), rowCount: 9) }.sentence
                == "The records have no ids yet.")
        #expect(
            try refusal { try RowLocator("1").place(in: sorted, rowCount: 1_000) }.nextStep
                == "Switch the filter off to go there.")
    }
}
