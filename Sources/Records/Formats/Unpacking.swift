/// From the bytes of a file to its text: unpacked, converted.
struct Unpacking {
    let text: SourceText
    let compression: Compression
    let encoding: TextEncoding
    let notices: [String]

    static func text(of file: MappedFile, fileName: String, choice: ReadingChoice) throws -> Unpacking {
        let compression = choice.compression ?? .none
        let text = file.isRegular ? SourceText(file) : try SourceText(file.makePipeStream(), fileName: fileName)
        return Unpacking(text: text, compression: compression, encoding: choice.encoding ?? .utf8, notices: [])
    }
}
