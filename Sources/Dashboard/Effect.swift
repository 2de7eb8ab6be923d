public import Canvas
public import Engine
public import Records

/// What the world tells the dashboard.
public enum Input: Sendable {
    case key(Key)
    case snapshot(Snapshot)
    case size(width: Int, height: Int)
    case rows(ticket: Int, RowsAnswer)
    case echo(Echo)
    case refusal(String)
}

/// What came of a query.
public enum RowsAnswer: Sendable {
    case rows([Int])
    case filterError(FilterError)
    case refusal(String)
}

/// What the dashboard asks of the world; it does nothing by itself.
public enum Effect: Sendable {
    case perform(Command)
    /// Answered by `Input.rows` with the same ticket; a newer one makes older ones void.
    case query(ticket: Int, Query)
    case create(SetUpChoices)
    case copy(String)
    case redraw
    case suspend
    case quit
}
