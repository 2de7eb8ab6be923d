import Testing

@testable import Detection

@Suite struct EmailTests {
    private func found(_ text: String) -> [String] {
        PersonalDataDetector().evidence(in: text, column: "comment").filter { $0.detector == "pii.email" }.map {
            String(decoding: Array(text.utf8)[$0.span], as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("write to joe@example.com.", ["joe@example.com"]),
        ("<joe.doe+x@mail.example.co.uk>", ["joe.doe+x@mail.example.co.uk"]),
        ("ünï@exämple.de", ["ünï@exämple.de"]), ("a@b.io,c@d.io", ["a@b.io", "c@d.io"]), ("'joe@x.com'", ["joe@x.com"]),
        ("..joe@x.com", ["joe@x.com"]), ("JOE@EXAMPLE.COM", ["JOE@EXAMPLE.COM"]), ("é joe@x.com", ["joe@x.com"]),
        ("mailto:joe_1@x-y.org?subject=a", ["joe_1@x-y.org"]),
        ("joe@xn--bcher-kva.xn--p1ai", ["joe@xn--bcher-kva.xn--p1ai"]),
        ("joe (at) example (dot) com", ["joe (at) example (dot) com"]), ("joe[at]example.com", ["joe[at]example.com"]),
        ("write to joe AT example DOT org today", ["joe AT example DOT org"]),
        ("j_doe7 at example dot com", ["j_doe7 at example dot com"]),
        ("ask joe@example.com.Thanks", ["joe@example.com"]), ("联系joe@example.com吧", ["joe@example.com"]),
        ("ｊoe＠example．com", ["ｊoe＠example．com"]), ("🙂joe@x.com🙂", ["joe@x.com"]), ("-joe@x.com-", ["joe@x.com"]),
    ])
    func `an address is found, and nothing around it`(text: String, expected: [String]) {
        #expect(found(text) == expected)
    }

    @Test(arguments: [
        "", "@", "joe@", "@example.com", "joe@example", "joe@1.2", "joe at example dot com", "a@b.c",
        "meet @ noon.then",
        "joe@-x.com", "joe@.com", "joe @example.com", "x@y@z.com@", "(at) the (dot) com",
        String(repeating: "a", count: 65) + "@x.com", "buy it at amazon dot com", "look at the dot com bubble",
        "I write at home dot by dot",
    ])
    func `what only resembles an address is left alone`(text: String) {
        #expect(found(text) == [])
    }

    @Test func `evidence names the detector, the column, the rule and the bytes`() {
        let evidence = PersonalDataDetector().evidence(in: "é: joe@x.com", column: "comment")
        #expect(
            evidence == [Evidence(detector: "pii.email", column: "comment", span: 4..<13, rule: "address", score: 0.95)]
        )
    }

    @Test func `a long text that is nearly an address is searched to its end`() {
        for run in ["a", "a.", "a@", "a@b.", "a-"] {
            let text = String(repeating: run, count: 50_000) + " joe@example.com"
            #expect(found(text).last == "joe@example.com")
        }
    }
}
