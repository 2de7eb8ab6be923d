/// One column of a table, dictionary-coded: every distinct text once, a code a row.
public struct Column: Sendable {
    /// How a column is best read.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Every value that is not missing is a number.
        case number
        /// Few distinct texts.
        case category
        /// Free text: several words a value, mostly distinct.
        case text
        /// A different short value in every row.
        case identifier
    }

    public let name: String
    public let kind: Kind
    /// A code a row: an index into `distinct`.
    public let codes: [UInt32]
    /// Distinct field texts in order of first appearance.
    public let distinct: [String]
    /// The number that each distinct text spells, or NaN.
    public let numbers: [Double]
    /// Whether each distinct text stands for a missing value ("", "?", "NA", …).
    public let isMissingCode: [Bool]

    public init(
        name: String, kind: Kind, codes: [UInt32], distinct: [String], numbers: [Double], isMissingCode: [Bool]
    ) {
        self.name = name
        self.kind = kind
        self.codes = codes
        self.distinct = distinct
        self.numbers = numbers
        self.isMissingCode = isMissingCode
    }

    public var count: Int { codes.count }

    public func text(_ row: Int) -> String { distinct[Int(codes[row])] }

    /// The value as a number; NaN where it is missing or not one.
    public func number(_ row: Int) -> Double { numbers[Int(codes[row])] }

    public func isMissing(_ row: Int) -> Bool { isMissingCode[Int(codes[row])] }
}
