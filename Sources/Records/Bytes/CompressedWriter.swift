internal import CCompression

/// Packs what is written, the same bytes for the same text.
final class CompressedWriter {
    private let compression: Compression
    private let output: (UnsafeRawBufferPointer) throws -> Void
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    private let deflater = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let zstd: OpaquePointer?

    init(_ compression: Compression, _ output: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.compression = compression
        self.output = output
        deflater.initialize(to: z_stream())
        if compression == .gzip { compression_deflate_init(deflater) }
        zstd = compression == .zstd ? ZSTD_createCCtx() : nil
    }

    deinit {
        if compression == .gzip { deflateEnd(deflater) }
        ZSTD_freeCCtx(zstd)
        deflater.deallocate()
        buffer.deallocate()
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        switch compression {
        case .none: try output(bytes)
        case .gzip:
            // zlib counts in 32 bits.
            for start in stride(from: 0, to: bytes.count, by: 1 << 30) {
                let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + 1 << 30)])
                try deflated(piece, Z_NO_FLUSH)
            }
        case .zstd: try packed(bytes, ZSTD_e_continue)
        }
    }

    func finish() throws {
        switch compression {
        case .none: break
        case .gzip: try deflated(UnsafeRawBufferPointer(start: nil, count: 0), Z_FINISH)
        case .zstd: try packed(UnsafeRawBufferPointer(start: nil, count: 0), ZSTD_e_end)
        }
    }

    private func deflated(_ bytes: UnsafeRawBufferPointer, _ flush: Int32) throws {
        deflater.pointee.next_in = UnsafeMutablePointer(
            mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
        deflater.pointee.avail_in = UInt32(bytes.count)
        repeat {
            deflater.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            deflater.pointee.avail_out = UInt32(buffer.count)
            deflate(deflater, flush)
            try output(UnsafeRawBufferPointer(rebasing: buffer[..<(buffer.count - Int(deflater.pointee.avail_out))]))
        } while deflater.pointee.avail_out == 0
    }

    private func packed(_ bytes: UnsafeRawBufferPointer, _ mode: ZSTD_EndDirective) throws {
        var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        var left = 0
        repeat {
            var out = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
            left = ZSTD_compressStream2(zstd, &out, &input, mode)
            if ZSTD_isError(left) != 0 {
                throw Refusal(
                    .inputOutput, "The copy can't be packed: \(String(cString: ZSTD_getErrorName(left))).",
                    next: "Unpack the file first.")
            }
            try output(UnsafeRawBufferPointer(rebasing: buffer[..<out.pos]))
        } while input.pos < input.size || (mode == ZSTD_e_end && left > 0)
    }
}
