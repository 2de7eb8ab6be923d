/// A unit vector as signed bytes, and what that lost: x = scale · bytes + a rest of length `error`.
struct ByteVector {
    let bytes: [Int8]
    let scale: Float
    /// The length of what was lost, never less.
    let error: Float

    init(_ unit: UnsafeBufferPointer<Float>) {
        var largest: Float = 0
        for value in unit { largest = max(largest, abs(value)) }
        let scale = largest / 127
        var bytes = [Int8](repeating: 0, count: unit.count)
        var lost = 0.0
        if scale > 0 {
            let factor = 127 / largest
            for (index, value) in unit.enumerated() {
                let rounded = max(-127, min(127, (value * factor).rounded(.toNearestOrEven)))
                bytes[index] = Int8(rounded)
                let rest = Double(value) - Double(rounded) * Double(scale)
                lost += rest * rest
            }
        }
        self.bytes = bytes
        self.scale = scale
        error = Float(lost.squareRoot()).nextUp
    }
}
