/// A user's mistake, said once: what is wrong, and the next step.
///
/// Every refusal names what it is about (file, line, column, value) in `sentence` and what to do in `nextStep`. Whatever
/// is put into them, neither holds anything that a terminal would obey, nor more than a screen can show: `VisibleWords`.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of mistake; `exitReason` is what the program ends with.
    public enum Kind: CaseIterable, Sendable {
        case usage, badData, noInput, unavailable, cannotCreate, inputOutput, busy
        /// Not the user's: what should never happen.
        case programError
    }

    public let kind: Kind
    public let sentence: String
    /// What to do, naming commands; `nextStep` says it as the command line does.
    public let next: Sentence

    public init(_ kind: Kind, _ sentence: String, next: String) {
        self.init(kind, sentence, next: Sentence(next))
    }

    public init(_ kind: Kind, _ sentence: String, next: Sentence) {
        self.kind = kind
        self.sentence = VisibleWords.of(sentence)
        self.next = Sentence(
            parts: next.parts.map { part in
                if case .text(let words) = part { .text(VisibleWords.of(words)) } else { part }
            })
    }

    public var nextStep: String { next.description }

    /// The sentence and the next step, on one line.
    public var description: String { "\(sentence) \(nextStep)" }
}

extension Refusal {
    /// The candidate closest to `name` by edit distance, where one is close enough to be a slip of the finger.
    ///
    /// - Complexity: O(candidates × |name|²); a name of more than a line has no slip looked for.
    public static func closest(to name: String, among candidates: [String]) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars)
        let limit = max(1, wanted.count / 3)
        var best: (distance: Int, name: String)?
        for candidate in candidates where wanted.count <= longestName {
            let candidateScalars = Array(candidate.lowercased().unicodeScalars)
            if abs(candidateScalars.count - wanted.count) > limit { continue }
            let distance = editDistance(wanted, candidateScalars)
            if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.name
    }

    /// What should never happen did.
    public static func unexpected(_ what: String) -> Refusal {
        Refusal(.programError, "\(what), which should never happen.", next: "Please report it, with what you did.")
    }

    /// "No column 'gendr'. Did you mean 'gender'?"
    public static func unknown(_ what: String, _ name: String, among candidates: [String]) -> Refusal {
        let next =
            closest(to: name, among: candidates).map { "Did you mean '\($0)'?" }
            ?? "There are: \(candidates.prefix(12).joined(separator: ", "))\(candidates.count > 12 ? ", …" : "")."
        return Refusal(
            .usage, "No \(what) '\(name.count > longestName ? name.prefix(longestName) + "…" : name)'.", next: next)
    }

    private static let longestName = 200

    /// Levenshtein distance with adjacent transpositions counted once.
    private static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i] + Array(repeating: 0, count: b.count)
            for j in 1...b.count {
                let same = a[i - 1] == b[j - 1]
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
