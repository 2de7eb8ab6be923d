/// The parts of a path, as it is written. (Foundation's own traps on paths of one character, and on "a/".)
public enum PathText {
    /// "out/report.html": "out" and "report.html"; no folder where none is named, no name where a slash ends it.
    public static func parts(of path: String) -> (folder: String?, name: String) {
        // Byte by byte: to Swift a slash with a combining mark is another Character.
        let bytes = Array(path.utf8)
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return (nil, path) }
        let name = String(decoding: bytes[(slash + 1)...], as: UTF8.self)
        return (slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self), name)
    }

    /// The path of something in a folder.
    public static func path(of name: String, in folder: String?) -> String {
        guard let folder else { return name }
        return folder == "/" ? folder + name : "\(folder)/\(name)"
    }

    /// "out/report.tar.gz": "out/report.tar" and "gz"; no ending where the name has no dot, or begins with its only one.
    public static func ending(of path: String) -> (stem: String, ending: String) {
        let bytes = Array(path.utf8)
        let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        guard let dot = bytes[start...].lastIndex(of: UInt8(ascii: ".")), dot > start, dot + 1 < bytes.count else {
            return (path, "")
        }
        return (String(decoding: bytes[..<dot], as: UTF8.self), String(decoding: bytes[(dot + 1)...], as: UTF8.self))
    }
}
