/// Finds words of a list, however they are dressed up: "IDIOT", "1d10t", "idiooooot", "idiots".
///
/// Only whole words count, so a listed word inside a harmless one is left alone. A letter counts as stretched from the
/// third on, so "looser" isn't "loser". Digits stand for letters only beside a letter: "455" is a number.
public struct WordListDetector: Detector {
    public let name = "word"
    public let version: DetectorVersion
    private let formsByInitial: [Unicode.Scalar: [Form]]

    /// - Parameter words: single words; those without a letter are left out, and where two spell the same the first
    ///   one names the rule.
    public init(words: [String]) {
        var forms: [Unicode.Scalar: [Form]] = [:]
        for word in words {
            for spelled in [word, word + WordListDetector.pluralEnding(of: word)] {
                guard let shape = WordShape(spelled) else { continue }
                let form = Form(shape: shape, word: word)
                if forms[shape.letters[0]]?.contains(where: { $0.shape == shape }) != true {
                    forms[shape.letters[0], default: []].append(form)
                }
            }
        }
        formsByInitial = forms
        version = DetectorVersion("word", 1, rules: words)
    }

    /// The list that comes with Lethe: `BundledWords`.
    public static let bundled = WordListDetector(words: BundledWords.all)

    /// - Complexity: O(text); each word is compared with the listed ones of the same initial.
    public func evidence(in text: String, column: String) -> [Evidence] {
        WordRuns(text).compactMap { run in
            evidence(of: run, column) ?? run.trimmed.flatMap { evidence(of: $0, column) }
        }
    }

    private func evidence(of run: WordRuns.Run, _ column: String) -> Evidence? {
        guard let initial = run.scalars.first,
            let form = formsByInitial[WordShape.letter(initial)]?.first(where: { $0.shape.isSpelled(by: run.scalars) })
        else { return nil }
        return Evidence(detector: name, column: column, span: run.span, rule: form.word)
    }

    private static func pluralEnding(of word: String) -> String {
        ["s", "x", "z", "ch", "sh"].contains(where: word.lowercased().hasSuffix) ? "es" : "s"
    }

    private struct Form {
        let shape: WordShape
        let word: String
    }
}
