/// A fixed run of numbers without bounds checks, for loops that stay within what their arrays guarantee; several threads may
/// each write to a part of their own.
final class Numbers<Number: BitwiseCopyable>: @unchecked Sendable {
    let count: Int
    private let base: UnsafeMutablePointer<Number>

    init(repeating number: Number, count: Int) {
        self.count = count
        base = .allocate(capacity: max(1, count))
        base.initialize(repeating: number, count: count)
    }

    convenience init(_ array: [Number], or empty: Number) {
        self.init(repeating: empty, count: array.count)
        for (index, number) in array.enumerated() { base[index] = number }
    }

    deinit { base.deallocate() }

    @inline(__always)
    subscript(_ index: Int) -> Number {
        get { base[index] }
        set { base[index] = newValue }
    }

    var pointer: UnsafeMutablePointer<Number> { base }

    func fill(_ number: Number) { base.update(repeating: number, count: count) }
    func fill(_ number: Number, count: Int) { base.update(repeating: number, count: count) }
    func copy(_ other: Numbers<Number>) { base.update(from: other.base, count: count) }
    var array: [Number] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
