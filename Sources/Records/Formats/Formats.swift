/// The formats that files of records have.
public enum Formats {
    /// What Lethe comes with, in the order in which they are offered.
    public static let bundled: [any FormatKind] = [
        DelimitedKind(), JSONLinesKind(), JSONArrayKind(), JSONObjectsKind(), JSONTableKind(), ArffKind(),
        LibsvmKind(), NpyKind(), ParquetKind(), ArrowKind(),
    ]

    /// Those, and what was added: `try Formats.list.register(MyKind())` before a file is opened.
    public static let list = OpenList("format", bundled: bundled) { $0.id }
}

/// Which format a file has, as it is compared and stored: the id of one of the list.
public struct FileFormat: RawRepresentable, Hashable, Codable, Sendable, CaseIterable {
    public let rawValue: String

    /// Nil where there is none of that id.
    public init?(rawValue: String) {
        guard Formats.list[rawValue] != nil else { return nil }
        self.init(rawValue)
    }

    init(_ id: String) { rawValue = id }

    public static var allCases: [FileFormat] { Formats.list.all.map(\.format) }

    /// What is known of it.
    public var kind: any FormatKind {
        guard let kind = Formats.list[rawValue] else { preconditionFailure("\(rawValue) is in no list of formats") }
        return kind
    }
}
