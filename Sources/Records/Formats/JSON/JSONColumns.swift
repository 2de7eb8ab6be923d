/// How the objects of a file fall into columns: one for every key that has values, nested keys joined by points.
struct JSONColumns: Sendable {
    let names: [String]
    /// What was repaired about the names, one sentence each.
    let notices: [String]
    private let shapes: JSONShapes
    /// The column of each key, -1 where it has none.
    private let columnOfKey: [Int32]
    private let keyOfColumn: [Int]
    /// The columns below each key that has keys below it.
    private let columnsBelow: [Int: [Int]]
    /// Whether an object may have a key twice: its last value counts then.
    private let mayRepeat: Bool
    /// Whether a text may hold bytes that are not UTF-8.
    private let mayBeBroken: Bool
    /// Whether the text of an array is what stands in the file, and not one spelling for all.
    let keepsArrays: Bool

    /// - Parameters:
    ///   - mayRepeat: Whether an object of the file has a key twice, or may have.
    ///   - mayBeBroken: Whether a text holds bytes that are not UTF-8, or may.
    ///   - keepsArrays: Whether arrays are given as they are written.
    init(_ discovery: JSONDiscovery, mayRepeat: Bool, mayBeBroken: Bool, keepsArrays: Bool = false) {
        let keys = discovery.keys
        let keyOfColumn = keys.nodes.indices.filter { node in
            // A key that only held objects, and null where there was none, is no column itself.
            keys.nodes[node].isLeaf && (keys.nodes[node].hasValue || !keys.nodes[node].hasKeys)
        }
        let header = HeaderNames(keyOfColumn.map(keys.path))
        var columnOfKey = [Int32](repeating: -1, count: keys.nodes.count)
        var columnsBelow: [Int: [Int]] = [:]
        for (column, key) in keyOfColumn.enumerated() {
            columnOfKey[key] = Int32(column)
            for object in keys.objects(around: key) { columnsBelow[object, default: []].append(column) }
        }
        names = header.names
        notices = header.notices
        shapes = discovery.shapes
        self.keyOfColumn = keyOfColumn
        self.columnOfKey = columnOfKey
        self.columnsBelow = columnsBelow
        self.mayRepeat = mayRepeat
        self.mayBeBroken = mayBeBroken
        self.keepsArrays = keepsArrays
    }

    /// The fields of the object at `position`, in the order of `names`.
    ///
    /// - Returns: What is behind the object.
    /// - Complexity: O(bytes of the object + columns).
    func fields(at position: Int, in text: JSONText, into spans: inout [FieldSpan]) throws(JSONFault) -> Int {
        spans.removeAll(keepingCapacity: true)
        spans.append(contentsOf: repeatElement(.absent, count: names.count))
        return try shapes.withSteps { known throws(JSONFault) in
            var node = JSONKeys.root
            var position = position
            while true {
                let value: Int
                if let step = known.step(from: node, at: position, in: text) {
                    if mayRepeat { for key in known.keys(of: step) { clear(Int(key), &spans) } }
                    node = Int(step.target)
                    value = position &+ Int(step.emptyObject < 0 ? step.count : step.emptyObject)
                } else {
                    let step = try read(from: node, at: position, in: text)
                    for key in step.keys { clear(key, &spans) }
                    node = step.target
                    value = step.emptyObject ?? step.next
                }
                if node == JSONShapes.end { return value }
                let read = try text.value(value)
                position = read.next
                let column = Int(columnOfKey[node])
                if column >= 0 { spans[column] = span(of: read, in: text) }
            }
        }
    }

    /// Takes back what an earlier one of two alike keys of an object gave.
    @inline(__always)
    private func clear(_ key: Int, _ spans: inout [FieldSpan]) {
        if columnOfKey[key] >= 0 { spans[Int(columnOfKey[key])] = .absent }
        if !columnsBelow.isEmpty, let columns = columnsBelow[key] { for column in columns { spans[column] = .absent } }
    }

    /// The spans of one column in `count` objects.
    ///
    /// - Parameter next: Where the object after the one at the first offset begins, given how far that was read: to
    ///   its end where the second is true.
    /// - Returns: Where the object after them begins.
    /// - Complexity: O(bytes of the objects).
    @inline(__always)
    func spans(
        of column: Int, at start: Int, count: Int, in text: JSONText, into spans: inout [FieldSpan],
        next: (_ readTo: Int, _ isEnd: Bool) -> Int?
    ) throws(JSONFault) -> Int {
        let key = keyOfColumn[column]
        let around = shapes.keys.objects(around: key)
        return try shapes.withSteps { known throws(JSONFault) in
            var position = start
            for _ in 0..<count {
                let place = try find(key, around, from: position, known, text, next)
                spans.append(place.span)
                position = place.next
            }
            return position
        }
    }

    /// The field of `wanted` in the object at `start`, and where the next object begins.
    @inline(__always)
    private func find(
        _ wanted: Int, _ around: [Int], from start: Int, _ known: JSONShapes.Known, _ text: JSONText,
        _ next: (Int, Bool) -> Int?
    ) throws(JSONFault) -> (span: FieldSpan, next: Int) {
        var span = FieldSpan.absent
        var node = JSONKeys.root
        var position = start
        while true {
            var value = position
            if let step = known.step(from: node, at: position, in: text) {
                if mayRepeat {
                    for key in known.keys(of: step) where isAround(Int(key), wanted, around) { span = .absent }
                }
                node = Int(step.target)
                value = position &+ Int(step.emptyObject < 0 ? step.count : step.emptyObject)
            } else {
                let step = try read(from: node, at: position, in: text)
                for key in step.keys where isAround(key, wanted, around) { span = .absent }
                node = step.target
                value = step.emptyObject ?? step.next
            }
            if node == JSONShapes.end { return (span, next(value, true) ?? text.count) }
            let read = try text.value(value)
            position = read.next
            if node == wanted {
                span = self.span(of: read, in: text)
                if !mayRepeat, let next = next(position, false) { return (span, next) }
            }
        }
    }

    private func isAround(_ key: Int, _ wanted: Int, _ around: [Int]) -> Bool {
        key == wanted || around.contains(key)
    }

    /// Reads a step key by key; keys that are not known are stepped over.
    private func read(from node: Int, at position: Int, in text: JSONText) throws(JSONFault) -> JSONSteps.Step {
        try JSONSteps(text: text).step(inside: shapes.keys.objects(around: node), at: position) { key, parent in
            shapes.keys.node(key, below: parent)
        }
    }

    @inline(__always)
    private func span(of value: JSONText.Value, in text: JSONText) -> FieldSpan {
        guard value.kind != .null else { return .absent }
        var isEncoded =
            value.kind == .string ? value.traits.contains(.escapes) : value.kind == .array && !keepsArrays
        if mayBeBroken, value.traits.contains(.nonASCII), !isEncoded {
            isEncoded = !UTF8Check.isValid(SourceView(start: text.bytes + value.start, count: value.end - value.start))
        }
        return FieldSpan(
            start: value.start, count: UInt32(truncatingIfNeeded: value.end &- value.start), isEncoded: isEncoded)
    }
}
