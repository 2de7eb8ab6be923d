/// Where a text is no JSON, and why.
struct JSONFault: Error, Hashable {
    enum Reason: Hashable {
        /// The text ends before the value does.
        case unfinished
        case expected(String)
        /// A line end inside an object that has to be on one line.
        case brokenLine
        case controlCharacter
        case badEscape
        case badNumber
        case notAnObject
        case textBehind
        case tooDeep
        case tooManyColumns
        case tooLong
    }

    /// The offset of the first byte that can't be read.
    var offset: Int
    var reason: Reason

    /// How deep objects and arrays may be nested.
    static let mostLevels = 256
    /// How many columns a table may have.
    static let mostColumns = 4096
    /// How many keys objects may have in all, those counted that hold objects.
    static let mostKeys = 1 << 16

    init(_ reason: Reason, at offset: Int) {
        self.offset = offset
        self.reason = reason
    }
}

extension JSONFault {
    /// The refusal that names file, line, column, and what to do.
    ///
    /// - Parameters:
    ///   - start: Where the file begins in the text.
    ///   - line: The 1-based line of `offset`.
    /// - Complexity: O(bytes of the line).
    func refusal(in text: SourceView, from start: Int = 0, line: Int, fileName: String) -> Refusal {
        let file = SourceView(rebasing: text[min(start, text.count)...])
        let place = "'\(fileName)', line \(line), column \(TextPlace.column(of: offset - start, in: file))"
        let (what, next) = sentence(found: Self.name(of: offset, in: text), fileName: fileName)
        return Refusal(.badData, "\(place): \(what).", next: next)
    }

    private func sentence(found: String, fileName: String) -> (what: String, next: String) {
        let repair = "Correct it there, or take the record out."
        switch reason {
        case .unfinished:
            return ("the file ends inside a record", "It may have been cut short: fetch or write it again.")
        case .expected(let wanted): return ("\(wanted) is expected here, not \(found)", repair)
        case .brokenLine:
            return (
                "the object goes on after the end of its line",
                "Write one object a line, for instance with: jq -c . '\(fileName)'"
            )
        case .controlCharacter:
            return ("\(found) stands inside a text, where JSON wants an escape such as \\n", repair)
        case .badEscape: return ("a backslash is followed by what is no escape", repair)
        case .badNumber: return ("a number is spelt as JSON does not allow", repair)
        case .notAnObject:
            return (
                "a record has to be an object, but this is \(found)",
                "Name the fields of every record: {\"text\": …, \"label\": …}"
            )
        case .textBehind: return ("nothing may stand behind it, but here is \(found)", repair)
        case .tooDeep:
            return ("objects and arrays are nested more than \(Self.mostLevels) deep", "Flatten the records first.")
        case .tooManyColumns:
            return (
                "the objects have more than \(Self.mostColumns) different keys, and each would be a column",
                "Put what has a key of its own in every record into an array, or into a text."
            )
        case .tooLong:
            let most = ReadingLimits.text(ReadingLimits.record)
            return ("the record is longer than \(most), the most that is read", "Take it out, or split it.")
        }
    }

    /// What stands at `offset`, for a sentence.
    private static func name(of offset: Int, in text: SourceView) -> String {
        guard offset < text.count else { return "the end of the file" }
        switch text[offset] {
        case 10, 13: return "the end of the line"
        case 9: return "a tab"
        case 34: return "a text"
        case 45, 48...57: return "a number"
        case 91: return "an array"
        case 33...126: return "'\(Character(UnicodeScalar(text[offset])))'"
        default: return "the byte 0x\(Hexadecimal.text([text[offset]]).uppercased())"
        }
    }
}
