import Records

/// What a pattern asks of one column.
public struct Condition: Hashable, Sendable, CustomStringConvertible {
    public enum Test: Hashable, Sendable {
        case equals(String)
        case atMost(Double)
        case above(Double)
        case isMissing
    }

    public let column: String
    public let test: Test

    public init(_ column: String, _ test: Test) {
        (self.column, self.test) = (column, test)
    }

    /// As it stands in the file: who draws it makes it fit to be seen.
    public var description: String {
        switch test {
        case .equals(let value): "\(column)=\(value)"
        case .atMost(let edge): "\(column)<=\(Self.spelled(edge))"
        case .above(let edge): "\(column)>\(Self.spelled(edge))"
        case .isMissing: "\(column) missing"
        }
    }

    private static func spelled(_ edge: Double) -> String {
        let whole = edge.rounded()
        return whole == edge && abs(edge) < 1e15 ? String(Int(whole)) : "\(edge)"
    }
}
