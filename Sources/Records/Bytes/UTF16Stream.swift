/// UTF-16 as UTF-8: its byte-order mark left out, surrogates without a partner as U+FFFD.
struct UTF16Stream: ByteStream {
    private var source: any ByteStream
    private let isBigEndian: Bool
    private let fileName: String
    /// Bytes that were read and not yet converted.
    private var input: [UInt8] = []
    private var isAtStart = true
    private var hasEnded = false
    /// Text that found no room.
    private var output: [UInt8] = []
    private var outputStart = 0

    init(_ source: any ByteStream, isBigEndian: Bool, fileName: String) {
        self.source = source
        self.isBigEndian = isBigEndian
        self.fileName = fileName
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while outputStart == output.count {
            if hasEnded { return 0 }
            try convertMore()
        }
        let count = min(buffer.count, output.count - outputStart)
        output.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[outputStart..<outputStart + count]))
        }
        outputStart += count
        return count
    }

    private mutating func convertMore() throws {
        output.removeAll(keepingCapacity: true)
        outputStart = 0
        let before = input.count
        let source = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = try self.source.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        input.append(contentsOf: source)
        hasEnded = input.count == before
        var i = 0
        while i + 1 < input.count {
            let unit = unit(at: i)
            if isAtStart {
                isAtStart = false
                if unit == 0xFEFF {
                    i += 2
                    continue
                }
            }
            if UTF16.isLeadSurrogate(unit) {
                guard i + 3 < input.count else {
                    if !hasEnded { break }
                    append("\u{FFFD}")
                    i += 2
                    continue
                }
                let trail = self.unit(at: i + 2)
                if UTF16.isTrailSurrogate(trail) {
                    let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00)
                    append(Unicode.Scalar(value) ?? "\u{FFFD}")
                    i += 4
                    continue
                }
            }
            append(Unicode.Scalar(unit) ?? "\u{FFFD}")
            i += 2
        }
        input.removeSubrange(..<i)
        if hasEnded, !input.isEmpty {
            throw Refusal(
                .badData, "'\(fileName)' ends in half a character of UTF-16.",
                next: "It is cut short: fetch it again, or say its encoding: --encoding")
        }
    }

    private func unit(at i: Int) -> UInt16 {
        let (first, second) = (UInt16(input[i]), UInt16(input[i + 1]))
        return isBigEndian ? first << 8 | second : second << 8 | first
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            output.append(UInt8(scalar.value))
        } else {
            output.append(contentsOf: UTF8.encode(scalar) ?? .init())
        }
    }
}

extension UTF16Stream {
    /// The bytes of UTF-16 that became `ranges` of the UTF-8 text, which ascend; the mark at the start is among them.
    ///
    /// - Complexity: O(bytes), one walk.
    static func ranges(_ ranges: [Range<Int>], of text: SourceView, markBytes: Int) -> [Range<Int>] {
        var mapped: [Range<Int>] = []
        var (offset, units) = (0, 0)
        func bytes(upTo end: Int) -> Int {
            while offset < end {
                let byte = text[offset]
                // A sequence of four bytes is two units; bytes that go on are none.
                if byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
                offset += 1
            }
            return markBytes + units * 2
        }
        for range in ranges {
            let start = bytes(upTo: range.lowerBound)
            mapped.append((range.lowerBound == 0 ? 0 : start)..<bytes(upTo: range.upperBound))
        }
        return mapped
    }
}
