import Records

extension SchemaOptions {
    /// The options by which another makes a project of the same model: what was said, and what was guessed once.
    func words(for schema: Schema) -> String {
        var words: [String] = []
        func add(_ option: String, _ value: String?) {
            if let value { words += ["--\(option)", Self.quoted(value)] }
        }
        add("target", schema.target?.column)
        add("positive", schema.target?.positiveText)
        add("features", features)
        for column in text { add("text", column) }
        add("exclude", exclude)
        add("categories", categories)
        add("id", schema.idColumn)
        add("subject", schema.subjectColumn)
        add("test", test)
        if test == nil {
            add("split", schema.splitColumn)
            add("test-fraction", "\(schema.testFraction)")
        }
        add("seed", "\(seed)")
        return words.joined(separator: " ")
    }

    /// As a shell takes it for one word.
    private static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "_-.,/+".utf8.contains(byte)
        }
        return plain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }
}
