/// Reads what stands between the values of an object, key by key.
struct JSONSteps {
    /// The way from one value of a record to the next.
    struct Step {
        /// The key whose value comes next; `JSONShapes.end` behind the last.
        var target: Int
        /// Where the text goes on: at the value, behind it where that is an empty object, behind the record.
        var next: Int
        /// The keys that were stepped on, the target's included.
        var keys: [Int]
        /// Where the empty object is that is the value.
        var emptyObject: Int?
    }

    let text: JSONText

    /// Reads from behind a value of the objects `around`, the record first; from the start of a record where there are
    /// none.
    ///
    /// - Parameter find: Gives the node of a key; nil of one that is to be stepped over with its value.
    /// - Complexity: O(bytes).
    func step(
        inside around: [Int], at position: Int, find: (SourceView, Int) throws(JSONFault) -> Int?
    ) throws(JSONFault) -> Step {
        var step = Step(target: JSONShapes.end, next: position, keys: [], emptyObject: nil)
        var objects = around
        var isFirst = false
        if objects.isEmpty {
            step.next = text.skipSpace(position)
            guard try text.byte(step.next) == 123 else { throw JSONFault(.notAnObject, at: step.next) }
            step.next += 1
            objects = [JSONKeys.root]
            isFirst = true
        }
        while true {
            step.next = text.skipSpace(step.next)
            var byte = try text.byte(step.next)
            if byte == 125 {
                step.next += 1
                objects.removeLast()
                if objects.isEmpty { return step }
                isFirst = false
                continue
            }
            if !isFirst {
                guard byte == 44 else { throw text.unexpected("a comma or '}'", at: step.next) }
                step.next = text.skipSpace(step.next + 1)
                byte = try text.byte(step.next)
            }
            guard byte == 34 else { throw text.unexpected("a key in quotes", at: step.next) }
            guard let found = try key(&step, below: objects[objects.count - 1], find) else {
                isFirst = false
                continue
            }
            step.keys.append(found)
            guard try text.byte(step.next) == 123 else {
                step.target = found
                return step
            }
            let inside = text.skipSpace(step.next + 1)
            if try text.byte(inside) == 125 {
                step.emptyObject = step.next
                step.target = found
                step.next = inside + 1
                return step
            }
            guard objects.count < JSONFault.mostLevels else { throw JSONFault(.tooDeep, at: step.next) }
            objects.append(found)
            step.next = inside
            isFirst = true
        }
    }

    /// Reads the key at `step.next` and the colon, up to the value; an unknown key with its value.
    private func key(
        _ step: inout Step, below parent: Int, _ find: (SourceView, Int) throws(JSONFault) -> Int?
    ) throws(JSONFault) -> Int? {
        var traits: JSONText.Traits = []
        let start = step.next + 1
        let end = try text.string(start, &traits)
        var value = text.skipSpace(end + 1)
        guard try text.byte(value) == 58 else { throw text.unexpected("a colon", at: value) }
        value = text.skipSpace(value + 1)
        step.next = value
        let raw = SourceView(start: text.bytes + start, count: end - start)
        let found: Int?
        if traits.isEmpty {
            found = try find(raw, parent)
        } else {
            var key: [UInt8] = []
            JSONEscapes.append(raw, to: &key)
            found = try key.withUnsafeBufferPointer { key throws(JSONFault) in try find(key, parent) }
        }
        guard found == nil else { return found }
        step.next = try text.anyValue(value, 1, &traits)
        return nil
    }
}
