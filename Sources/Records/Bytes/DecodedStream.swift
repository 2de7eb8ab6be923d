internal import CScan

/// A text in one of the encodings that there are tables of, as UTF-8; what is no character becomes U+FFFD.
struct DecodedStream: ByteStream {
    private var source: any ByteStream
    private let code: Int32
    /// Bytes that were read and not yet converted.
    private var input: [UInt8] = []
    private var hasEnded = false
    /// Text that found no room.
    private var output: [UInt8] = []
    private var outputStart = 0

    private static let piece = 1 << 16

    init(_ source: any ByteStream, code: Int32) {
        self.source = source
        self.code = code
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
        let piece = try [UInt8](unsafeUninitializedCapacity: Self.piece) { buffer, count in
            count = try source.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        hasEnded = piece.isEmpty
        input.append(contentsOf: piece)
        outputStart = 0
        var read = 0
        // A byte becomes three at most.
        output = [UInt8](unsafeUninitializedCapacity: input.count * 3 + 4) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            var broken = 0
            read = input.withUnsafeBufferPointer { bytes in
                guard let start = bytes.baseAddress else { return 0 }
                return Int(encoding_convert(code, start, bytes.count, hasEnded, base, &count, &broken))
            }
        }
        input.removeSubrange(..<read)
    }

    /// The bytes that became `ranges` of the text in UTF-8, which ascend.
    ///
    /// - Complexity: O(bytes), one walk.
    static func ranges(_ ranges: [Range<Int>], of original: SourceView, code: Int32) -> [Range<Int>] {
        guard let base = original.baseAddress else { return [] }
        var (offset, position) = (0, 0)
        func place(of end: Int) -> Int {
            while offset < end, position < original.count {
                var length = 0
                let scalar = encoding_next(code, base + position, original.count - position, &length)
                position += max(1, length)
                offset += scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
            }
            return position
        }
        return ranges.map { range in
            let start = place(of: range.lowerBound)
            return start..<place(of: range.upperBound)
        }
    }
}
