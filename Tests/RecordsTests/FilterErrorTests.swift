import Testing

@testable import Records

@Suite struct FilterErrorTests {
    let table = FilterTable([
        ("gender", .category, ["f", "m"]), ("two words", .category, ["x", "y"]), ("age", .number, ["30", "?"]),
        ("model.year", .number, ["1", "2"]), ("comment", .text, ["a b c", String(repeating: "a", count: 60) + "!"]),
    ])
    let overlay = Overlay(
        facets: ["flag": .init(values: ["toxic", "fine"], masks: [1, 0])], numbers: ["model.score": [0.5, .nan]])

    private func mistake(in text: String) -> FilterError? {
        do {
            _ = try Filter(parsing: text).rows(in: table, overlay: overlay)
            return nil
        } catch {
            return error as? FilterError
        }
    }

    @Test(arguments: [
        ("age>3 gendr=f", "gendr", "gender"), (#"twowords=x"#, "twowords", #""two words""#),
        ("(GENDER=f)", "GENDER", "gender"),
        ("age=30..20", "30..20", "20..30"), ("comment=a..b", "a..b", #""a..b""#), ("gender==f", "==", "="),
        ("gender=~f", "=~", "~"), ("a or or b", "or", #""or""#), ("flag:toxc", "toxc", "toxic"),
        ("flga:toxic", "flga", "flag"),
        ("flag=toxic", "flag=toxic", "flag:toxic"), ("gender:f", "gender:f", "gender=f"), ("row=5", "row=5", "row:5"),
        ("model.scor>1", "model.scor", "model.score"), ("model.year>1", "model.year", #""model.year""#),
        ("age=>30", "age=>30", "age>=30"), (#"x="\d""#, #"\d"#, #"\\"#), ("row:9..3", "9..3", "3..9"),
    ])
    func `a slip is pointed at and its correction suggested`(text: String, token: String, suggestion: String) throws {
        let error = try #require(mistake(in: text))
        #expect(error.suggestion == suggestion)
        let start = text.index(text.startIndex, offsetBy: error.offset)
        #expect(text[start...].prefix(error.length) == token)
    }

    @Test(arguments: [
        ("gender=", "="), ("gender= )", "="), ("=f", "="), ("(a", "("), ("a)", ")"), ("()", "("), ("a or", "or"),
        ("or", "or"), ("- a", "-"), ("a -", "-"), ("\"abc", "\"abc"), ("\"\"", "\"\""), ("comment~\"\"", "\"\""),
        ("comment~/(/", "/(/"), ("comment~/a", "/a"), ("comment~/a/x", "x"), ("age<old", "old"), ("row:0", "0"),
        ("row:x", "x"), ("row:..", ".."), ("id:xyz", "xyz"), ("ab\"c\"", "ab\""), ("model.score=high", "high"),
        ("model.score~1", "1"), ("gender>1", "gender"), ("age=..", ".."), ("gender=\"f\"x", "x"), ("id:7f", "id:7f"),
        ("comment~/(a+)+$/", "/(a+)+$/"), ("age<inf", "inf"), ("age<0x10", "0x10"), ("age<1e999", "1e999"),
    ])
    func `what can't be understood is pointed at`(text: String, token: String) throws {
        let error = try #require(mistake(in: text))
        let start = text.index(text.startIndex, offsetBy: error.offset)
        #expect(text[start...].prefix(error.length) == token, "\(error)")
        #expect(error.message.hasSuffix("."))
    }

    @Test func `the caret stands under the token, counted in characters`() throws {
        let error = try #require(mistake(in: "👩‍👩‍👧‍👦é gendr=f"))
        #expect(error.offset == 3)
        #expect(error.description == "👩‍👩‍👧‍👦é gendr=f\n   ^^^^^\nNo column 'gendr'. Did you mean 'gender'?")
    }

    @Test func `an error never sends controls to the terminal`() throws {
        let error = try #require(mistake(in: "\u{1b}[2J\u{202E} gendr=f"))
        #expect(error.description.hasPrefix("·[2J· gendr=f\n      ^^^^^\n"))
    }

    @Test func `a narrowed filter points into its own text`() throws {
        let filter = try Filter(parsing: "age  >  3").narrowed(by: Filter(parsing: "x or gendr=f"))
        let error = try #require(throws: FilterError.self) { try filter.rows(in: table, overlay: overlay) }
        #expect(error.text == "age>3 (x or gendr=f)")
        #expect(error.offset == 12)
    }

    @Test func `a name like no other lists what there is`() throws {
        let error = try #require(mistake(in: "zzzzzz=1"))
        #expect(error.suggestion == nil)
        #expect(error.message.contains("There are: gender, two words, age"))
    }

    @Test func `of a long filter what stands around the place is shown, and a long word by its beginning`() throws {
        let long = String(repeating: "age>1 ", count: 1000)
        let error = try #require(mistake(in: long + "gendr=f " + long))
        let lines = error.description.split(separator: "\n")
        #expect(lines.count == 3 && lines.allSatisfy { $0.count <= 162 })
        let carets = try #require(lines[1].firstIndex(of: "^"))
        let place = lines[1].distance(from: lines[1].startIndex, to: carets)
        #expect(lines[0].dropFirst(place).prefix(5) == "gendr" && lines[1].dropFirst(place) == "^^^^^")
        #expect(lines[0].hasPrefix("…") && lines[0].hasSuffix("…"))
        let word = try #require(mistake(in: String(repeating: "x", count: 100_000) + "=1"))
        #expect(word.description.count < 1000)
        let deep = try #require(mistake(in: String(repeating: "(", count: 100_000)))
        #expect(deep.description.hasSuffix("\nParentheses and '-' go at most 64 deep."))
    }
}
