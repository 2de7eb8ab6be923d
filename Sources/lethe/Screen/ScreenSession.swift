import Canvas
import Dashboard
import Engine
import Foundation
import Journal
import Records
import Synchronization
import Terminal

/// What other threads have to tell the screen, in order; draining empties it.
private final class Inbox: Sendable {
    private let inputs = Mutex<[Input]>([])
    func put(_ input: Input) { inputs.withLock { $0.append(input) } }
    func drain() -> [Input] {
        inputs.withLock { inputs in
            defer { inputs = [] }
            return inputs
        }
    }
}

/// Runs a dashboard on the real terminal: keys in, frames out, work elsewhere.
@MainActor
final class ScreenSession {
    private let terminal: TerminalSession
    private var dashboard: Dashboard
    private var workspace: Workspace?
    private let create: @Sendable (SetUpChoices) throws -> Workspace
    private let inbox = Inbox()
    private static let executor = WorkExecutor("lethe.screen")
    private let commands: AsyncStream<Command>.Continuation
    private let commandStream: AsyncStream<Command>
    private var query: Task<Void, Never>?
    private var performer: Task<Void, Never>?

    /// On an open project.
    static func run(_ workspace: Workspace, coached: Bool = false) async throws {
        let terminal = try start()
        let dashboard = Dashboard(snapshot: workspace.mailbox.latest, isASCII: terminal.isASCII, coached: coached)
        let session = ScreenSession(terminal, dashboard) { _ in workspace }
        try await workspace.begin()
        session.attach(workspace)
        await session.run()
    }

    /// On a new file, which `create` makes a project of once the form is filled in.
    static func run(settingUp form: SetUpForm, create: @escaping @Sendable (SetUpChoices) throws -> Workspace)
        async throws
    {
        let terminal = try start()
        await ScreenSession(terminal, Dashboard(settingUp: form, isASCII: terminal.isASCII), create: create).run()
    }

    /// Refuses, before anything is shown, a terminal that can't show it.
    static func check() throws {
        if let reason = TerminalCapability.refusal() {
            throw Refusal(
                .unavailable, reason.sentence, next: "Every capability works without the screen: lethe --help")
        }
    }

    private static func start() throws -> TerminalSession {
        try check()
        return try TerminalSession()
    }

    private init(
        _ terminal: TerminalSession, _ dashboard: Dashboard,
        create: @escaping @Sendable (SetUpChoices) throws -> Workspace
    ) {
        self.terminal = terminal
        self.dashboard = dashboard
        self.create = create
        (commandStream, commands) = AsyncStream.makeStream()
    }

    private func attach(_ workspace: Workspace) {
        self.workspace = workspace
        workspace.mailbox.listen { [terminal] in terminal.wake() }
        let (stream, inbox, terminal) = (commandStream, inbox, terminal)
        performer = Task.detached(executorPreference: Self.executor) {
            for await command in stream {
                do { inbox.put(.echo(try await workspace.perform(command))) } catch { inbox.put(.refusal("\(error)")) }
                terminal.wake()
            }
        }
        perform(dashboard.start())
        perform(dashboard.receive(.snapshot(workspace.mailbox.latest)))
    }

    private func run() async {
        resize()
        draw()
        loop: for await event in terminal.events {
            switch event {
            case .keys(let keys):
                for key in keys where !take(key) { break loop }
            case .wake: takeNews()
            case .terminate: break loop
            }
            draw()
        }
        terminal.end()
        // What was typed before leaving is done before leaving.
        commands.finish()
        query?.cancel()
        await performer?.value
        await workspace?.close()
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
        if let workspace { perform(dashboard.receive(.snapshot(workspace.mailbox.latest))) }
        for input in inbox.drain() { perform(dashboard.receive(input)) }
        for made in madeWorkspaces.drain() { attach(made) }
    }

    /// Does what the dashboard asked; false when it asked to leave.
    @discardableResult
    private func perform(_ effects: [Effect]) -> Bool {
        for effect in effects {
            switch effect {
            case .perform(let command): commands.yield(command)
            case .query(let ticket, let query): ask(ticket, query)
            case .create(let choices): make(choices)
            case .copy(let text): terminal.copyToClipboard(text)
            case .redraw: terminal.redraw()
            case .suspend: terminal.suspend()
            case .quit: return false
            }
        }
        return true
    }

    private func ask(_ ticket: Int, _ wanted: Query) {
        guard let snapshot = workspace?.mailbox.latest else { return }
        query?.cancel()
        let (inbox, terminal) = (inbox, terminal)
        query = Task.detached(executorPreference: Self.executor, priority: .userInitiated) {
            let answer: RowsAnswer
            do { answer = .rows(try snapshot.rows(wanted)) } catch let error as FilterError {
                answer = .filterError(error)
            } catch { answer = .refusal("\(error)") }
            guard !Task.isCancelled else { return }
            inbox.put(.rows(ticket: ticket, answer))
            terminal.wake()
        }
    }

    private let madeWorkspaces = WorkspaceBox()

    private func make(_ choices: SetUpChoices) {
        let (create, inbox, terminal, box) = (create, inbox, terminal, madeWorkspaces)
        Task.detached(executorPreference: Self.executor) {
            do {
                let workspace = try create(choices)
                try await workspace.begin()
                box.put(workspace)
            } catch { inbox.put(.refusal("\(error)")) }
            terminal.wake()
        }
    }
}

/// A project that was made in the background, on its way to the screen.
private final class WorkspaceBox: Sendable {
    private let made = Mutex<[Workspace]>([])
    func put(_ workspace: Workspace) { made.withLock { $0.append(workspace) } }
    func drain() -> [Workspace] {
        made.withLock { made in
            defer { made = [] }
            return made
        }
    }
}
