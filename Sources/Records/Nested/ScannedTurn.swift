/// A turn as it stands in a field, before anything is made of it.
struct ScannedTurn {
    /// Where in the field the turn is: the element of the array, the stretch of a transcript.
    let extent: Range<Int>
    let speaker: Speaker
    /// The role's bytes.
    let role: Range<Int>
    /// What the text is made of, in order.
    fileprivate(set) var parts: [Part] = []

    enum Part {
        /// Bytes of a transcript.
        case plain(Range<Int>)
        /// A JSON value: a text, an array of texts and pictures, or anything else.
        case content(Range<Int>)
        /// A JSON object or array of calls.
        case calls(Range<Int>)
    }

    /// Appends what is said.
    func appendText(in bytes: SourceView, to output: inout [UInt8]) {
        var isFirst = true
        for part in parts {
            let start = output.count
            if !isFirst { output.append(contentsOf: [10, 10]) }
            let before = output.count
            switch part {
            case .plain(let range): output.append(contentsOf: bytes[range])
            case .content(let range): Self.appendContent(range, in: bytes, to: &output)
            case .calls(let range): Self.appendCalls(range, in: bytes, to: &output)
            }
            if output.count == before {
                output.removeSubrange(start...)
            } else {
                isFirst = false
            }
        }
    }

    func text(in bytes: SourceView) -> String {
        var output: [UInt8] = []
        appendText(in: bytes, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private static func appendContent(_ range: Range<Int>, in bytes: SourceView, to output: inout [UInt8]) {
        guard let json = JSONText(bytes, isLine: false), !json.isNull(range) else { return }
        if json.isString(range) { return json.appendText(of: range, to: &output) }
        guard json.isArray(range) else {
            return CanonicalNested.append(SourceView(rebasing: bytes[range]), to: &output)
        }
        var isFirst = true
        _ = try? json.forEachMember(at: range.lowerBound) { part in
            if !isFirst { output.append(10) }
            isFirst = false
            if json.isString(part.value) { return json.appendText(of: part.value, to: &output) }
            var text: Range<Int>?
            var type: Range<Int>?
            if json.isObject(part.value) {
                _ = try? json.forEachMember(at: part.value.lowerBound) { member in
                    if json.isKey(member, "text"), json.isString(member.value) { text = member.value }
                    if json.isKey(member, "type"), json.isString(member.value) { type = member.value }
                }
            }
            if let text {
                json.appendText(of: text, to: &output)
            } else if let type {
                output.append(91)
                json.appendText(of: type, to: &output)
                output.append(93)
            } else {
                CanonicalNested.append(SourceView(rebasing: bytes[part.value]), to: &output)
            }
        }
    }

    /// A line a call: "search({"query":"bread"})".
    private static func appendCalls(_ range: Range<Int>, in bytes: SourceView, to output: inout [UInt8]) {
        guard let json = JSONText(bytes, isLine: false), !json.isNull(range) else { return }
        var isFirst = true
        func append(_ call: Range<Int>) {
            if !isFirst { output.append(10) }
            isFirst = false
            var name: Range<Int>?
            var arguments: Range<Int>?
            func look(_ object: Range<Int>) {
                guard json.isObject(object) else { return }
                _ = try? json.forEachMember(at: object.lowerBound) { member in
                    if json.isKey(member, "name"), json.isString(member.value) { name = member.value }
                    if json.isKey(member, "arguments") { arguments = member.value }
                    if json.isKey(member, "function") { look(member.value) }
                }
            }
            look(call)
            guard let name else { return CanonicalNested.append(SourceView(rebasing: bytes[call]), to: &output) }
            json.appendText(of: name, to: &output)
            output.append(40)
            if let arguments {
                if json.isString(arguments) {
                    json.appendText(of: arguments, to: &output)
                } else {
                    CanonicalNested.append(SourceView(rebasing: bytes[arguments]), to: &output)
                }
            }
            output.append(41)
        }
        if json.isArray(range) {
            _ = try? json.forEachMember(at: range.lowerBound) { append($0.value) }
        } else {
            append(range)
        }
    }
}

extension ScannedTurn {
    /// The message of an object; nil where the object is none.
    init?(message object: JSONText.Member, of json: JSONText) {
        guard json.isObject(object.value) else { return nil }
        var role: Range<Int>?
        var content: Range<Int>?
        var reasoning: Range<Int>?
        var calls: Range<Int>?
        do throws(JSONFault) {
            _ = try json.forEachMember(at: object.value.lowerBound) { member in
                guard !json.isNull(member.value) else { return }
                if json.isKey(member, "role") || json.isKey(member, "from") {
                    if json.isString(member.value) { role = member.value }
                } else if json.isKey(member, "content") || json.isKey(member, "value") {
                    content = member.value
                } else if json.isKey(member, "reasoning_content") || json.isKey(member, "thinking") {
                    reasoning = member.value
                } else if json.isKey(member, "tool_calls") || json.isKey(member, "function_call") {
                    calls = member.value
                }
            }
        } catch {
            return nil
        }
        guard let role, content != nil || calls != nil || reasoning != nil else { return nil }
        self.init(
            extent: object.value, speaker: Speaker(role: json.text(of: role)),
            role: role.lowerBound + 1..<role.upperBound - 1)
        parts =
            [reasoning.map(Part.content), content.map(Part.content), calls.map(Part.calls)].compactMap(\.self)
    }

    /// What lacks a role or what is said: with the role that it has, and all that it holds but null.
    init(odd element: JSONText.Member, of json: JSONText) {
        var role: Range<Int>?
        if json.isObject(element.value) {
            _ = try? json.forEachMember(at: element.value.lowerBound) { member in
                if json.isKey(member, "role") || json.isKey(member, "from"), json.isString(member.value) {
                    role = member.value
                }
            }
        }
        let start = element.value.lowerBound
        self.init(
            extent: element.value, speaker: role.map { Speaker(role: json.text(of: $0)) } ?? .other,
            role: role.map { $0.lowerBound + 1..<$0.upperBound - 1 } ?? start..<start)
        parts = [.content(element.value)]
    }

    /// A stretch of a transcript.
    init(extent: Range<Int>, role: Range<Int>, speaker: Speaker, text: Range<Int>) {
        self.init(extent: extent, speaker: speaker, role: role)
        parts = [.plain(text)]
    }
}
