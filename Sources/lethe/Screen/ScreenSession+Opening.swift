import Dashboard
import Engine
import Foundation
import Records
import Terminal

/// A file as it is shown without its project.
struct ShownFile {
    let table: Table
    let schema: Schema
    let actor: String
    var isOpeningProject = false
    var coversTexts = false

    var snapshot: Snapshot {
        // Asked first: whatever is known when loading is over is all.
        let fraction = table.isLoaded ? 1 : min(0.99, table.loadedFraction)
        return .browsing(
            table, schema: schema, actor: actor,
            Browsing(loadedFraction: fraction, isOpeningProject: isOpeningProject, coversTexts: coversTexts))
    }
}

// Files that load, forms that become projects, projects that open.
extension ScreenSession {
    /// Shows a file that has no project, and reads it to its end in the background.
    func show(_ table: Table, _ form: SetUpForm) {
        running[.reopening] = nil
        let shown = ShownFile(table: table, schema: form.schema, actor: "")
        file = shown
        perform(dashboard.receive(.form(form)))
        perform(dashboard.receive(.snapshot(shown.snapshot)))
        load(table)
    }

    private func load(_ table: Table) {
        loading?.cancel()
        let cancellation = Cancellation()
        loading = cancellation
        let (inbox, terminal, pace) = (inbox, terminal, Pace())
        loader = Task.detached(executorPreference: Self.executor) {
            var failure: Sentence?
            do {
                try table.load(cancellation) { _ in if pace.isTime() { terminal.wake() } }
                table.prepareKinds()
            } catch { failure = Explanation(error).whole }
            guard !cancellation.isCancelled else { return failure }
            inbox.put(.loaded(table, failure: failure))
            terminal.wake()
            return failure
        }
    }

    /// A file was read to its end, or as far as it can be.
    func take(_ table: Table, loadedOr failure: Sentence?) {
        guard let file, file.table === table else { return }
        if let failure {
            perform(dashboard.receive(.trouble(title: "reading stopped", failure)))
        } else if let newFile, file.isOpeningProject == false, dashboard.needsForm(for: table.columnNames),
            let form = try? newFile.form(table, newFile.choice)
        {
            // Records further down brought columns of their own.
            perform(dashboard.receive(.form(form)))
        }
    }

    func reopen(_ choice: ReadingChoice) {
        guard let newFile else { return }
        stop(.reopening)
        let cancellation = Cancellation()
        running[.reopening] = cancellation
        let (inbox, terminal) = (inbox, terminal)
        Task.detached(executorPreference: Self.askingExecutor) {
            do {
                let table = try newFile.reopen(choice)
                let form = try newFile.form(table, choice)
                if !cancellation.isCancelled { inbox.put(.reopened(table, form)) }
            } catch { inbox.put(.answer(.reopening, cancellation, .refusal(Explanation(error).whole))) }
            terminal.wake()
        }
    }

    /// Makes a project once the file is read to its end; given up, it leaves nothing behind.
    func make(_ choices: SetUpChoices) {
        guard let newFile, let table = file?.table else { return }
        stop(.creating)
        let cancellation = Cancellation()
        running[.creating] = cancellation
        let (inbox, terminal, loader) = (inbox, terminal, loader)
        Task.detached(executorPreference: Self.executor) {
            do {
                if let failure = await loader?.value {
                    inbox.put(.answer(.creating, cancellation, .refusal(failure)))
                } else {
                    try cancellation.check()
                    let workspace = try newFile.create(table, choices, cancellation)
                    try await workspace.begin()
                    inbox.put(.workspace(workspace))
                }
            } catch is CancellationError {
                return
            } catch { inbox.put(.answer(.creating, cancellation, .refusal(Explanation(error).whole))) }
            terminal.wake()
        }
    }

    /// Opens a project in the background while its records are shown.
    func finish(_ opening: ProjectOpening, resuming: Bool) {
        let cancellation = Cancellation()
        loading = cancellation
        let (inbox, terminal, pace) = (inbox, terminal, Pace())
        Task.detached(executorPreference: Self.executor) {
            do {
                let workspace = try opening.finish(cancellation: cancellation) { _ in
                    if pace.isTime() { terminal.wake() }
                }
                let said = try await workspace.begin(resuming: resuming) + workspace.openingNotices
                inbox.put(.workspace(workspace))
                if !said.isEmpty { inbox.put(.input(.echo(Echo(said.joined(separator: "; "))))) }
            } catch {
                guard !cancellation.isCancelled else { return }
                inbox.put(.notOpened(error))
            }
            terminal.wake()
        }
    }
}
