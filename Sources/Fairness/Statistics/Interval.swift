/// A closed range of values that the data do not contradict; in JSON `[lower, upper]`.
public struct Interval: Codable, Hashable, Sendable {
    public let lower: Double
    public let upper: Double

    public init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    public init(from decoder: any Decoder) throws {
        var ends = try decoder.unkeyedContainer()
        lower = try ends.decode(Double.self)
        upper = try ends.decode(Double.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var ends = encoder.unkeyedContainer()
        try ends.encode(lower)
        try ends.encode(upper)
    }

    public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

    public var excludesZero: Bool { lower > 0 || upper < 0 }
}
