import ArgumentParser
import Engine
import Foundation
import Journal
import Records

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The dashboard on bundled data; without a terminal, the same loop headless.")

    @Argument(help: "decisions or comments.") var name = "decisions"
    @ArgumentParser.Flag(help: "Run the loop without the screen.") var headless = false
    @OptionGroup var screen: ScreenOptions
    @OptionGroup var who: Who
    @ArgumentParser.Flag(help: "One JSON document on stdout; implies --headless.") var json = false

    func run() async throws {
        let recipe = try DemoLoop.named(name)
        let keymap = try screen.keymap()
        let (table, directory) = try place()
        let isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !headless && !json
        if isInteractive { try await ScreenSession.check() }
        let workspace = try ProjectFiles.create(
            for: table, at: directory, schema: .guessed(for: table), session: who.session())
        if isInteractive {
            try await ScreenSession.run(workspace, coached: true, screen, keymap)
            Narration.say("Until the next demo, go on with: lethe open \(directory)")
        } else {
            try await recipe.run(workspace, json: json)
        }
    }

    /// A fresh copy of the bundled file, and where its project goes: a folder of one's own, made anew every time.
    private func place() throws -> (Table, directory: String) {
        let source = try Fixtures.path("\(name).csv")
        let own = FileManager.default.temporaryDirectory.appendingPathComponent("lethe-demo-\(getuid())").path
        let folder = "\(own)/\(name)"
        let copy = folder + "/\(name).csv"
        let directory = ProjectFiles.directory(for: copy)
        try Self.own(own)
        try refuseWhileOpen(directory)
        do {
            if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try FileManager.default.copyItem(atPath: source, toPath: copy)
        } catch {
            throw Refusal(
                .cannotCreate, "The demo can't be made in \(folder). \(Explanation(error).sentence)",
                next: "Set TMPDIR to a folder you may write to.")
        }
        return (try Table(path: copy), directory)
    }

    /// Makes a folder that is this user's alone; one that another user put in its place, or a link, is refused.
    private static func own(_ path: String) throws {
        var status = stat()
        guard mkdir(path, 0o700) == 0 || errno == EEXIST, lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
            status.st_uid == getuid(), chmod(path, 0o700) == 0
        else {
            throw Refusal(
                .cannotCreate, "The demo needs a folder of its own, and \(path) can't be that.",
                next: "Set TMPDIR to a folder you may write to.")
        }
    }

    /// A demo that is open in another terminal is not swept away from under it.
    private func refuseWhileOpen(_ directory: String) throws {
        guard ProjectStore.exists(at: directory) else { return }
        do { try ProjectStore.open(at: directory, session: who.session()).close() } catch let refusal as Refusal {
            guard refusal.kind == .busy else { return }
            throw Refusal(
                .busy, "The demo '\(name)' is open in another terminal.",
                next: "Close it there, or set TMPDIR to another folder.")
        }
    }
}

/// Where the bundled data is: $LETHE_FIXTURES, or the `fixtures` folder above the program or the working folder.
enum Fixtures {
    static func path(_ file: String) throws -> String {
        var folders = [ProcessInfo.processInfo.environment["LETHE_FIXTURES"]].compactMap { $0 }
        let starts = [
            Bundle.main.executableURL?.resolvingSymlinksInPath(),
            URL(fileURLWithPath: FileManager.default.currentDirectoryPath + "/x"),
        ]
        for start in starts.compactMap({ $0 }) {
            var folder = start
            for _ in 0..<6 {
                folder = folder.deletingLastPathComponent()
                folders.append(folder.appendingPathComponent("fixtures").path)
            }
        }
        for folder in folders where FileManager.default.fileExists(atPath: "\(folder)/\(file)") {
            return "\(folder)/\(file)"
        }
        throw Refusal(
            .noInput, "The bundled file \(file) was not found.",
            next: "Set LETHE_FIXTURES to the project's fixtures folder.")
    }
}
