import Records

/// Work that can't even begin: its line in the list of jobs says why.
struct Refused: Operation {
    let kind: JobStatus.Kind
    let title: String
    let refusal: Refusal

    func prepare(_ desk: Desk) throws { throw refusal }
    @concurrent func run(_ input: (), _ context: RunContext) async throws {}
    func conclude(_ output: (), _ desk: Desk) throws -> Conclusion { Conclusion(sentence: "") }
}
