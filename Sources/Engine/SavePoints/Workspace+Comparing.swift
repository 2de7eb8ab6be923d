import Records

extension Workspace {
    /// Compares two save points; the answer is in the next snapshot.
    func compare(_ before: String, _ after: String) throws -> Echo {
        throw Refusal(.usage, "Save points can't be compared yet.", next: "")
    }
}
