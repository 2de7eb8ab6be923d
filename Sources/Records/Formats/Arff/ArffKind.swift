/// What Weka writes.
struct ArffKind: FormatKind {
    let id = FileFormat.arff.rawValue
    let title = "ARFF"
    let explanation: String? = "ARFF, with the kinds of columns that it declares"
    let endings = ["arff"]
    let comments: [UInt8] = [37]

    func recognises(_ sample: FormatSample) -> Bool { ArffFormat.recognises(sample.bytes) }

    func open(_ sample: FormatSample) throws -> FoundFormat {
        let encoding = sample.isWestern ? TextEncoding.windows1252 : sample.encoding
        let made = try ArffFormat.make(
            sample: sample.bytes, isWhole: sample.isWhole, fileName: sample.fileName, encoding: encoding)
        var found = FoundFormat(made.format)
        found.encoding = encoding
        found.notices = (sample.isWestern ? [WesternText.notice] : []) + made.notices
        found.sparse = made.sparse
        return found
    }
}

extension FileFormat {
    public static let arff = FileFormat("arff")
}
