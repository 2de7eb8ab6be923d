internal import CScan

/// Finds out whether bytes are UTF-8, and makes text of those that are not.
enum UTF8Check {
    /// Whether the bytes are well-formed (Unicode 16, table 3-7).
    ///
    /// - Complexity: O(bytes), eight at a time where they are ASCII.
    static func isValid(_ bytes: SourceView) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        return scan_utf8(base, 0, bytes.count, bytes.count) >= bytes.count
    }

    /// Writes U+FFFD in the place of what is not UTF-8, from `start` on.
    static func repair(_ bytes: inout [UInt8], from start: Int) {
        guard !bytes[start...].withUnsafeBufferPointer(isValid) else { return }
        let repaired = String(decoding: bytes[start...], as: UTF8.self)
        bytes.replaceSubrange(start..., with: repaired.utf8)
    }
}
