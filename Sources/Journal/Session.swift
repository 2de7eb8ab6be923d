/// Who is at work, and with which build of the tool: named in every event.
public struct Session: Hashable, Sendable {
    public let actor: String
    public let id: String
    public let toolVersion: String
    public let toolDigest: String

    public init(actor: String, id: String, toolVersion: String, toolDigest: String) {
        self.actor = actor
        self.id = id
        self.toolVersion = toolVersion
        self.toolDigest = toolDigest
    }
}
