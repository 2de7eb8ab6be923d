/// A NumPy matrix.
struct NpyKind: FormatKind {
    let id = FileFormat.npy.rawValue
    let title = "npy"
    let phrase = "a NumPy matrix"
    let explanation: String? = "a NumPy matrix"
    let options: FormatOptions = .compression
    let notJoined: (what: String, next: String)? = ("a matrix", "Name one file.")

    func recognises(_ sample: FormatSample) -> Bool { sample.bytes.starts(with: NpyHeader.magic) }

    func open(_ sample: FormatSample) throws -> FoundFormat {
        let header = try NpyHeader(sample.bytes, byteCount: nil, fileName: sample.fileName)
        var found = FoundFormat(NpyFormat(fileName: sample.fileName, header: header))
        found.encoding = .utf8
        return found
    }
}

extension FileFormat {
    public static let npy = FileFormat("npy")
}
