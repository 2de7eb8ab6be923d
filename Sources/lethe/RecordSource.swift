import Engine
import Foundation
import Records

/// Where the records of a command come from: a project, a file whose project lies beside it, or a file alone.
enum RecordSource {
    /// - Parameter needs: what is asked for; what is stored is read without opening the project.
    static func open(
        _ path: String, _ reading: ReadingOptions, _ who: Who, needing needs: Needs = .decisions
    ) async throws -> Snapshot {
        let hasProject = ProjectFiles.isProject(path) || ProjectFiles.isProject(ProjectFiles.directory(for: path))
        guard hasProject, reading.isEmpty else { return try file(path, reading) }
        guard needs != .decisions else { return try await Project.look(path, who, needing: .decisions) }
        let workspace = try await Project.openSettled(path, who, needing: needs)
        let snapshot = await workspace.snapshot
        await workspace.close()
        return snapshot
    }

    /// A file alone, read to its end.
    static func file(_ path: String, _ reading: ReadingOptions) throws -> Snapshot {
        let table = try Table(path: path, choice: try reading.choice())
        for notice in table.notices { Narration.say(notice) }
        return .browsing(table, schema: Schema(), actor: "", Browsing())
    }
}
