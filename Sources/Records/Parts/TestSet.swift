/// Files of records beside a table's, which are held out as a whole.
public struct TestSet: Hashable, Codable, Sendable {
    /// A file, a folder of files, a pattern or a list; absolute.
    public var path: String
    /// How it is read; nil where it is to be found out.
    public var reading: Reading?

    public init(path: String, reading: Reading? = nil) {
        self.path = Source.absolute(path)
        self.reading = reading
    }

    /// How it is to be read beside a table at `path`: what was said of the table is said of it, too, where their names
    /// end alike.
    func choice(beside path: String, _ said: ReadingChoice) -> ReadingChoice {
        if let reading { return ReadingChoice(reading) }
        var choice = ReadingChoice()
        if FileEnding.of(path) == FileEnding.of(self.path) {
            choice = said
            choice.testSet = nil
            choice.matrices = []
            choice.compression = nil
        }
        choice.values = said.values
        choice.keepsArrays = said.keepsArrays
        return choice
    }
}
