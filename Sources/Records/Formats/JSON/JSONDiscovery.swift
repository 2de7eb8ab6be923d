/// Goes through the objects of a file for the first time: checks every byte, learns the keys, and finds what is odd.
struct JSONDiscovery: Sendable {
    /// What is odd about an object, and is told.
    enum Oddity: Int, CaseIterable, Sendable {
        case repeatedKey, brokenText, loneSurrogate, notFinite
    }

    struct Finding: Sendable {
        let oddity: Oddity
        let offset: Int
    }

    private struct Visit: Sendable {
        /// The number of the last object that has the key.
        var object: UInt32 = 0
        var hasValue = false
    }

    /// Where in an object: behind the value of a key, or at the start where that is the root.
    private struct Place {
        var node: Int
        var position: Int
    }

    private(set) var shapes = JSONShapes()
    /// What is odd about the object that was gone through last, and at which offset.
    private(set) var found: [Finding] = []
    private var visits = [Visit()]
    private var number: UInt32 = 0

    /// The keys, with which of them ever had a value.
    var keys: JSONKeys {
        var keys = shapes.keys
        for (node, visit) in visits.enumerated() where visit.hasValue { keys.markValue(node) }
        return keys
    }

    /// Goes through the object at `start`.
    ///
    /// - Returns: What is behind its closing brace.
    /// - Complexity: O(bytes).
    mutating func object(at start: Int, in text: JSONText) throws(JSONFault) -> Int {
        found.removeAll(keepingCapacity: true)
        number &+= 1
        if number == 0 {
            for node in visits.indices { visits[node].object = 0 }
            number = 1
        }
        var place = Place(node: JSONKeys.root, position: start)
        while true {
            try Self.follow(shapes, &place, &visits, &found, number, text)
            if place.node == JSONShapes.end { return place.position }
            let step = try learn(from: place, in: text)
            for node in step.keys { Self.visit(node, &visits, &found, number, at: place.position) }
            if step.target == JSONShapes.end { return step.next }
            place = Place(node: step.target, position: step.next)
            if step.emptyObject == nil {
                place.position = try Self.take(step.target, at: step.next, &visits, &found, text)
            }
        }
    }

    /// Goes on for as long as what stands between the values is known.
    private static func follow(
        _ shapes: JSONShapes, _ place: inout Place, _ visits: inout [Visit], _ found: inout [Finding],
        _ number: UInt32, _ text: JSONText
    ) throws(JSONFault) {
        try shapes.withSteps { known throws(JSONFault) in
            while let step = known.step(from: place.node, at: place.position, in: text) {
                for node in known.keys(of: step) { visit(Int(node), &visits, &found, number, at: place.position) }
                place.position &+= Int(step.count)
                place.node = Int(step.target)
                if step.target < 0 { return }
                if step.emptyObject < 0 {
                    place.position = try take(place.node, at: place.position, &visits, &found, text)
                }
            }
        }
    }

    @inline(__always)
    private static func visit(
        _ node: Int, _ visits: inout [Visit], _ found: inout [Finding], _ number: UInt32, at position: Int
    ) {
        if visits[node].object == number { found.append(Finding(oddity: .repeatedKey, offset: position)) }
        visits[node].object = number
    }

    /// Goes through the value of `node`.
    ///
    /// - Returns: What is behind it.
    @inline(__always)
    private static func take(
        _ node: Int, at position: Int, _ visits: inout [Visit], _ found: inout [Finding], _ text: JSONText
    ) throws(JSONFault) -> Int {
        let value = try text.value(position)
        if value.kind != .null { visits[node].hasValue = true }
        if !value.traits.isEmpty { note(value, &found, text) }
        return value.next
    }

    private static func note(_ value: JSONText.Value, _ found: inout [Finding], _ text: JSONText) {
        if value.traits.contains(.loneSurrogate) { found.append(Finding(oddity: .loneSurrogate, offset: value.start)) }
        if value.traits.contains(.notFinite) { found.append(Finding(oddity: .notFinite, offset: value.start)) }
        if value.traits.contains(.nonASCII) {
            let bytes = SourceView(start: text.bytes + value.start, count: value.end - value.start)
            if !UTF8Check.isValid(bytes) { found.append(Finding(oddity: .brokenText, offset: value.start)) }
        }
    }

    /// Reads a step that was not seen before, and keeps it.
    private mutating func learn(from place: Place, in text: JSONText) throws(JSONFault) -> JSONSteps.Step {
        let around = shapes.keys.objects(around: place.node)
        // Taken out and put back, so that nothing is copied.
        var grown = JSONShapes()
        swap(&grown, &shapes)
        defer { swap(&grown, &shapes) }
        let step = try JSONSteps(text: text).step(inside: around, at: place.position) { key, parent throws(JSONFault) in
            let node = grown.add(key, below: parent)
            guard grown.keys.nodes.count < JSONFault.mostKeys else {
                throw JSONFault(.tooManyColumns, at: place.position)
            }
            return node
        }
        if step.target != JSONShapes.end { grown.markLeaf(step.target) }
        guard grown.keys.leafCount <= JSONFault.mostColumns else {
            throw JSONFault(.tooManyColumns, at: place.position)
        }
        grown.keep(step, from: place.node, at: place.position, in: text)
        while visits.count < grown.keys.nodes.count { visits.append(Visit()) }
        return step
    }
}
