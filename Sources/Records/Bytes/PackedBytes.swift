/// Arrays of numbers one behind the other, each with its length before it: how what can be made again is kept on this
/// machine.
public struct PackedBytes: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public mutating func append<Number: BitwiseCopyable>(_ numbers: [Number]) {
        withUnsafeBytes(of: UInt64(numbers.count)) { bytes.append(contentsOf: $0) }
        numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    public mutating func append(_ text: String) { append(Array(text.utf8)) }

    /// Reads them back, in the same order; nil where there is not as much.
    public struct Reader {
        private let bytes: [UInt8]
        private var position = 0

        public init(_ bytes: [UInt8]) { self.bytes = bytes }

        public mutating func numbers<Number: BitwiseCopyable>(_ type: Number.Type) -> [Number]? {
            guard let count = length(), count <= (bytes.count - position) / MemoryLayout<Number>.stride else {
                return nil
            }
            let size = count * MemoryLayout<Number>.stride
            defer { position += size }
            return [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
                bytes.withUnsafeBytes { all in
                    UnsafeMutableRawBufferPointer(buffer).copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: all[position..<position + size]))
                }
                initialized = count
            }
        }

        /// As many as are expected, else nil.
        public mutating func numbers<Number: BitwiseCopyable>(_ type: Number.Type, count: Int) -> [Number]? {
            guard let numbers = numbers(type), numbers.count == count else { return nil }
            return numbers
        }

        public mutating func text() -> String? {
            numbers(UInt8.self).flatMap { String(validating: $0, as: UTF8.self) }
        }

        private mutating func length() -> Int? {
            guard bytes.count - position >= 8 else { return nil }
            defer { position += 8 }
            let count = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: UInt64.self) }
            return Int(exactly: count)
        }
    }
}
