@testable import Learning

/// A published forest, read back from its bytes alone.
struct PublishedForest {
    indirect enum Node: Equatable {
        case leaf([UInt32])
        case number(column: String, threshold: Double, Node, Node)
        case category(column: String, value: String, Node, Node)
    }

    var classes: [String] = []
    var columns: [String] = []
    var trees: [Node?] = []

    init(_ bytes: [UInt8]) throws {
        var reader = ParameterReader(bytes[...])
        for _ in 0..<(try reader.integer(UInt32.self)) { classes.append(try reader.text()) }
        for _ in 0..<(try reader.integer(UInt32.self)) { columns.append(try reader.text()) }
        for _ in 0..<(try reader.integer(UInt32.self)) { trees.append(try node(&reader)) }
        guard reader.isAtEnd else { throw PublishedModel.refusal(bytes) }
    }

    private func node(_ reader: inout ParameterReader) throws -> Node? {
        switch try reader.integer(UInt8.self) {
        case 0: return nil
        case 1: return .leaf(try classes.map { _ in try reader.integer(UInt32.self) })
        case let kind:
            let column = columns[Int(try reader.integer(UInt32.self))]
            if kind == 2 {
                let threshold = try reader.double()
                return .number(column: column, threshold: threshold, try child(&reader), try child(&reader))
            }
            let value = try reader.text()
            return .category(column: column, value: value, try child(&reader), try child(&reader))
        }
    }

    private func child(_ reader: inout ParameterReader) throws -> Node {
        guard let node = try node(&reader) else { throw PublishedModel.refusal([0]) }
        return node
    }
}

extension PublishedForest.Node {
    /// All splits by numbers: column and threshold.
    var thresholds: [(column: String, threshold: Double)] {
        switch self {
        case .leaf: []
        case .number(let column, let threshold, let left, let right):
            [(column, threshold)] + left.thresholds + right.thresholds
        case .category(_, _, let left, let right): left.thresholds + right.thresholds
        }
    }

    /// The counts of the leaf of a record.
    func leaf(_ number: (String) -> Double?, _ text: (String) -> String?) -> [UInt32] {
        switch self {
        case .leaf(let counts): counts
        case .number(let column, let threshold, let left, let right):
            (number(column).map { $0 <= threshold } ?? false ? left : right).leaf(number, text)
        case .category(let column, let value, let left, let right):
            (text(column).map { $0.utf8.elementsEqual(value.utf8) } ?? false ? left : right).leaf(number, text)
        }
    }
}
