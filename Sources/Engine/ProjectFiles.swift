import Fairness
import Foundation
public import Journal
public import Learning
import Logs
public import Records

/// What a project remembers of how it was made.
public struct ProjectSettings: Codable, Sendable {
    /// Absolute path of the source file. The project also looks beside itself when the file has moved with it.
    public var source: String
    public var sourceDigest: String
    public var reading: Reading
    public var schema: Schema
    public var seed: UInt64
    public var policy: Policy
    public var focusColumn: String?
    /// Where the model was made elsewhere; nil where it is Lethe's.
    public var yourModel: YourModel? = nil
    /// Which columns were asked for; nil where those of the schema were.
    public var roles: ColumnRoles? = nil
}

/// Making and finding projects on disk: `FILE.lethe/` beside the file unless told otherwise.
public enum ProjectFiles {
    /// Where the project of a file lives by default.
    public static func directory(for file: String) -> String {
        // A table may be a folder of files: the project lies beside it, not in it.
        var file = file
        while file.count > 1, file.hasSuffix("/") { file.removeLast() }
        return file + ".lethe"
    }

    /// Whether `path` is a project folder.
    public static func isProject(_ path: String) -> Bool { ProjectStore.exists(at: path) }

    /// Makes a project for `table`, which is loaded. Nothing is left behind when it fails.
    ///
    /// - Parameters:
    ///   - roles: which columns were asked for, where not all were: the others are proposed from the training records, again
    ///     whenever those change.
    ///   - recipe: the whole recipe of the model, where it is declared instead of proposed.
    ///   - yourModel: the columns of a model made elsewhere; nothing is trained then, and the schema has no target.
    public static func create(
        for table: Table, at directory: String, schema: Schema, seed: UInt64 = 1, policy: Policy = Policy(),
        session: Session, clock: Clock = .system, entropy: @escaping Entropy.Source = Entropy.system,
        cancellation: Cancellation? = nil, yourModel: YourModel? = nil, roles: ColumnRoles? = nil,
        recipe: ModelRecipe? = nil
    ) throws -> Workspace {
        try schema.refuseNothingToLearnFrom()
        let dataset = try Dataset(table: table, schema: schema, seed: seed, roles: roles)
        if let recipe { try dataset.check(declared: recipe) }
        let nobody = Array(repeating: false, count: table.rowCount)
        if schema.target != nil, dataset.assignment(without: nobody).training.isEmpty {
            throw Refusal(
                .badData, "No record of \(table.fileName) is left to train on.",
                next: "Hold out less (--test-fraction), or bring more records.")
        }
        let audit = try yourModel.map { try Self.audit($0, of: dataset, policy, beside: directory) }
        try table.checkUnchanged()
        try cancellation?.check()
        let source = URL(fileURLWithPath: table.path).standardizedFileURL.path
        let settings = ProjectSettings(
            source: source, sourceDigest: table.digest, reading: table.reading, schema: schema, seed: seed,
            policy: policy, focusColumn: nil, yourModel: yourModel, roles: roles)
        var kept = [
            "project": try StoredJSON.text(of: settings), "policy": try StoredJSON.text(of: policy),
            "dataset": table.digest,
        ]
        if let recipe {
            kept[ProjectState.recipeSetting] = try StoredJSON.text(
                of:
                    StoredRecipe(.declared, options: ModelOptions(of: recipe), recipe: recipe))
        }
        let store = try ProjectStore.create(
            at: directory,
            settings: kept, remembering: session.actor, session: session, clock: clock, entropy: entropy)
        do {
            KeptSource(store).keep(table)
            let workspace = try Workspace(
                directory: directory, store: store, clock: clock, dataset: dataset, settings: settings,
                audit: audit)
            ActivityLog.note(.projectMade(records: table.rowCount))
            return workspace
        } catch {
            store.undoCreation()
            throw error
        }
    }

    /// Opens a project where it was left.
    public static func open(
        _ directory: String, session: Session, clock: Clock = .system,
        entropy: @escaping Entropy.Source = Entropy.system, readOnly: Bool = false
    ) throws -> Workspace {
        if !readOnly, session.isOfThisProcess { Session.prepare() }
        return try ProjectOpening(directory, session: session, clock: clock, entropy: entropy, readOnly: readOnly)
            .finish()
    }

    /// The name that was given when the project was made; asked once, used until somebody says another.
    public static func rememberedActor(_ directory: String) -> String? { ProjectStore.rememberedActor(at: directory) }

    /// Refuses a project folder that can't be made, before anybody fills in a form for it.
    public static func checkWritable(_ directory: String) throws {
        let parent = URL(fileURLWithPath: directory).deletingLastPathComponent().path
        if access(parent, W_OK) != 0 {
            throw Refusal(
                .cannotCreate, "Can't make a project in \(parent).",
                next: "Choose a folder you may write to with --project DIR.")
        }
    }

    /// How a stored project was made, with the policy as it is now.
    public static func settings(of store: ProjectStore, _ directory: String) throws -> ProjectSettings {
        guard let json = try store.setting("project") else {
            throw Refusal(
                .badData, "\(directory) has no settings.", next: "It was never finished; make the project again.")
        }
        var settings = try StoredJSON.read(ProjectSettings.self, json, "how it was made", of: directory)
        if let policy = try store.setting("policy") {
            settings.policy = try StoredJSON.read(Policy.self, policy, "its policy", of: directory)
        }
        try settings.check(directory)
        return settings
    }

    /// The groups that removals are made for; none where nothing was declared.
    static func targets(of store: ProjectStore) throws -> [Comparison.Target] {
        guard let json = try store.setting("targets") else { return [] }
        return try StoredJSON.read(
            [Comparison.Target].self, json, "for whom removals are made", of: store.directory)
    }

    static func sourcePath(_ settings: ProjectSettings, _ directory: String) throws -> String {
        try found(settings.source, beside: directory)
    }

    /// Whether a file that a project names is there. The project may be a stranger's, so what it names must be a file: a
    /// pipe would be waited on, a device read without end.
    ///
    /// - Throws: `Refusal` (65) where it is anything else.
    @discardableResult
    static func isFile(_ path: String) throws -> Bool {
        // Nothing is fetched because a project says so.
        if Table.isFarAway(path) { return false }
        // A folder, a pattern or a list, which names files alone.
        if Table.namesParts(path) { return true }
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Refusal(
                .badData, "The data of this project, \(path), is no file.", next: "Get the project from whom you trust."
            )
        }
        return true
    }

    /// Where a file of the project is now: where it was, or beside the project with which it moved.
    static func found(_ source: String, beside directory: String) throws -> String {
        let beside = URL(fileURLWithPath: directory).deletingLastPathComponent()
            .appendingPathComponent(PathText.parts(of: source).name).path
        for path in [source, beside] where try isFile(path) { return path }
        throw Refusal(
            .noInput, "The data of this project, \(source), is not there.",
            next: "Put the file back, or beside the project folder.")
    }
}
