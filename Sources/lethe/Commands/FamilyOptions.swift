import ArgumentParser
import Learning
import Records

/// What a model is tuned by: the options of every family there is, each once. One that belongs to other families is refused
/// by name.
///
/// What there is comes from the list of families, so that a new one brings its options: the parser looks at the children of
/// a mirror, which are made here instead of being declared.
struct FamilyOptions: ParsableArguments, CustomReflectable {
    /// What was said, by the names of the options.
    private var said: [String: FamilyOption.Value] = [:]

    init() {}

    var customMirror: Mirror {
        Mirror(self, children: Self.names.map { (label: $0, value: Self.declaration(of: $0)) }, displayStyle: .struct)
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Name.self)
        for name in Self.names {
            said[name] =
                switch Self.kind(of: name) {
                case .number:
                    try members.decode(Option<Double?>.self, forKey: Name(name)).wrappedValue.map { .number($0) }
                case .whole: try members.decode(Option<Int?>.self, forKey: Name(name)).wrappedValue.map { .whole($0) }
                case .choice:
                    try members.decode(Option<String?>.self, forKey: Name(name)).wrappedValue.map { .choice($0) }
                case .flag: try members.decode(Flag<Bool>.self, forKey: Name(name)).wrappedValue ? .flag : nil
                }
        }
    }

    /// Whether anything was said.
    var isEmpty: Bool { said.isEmpty }

    /// - Throws: `Refusal` (64) naming an option that contradicts another, or a value that no family takes.
    func check() throws {
        for name in Self.names {
            guard let value = said[name] else { continue }
            let options = Self.options(name)
            if let other = options.flatMap(\.excludes).first(where: { said[$0] != nil }) {
                throw Refusal(.usage, "--\(name) and --\(other) exclude each other.", next: "Choose one form.")
            }
            let refusals = options.compactMap { option -> (any Error)? in
                do { try option.check(value) } catch { return error }
                return nil
            }
            if refusals.count == options.count, let refusal = refusals.last { throw refusal }
        }
    }

    /// Writes what was said into `options`.
    ///
    /// - Throws: `Refusal` (64) naming an option of another family.
    func apply(to options: inout ModelOptions) throws {
        let family = options.family
        let known = family.type.allOptions
        if let stranger = Self.names.first(where: { name in said[name] != nil && !known.contains { $0.name == name } })
        {
            let families = Self.families(of: stranger)
            throw Refusal(
                .usage,
                "--\(stranger) is an option of \(families.joined(separator: " and ")); this model is \(family.name).",
                next: "Leave it out, or add --model \(families[0]).")
        }
        for option in known { if let value = said[option.name] { try option.apply(value, to: &options) } }
    }

    // MARK: What there is

    /// Every option once, in the order of the families.
    private static var names: [String] {
        var seen: Set<String> = []
        return Families.options.map(\.name).filter { seen.insert($0).inserted }
    }

    private static func options(_ name: String) -> [FamilyOption] {
        Families.options.filter { $0.name == name }
    }

    private static func families(of name: String) -> [String] {
        Families.list.all.filter { $0.allOptions.contains { $0.name == name } }.map { $0.id }
    }

    /// Families that call an option the same take the same kind of value.
    private static func kind(of name: String) -> FamilyOption.Kind {
        options(name).first?.kind ?? .flag
    }

    private static func declaration(of name: String) -> Any {
        let valueName = options(name).compactMap(\.valueName).first ?? name
        let help = ArgumentHelp(stringLiteral: help(of: name))
        func valued() -> ArgumentHelp {
            var help = help
            help.valueName = valueName
            return help
        }
        return switch kind(of: name) {
        case .number: Option<Double?>(name: .customLong(name), parsing: .unconditional, help: valued())
        case .whole: Option<Int?>(name: .customLong(name), parsing: .unconditional, help: valued())
        case .choice: Option<String?>(name: .customLong(name), help: valued())
        case .flag: Flag<Bool>(wrappedValue: false, name: .customLong(name), help: help)
        }
    }

    /// "ridge, bayes: …; trees: …."
    private static func help(of name: String) -> String {
        var parts: [(families: [String], words: String)] = []
        for family in Families.list.all {
            guard let option = family.allOptions.first(where: { $0.name == name }) else { continue }
            let words = option.help + (option.range.map { ", \($0)" } ?? "")
            if let same = parts.firstIndex(where: { $0.words == words }) {
                parts[same].families.append(family.id)
            } else {
                parts.append(([family.id], words))
            }
        }
        return parts.map { "\($0.families.joined(separator: ", ")): \($0.words)" }.joined(separator: "; ") + "."
    }

    /// The name of an option, which is known when the program runs.
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension FamilyOption {
    /// "1 to 64"; nil of what takes no number.
    fileprivate var range: String? {
        switch kind {
        case .number(let range): range.description
        case .whole(let range): range.description
        case .choice, .flag: nil
        }
    }
}
