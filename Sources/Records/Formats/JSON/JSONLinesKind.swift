/// An object a line.
struct JSONLinesKind: FormatKind {
    let id = FileFormat.jsonLines.rawValue
    let option = "jsonl"
    let title = "JSON Lines"
    let explanation: String? = "a JSON object a line"
    let endings = ["jsonl", "ndjson"]
    let comments: [UInt8] = [35]
    let notJoined: (what: String, next: String)? = nil

    func recognises(_ sample: FormatSample) -> Bool {
        switch sample.json {
        case .lines, .table: true
        case .array, .objects, nil: false
        }
    }

    func open(_ sample: FormatSample) throws -> FoundFormat {
        FoundFormat(
            try JSONLinesFormat.make(
                sample: sample.bytes, isWhole: sample.isWhole, fileName: sample.fileName,
                keepsArrays: sample.choice.keepsArrays))
    }
}

extension FileFormat {
    public static let jsonLines = FileFormat("jsonLines")
}
