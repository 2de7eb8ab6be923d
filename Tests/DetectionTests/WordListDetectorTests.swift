import Testing

@testable import Detection

@Suite struct WordListDetectorTests {
    let detector = WordListDetector(words: ["idiot", "ass", "loser", "fool", "drongle", "dunce", "witch"])

    private func found(_ text: String, _ detector: WordListDetector) -> [String] {
        detector.evidence(in: text, column: "comment").map { evidence in
            String(decoding: Array(text.utf8)[evidence.span], as: UTF8.self)
        }
    }

    @Test(arguments: [
        "idiot", "IDIOT", "Idiots", "1d10t", "iDi0T", "idiooooot", "IIIIDIOT", "@ss", "a$$", "asssss", "asses", "l0ser",
        "looooser",
        "fools", "foooool", "dr0ngle", "DRONGLES", "id\u{200B}iot", "i\u{301}diot", "a55", "witches", "dunc3s",
    ])
    func `a listed word is found however it is dressed`(word: String) {
        #expect(found(word, detector) == [word])
        #expect(found("é, you “\(word)”!", detector) == [word])
    }

    @Test(arguments: [
        "Scunthorpe", "assess", "class", "passes", "as", "looser", "fol", "foot", "idiotype", "455", "4 55", "5", "",
        "@", "$$$",
        "idio t", "dronglet", "\u{345}", "a\u{345}",
    ])
    func `a harmless word is left alone`(word: String) {
        #expect(found(word, detector) == [])
        #expect(found("well, \(word).", detector) == [])
    }

    @Test(arguments: [
        ("@idiot!", "idiot"), ("$idiot$", "idiot"), ("idiot's", "idiot"), ("_idiot_", "idiot"), ("dumb-ass", "ass"),
        ("👩‍👩‍👧‍👦idiot", "idiot"), ("a.idiot/b", "idiot"), ("…idiot…", "idiot"),
    ])
    func `signs around a word bound it`(text: String, word: String) {
        #expect(found(text, detector) == [word])
    }

    @Test func `evidence names the listed word and the bytes, in order`() {
        let evidence = detector.evidence(in: "é 1D10TS and fools", column: "comment")
        #expect(
            evidence == [
                Evidence(detector: "word", column: "comment", span: 3..<9, rule: "idiot"),
                Evidence(detector: "word", column: "comment", span: 14..<19, rule: "fool"),
            ])
    }

    @Test func `every bundled word is found, with its plural, and listed once`() {
        for word in BundledWords.all {
            #expect(found("You \(word)!", .bundled) == [word])
            let plural = word + (["s", "sh"].contains(where: word.hasSuffix) ? "es" : "s")
            #expect(found("You \(plural.uppercased())!", .bundled) == [plural.uppercased()])
        }
        #expect(Set(BundledWords.all).count == BundledWords.all.count)
        #expect(BundledWords.insults == BundledWords.insults.sorted())
    }

    @Test func `an ordinary letter has no hits`() {
        let text = "Dear Ms Fowler, the class in Scunthorpe assessed 455 cases; parasitology passes. $500 @ noon."
        #expect(found(text, .bundled) == [])
    }

    @Test func `a list of nothing finds nothing`() {
        #expect(found("idiot", WordListDetector(words: ["", "123", "$$"])) == [])
    }

    @Test func `random text never escapes its own bytes`() {
        var state: UInt64 = 9
        func next(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        let pieces = ["idiot", "@", "$", "é", "\u{301}", "\u{200B}", " ", "0", "SS", "👩‍👩‍👧‍👦", "ß", "İ", "f00l"]
        for _ in 0..<3_000 {
            let text = (0..<next(12)).map { _ in pieces[Int(next(UInt64(pieces.count)))] }.joined()
            for evidence in detector.evidence(in: text, column: "c") {
                #expect(evidence.span.lowerBound >= 0 && evidence.span.upperBound <= text.utf8.count)
                #expect(String(validating: Array(text.utf8)[evidence.span], as: UTF8.self) != nil, "\(text)")
            }
        }
    }

    @Test func `the bundled detectors have the names that filters use`() {
        let kinds = Detectors.bundled.flatMap(\.kinds).map(\.id)
        #expect(kinds.contains("pii.email") && kinds.contains("word") && Set(kinds).count == kinds.count)
    }
}
