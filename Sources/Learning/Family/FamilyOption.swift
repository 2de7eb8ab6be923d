public import Records

/// Something that a person may say of a family: an option of the command line, its words and its range, and what becomes of it.
public struct FamilyOption: Sendable {
    /// What it takes.
    public enum Kind: Sendable {
        case number(OptionRange<Double>)
        case whole(OptionRange<Int>)
        /// One of some words.
        case choice([String])
        /// Nothing: it is said, or it is not.
        case flag
    }

    /// What was said.
    public enum Value: Hashable, Sendable {
        case number(Double)
        case whole(Int)
        case choice(String)
        case flag
    }

    /// As it is written behind "--".
    public let name: String
    public let kind: Kind
    /// What it does, as help says it behind the family's name, without a full stop.
    public let help: String
    /// What help calls its value.
    public let valueName: String?
    /// Names of options that mean the same thing otherwise.
    public let excludes: [String]
    private let write: @Sendable (Value, inout ModelOptions) throws -> Void

    init(
        _ name: String, _ kind: Kind, _ help: String, valueName: String?, excludes: [String] = [],
        write: @escaping @Sendable (Value, inout ModelOptions) throws -> Void
    ) {
        (self.name, self.kind, self.help, self.valueName, self.excludes) = (name, kind, help, valueName, excludes)
        self.write = write
    }

    /// - Throws: `Refusal` (64) with the option and its range.
    public func check(_ value: Value) throws {
        switch (kind, value) {
        case (.number(let range), .number(let number)): try range.check(number, "--\(name)")
        case (.whole(let range), .whole(let number)): try range.check(number, "--\(name)")
        case (.choice(let words), .choice(let word)):
            if !words.contains(word) { throw Refusal.unknown("--\(name)", word, among: words) }
        case (.flag, .flag): break
        default: preconditionFailure("--\(name) takes something else")
        }
    }

    /// Writes `value` into `options`, whose family has this option.
    ///
    /// - Throws: as `check`.
    public func apply(_ value: Value, to options: inout ModelOptions) throws {
        try check(value)
        try write(value, &options)
    }
}

extension ModelFamily {
    /// An option that takes a number.
    public static func number(
        _ name: String, _ range: OptionRange<Double>, _ help: String, valueName: String? = nil, excludes: [String] = [],
        _ set: @escaping @Sendable (inout Self, Double) -> Void
    ) -> FamilyOption {
        FamilyOption(name, .number(range), help, valueName: valueName, excludes: excludes) { value, options in
            if case .number(let number) = value { options.tune { set(&$0, number) } }
        }
    }

    /// An option that takes a whole number.
    public static func whole(
        _ name: String, _ range: OptionRange<Int>, _ help: String, valueName: String? = nil,
        _ set: @escaping @Sendable (inout Self, Int) -> Void
    ) -> FamilyOption {
        FamilyOption(name, .whole(range), help, valueName: valueName) { value, options in
            if case .whole(let number) = value { options.tune { set(&$0, number) } }
        }
    }

    /// An option that takes nothing.
    public static func flag(
        _ name: String, _ help: String, _ set: @escaping @Sendable (inout Self) -> Void
    ) -> FamilyOption {
        FamilyOption(name, .flag, help, valueName: nil) { _, options in options.tune(set) }
    }

    /// An option that takes a number and says what is preferred.
    public static func preference(
        _ name: String, _ range: OptionRange<Double>, _ help: String, valueName: String? = nil,
        _ set: @escaping @Sendable (inout Preferences, Double) -> Void
    ) -> FamilyOption {
        FamilyOption(name, .number(range), help, valueName: valueName) { value, options in
            if case .number(let number) = value { options.prefer(Self.self) { set(&$0, number) } }
        }
    }

    /// An option that takes one of some words and says what is preferred.
    public static func preference(
        _ name: String, among words: [String], _ help: String, valueName: String? = nil,
        _ set: @escaping @Sendable (inout Preferences, String) -> Void
    ) -> FamilyOption {
        FamilyOption(name, .choice(words), help, valueName: valueName) { value, options in
            if case .choice(let word) = value { options.prefer(Self.self) { set(&$0, word) } }
        }
    }

    /// All that can be said of it, in the order of help.
    public static var allOptions: [FamilyOption] { options + FamilyOption.usual(traits) }
}

extension FamilyOption {
    /// What families have in common.
    fileprivate static func usual(_ traits: FamilyTraits) -> [FamilyOption] {
        let all: [(FamilyTraits, FamilyOption)] = [
            (
                .intercept,
                FamilyOption("no-intercept", .flag, "no constant feature", valueName: nil) { $1.intercept = false }
            ),
            (
                .scaling,
                FamilyOption(
                    "no-scaling", .flag, "numbers as they are: not centred, scaled or clipped", valueName: nil
                ) { $1.scaling = false }
            ),
            (
                .manyClasses,
                FamilyOption("all-classes", .flag, "every value of the target is a class of its own", valueName: nil) {
                    $1.classes = .all
                }
            ),
        ]
        return all.filter { traits.contains($0.0) }.map(\.1)
    }
}
