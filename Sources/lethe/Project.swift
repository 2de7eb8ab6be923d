import ArgumentParser
import Engine
import Foundation
import Journal
import Records

/// Who acts, and what acts; the same for every command.
struct Who: ParsableArguments {
    @Option(name: .customLong("as"), help: ArgumentHelp("Who decides, as the journal will say.", valueName: "name"))
    var actor: String?
    @OptionGroup var detecting: DetectorOptions
    @OptionGroup var logging: LogOptions

    /// The name on the command line, else the one the project remembers, else the login name.
    func session(remembering project: String? = nil) -> Session {
        let remembered = project.flatMap(ProjectFiles.rememberedActor)
        return .ofThisProcess(actor: actor ?? remembered ?? Self.loginName, toolVersion: Lethe.version)
    }

    static var loginName: String { ProcessInfo.processInfo.environment["USER"] ?? NSUserName() }
}

/// Opening a project for a headless command: narration on stderr, nothing on stdout.
enum Project {
    /// Opens `path`, a project folder or a file whose project lies beside it, and starts what it has to do.
    static func open(_ path: String, _ who: Who) throws -> Workspace {
        let directory = try directory(path)
        return try said(ProjectFiles.open(directory, session: who.session(remembering: directory)))
    }

    /// Says what there is to say about how a project was opened.
    private static func said(_ workspace: Workspace) -> Workspace {
        workspace.openingNotices.forEach { Narration.say($0) }
        return workspace
    }

    static func directory(_ path: String) throws -> String {
        if ProjectFiles.isProject(path) { return path }
        let beside = ProjectFiles.directory(for: path)
        if ProjectFiles.isProject(beside) { return beside }
        if !FileManager.default.fileExists(atPath: path) {
            throw Refusal(
                .noInput, "\(path) is not there.", next: "Give a project folder, or make one with: lethe init FILE")
        }
        throw Refusal(
            .noInput, "\(path) is not a project.", next: "Make one with: lethe init FILE, or: lethe open FILE")
    }

    /// What is stored, without training, without an event, and while somebody else has the project open.
    static func look(_ path: String, _ who: Who, needing needs: Needs = .figures) async throws -> Snapshot {
        let workspace = try lookingAt(path, who)
        let snapshot = await workspace.look(needing: needs)
        for notice in await workspace.notices { Narration.say(notice) }
        await workspace.close()
        return snapshot
    }

    /// A project that is only read, also while somebody else has it open.
    static func lookingAt(_ path: String, _ who: Who) throws -> Workspace {
        let directory = try directory(path)
        return try said(
            ProjectFiles.open(directory, session: who.session(remembering: directory), readOnly: true))
    }

    /// Opens and waits until what is needed is there, and what was interrupted has gone on.
    static func openSettled(
        _ path: String, _ who: Who, resuming: Bool = true, needing needs: Needs
    ) async throws -> Workspace {
        let workspace = try open(path, who)
        for sentence in try await workspace.begin(resuming: resuming, needing: needs) { Narration.say(sentence) }
        await workspace.settled()
        for notice in await workspace.notices { Narration.say(notice) }
        return workspace
    }
}

/// Whether a removal that was cut short goes on.
struct Resuming: ParsableArguments {
    @ArgumentParser.Flag(help: "Leave a removal that was interrupted alone; what was staged stays staged.")
    var noResume = false
}

/// Which records a command is about.
struct Selection: ParsableArguments {
    @Option(
        name: .customLong("where"), parsing: .unconditional,
        help: ArgumentHelp("Records that match, e.g. 'sex=Female -flag:any'.", valueName: "filter"))
    var filter: String?

    @Option(
        help: ArgumentHelp("Records whose ids (32 hexadecimal digits, one a line) are in this file.", valueName: "file")
    )
    var ids: String?

    /// The rows chosen, and the filter text for the journal's erasable payload.
    func rows(in snapshot: Snapshot) throws -> [Int]? {
        if let filter { return Array(try snapshot.rows(Query(filter: Filter(parsing: filter)))) }
        guard let ids else { return nil }
        return try RecordIDFile.rows(in: ids, among: snapshot.overlay.ids)
    }

    /// The rows chosen; refuses when nothing was chosen, or nothing matches.
    func requiredRows(in snapshot: Snapshot) throws -> [Int] {
        guard let rows = try rows(in: snapshot) else {
            throw Refusal(.usage, "Which records?", next: "Give --where FILTER or --ids FILE.")
        }
        guard !rows.isEmpty else {
            throw Refusal(
                .badData, "No record matches.", next: "Try the filter with: lethe show PROJECT --where … --count")
        }
        return rows
    }
}
