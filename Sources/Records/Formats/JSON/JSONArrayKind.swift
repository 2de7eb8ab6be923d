/// One array of objects.
struct JSONArrayKind: FormatKind {
    let id = FileFormat.jsonArray.rawValue
    let option = "json"
    let title = "JSON array"
    let phrase = "a JSON array"
    let explanation: String? = "an array of JSON objects"
    let endings = ["json"]
    let notJoined: (what: String, next: String)? = JSONTableKind.oneDocument

    func recognises(_ sample: FormatSample) -> Bool { if case .array = sample.json { true } else { false } }

    func open(_ sample: FormatSample) throws -> FoundFormat {
        FoundFormat(
            try JSONArrayFormat.make(
                sample: sample.bytes, isWhole: sample.isWhole, fileName: sample.fileName,
                keepsArrays: sample.choice.keepsArrays))
    }
}

extension FileFormat {
    public static let jsonArray = FileFormat("jsonArray")
}
