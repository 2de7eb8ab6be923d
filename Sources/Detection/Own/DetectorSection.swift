internal import Records

/// One `[[detector]]` of a file.
struct DetectorSection {
    private let section: TomlText.Section
    private let path: String

    private static let names = [
        "name", "title", "terms", "patterns", "match", "ignore", "words", "leet", "stretch", "spaced", "case", "score",
    ]
    private static let mostRules = 20_000

    init(_ section: TomlText.Section, _ path: String) throws {
        (self.section, self.path) = (section, path)
        guard section.name == "detector" else {
            throw TomlText.refusal(
                path, section.place, "'\(section.name)' is no table of such a file.", "Write [[detector]].")
        }
        for entry in section.entries where !Self.names.contains(entry.name) {
            let next = Refusal.unknown("entry", entry.name, among: Self.names).nextStep
            throw TomlText.refusal(path, entry.place, "'\(entry.name)' is nothing that a detector has.", next)
        }
    }

    private func entry(_ name: String) -> TomlText.Entry? { section.entries.first { $0.name == name } }

    private func wrong(_ entry: TomlText.Entry, _ wanted: String) -> Refusal {
        TomlText.refusal(
            path, entry.valuePlace, "'\(entry.name)' is \(wanted).",
            "Write \(entry.name) = \(Self.example(entry.name)).")
    }

    private static func example(_ name: String) -> String {
        switch name {
        case "name", "title": "\"acme.project\""
        case "score": "0.7"
        case "words", "leet", "stretch", "spaced", "case": "true"
        default: "[\"text\"]"
        }
    }

    private func text(_ name: String) throws -> String? {
        guard let entry = entry(name) else { return nil }
        guard case .text(let text) = entry.value, !text.isEmpty else { throw wrong(entry, "a text in quotes") }
        return text
    }

    private func flag(_ name: String, _ usual: Bool) throws -> Bool {
        guard let entry = entry(name) else { return usual }
        guard case .flag(let flag) = entry.value else { throw wrong(entry, "true or false") }
        return flag
    }

    private func list(_ name: String) throws -> [(text: String, place: TomlText.Place)] {
        guard let entry = entry(name) else { return [] }
        guard case .list(let list) = entry.value else { throw wrong(entry, "a list of texts") }
        return list
    }

    func detector() throws -> PatternDetector {
        guard let name = try text("name"), let nameEntry = entry("name") else {
            throw TomlText.refusal(
                path, section.place, "A detector has no name.", "Add a line name = \"acme.project\".")
        }
        guard name.utf8.allSatisfy({ $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 || $0 == 45 || $0 == 46 || $0 == 95 }),
            name.count <= 60,
            name.first?.isLetter == true, name != "any"
        else {
            throw TomlText.refusal(
                path, nameEntry.valuePlace, "'\(name)' can't stand after hit:.",
                "Use letters, digits, '-', '_' and dots: \"acme.project\".")
        }
        var score: Double?
        if let entry = entry("score") {
            guard case .number(let number) = entry.value, (0...1).contains(number) else {
                throw wrong(entry, "a number from 0 to 1")
            }
            score = number
        }
        let dress = TermPattern.Dress(
            wholeWords: try flag("words", true), leet: try flag("leet", false), stretched: try flag("stretch", false),
            spaced: try flag("spaced", false))
        let (terms, patterns) = (try list("terms"), try list("patterns"))
        guard !terms.isEmpty || !patterns.isEmpty else {
            throw TomlText.refusal(
                path, section.place, "'\(name)' has neither terms nor patterns.", "Add a line terms = [\"word\"].")
        }
        guard terms.count + patterns.count <= Self.mostRules else {
            throw TomlText.refusal(
                path, section.place, "'\(name)' has more than \(Self.mostRules) terms.", "Split it into several files.")
        }
        let isCased = try flag("case", false)
        var (termRules, patternRules): ([PatternDetector.Rule], [PatternDetector.Rule]) = ([], [])
        for (term, place) in terms {
            guard term.contains(where: { $0.isLetter || $0.isNumber }) else {
                throw TomlText.refusal(
                    path, place, "'\(term)' has neither letter nor digit.", "Write it as a pattern, or leave it out.")
            }
            termRules.append(try rule(term, TermPattern.regex(term, dress), caseInsensitive: true, place))
        }
        for (pattern, place) in patterns {
            patternRules.append(try rule(pattern, pattern, caseInsensitive: !isCased, place))
        }
        let version = DetectorVersion(
            name, 1,
            rules: ["\(dress)", "\(isCased)", "\(score ?? -1)"] + terms.map(\.text) + ["patterns"]
                + patterns.map(\.text))
        let detector = PatternDetector(
            name: name, title: try text("title") ?? name, version: version, score: score, terms: termRules,
            patterns: patternRules, anyTerm: try Self.joined(terms.map { TermPattern.regex($0.text, dress) }))
        try runExamples(detector)
        return detector
    }

    private static func joined(_ terms: [String]) throws -> [Pattern] {
        guard terms.count > 4 else { return [] }
        return try stride(from: 0, to: terms.count, by: 300).map { start in
            let some = terms[start..<min(terms.count, start + 300)]
            return try Pattern(some.map { "(?:\($0))" }.joined(separator: "|"), caseInsensitive: true)
        }
    }

    private func rule(
        _ name: String, _ regex: String, caseInsensitive: Bool, _ place: TomlText.Place
    ) throws -> PatternDetector.Rule {
        let pattern: Pattern
        do {
            pattern = try Pattern(regex, caseInsensitive: caseInsensitive)
        } catch {
            throw TomlText.refusal(
                path, place, "'\(name)' is no pattern: \(error.message) at its character \(error.offset + 1).",
                "Correct it; patterns are PCRE2's, and stand best in single quotes.")
        }
        try Self.refuseEndless(pattern) { probe in
            TomlText.refusal(
                path, place, "'\(name)' needs too many steps on '\(probe.prefix(12))…' of \(probe.count) characters.",
                "Write it without a repetition inside of a repetition, such as (a+)+.")
        }
        if pattern.matches("") {
            throw TomlText.refusal(
                path, place, "'\(name)' matches nothing at all, so it is everywhere.",
                "Let it need a character: + for *.")
        }
        return PatternDetector.Rule(name: name, pattern: pattern)
    }

    /// Texts on which what repeats repetitions runs for ever.
    private static let probes: [String] = ["a", "1", " ", "ab", "a ", "1 ", "a1", ".", "-", "@", "a.", "\n", "é", "A"]
        .flatMap { run in
            [String(repeating: run, count: 40) + "!", String(repeating: run, count: 3000) + "\u{1}"]
        }

    private static func refuseEndless(_ pattern: Pattern, _ refusal: (String) -> Refusal) throws {
        for probe in probes {
            do { _ = try pattern.firstRange(in: probe) } catch { throw refusal(probe) }
        }
    }

    private func runExamples(_ detector: PatternDetector) throws {
        for (text, place) in try list("match") where detector.evidence(in: text, column: "").isEmpty {
            throw TomlText.refusal(
                path, place, "'\(text)' should be hit by '\(detector.name)', and is not.",
                "Add a term for it, or take it out of match.")
        }
        for (text, place) in try list("ignore") {
            guard let evidence = detector.evidence(in: text, column: "").first else { continue }
            let found = String(decoding: Array(text.utf8)[evidence.span], as: UTF8.self)
            throw TomlText.refusal(
                path, place,
                "'\(text)' should be left alone by '\(detector.name)', and '\(found)' in it is hit by '\(evidence.rule)'.",
                "Narrow that term, or take the text out of ignore.")
        }
    }
}
