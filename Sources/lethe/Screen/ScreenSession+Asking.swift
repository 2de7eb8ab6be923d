import Dashboard
import Engine
import Foundation
import Records
import Terminal

// Work beside the keys: of each kind only the newest is wanted, and older work is told to stop.
extension ScreenSession {
    func ask(_ ticket: Int, _ query: Query, keeping row: Int?) {
        start(.rows, ticket) { snapshot, cancellation in
            do {
                return .rows(
                    ticket: ticket, .rows(try snapshot.found(query, keeping: row, cancellation: cancellation)))
            } catch let error as FilterError {
                return .rows(ticket: ticket, .filterError(error))
            } catch { return .rows(ticket: ticket, .refusal(Explanation(error).whole)) }
        }
    }

    func run(_ ticket: Int, _ errand: Errand) {
        start(.errand, ticket) { snapshot, cancellation in
            do {
                return .errand(ticket: ticket, .done(try snapshot.run(errand, cancellation: cancellation)))
            } catch { return .errand(ticket: ticket, .refusal(Explanation(error).whole)) }
        }
    }

    func ask(_ ticket: Int, _ question: ValuesQuestion) {
        start(.values, ticket) { snapshot, cancellation in
            do {
                return .values(ticket: ticket, .found(try snapshot.values(question, cancellation: cancellation)))
            } catch { return .values(ticket: ticket, .refusal(Explanation(error).whole)) }
        }
    }

    func summarize(_ ticket: Int, _ filter: Filter) {
        let (inbox, terminal, pace) = (inbox, terminal, Pace())
        start(.summary, ticket) { snapshot, cancellation in
            var lines: [SummaryLine] = []
            do {
                try snapshot.summarize(filter, isVeiling: true, cancellation: cancellation) { line in
                    lines.append(line)
                    guard pace.isTime(), !cancellation.isCancelled else { return }
                    inbox.put(.input(.summary(ticket: ticket, lines, isWhole: false)))
                    terminal.wake()
                }
            } catch { return .refusal(Explanation(error).whole) }
            return .summary(ticket: ticket, lines, isWhole: true)
        }
    }

    func stop(_ work: Inbox.Work) {
        running[work]?.cancel()
        running[work] = nil
    }

    /// Runs work on the newest snapshot; says so when it takes longer than a person waits without a word.
    private func start(
        _ work: Inbox.Work, _ ticket: Int, _ body: @escaping @Sendable (Snapshot, Cancellation) -> Input
    ) {
        guard let snapshot = latest else { return }
        stop(work)
        let cancellation = Cancellation()
        running[work] = cancellation
        let (inbox, terminal) = (inbox, terminal)
        Task.detached(executorPreference: Self.askingExecutor, priority: .userInitiated) {
            let answer = body(snapshot, cancellation)
            guard !cancellation.isCancelled else { return }
            inbox.put(.answer(work, cancellation, answer))
            terminal.wake()
        }
        Task {
            try? await Task.sleep(for: .milliseconds(150))
            guard running[work] === cancellation else { return }
            inbox.put(.input(.slow(ticket: ticket)))
            terminal.wake()
        }
    }
}
