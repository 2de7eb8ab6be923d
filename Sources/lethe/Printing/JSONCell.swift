import Foundation

/// A field as JSON has it: a text, a number, or nothing.
enum JSONCell: Encodable {
    case text(String)
    case integer(Int64)
    case number(Double)
    case null

    /// The text of a column of numbers: whole numbers as they are, what is no number (a date, a rate in percent) as it is
    /// written, an empty field as null.
    init(number text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        if trimmed.isEmpty {
            self = .null
        } else if trimmed.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) == nil {
            // 007 is no number of JSON's, and more than 7 to who wrote it.
            self = .text(text)
        } else if let integer = Int64(trimmed) {
            self = .integer(integer)
        } else if let number = Double(trimmed), number.isFinite {
            self = .number(number)
        } else {
            self = .text(text)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .integer(let number): try container.encode(number)
        case .number(let number): try container.encode(number)
        case .null: try container.encodeNil()
        }
    }
}
