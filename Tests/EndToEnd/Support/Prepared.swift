/// Trained projects of the bundled files, made once and copied for every test that starts from one.
actor Prepared {
    private static let shared = Prepared()
    private var made: [String: Task<Playground, any Error>] = [:]

    /// A playground with a copy of `name`.csv and its trained project.
    static func trained(_ name: String) async throws -> Playground {
        let original = try await shared.original(name)
        let playground = try Playground()
        for file in ["\(name).csv", "\(name).csv.lethe"] { try playground.copy(original.file(file), as: file) }
        return playground
    }

    private func original(_ name: String) async throws -> Playground {
        if let task = made[name] { return try await task.value }
        let task = Task {
            let playground = try Playground()
            try playground.copy(Program.fixture("\(name).csv"), as: "\(name).csv")
            for arguments in [["init", "\(name).csv", "--json"], ["train", "\(name).csv.lethe", "--json"]] {
                let outcome = try await Program.run(arguments, in: playground)
                guard outcome.status == 0 else { throw Failure("\(arguments): \(outcome.errors)") }
                _ = try outcome.json()
            }
            return playground
        }
        made[name] = task
        return try await task.value
    }
}
