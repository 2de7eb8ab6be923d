public import Logs

extension Activity {
    /// That something failed: what the program would exit with and of which type the error is. What the error says may
    /// quote a record, so that it is left out.
    public init(failure error: any Error) {
        self = .failed(
            reason: LogWord("\(Explanation(error).status)"), type: LogWord("\(Swift.type(of: error))"))
    }
}
