import Canvas
import Dashboard
import Dispatch
import Engine
import Foundation
import Journal
import Records
import Reporting
import Terminal

/// Runs a dashboard on the real terminal: keys in, frames out, work elsewhere.
@MainActor
final class ScreenSession {
    let terminal: TerminalSession
    var dashboard: Dashboard
    var workspace: Workspace?
    /// The file that is shown while there is no project.
    var file: ShownFile?
    let newFile: NewFile?
    let inbox = Inbox()
    static let executor = WorkExecutor("lethe.screen")
    static let askingExecutor = WorkExecutor("lethe.asking", qos: .userInitiated)
    private let commands: AsyncStream<Command>.Continuation
    private let commandStream: AsyncStream<Command>
    private var performer: Task<Void, Never>?
    /// What is being done, of each kind the newest.
    var running: [Inbox.Work: Cancellation] = [:]
    var loading: Cancellation?
    var loader: Task<Sentence?, Never>?
    /// What ends the program with its exit code once the screen is left.
    var failure: (any Error)?
    private var watch: (any DispatchSourceTimer)?

    /// On an open project.
    static func run(
        _ workspace: Workspace, coached: Bool = false, _ options: ScreenOptions, _ keymap: Keymap
    ) async throws {
        let terminal = try start(options)
        let dashboard = Dashboard(
            snapshot: workspace.mailbox.latest, isASCII: terminal.isASCII, marks: terminal.marks, coached: coached,
            keymap: keymap)
        let session = ScreenSession(terminal, dashboard)
        try await workspace.begin()
        session.attach(workspace)
        try await session.run()
    }

    /// On a project that takes a while to open: its records are there at once.
    static func run(
        _ opening: ProjectOpening, resuming: Bool, _ options: ScreenOptions, _ keymap: Keymap
    ) async throws {
        let terminal = try start(options)
        let file = ShownFile(
            table: opening.table, schema: opening.settings.schema, actor: opening.actor, isOpeningProject: true,
            coversTexts: opening.coversTexts)
        let session = ScreenSession(
            terminal,
            Dashboard(
                snapshot: file.snapshot, isASCII: terminal.isASCII, marks: terminal.marks, keymap: keymap))
        session.file = file
        session.perform(session.dashboard.receive(.snapshot(file.snapshot)))
        session.finish(opening, resuming: resuming)
        try await session.run()
    }

    /// On a new file, which becomes a project once the form is filled in.
    static func run(settingUp newFile: NewFile, _ options: ScreenOptions, _ keymap: Keymap) async throws {
        let form = try newFile.form(newFile.table, newFile.choice)
        let terminal = try start(options)
        let session = ScreenSession(
            terminal, Dashboard(settingUp: form, isASCII: terminal.isASCII, marks: terminal.marks, keymap: keymap),
            newFile: newFile)
        session.show(newFile.table, form)
        try await session.run()
    }

    /// Refuses, before anything is shown, a terminal that can't show it.
    static func check() throws {
        if let reason = TerminalCapability.refusal() {
            throw Refusal(
                .unavailable, reason.sentence, next: "Every capability works without the screen: lethe --help")
        }
    }

    private static func start(_ options: ScreenOptions) throws -> TerminalSession {
        try check()
        let terminal = try TerminalSession(background: options.background, mouse: !options.noMouse)
        // The terminal restores itself at a fault; one that is mended is none.
        Table.mendFaultsFirst()
        return terminal
    }

    private init(_ terminal: TerminalSession, _ dashboard: Dashboard, newFile: NewFile? = nil) {
        self.terminal = terminal
        self.dashboard = dashboard
        self.newFile = newFile
        (commandStream, commands) = AsyncStream.makeStream()
    }

    func attach(_ workspace: Workspace) {
        self.workspace = workspace
        file = nil
        workspace.mailbox.listen { [terminal] in terminal.wake() }
        let (stream, inbox, terminal) = (commandStream, inbox, terminal)
        performer = Task.detached(executorPreference: Self.executor) {
            await workspace.use(reporter: Reporting.reporter())
            if let left = await workspace.remembered() {
                inbox.put(.input(.remembered(left)))
                terminal.wake()
            }
            let answer: @Sendable (Command) async -> Void = { command in
                do {
                    let echo =
                        command.writesOut
                        ? try await workspace.complete(command) : try await workspace.perform(command)
                    inbox.put(.input(.echo(echo)))
                } catch { inbox.put(.input(.refusal(Explanation(error).whole))) }
                terminal.wake()
            }
            // What is being written is written to its end before the project is closed; nobody waits for it till then.
            await withDiscardingTaskGroup { group in
                for await command in stream {
                    if command.writesOut { group.addTask { await answer(command) } } else { await answer(command) }
                }
            }
        }
        perform(dashboard.receive(.snapshot(workspace.mailbox.latest)))
        perform(dashboard.start())
    }

    private func run() async throws {
        resize()
        draw()
        watchFile()
        var ending: Int32?
        loop: for await event in terminal.events {
            switch event {
            case .keys(let keys):
                for key in keys where !take(key) { break loop }
            case .wake: takeNews()
            case .terminate(let signal):
                ending = signal
                break loop
            }
            draw()
        }
        terminal.end()
        watch?.cancel()
        loading?.cancel()
        for cancellation in running.values { cancellation.cancel() }
        // What was typed before leaving is done before leaving.
        commands.finish()
        await performer?.value
        if let left = dashboard.remembered { await workspace?.remember(left) }
        await workspace?.close()
        if let ending { TerminalSession.endProgram(by: ending) }
        if workspace == nil, let failure { throw failure }
    }

    private func draw() { terminal.present(dashboard.draw()) }

    private func resize() {
        let size = terminal.size
        _ = dashboard.receive(.size(width: size.width, height: size.height))
    }

    private func take(_ key: Key) -> Bool {
        if case .resize = key {
            resize()
            return true
        }
        return perform(dashboard.receive(.key(key)))
    }

    private func takeNews() {
        resize()
        if let latest { perform(dashboard.receive(.snapshot(latest))) }
        for news in inbox.drain() {
            switch news {
            case .input(let input): perform(dashboard.receive(input))
            case .answer(let work, let cancellation, let input):
                guard running[work] === cancellation else { continue }
                running[work] = nil
                perform(dashboard.receive(input))
            case .workspace(let made): attach(made)
            case .reopened(let table, let form): show(table, form)
            case .loaded(let table, let failure): take(table, loadedOr: failure)
            case .notOpened(let error):
                failure = error
                perform(dashboard.receive(.trouble(title: "not opened", Explanation(error).whole)))
            }
        }
    }

    /// What there is to see now.
    var latest: Snapshot? { workspace?.mailbox.latest ?? file?.snapshot }

    /// Does what the dashboard asked; false when it asked to leave.
    @discardableResult
    func perform(_ effects: [Effect]) -> Bool {
        for effect in effects {
            switch effect {
            case .perform(let command): commands.yield(command)
            case .query(let ticket, let query, let row): ask(ticket, query, keeping: row)
            case .errand(let ticket, let errand): run(ticket, errand)
            case .stopErrand: stop(.errand)
            case .stopQuery: stop(.rows)
            case .values(let ticket, let question): ask(ticket, question)
            case .summary(let ticket, let filter): summarize(ticket, filter)
            case .reopen(let choice): reopen(choice)
            case .create(let choices): make(choices)
            case .stopCreating: stop(.creating)
            case .copy(let text): terminal.copyToClipboard(text)
            case .redraw: terminal.redraw()
            case .suspend: terminal.suspend()
            case .quit: return false
            }
        }
        return true
    }

    // MARK: The file underneath

    /// Looks about once a second whether the file is still the one that was opened; says so once when it is not.
    private func watchFile() {
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.schedule(deadline: .now() + 1, repeating: 1, leeway: .milliseconds(200))
        timer.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.checkFile() } }
        timer.activate()
        watch = timer
    }

    private func checkFile() {
        do { try latest?.table.checkUnchanged() } catch {
            watch?.cancel()
            inbox.put(.input(.trouble(title: "file changed", Explanation(error).whole)))
            terminal.wake()
        }
    }
}

extension Command {
    /// Whether it writes something out that changes nothing in the project.
    fileprivate var writesOut: Bool {
        switch self {
        case .write(.removal): false
        case .write: true
        default: false
        }
    }
}
