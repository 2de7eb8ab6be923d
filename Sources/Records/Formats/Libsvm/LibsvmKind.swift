/// A label and numbers by index, a record a line.
struct LibsvmKind: FormatKind {
    let id = FileFormat.libsvm.rawValue
    let title = "libsvm"
    let explanation: String? = "a label and index:number pairs a line"
    let endings = ["svm", "libsvm", "svmlight"]
    let comments: [UInt8] = [35]
    let notJoined: (what: String, next: String)? = nil

    func recognises(_ sample: FormatSample) -> Bool {
        LibsvmFormat.recognises(sample.bytes, isWhole: sample.isWhole)
    }

    func open(_ sample: FormatSample) throws -> FoundFormat {
        FoundFormat(
            try LibsvmFormat.make(sample: sample.bytes, isWhole: sample.isWhole, fileName: sample.fileName))
    }
}

extension FileFormat {
    public static let libsvm = FileFormat("libsvm")
}
