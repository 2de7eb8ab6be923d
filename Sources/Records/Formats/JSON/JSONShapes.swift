/// What stood between the values of the objects seen so far: `, "age": ` and the like.
///
/// Objects of one file mostly have the same keys in the same order, written with the same blanks. So from every value
/// to the next the bytes are the same as once before, and comparing them is all that has to be done: they were checked
/// then. What is new is read key by key (`JSONSteps`) and kept for the next time.
struct JSONShapes: Sendable {
    /// The bytes between one value and the next, and what they mean.
    struct Step: Sendable {
        /// The first eight bytes, and which of their bits count.
        let head: UInt64
        let mask: UInt64
        /// All bytes, in the pool.
        let start: Int32
        let count: Int32
        /// The key whose value comes next; `end` behind the last.
        let target: Int32
        /// The keys that are stepped on, the target's included, in the list of all such.
        let keysStart: Int32
        let keysCount: Int32
        /// Where in the bytes the empty object is that is the value; else -1.
        let emptyObject: Int32
    }

    /// The target behind the last value of a record.
    static let end = -1
    /// How many ways on are kept from each value.
    static let mostWays = 8
    /// The longest bytes that are kept.
    private static let mostBytes = 256

    private(set) var keys = JSONKeys()
    private var steps: [Step] = []
    private var pool: [UInt8] = []
    private var stepKeys: [Int32] = []
    /// `mostWays` step numbers for every node, -1 where there are fewer; those of the root begin a record.
    private var ways = [Int32](repeating: -1, count: mostWays)

    /// The key below `parent`, made where there is none.
    mutating func add(_ key: SourceView, below parent: Int) -> Int {
        let node = keys.add(key, below: parent)
        while ways.count < keys.nodes.count * Self.mostWays { ways.append(-1) }
        return node
    }

    mutating func markLeaf(_ node: Int) { keys.markLeaf(node) }
    mutating func markValue(_ node: Int) { keys.markValue(node) }

    /// Keeps a step that was read, for when it comes again.
    mutating func keep(_ read: JSONSteps.Step, from node: Int, at position: Int, in text: JSONText) {
        let way = node * Self.mostWays
        let count = read.next - position
        guard count <= Self.mostBytes, let free = ways[way..<way + Self.mostWays].firstIndex(of: -1) else { return }
        let bytes = UnsafeBufferPointer(start: text.bytes + position, count: count)
        // A step is read anew, too, where the text was at its end for the time being.
        guard !ways[way..<free].contains(where: { isStep(Int($0), bytes) }) else { return }
        let head = (0..<min(8, count)).reduce(UInt64(0)) { $0 | UInt64(text.bytes[position + $1]) << UInt64(8 * $1) }
        let step = Step(
            head: head, mask: count >= 8 ? .max : 1 << UInt64(8 * count) - 1, start: Int32(pool.count),
            count: Int32(count), target: Int32(read.target), keysStart: Int32(stepKeys.count),
            keysCount: Int32(read.keys.count),
            emptyObject: read.emptyObject.map { Int32($0 - position) } ?? -1)
        pool.append(contentsOf: bytes)
        stepKeys.append(contentsOf: read.keys.map(Int32.init))
        ways[free] = Int32(steps.count)
        steps.append(step)
    }

    private func isStep(_ number: Int, _ bytes: SourceView) -> Bool {
        let step = steps[number]
        return pool[Int(step.start)..<Int(step.start + step.count)].elementsEqual(bytes)
    }

    /// Calls `body` with what finds the steps fast.
    @inline(__always)
    func withSteps<R, E: Error>(_ body: (Known) throws(E) -> R) throws(E) -> R {
        // Nested by hand, as closures that throw one type of error don't compose.
        try steps.withUnsafeBufferPointer { steps throws(E) in
            try pool.withUnsafeBufferPointer { pool throws(E) in
                try stepKeys.withUnsafeBufferPointer { keys throws(E) in
                    try ways.withUnsafeBufferPointer { ways throws(E) in
                        try body(Known(steps: steps, pool: pool, keys: keys, ways: ways))
                    }
                }
            }
        }
    }

    /// The steps as a hot loop wants them: for as long as `withSteps` lasts.
    struct Known {
        fileprivate let steps: UnsafeBufferPointer<Step>
        fileprivate let pool: UnsafeBufferPointer<UInt8>
        fileprivate let keys: UnsafeBufferPointer<Int32>
        fileprivate let ways: UnsafeBufferPointer<Int32>

        /// The step from `node` whose bytes are at `position`, if one is known.
        ///
        /// - Complexity: O(bytes of the step), mostly.
        @inline(__always)
        func step(from node: Int, at position: Int, in text: JSONText) -> Step? {
            // A step is followed by a byte at least: that of the value, or what ends the record.
            guard position &+ 9 <= text.count else { return nil }
            let word = UnsafeRawPointer(text.bytes + position).loadUnaligned(as: UInt64.self).littleEndian
            var way = node &* JSONShapes.mostWays
            let last = way &+ JSONShapes.mostWays
            while way < last {
                let number = Int(ways[way])
                if number < 0 { return nil }
                let step = steps[number]
                if word & step.mask == step.head, isRest(of: step, at: position, in: text) { return step }
                way &+= 1
            }
            return nil
        }

        /// Whether what follows the first eight bytes of the step is there too, and a value behind it that is one of the
        /// key itself, not of keys below it.
        @inline(__always)
        private func isRest(of step: Step, at position: Int, in text: JSONText) -> Bool {
            let count = Int(step.count)
            guard position &+ count < text.count else { return false }
            var i = 8
            while i < count {
                if text.bytes[position &+ i] != pool[Int(step.start) &+ i] { return false }
                i &+= 1
            }
            let next = text.bytes[position &+ count]
            return (next > 32 && next != 123) || step.emptyObject >= 0 || step.target < 0
        }

        /// The keys that `step` steps on.
        @inline(__always)
        func keys(of step: Step) -> Slice<UnsafeBufferPointer<Int32>> {
            keys[Int(step.keysStart)..<Int(step.keysStart) &+ Int(step.keysCount)]
        }
    }
}
