import Foundation

/// What a fixture hides, by row from 1; empty for honest records. Read by tests alone.
struct Truth {
    let planted: [Int: String]

    init(_ name: String) throws {
        let text = try String(contentsOfFile: Program.fixture(name + ".truth.csv"), encoding: .utf8)
        var planted: [Int: String] = [:]
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == 2, let row = Int(fields[0]) else {
                throw Failure("a truth line of \(fields.count) fields")
            }
            planted[row] = String(fields[1])
        }
        self.planted = planted
    }

    func isPlanted(_ row: Int) -> Bool { planted[row]?.isEmpty == false }

    /// How many of `rows` are planted, of one kind or of any.
    func count(_ kind: String? = nil, in rows: some Sequence<Int>) -> Int {
        rows.count { row in kind.map { planted[row] == $0 } ?? isPlanted(row) }
    }
}

/// A headless project beside the one that keys work on: same file, same seed, so the same records in the same parts.
struct Twin {
    let playground: Playground
    let project: String

    /// Makes a project of `file` under another name and trains it.
    static func trained(of file: String, in playground: Playground) async throws -> Twin {
        let name = "twin-" + URL(fileURLWithPath: file).lastPathComponent
        try playground.copy(file, as: name)
        let twin = Twin(playground: playground, project: name + ".lethe")
        try await twin.run("init", name)
        try await twin.run("train", twin.project)
        return twin
    }

    @discardableResult
    func run(_ arguments: String...) async throws -> Program.Outcome {
        let outcome = try await Program.run(arguments, in: playground)
        guard outcome.status == 0 else { throw Failure("lethe \(arguments): \(outcome.status) \(outcome.errors)") }
        return outcome
    }

    func rows(where filter: String) async throws -> [Int] {
        try await Twin.rows(of: project, where: filter, in: playground)
    }

    static func rows(of project: String, where filter: String, in playground: Playground) async throws -> [Int] {
        try await records(of: project, where: filter, in: playground).map(\.row)
    }

    /// Rows and ids that match.
    static func records(of project: String, where filter: String, in playground: Playground) async throws
        -> [(row: Int, id: String)]
    {
        let outcome = try await Program.run(
            "show", project, "--where", filter, "--columns", "model.score", "--json", in: playground)
        guard outcome.status == 0 else { throw Failure(outcome.errors) }
        return try outcome.json()["records"].array.compactMap { record in
            guard let row = record["row"].int, let id = record["id"].string else { return nil }
            return (row, id)
        }
    }

    /// The digest of the model in use, by the journal.
    static func model(of project: String, in playground: Playground) async throws -> String? {
        let log = try await Program.run("log", project, "--json", in: playground).json()
        let made = log.array.filter { ["publish", "unlearn-result", "revert"].contains($0["action"].string ?? "") }
        return made.last?["outputs"].array.first?.string
    }
}
