import Records
import Testing

@testable import Detection

@Suite struct DetectorFileTests {
    private func detectors(_ text: String) throws -> [PatternDetector] {
        try DetectorFile.detectors(in: text, named: "own.toml")
    }

    private func found(_ text: String, _ detector: PatternDetector) -> [String] {
        detector.evidence(in: text, column: "c").map { String(decoding: Array(text.utf8)[$0.span], as: UTF8.self) }
    }

    private static let whole = #"""
        # Ours.
        [[detector]]
        name = "acme.project"
        title = "code name"
        terms = [
            "blue heron", # a bird
            'falcon',
        ]
        patterns = ['\bPRJ-\d{4}\b']
        score = 0.7
        match = ["the Blue  Heron files", "see prj-1234"]
        ignore = ["PRJ-12", "falconry"]

        [[detector]]
        name = "acme.rude"
        terms = ["crottle", "loser"]
        leet = true
        stretch = true
        spaced = true
        match = ["CR0TTLE", "c r o t t l e", "crooooottle", "l0ser"]
        ignore = ["looser", "crottles"]
        """#

    @Test func `terms and patterns are found, with their score and rule`() throws {
        let all = try detectors(Self.whole)
        #expect(all.map(\.name) == ["acme.project", "acme.rude"])
        #expect(found("é Falcon, BLUE HERON and PRJ-0001", all[0]) == ["Falcon", "BLUE HERON", "PRJ-0001"])
        let evidence = all[0].evidence(in: "falcon", column: "c")
        #expect(evidence == [Evidence(detector: "acme.project", column: "c", span: 0..<6, rule: "falcon", score: 0.7)])
        #expect(all[0].title == "code name" && all[1].title == "acme.rude")
    }

    @Test func `every detector of a file conforms`() throws {
        for detector in try detectors(Self.whole) {
            let suite = DetectorConformance(detector: detector)
            suite.check(DetectorConformance.hostile + ["blue heron crottle", "c r o t t l e"])
            suite.checkLinear()
        }
    }

    @Test func `a version follows from what the file says`() throws {
        let (one, two) = (try detectors(Self.whole), try detectors(Self.whole.replacing("falcon'", with: "falcons'")))
        #expect(one[0].version != two[0].version && one[1].version == two[1].version)
    }

    @Test(arguments: [
        ("", "own.toml:1:1: There is no detector."), ("name = \"x\"", "own.toml:1:1: 'name' stands before any table."),
        ("[detector]", "own.toml:1:1: Tables stand in double brackets."),
        ("[[rule]]\n", "own.toml:1:1: 'rule' is no table of such a file."),
        ("[[detector]]\nterms = [\"a\"]", "own.toml:1:1: A detector has no name."),
        ("[[detector]]\nname = \"x\"", "own.toml:1:1: 'x' has neither terms nor patterns."),
        ("[[detector]]\nname = \"a b\"\nterms = [\"a\"]", "own.toml:2:8: 'a b' can't stand after hit:."),
        ("[[detector]]\nname = \"x\"\nterm = [\"a\"]", "own.toml:3:1: 'term' is nothing that a detector has."),
        ("[[detector]]\nname = \"x\"\nterms = \"a\"", "own.toml:3:9: 'terms' is a list of texts."),
        ("[[detector]]\nname = \"x\"\nterms = [\"a\"]\nscore = 2", "own.toml:4:9: 'score' is a number from 0 to 1."),
        ("[[detector]]\nname = \"x\"\nterms = [\"a\"]\nleet = 1", "own.toml:4:8: 'leet' is true or false."),
        ("[[detector]]\nname = \"x\"\nname = \"y\"", "own.toml:3:1: 'name' stands on line 2 already."),
        ("[[detector]]\nname = \"x\"\nterms = [\"!!\"]", "own.toml:3:10: '!!' has neither letter nor digit."),
        (
            "[[detector]]\nname = \"x\"\npatterns = ['(a']",
            "own.toml:3:13: '(a' is no pattern: missing closing parenthesis at its character 3."
        ),
        (
            "[[detector]]\nname = \"x\"\npatterns = ['(a+)+$']",
            "own.toml:3:13: '(a+)+$' needs too many steps on 'aaaaaaaaaaaa…' of 41 characters."
        ),
        (
            "[[detector]]\nname = \"x\"\npatterns = ['a*']",
            "own.toml:3:13: 'a*' matches nothing at all, so it is everywhere."
        ),
        (
            "[[detector]]\nname = \"x\"\nterms = [\"a\"]\nmatch = [\"b\"]",
            "own.toml:4:10: 'b' should be hit by 'x', and is not."
        ),
        (
            "[[detector]]\nname = \"x\"\nterms = [\"a\"]\nignore = [\"b a\"]",
            "own.toml:4:11: 'b a' should be left alone by 'x', and 'a' in it is hit by 'a'."
        ),
        ("[[detector]]\nname = \"x", "own.toml:2:8: A quote is not closed on its line."),
        ("[[detector]]\nname = \"\\d\"", "own.toml:2:10: A backslash stands before \\, \", n or t only."),
        ("[[detector]]\nname = yes", "own.toml:2:8: 'yes' is no value."),
        ("[[detector]]\nname =", "own.toml:2:7: A value should be here."),
        ("[[detector]]\nterms = [1]", "own.toml:2:10: A text should be here, in quotes."),
        ("[[detector]]\nname = \"x\" y", "own.toml:2:12: The line should end here."),
    ])
    func `a mistake is said with its place`(text: String, sentence: String) {
        let refusal = #expect(throws: Refusal.self) { try detectors(text) }
        #expect(refusal?.sentence == sentence)
        #expect(refusal?.nextStep.isEmpty == false)
    }
}
