/// Objects one after the other, over lines or several on one.
struct JSONObjectsKind: FormatKind {
    let id = FileFormat.jsonObjects.rawValue
    let option = "json-objects"
    let title = "JSON objects"
    let explanation: String? = "JSON objects, one after the other"
    let notJoined: (what: String, next: String)? = JSONTableKind.oneDocument

    func recognises(_ sample: FormatSample) -> Bool { if case .objects = sample.json { true } else { false } }

    func open(_ sample: FormatSample) throws -> FoundFormat {
        FoundFormat(
            try JSONArrayFormat.make(
                sample: sample.bytes, isWhole: sample.isWhole, fileName: sample.fileName, isSequence: true,
                keepsArrays: sample.choice.keepsArrays))
    }
}

extension FileFormat {
    public static let jsonObjects = FileFormat("jsonObjects")
}
