/// A small file that is read whole, whatever its path turns out to be.
public enum SmallFile {
    /// - Parameter what: "a recipe"
    /// - Throws: `Refusal`: 66 for a file that can't be read; 65 for one of more than `most` bytes.
    public static func bytes(of path: String, atMost most: Int, _ what: String) throws -> [UInt8] {
        let file = try MappedFile(path: path)
        let text = file.isRegular ? SourceText(file) : try SourceText(file.makePipeStream(), fileName: path)
        while !text.isComplete, text.view.count <= most { try text.extend(by: 1 << 16) }
        guard text.view.count <= most else {
            throw Refusal(
                .badData, "\(path) is larger than \(most) bytes, so it is not \(what).", next: "Check the path.")
        }
        return Array(text.view)
    }
}
