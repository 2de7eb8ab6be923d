internal import CCompression

/// What is packed in a zstd file, one frame after the other (RFC 8878); skippable frames are skipped.
final class ZstdStream: ByteStream {
    private var source: any ByteStream
    private let fileName: String
    private let context: OpaquePointer?
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    private var available = 0
    private var position = 0
    private var consumed = 0
    private var bomb = BombCheck()
    /// What the last call said is still to come of a frame; 0 between frames.
    private var pending = 0

    init(_ source: any ByteStream, fileName: String) {
        self.source = source
        self.fileName = fileName
        context = ZSTD_createDCtx()
    }

    deinit {
        ZSTD_freeDCtx(context)
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
        while output.pos < output.size {
            if position == available {
                let count = try source.read(into: input)
                (available, position) = (count, 0)
                consumed += count
                if count == 0 {
                    if pending == 0 { break }
                    // What is left inside may still come out.
                    let before = output.pos
                    try step(&output)
                    if output.pos == before { throw broken("ends in the middle: it is cut short") }
                    continue
                }
            }
            try step(&output)
        }
        try bomb.note(output.pos, of: consumed, fileName: fileName, unpack: "zstd --decompress")
        return output.pos
    }

    private func step(_ output: inout ZSTD_outBuffer) throws {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: available, pos: position)
        let result = ZSTD_decompressStream(context, &output, &source)
        position = source.pos
        if ZSTD_isError(result) != 0 { throw broken("is damaged (\(String(cString: ZSTD_getErrorName(result))))") }
        pending = result
    }

    private func broken(_ what: String) -> Refusal {
        Refusal(
            .badData, "'\(fileName)' \(what), at byte \(consumed - available + position) of the compressed file.",
            next: "Check it with: zstd --test '\(fileName)', and fetch it again.")
    }
}
