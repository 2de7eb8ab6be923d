import Engine
import Foundation
import Records

/// Where the records of a command come from: a project, a file whose project lies beside it, or a file alone.
enum RecordSource {
    /// - Parameter needsModel: whether anything asked for is computed from the model; what is stored is read without
    ///   opening the project.
    static func open(
        _ path: String, _ reading: ReadingOptions, _ who: Who, needsModel: Bool = false
    ) async throws -> Snapshot {
        let hasProject = ProjectFiles.isProject(path) || ProjectFiles.isProject(ProjectFiles.directory(for: path))
        guard hasProject, reading.isEmpty else { return try file(path, reading) }
        guard needsModel else { return try await Project.look(path, who) }
        let workspace = try await Project.openSettled(path, who)
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

    /// Whether a text names something that is computed from the model.
    static func needsModel(_ texts: String?...) -> Bool {
        texts.contains { text in ["model.", "effect.", "hit"].contains { text?.contains($0) == true } }
    }
}
