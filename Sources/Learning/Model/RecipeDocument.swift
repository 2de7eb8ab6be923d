import Foundation
import Records

/// A recipe that somebody wrote down or was given: a file that nobody trusts, read as such.
public struct RecipeDocument: Sendable {
    public let recipe: ModelRecipe
    private let name: String
    private let bytes: [UInt8]

    /// The largest recipe that is read: room for ten thousand columns.
    static let mostBytes = 1 << 20

    /// - Throws: `Refusal`: 66 where the file can't be read; 65 with line and column where it is no recipe.
    public init(path: String) throws {
        try self.init(bytes: SmallFile.bytes(of: path, atMost: Self.mostBytes, "a recipe"), name: path)
    }

    /// - Parameter name: what the file is called.
    /// - Throws: `Refusal` (65) with line and column where it is no recipe, or one that nothing can be computed with.
    public init(bytes: [UInt8], name: String) throws {
        (self.bytes, self.name) = (bytes, name)
        func refusal(_ what: String, at place: Int) -> Refusal { Self.refusal(what, at: place, of: bytes, name) }
        guard bytes.count <= Self.mostBytes else { throw refusal("it is larger than 1 MiB", at: 0) }
        let tree: PlacedJSON
        do { tree = try PlacedJSON(parsing: bytes) } catch let fault as PlacedJSON.Fault {
            throw refusal(fault.what, at: fault.place)
        }
        do {
            recipe = try JSONDecoder().decode(ModelRecipe.self, from: Data(bytes))
        } catch let error as DecodingError {
            let (what, path) = Self.reason(error)
            throw refusal(what, at: Self.place(of: path, in: tree))
        } catch {
            throw refusal("this is no recipe", at: 0)
        }
        if let surplus = tree.surplus(over: try PlacedJSON(parsing: Array(recipe.canonicalJSON.utf8))) {
            throw refusal(surplus.what, at: surplus.place)
        }
        guard recipe.testFraction >= 0, recipe.testFraction < 1 else {
            throw refusal(
                "the share held out is \(recipe.testFraction), not one from 0 up to 1",
                at: tree["testFraction"]?.place ?? 0)
        }
        for part in ["features", "family"] {
            do {
                try part == "features" ? recipe.features.validate() : recipe.validate()
            } catch let refused as Refusal {
                let sentence = refused.sentence.hasSuffix(".") ? String(refused.sentence.dropLast()) : refused.sentence
                throw Refusal(
                    .badData, Self.sentence(sentence, at: tree[part]?.place ?? 0, of: bytes, name),
                    next: refused.next)
            }
        }
        try checkColumns(tree)
    }

    /// - Throws: `Refusal` (65) with line and column of a column that is not among `names`.
    public func check(among names: [String]) throws {
        let there = Set(names)
        for (column, place) in Self.columns(try PlacedJSON(parsing: bytes)) where !there.contains(column) {
            let near = Refusal.closest(to: column, among: names).map { " ('\($0)'?)" } ?? ""
            throw Refusal(
                .badData,
                Self.sentence("the file has no column '\(column.prefix(200))'", at: place, of: bytes, name),
                next: "Take a recipe for a file with these columns, or write the name as it is there\(near).")
        }
    }

    private func checkColumns(_ tree: PlacedJSON) throws {
        var seen: Set<String> = []
        for (column, place) in Self.columns(tree) {
            let what =
                column == recipe.target.column
                ? "'\(column.prefix(200))' is what is predicted" : "'\(column.prefix(200))' is read twice"
            guard seen.insert(column).inserted, column != recipe.target.column else {
                throw Self.refusal(what, at: place, of: bytes, name)
            }
        }
        guard !seen.isEmpty else {
            throw Self.refusal("it has no column to learn from", at: tree["features"]?.place ?? 0, of: bytes, name)
        }
    }

    /// Every column that it reads, and where that stands.
    private static func columns(_ tree: PlacedJSON) -> [(String, Int)] {
        var columns: [(String, Int)] = []
        func add(_ value: PlacedJSON?) {
            if case .string(let text, let place)? = value { columns.append((text, place)) }
        }
        let features = tree["features"]
        for part in ["numbers", "texts"] {
            if case .array(let elements, _)? = features?[part] { elements.forEach { add($0["column"]) } }
        }
        if case .array(let elements, _)? = features?["categories"] { elements.forEach(add) }
        return columns
    }

    // MARK: What is said

    private static func refusal(_ what: String, at place: Int, of bytes: [UInt8], _ name: String) -> Refusal {
        Refusal(
            .badData, sentence(what, at: place, of: bytes, name),
            next: "'lethe export PROJECT --recipe FILE' writes a recipe that can be read.")
    }

    private static func sentence(_ what: String, at place: Int, of bytes: [UInt8], _ name: String) -> String {
        let before = bytes.prefix(min(place, bytes.count))
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        // Characters: bytes that go on with one are none.
        let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
        return "'\(name)', line \(line), column \(column): \(what)."
    }

    private static func place(of path: [any CodingKey], in tree: PlacedJSON) -> Int {
        var value = tree
        for key in path {
            guard let next = key.intValue.flatMap({ value[$0] }) ?? value[key.stringValue] else { break }
            value = next
        }
        return value.place
    }

    private static func reason(_ error: DecodingError) -> (what: String, path: [any CodingKey]) {
        switch error {
        case .keyNotFound(let key, let context): ("'\(key.stringValue)' is missing", context.codingPath)
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            ("this is of another kind than it should be", context.codingPath)
        case .dataCorrupted(let context): ("this can't be", context.codingPath)
        @unknown default: ("this is no recipe", [])
        }
    }
}
