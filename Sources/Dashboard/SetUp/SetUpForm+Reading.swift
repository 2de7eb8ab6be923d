import Canvas
import Records

// How the file is read: found out, shown, and changed by ← and →, or by typing the delimiter.
extension SetUpForm {
    /// One record that names the columns, none, or some.
    private static let headerRows = [1, 0, 2, 3]
    static let delimiters: [UInt8] = [44, 9, 59, 124, 32, 58, 94, 0x1F]
    private static let comments: [UInt8] = [35, 37, 59, 33]

    /// "delimiter" and "comma".
    func text(of field: Field) -> (label: String, value: String)? {
        let dialect = reading.dialect
        switch field {
        case .positive, .heldOut, .seed, .name, .groups: return nil
        case .format: return ("format", reading.format.kind.title)
        case .delimiter:
            return dialect.map {
                ("delimiter", $0.delimiterText.map { "'\($0)'" } ?? Self.name(ofDelimiter: $0.delimiter))
            }
        case .header:
            return dialect.map {
                ("header", !$0.hasHeader ? "no" : $0.headerRows > 1 ? "\($0.headerRows) rows" : "yes")
            }
        case .quoting: return dialect.map { ("quotes", $0.quoting.title) }
        case .skip: return dialect.map { ("skip", "\($0.skippedLines)") }
        case .comment:
            return dialect.map {
                ("comment", $0.commentText.map { "'\($0)'" } ?? $0.comment.map(Self.name(ofDelimiter:)) ?? "none")
            }
        case .missing: return ("missing", typedMissing.map { "\($0.text)▏" } ?? (reading.values ?? .strict).title)
        case .encoding: return ("encoding", reading.encoding.title)
        case .compression: return ("compression", reading.compression.title)
        }
    }

    static func name(ofDelimiter byte: UInt8) -> String {
        switch byte {
        case 44: "comma"
        case 59: "semicolon"
        case 9: "tab"
        case 124: "bar"
        case 32: "space"
        case 0x1E: "none"
        case 0..<32: "byte \(byte)"
        default: "'\(Character(Unicode.Scalar(byte)))'"
        }
    }

    /// The choice with the next value of a field; nil where it has none.
    func choice(changing field: Field, by step: Int) -> ReadingChoice? {
        var choice = choice
        let dialect = reading.dialect ?? Dialect()
        switch field {
        case .positive, .heldOut, .seed, .name, .groups: return nil
        case .format:
            let format = Self.next(after: reading.format, step)
            choice.format = format
            if !format.kind.options.contains(.dialect) {
                (choice.delimiter, choice.hasHeader, choice.quoting, choice.comment) = (nil, nil, nil, nil)
                (choice.skippedLines, choice.headerRows) = (nil, nil)
                (choice.delimiterText, choice.commentText) = (nil, nil)
            }
        case .delimiter:
            let now = Self.delimiters.firstIndex(of: dialect.delimiter) ?? -1
            let count = Self.delimiters.count
            choice.delimiter = Self.delimiters[((now + step) % count + count) % count]
            choice.delimiterText = nil
        case .header:
            let all = Self.headerRows
            let now = all.firstIndex(of: dialect.hasHeader ? dialect.headerRows : 0) ?? 0
            let rows = all[((now + step) % all.count + all.count) % all.count]
            choice.hasHeader = rows > 0
            choice.headerRows = rows > 0 ? rows : nil
        case .quoting: choice.quoting = Self.next(after: dialect.quoting, step)
        case .skip: choice.skippedLines = max(0, dialect.skippedLines + step)
        case .comment:
            let all: [UInt8?] = [nil] + Self.comments
            let now = all.firstIndex(of: dialect.comment) ?? 0
            choice.comment = all[((now + step) % all.count + all.count) % all.count]
            choice.keepsFullComments = false
            choice.commentText = nil
        case .missing: choice.values = reading.values == .listed([]) ? .usual : .listed([])
        case .encoding: choice.encoding = Self.next(after: reading.encoding, step)
        case .compression: choice.compression = Self.next(after: reading.compression, step)
        }
        return choice
    }

    /// The choice with a delimiter that was typed; nil for what can separate nothing.
    func choice(typing character: Character) -> ReadingChoice? {
        var choice = choice
        (choice.delimiter, choice.delimiterText) = (nil, nil)
        if character.utf8.count > 1 {
            choice.delimiterText = String(character)
            return choice
        }
        guard let byte = character.asciiValue, byte >= 32, byte != 34, byte < 127 else { return nil }
        choice.delimiter = byte
        return choice
    }

    /// The choice with the marks that were typed, commas between them; nil where none are being typed.
    func choiceOfTypedMissing() -> ReadingChoice? {
        guard let typedMissing else { return nil }
        var choice = choice
        choice.values = .listed(
            typedMissing.text.split(separator: ",").map { mark in
                String(mark.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }.filter { !$0.isEmpty })
        return choice
    }

    /// Takes a key as part of the marks that are typed; false where it means something else.
    mutating func typeMissing(_ key: Key) -> Bool {
        if var typed = typedMissing {
            guard typed.take(key) else { return false }
            typedMissing = typed
            return true
        }
        let isTyped: Bool
        switch key {
        case .character(let character): isTyped = character != " "
        case .paste, .backspace: isTyped = true
        default: isTyped = false
        }
        guard isTyped else { return false }
        var marks = ""
        if case .listed(let listed) = reading.values, !listed.isEmpty { marks = listed.joined(separator: ",") }
        // A first character begins a list anew; what takes one away goes on with the one there is.
        var typed = TextField(key == .backspace ? marks : "")
        _ = typed.take(key)
        typedMissing = typed
        return true
    }

    private static func next<Choice: CaseIterable & Equatable>(after value: Choice, _ step: Int) -> Choice {
        let all = Array(Choice.allCases)
        let now = all.firstIndex(of: value) ?? 0
        return all[((now + step) % all.count + all.count) % all.count]
    }
}

extension ValueReading {
    var title: String {
        switch self {
        case .strict: "the usual"
        case .usual: "usual marks"
        case .listed(let marks): marks.isEmpty ? "empty alone" : marks.joined(separator: " ")
        }
    }
}

extension Quoting {
    var title: String {
        switch self {
        case .doubled: "\"…\"\"…\""
        case .backslash: "\"…\\\"…\""
        case .none: "none"
        }
    }
}

extension Compression {
    var title: String {
        switch self {
        case .none: "none"
        case .gzip: "gzip"
        case .zstd: "zstd"
        }
    }
}
