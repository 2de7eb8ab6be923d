import Foundation
import Journal
import Learning
import Records

/// Writes a copy of the file without records, then marks them removed: what applying a removal comes to where the model was
/// made elsewhere. What is written twice is the same.
struct Redact: Operation {
    let key: String
    let title: String

    var kind: JobStatus.Kind { .forget }
    var mark: JobMark? { .journal(key: key) }

    /// Everything that a copy of the file is written from.
    struct Input: Sendable {
        let order: RemovalRequests
        let table: Table
        let ids: [RecordID]
        let idColumn: String?
        let rows: [Int]
        /// All that were ever removed, with these.
        let gone: [Int]
        let path: String
    }

    struct Output: Sendable {
        let order: RemovalRequests
        let rows: [Int]
        let result: RedactionResult
    }

    func prepare(_ desk: Desk) throws -> Input {
        let order = try desk.order(key)
        guard let path = order.path else { preconditionFailure("a redaction is announced with its path") }
        let rows = desk.state.rows(of: order.requests)
        let forgotten = desk.state.forgotten
        return Input(
            order: order, table: desk.dataset.table, ids: desk.dataset.identities.ids,
            idColumn: desk.dataset.schema.idColumn, rows: rows,
            gone: Set(forgotten.indices.filter { forgotten[$0] }).union(rows).sorted(), path: path)
    }

    @concurrent func run(_ input: Input, _ context: RunContext) async throws -> Output {
        try context.work.step(Progress(phase: "writing", fraction: 0, detail: ""))
        return Output(order: input.order, rows: input.rows, result: try Self.write(input))
    }

    func conclude(_ output: Output, _ desk: Desk) throws -> Conclusion {
        let (result, order) = (output.result, output.order)
        let erased = desk.state.rows(of: order.requests.filter(\.erases))
        let event = UnlearnResultEntry(
            desk.named(output.rows), job: key, before: desk.dataset.table.digest, after: result.digest,
            removed: result.removed, retained: result.remaining, requests: order.requests.count,
            .redacted(written: result.written, list: result.list))
        let after: Change = erased.isEmpty ? .job(id: key, state: nil, json: "") : try order.change(key, .erasing)
        var conclusion = Conclusion(
            sentence: result.sentence, entries: [LedgerEntry(event, desk.forgetting(output.rows, erased) + [after])])
        conclusion.learn = { knowledge in knowledge.lastRedaction = result }
        conclusion.changes = .records
        conclusion.clearsUndo = true
        if !erased.isEmpty { conclusion.erasing = ErasureOrder(key: key, ids: desk.ids(erased)) }
        return conclusion
    }

    func failure(_ error: any Error, _ desk: Desk) -> Failure? { Remove.failure(error, key: key) }
}
