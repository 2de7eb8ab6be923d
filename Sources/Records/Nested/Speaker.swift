/// Who speaks in a turn of a conversation.
public enum Speaker: String, Hashable, Sendable, CaseIterable {
    case system, user, assistant, tool
    /// A role that is none of these.
    case other

    /// By the role that a file gives, in the spellings of the common sets.
    init(role: some StringProtocol) {
        self =
            switch role.lowercased() {
            case "system", "developer": .system
            case "user", "human", "prompter", "customer": .user
            case "assistant", "gpt", "chatgpt", "model", "bot", "bard", "bing", "claude": .assistant
            case "tool", "function", "observation", "function_call", "tool_response", "ipython": .tool
            default: .other
            }
    }
}
