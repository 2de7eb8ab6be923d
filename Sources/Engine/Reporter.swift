/// Makes a report of what a snapshot shows; the path's ending says the format.
///
/// - Throws: `Refusal` for an ending that is no format, or where there are no figures yet.
public typealias Reporter = @Sendable (_ snapshot: Snapshot, _ path: String) throws -> String

extension Workspace {
    public func use(reporter: @escaping Reporter) { self.reporter = reporter }
}
