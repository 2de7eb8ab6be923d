/// The labels of a column, compared as they are meant and not as they are written: of numbers "1" is "1.0", of truths "1"
/// is "True", "T" and "yes"; words are the same where they are written the same.
public struct LabelValues: Sendable {
    /// What the values of the column are.
    public enum Kind: Sendable { case numbers, truths, words }

    /// What a label is, in its column.
    public enum Key: Hashable, Sendable {
        case number(Double)
        case truth(Bool)
        case word(String)
    }

    public let kind: Kind
    private let column: Column
    private let present: [Int]
    /// Whether the numbers are 0 and 1 alone.
    private let areBits: Bool

    /// - Complexity: O(distinct values).
    public init(_ column: Column) {
        self.column = column
        present = column.presentCodes
        areBits = present.allSatisfy { [0, 1].contains(column.numbers[$0]) }
        if !present.isEmpty, present.allSatisfy({ !column.numbers[$0].isNaN }) {
            kind = .numbers
        } else {
            // Words that all say yes, or all say no, are told apart.
            let truths = present.map { Self.truth(column.distinct[$0]) }
            kind = !truths.contains(nil) && Set(truths).count == 2 ? .truths : .words
        }
    }

    /// What a text is in the column; whether some record has it or not.
    public func key(_ text: String) -> Key {
        let trimmed = text.trimmingBlanks()
        switch kind {
        case .numbers:
            if let number = NumberStyle.allCases.lazy.compactMap({ $0.number(trimmed) }).first {
                return .number(number)
            }
            if areBits, let truth = Self.truth(trimmed) { return .number(truth ? 1 : 0) }
        case .truths: if let truth = Self.truth(trimmed) { return .truth(truth) }
        case .words: break
        }
        return .word(trimmed)
    }

    /// The codes of the values that `text` means: those written exactly so; else but for blanks around them; else but for
    /// the case of their letters.
    public func codes(of text: String) -> [Int] {
        switch key(text) {
        case .number(let number): return present.filter { column.numbers[$0] == number }
        case .truth(let truth): return present.filter { Self.truth(column.distinct[$0]) == truth }
        case .word(let word):
            let ways: [(String) -> Bool] = [
                { $0 == text }, { $0.trimmingBlanks() == word },
                { $0.trimmingBlanks().lowercased() == word.lowercased() },
            ]
            return ways.lazy.map { isMeant in present.filter { isMeant(column.distinct[$0]) } }.first { !$0.isEmpty }
                ?? []
        }
    }

    /// Whether a word says yes or no; nil where it says neither.
    private static func truth(_ text: String) -> Bool? {
        let word = text.trimmingBlanks().lowercased()
        if ["true", "t", "yes", "y"].contains(word) { return true }
        if ["false", "f", "no", "n"].contains(word) { return false }
        switch FieldText.number(word) {
        case 1: return true
        case 0: return false
        default: return nil
        }
    }
}
