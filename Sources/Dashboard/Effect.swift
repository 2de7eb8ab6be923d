public import Canvas
public import Engine
public import Records

/// What the world tells the dashboard.
public enum Input: Sendable {
    case key(Key)
    case snapshot(Snapshot)
    case size(width: Int, height: Int)
    case rows(ticket: Int, RowsAnswer)
    case errand(ticket: Int, ErrandAnswer)
    case values(ticket: Int, ValuesAnswer)
    /// The columns looked at so far, in the file's order.
    case summary(ticket: Int, [SummaryLine], isWhole: Bool)
    /// What was asked with this ticket takes longer than a person waits without a word.
    case slow(ticket: Int)
    /// A new file is there to be set up, or was read anew in another way.
    case form(SetUpForm)
    /// The file is no longer the one that was opened, or can't be read on; `title` in two words.
    case trouble(title: String, Sentence)
    case echo(Echo)
    case refusal(Sentence)
    /// How the screen of the project was left.
    case remembered(Remembered)
}

/// What came of a query.
public enum RowsAnswer: Sendable {
    case rows(FoundRows)
    case filterError(FilterError)
    case refusal(Sentence)
}

/// What came of an errand.
public enum ErrandAnswer: Sendable {
    case done(ErrandResult)
    case refusal(Sentence)
}

/// What the dashboard asks of the world; it does nothing by itself.
public enum Effect: Sendable {
    case perform(Command)
    /// Answered by `Input.rows` with the same ticket; a newer one makes older ones void. The answer says where the
    /// record `keeping` stands.
    case query(ticket: Int, Query, keeping: Int?)
    /// Gives up the query that was asked for last.
    case stopQuery
    /// Answered by `Input.errand` with the same ticket; a newer one makes older ones void.
    case errand(ticket: Int, Errand)
    case stopErrand
    /// Answered by `Input.values`; a newer one makes older ones void.
    case values(ticket: Int, ValuesQuestion)
    /// Answered by `Input.summary`, again and again as columns are looked at.
    case summary(ticket: Int, Filter)
    /// Reads the file that is being set up in another way; answered by `Input.form` or `Input.refusal`.
    case reopen(ReadingChoice)
    case create(SetUpChoices)
    case stopCreating
    case copy(ClipboardText)
    case redraw
    case suspend
    case quit
}
