import TestSupport
import Testing

@testable import Records

@Suite struct FilterTextTests {
    /// Names and values that a careless printer loses.
    static let awkward = [
        "", "sex", "two words", " lead", "trail ", "or", "OR", "and", "Or", "-x", "--", "-", "(", "a)b", "\"", "a\"b",
        "\\", "a\\\"", "=", "a=b", "!=", "wow!", "<=50K", ">50K", "~", "a~/b/", "/", "/x/", "//i", "a:b", ":", "row",
        "id", "flag", "any", "missing", "..", "1..5", "a..", "…", "model.score", "effect.x", "model", "capital.gain",
        "\n", "a\tb", "\r\n", "\u{1b}[2J", "\u{202E}evil", "é", "e\u{301}", "\u{301}", "=\u{301}", "\"\u{301}", "日本 語",
        "👩‍👩‍👧‍👦", "\u{FEFF}", "\u{A0}", "\u{2028}", "\0", "-1e-4", "+5", "0x1p3", "nan", "*", "?", "#", "{}", "[a]",
    ]

    @Test func `printing then parsing gives the same filter back`() throws {
        var random = FilterRandom(
            numbers: Seeded(1), columns: Self.awkward, texts: Self.awkward,
            limits: [0, -1, 0.5, 1e-5, 1e300, -2.5e-300, 30, 0.1 + 0.2, 1e16],
            dates: ["2016-01-31", "0000-01-01", "1969-12-31T23:59:59", "2016-02-29 12:30+02:00", "9999-12-31T00:00"])
        for _ in 0..<5_000 {
            let filter = Filter(random.expression())
            let text = filter.description
            let again = try Filter(parsing: text)
            #expect(again == filter, "\(text)")
            #expect(again.description == text)
        }
    }

    @Test(arguments: awkward) func `an awkward name or value survives`(text: String) throws {
        let predicates: [Filter.Predicate] = [
            .comparison(.column(text), .equal(text)), .comparison(.column(text), .unequal(text)),
            .comparison(.column(text), .ordered(.atLeast, .number(1))), .missing(.column(text)), .facet(text, text),
            .facet(text, nil), .comparison(.column("c"), .contains(text + "x")), .word(text + "x"), .word("x" + text),
        ]
        for predicate in predicates {
            let printed = Filter(.test(predicate)).description
            let again = try Filter(parsing: "a=1 (\(printed) or -\(printed)) b")
            let expected = Filter.Expression.all(of: [
                .test(.comparison(.column("a"), .equal("1"))),
                .any(of: [.test(predicate), .not(.test(predicate))]), .test(.word("b")),
            ])
            #expect(again.expression == expected, "\(printed)")
            #expect(!printed.unicodeScalars.contains { $0.value < 32 || $0.value == 0x202E }, "\(printed)")
        }
    }

    @Test(arguments: [
        "", "sex=Female", #"sex=Female toxicity>=0.5 comment~/regex/ -flag:fine (hit:pii.email or hit:dup) row:1..500"#,
        "age=20..30", "age!=20..", "age=..30", "a b or c d", "(a or b) c", "-(a b)", "--a", "row:612", "row:5..",
        "id:7f3a", "sex:missing", "flag:any", "split:held-out", "model.score>=0.8", "effect.parity<-1e-05",
        #""two words"="a b""#, #"income=">50K""#, "comment~/a\\/b/i", "workclass=?", #""or" or "and""#,
        #""model.year"=1990"#, "capital.gain>0",
        "created>=2016-01-01", "created=2015-10-01..2015-12-31", "created<2016-01-01T12:30",
        "created!=..2016-01-01T12:30:05",
        "created=2016-01-01", #"x="20..30""#, "model.score:missing", "row=5",
    ])
    func `canonical text is printed as it was read`(text: String) throws {
        #expect(try Filter(parsing: text).description == text)
    }

    @Test(arguments: [
        ("  sex = Female\tage  >= 30 ", "sex=Female age>=30"), ("a and b AND c", "a b c"), ("a OR b", "a or b"),
        ("((a))", "a"), ("(a b) c", "a b c"), ("(a or b) or c", "a or b or c"), (#""sex"="Female""#, "sex=Female"),
        ("income=>50K", #"income=">50K""#), ("income=<=50K", #"income="<=50K""#), ("row:..9", "row:1..9"),
        ("id:7F3A…", "id:7f3a"), ("or=1", #""or"=1"#), ("age>3e1", "age>30"), (#"a~"x""#, "a~x"), ("   ", ""),
        ("a=1(b=2)", "a=1 b=2"), (#"d>"2016-01-01 12:30:00+02:00""#, "d>2016-01-01T10:30:00"),
        ("d=2016-01-01T12:30Z..2016-01-02", "d=2016-01-01T12:30..2016-01-02"), (#"x="\u{41}\n""#, #"x="A\n""#),
    ])
    func `other spellings are printed in the canonical one`(text: String, canonical: String) throws {
        #expect(try Filter(parsing: text).description == canonical)
    }

    @Test func `and binds tighter than or`() throws {
        #expect(try Filter(parsing: "a b or c") == Filter(parsing: "(a b) or c"))
        #expect(try Filter(parsing: "a b or c") != Filter(parsing: "a (b or c)"))
        #expect(try Filter(parsing: "-a b") == Filter(parsing: "(-a) b"))
    }

    @Test func `a narrowed filter shows what both show, and reads as one`() throws {
        let either = try Filter(parsing: "a or b")
        #expect(try either.narrowed(by: Filter(parsing: "c=1 d")).description == "(a or b) c=1 d")
        #expect(either.narrowed(by: .all) == either)
        #expect(Filter.all.narrowed(by: either) == either)
        #expect(Filter.all.description == "")
    }

    @Test func `a quoted name is a column's even where it looks like a measure's`() throws {
        #expect(try Filter(parsing: "model.x=1").expression == .test(.comparison(.measure("model.x"), .equal("1"))))
        #expect(try Filter(parsing: #""model.x"=1"#).expression == .test(.comparison(.column("model.x"), .equal("1"))))
    }

    @Test func `a keyword in quotes is a value`() throws {
        #expect(try Filter(parsing: #"flag:"any""#).expression == .test(.facet("flag", "any")))
        #expect(try Filter(parsing: #"flag:"missing""#).expression == .test(.facet("flag", "missing")))
        #expect(try Filter(parsing: #""row":5"#).expression == .test(.facet("row", "5")))
    }

    @Test func `no random text crashes the parser, and what parses prints back`() throws {
        var numbers = Seeded(7)
        let pieces =
            ["(", ")", "-", "\"", "\\", "=", "!=", "!", "<", ">", "~", "/", ":", "..", " ", "or", "and", "row", "id"]
            + ["missing", "any", "model.a", "7f", "1", "1e9", "\u{301}", "é", "👩‍👩‍👧‍👦", "\n", "\0", "u{", "}", "[", "i"]
        var parsed = 0
        for _ in 0..<20_000 {
            let text = (0..<numbers.below(12)).map { _ in numbers.pick(pieces) }.joined()
            do {
                let filter = try Filter(parsing: text)
                parsed += 1
                #expect(try Filter(parsing: filter.description) == filter, "\(text)")
            } catch {
                #expect(error.text == text)
                #expect(error.offset >= 0 && error.offset <= text.count && error.length >= 1, "\(text)")
                #expect(error.offset + error.length <= max(text.count, error.offset + 1), "\(text)")
            }
        }
        #expect(parsed > 1_000)
    }

    @Test func `random scalars of all Unicode are harmless`() {
        var numbers = Seeded(8)
        for _ in 0..<5_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<numbers.below(10) {
                text.append(Unicode.Scalar(UInt32(numbers.below(0x11_0000))) ?? "=")
                if numbers.below(3) == 0 { text.append(numbers.pick(["=", "\"", "(", ":", "~", "-"])) }
            }
            if let filter = try? Filter(parsing: String(text)) {
                #expect((try? Filter(parsing: filter.description)) == filter)
            }
        }
    }

    @Test func `deep nesting is refused instead of overflowing the stack`() {
        for text in [String(repeating: "(", count: 100_000), String(repeating: "-", count: 100_000) + "a"] {
            #expect(throws: FilterError.self) { try Filter(parsing: text) }
        }
    }
}
