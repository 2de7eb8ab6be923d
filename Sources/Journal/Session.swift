/// Who is at work, and with which build of the tool: named in every event.
public struct Session: Hashable, Sendable {
    public let actor: String
    public let id: String
    public let toolVersion: String
    /// SHA-256 of the program; of this very process it is found out when it is first asked for, which who only looks never does.
    public var toolDigest: String {
        switch tool {
        case .known(let digest): digest
        case .ofThisProcess: Self.digestOfThisProcess
        }
    }

    private enum Tool: Hashable {
        case known(String)
        case ofThisProcess
    }

    private let tool: Tool

    /// Whether its tool is the program that runs.
    public var isOfThisProcess: Bool { tool == .ofThisProcess }

    public init(actor: String, id: String, toolVersion: String, toolDigest: String) {
        self.init(actor: actor, id: id, toolVersion: toolVersion, .known(toolDigest))
    }

    /// By the program that runs.
    init(ofThisProcess actor: String, id: String, toolVersion: String) {
        self.init(actor: actor, id: id, toolVersion: toolVersion, .ofThisProcess)
    }

    private init(actor: String, id: String, toolVersion: String, _ tool: Tool) {
        self.actor = actor
        self.id = id
        self.toolVersion = toolVersion
        self.tool = tool
    }
}
