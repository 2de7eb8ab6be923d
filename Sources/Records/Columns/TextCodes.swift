internal import Foundation

/// Gives every distinct text a code, 0 upwards in order of first appearance.
///
/// Texts are the same when their bytes are: `String` would take canonically equivalent texts for one, and a record
/// would read otherwise than the file has it.
struct TextCodes {
    private(set) var distinct: [String] = []
    /// What the distinct texts take.
    private(set) var byteCount = 0
    /// Open addressing, a power of two long: a code + 1, or 0 where free. Beside it the hash, to compare bytes rarely.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)
    private var hashes: [Int] = Array(repeating: 0, count: 64)

    /// The code of the text with these bytes.
    ///
    /// The hash is seeded anew in every process, so that no file can be made to collide; it never shows in a result.
    /// - Complexity: O(bytes), expected.
    mutating func code(for bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        let hash = hasher.finalize()
        let mask = slots.count - 1
        var slot = hash & mask
        while slots[slot] != 0 {
            let code = slots[slot] - 1
            if hashes[slot] == hash, Self.isSame(distinct[Int(code)], bytes) { return code }
            slot = (slot + 1) & mask
        }
        let code = UInt32(distinct.count)
        distinct.append(String(decoding: bytes, as: UTF8.self))
        byteCount += bytes.count
        slots[slot] = code + 1
        hashes[slot] = hash
        if distinct.count * 2 > slots.count { grow() }
        return code
    }

    private static func isSame(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let utf8 = text.utf8
        guard utf8.count == bytes.count else { return false }
        return utf8.withContiguousStorageIfAvailable { kept in
            guard let one = kept.baseAddress, let other = bytes.baseAddress else { return true }
            return memcmp(one, other, bytes.count) == 0
        } ?? utf8.elementsEqual(bytes)
    }

    mutating func code(for text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { code(for: $0) }
    }

    private mutating func grow() {
        let (oldSlots, oldHashes) = (slots, hashes)
        slots = Array(repeating: 0, count: oldSlots.count * 2)
        hashes = Array(repeating: 0, count: oldSlots.count * 2)
        let mask = slots.count - 1
        for (old, entry) in oldSlots.enumerated() where entry != 0 {
            var slot = oldHashes[old] & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = entry
            hashes[slot] = oldHashes[old]
        }
    }
}
