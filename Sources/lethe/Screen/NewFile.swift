import Dashboard
import Engine
import Records

/// A file that has no project yet, and how to make one.
struct NewFile: Sendable {
    let table: Table
    let choice: ReadingChoice
    /// Reads the file in another way.
    let reopen: @Sendable (ReadingChoice) throws -> Table
    let form: @Sendable (Table, ReadingChoice) throws -> SetUpForm
    let create: @Sendable (Table, SetUpChoices, Cancellation) throws -> Workspace
}
