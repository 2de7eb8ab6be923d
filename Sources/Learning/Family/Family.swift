import Records

/// A family of models with what it is tuned by, whichever of the list it is.
public struct Family: Hashable, Codable, Sendable {
    public let settings: any ModelFamily

    public init(_ settings: some ModelFamily) { self.settings = settings }

    /// What recipes and commands call it.
    public var name: String { type.id }
    public var type: any ModelFamily.Type { Swift.type(of: settings as any ModelFamily) }
    public var traits: FamilyTraits { type.traits }

    /// The same comparing other groups; itself where the family looks at none.
    public func grouped(by sides: GroupSides) -> Family { settings.family(groupedBy: sides) }

    public static func == (a: Family, b: Family) -> Bool { a.settings.hashable == b.settings.hashable }

    public func hash(into hasher: inout Hasher) { hasher.combine(settings.hashable) }

    /// `{"logistic":{"_0":{…}}}`, by the ids of the list.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: NameKey.self)
        let known = members.allKeys.compactMap { key in Families.list[key.stringValue].map { (key, $0) } }
        guard let (key, type) = known.first, known.count == 1 else {
            throw DecodingError.typeMismatch(
                Family.self,
                DecodingError.Context(codingPath: members.codingPath, debugDescription: "one family of the list"))
        }
        settings = try Self.settings(type, members.nestedContainer(keyedBy: NameKey.self, forKey: key))
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: NameKey.self)
        var inner = members.nestedContainer(keyedBy: NameKey.self, forKey: NameKey(name))
        try settings.encode(into: &inner)
    }

    private static func settings(
        _ type: (some ModelFamily).Type, _ members: KeyedDecodingContainer<NameKey>
    ) throws -> any ModelFamily {
        try members.decode(type, forKey: NameKey.settings)
    }

    var canonical: CanonicalJSON {
        .object([name: .object([NameKey.settings.stringValue: .object(settings.canonical)])])
    }
}

extension ModelFamily {
    fileprivate var hashable: AnyHashable { AnyHashable(self) }

    fileprivate func family(groupedBy sides: GroupSides) -> Family { Family(grouped(by: sides)) }

    fileprivate func encode(into members: inout KeyedEncodingContainer<NameKey>) throws {
        try members.encode(self, forKey: NameKey.settings)
    }
}

/// A key that is not known when the program is built.
fileprivate struct NameKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }

    /// What recipes call the settings since there were any.
    static let settings = NameKey("_0")
}
