import Crypto
import Foundation
import Glibc
import Records

// Nobody's word for anything: what is kept is read only where this version of Lethe wrote it, for the same key, in this
// project; anything else is as if it were not there. What is proved and verified is computed without it.
extension ProjectStore {
    /// What was kept under a key; nil where nothing was, where it is another's, damaged, or larger than it can be.
    ///
    /// - Complexity: O(bytes).
    public func kept(_ kept: Kept, for key: String, atMost limit: Int) -> [UInt8]? {
        let head = Self.keptMark.count + SHA256.byteCount
        guard let bytes = try? Files.read(folder.file(kept.fileName), atMost: limit + head), bytes.count >= head,
            bytes.starts(with: Self.keptMark)
        else { return nil }
        let content = bytes[head...]
        return code(of: kept, key, content).map { $0.elementsEqual(bytes[Self.keptMark.count..<head]) } == true
            ? Array(content) : nil
    }

    /// Keeps bytes in the place of what was kept before. What is only read keeps nothing.
    ///
    /// - Throws: `StoreFailure`; nothing is lost by it.
    public func keep(_ bytes: [UInt8], as kept: Kept, for key: String) throws {
        guard !isReadOnly, let code = code(of: kept, key, bytes[...]) else { return }
        try whileWritable {
            let draft = folder.file(kept.draftName)
            if Files.exists(draft) { try Files.remove(draft) }
            try Files.write(to: draft) { write in
                try write(Self.keptMark + code)
                try write(bytes)
            }
            try Files.rename(draft, to: folder.file(kept.fileName))
        }
    }

    /// Removes all that is kept: it may tell of records that are to leave.
    ///
    /// - Throws: `StoreFailure`.
    public func removeKept() throws {
        try whileWritable {
            for kept in Kept.allCases {
                for name in [kept.fileName, kept.draftName] where Files.exists(folder.file(name)) {
                    try Files.remove(folder.file(name))
                }
            }
        }
    }

    private static let keptMark = Array("lethe k1".utf8)

    private func code(of kept: Kept, _ key: String, _ content: ArraySlice<UInt8>) -> [UInt8]? {
        var code = HMAC<SHA256>(key: SymmetricKey(data: self.key))
        for part in ["lethe/kept", kept.rawValue, session.toolVersion, key] {
            code.update(data: littleEndianBytes(UInt64(part.utf8.count)) + Array(part.utf8))
        }
        code.update(data: content)
        return Array(code.finalize())
    }
}
