/// What applying a removal did where the model is yours: `forget --json` says this.
public struct RedactionResult: Encodable, Sendable {
    /// Records that were marked removed now.
    public var removed: Int
    /// Records of the file without all that were ever removed.
    public var remaining: Int
    /// The file without them.
    public var written: String
    /// The list of them: row, line and id.
    public var list: String
    /// SHA-256 of the file that was written; of several, of their names and bytes.
    public var digest: String
    /// Which files were written, where the table is made of several; nil where it is one.
    public var files: Files?
    /// Always false: only retraining changes a model that was made elsewhere.
    public var modelChanged = false

    public struct Files: Encodable, Sendable {
        public var written: [String]
        /// How many the table is made of.
        public var of: Int
    }

    /// What was done and what to do next, in one sentence without its end.
    public var sentence: String {
        if let files {
            return "wrote \(files.written.count) of \(files.of.counted("file")) to \(written), without "
                + "\(removed.counted("record")), and their ids to \(list); no model was changed: retrain yours on these "
                + "and the files that lose nothing"
        }
        return
            "wrote \(written) without \(removed.counted("record")), and their ids to \(list); no model was changed: retrain "
            + "yours on that file, then compare: lethe open FILE --against NEW --id COL"
    }
}
