import Canvas
import Engine
import Records

extension Dashboard {
    mutating func pressInForm(_ key: Key) -> [Effect] {
        guard var form else { return [] }
        if form.isCreating { return pressWhileCreating(key) }
        defer { if self.form != nil { self.form = form } }
        message = nil
        if form.field == .missing, form.reopening == nil {
            if form.typeMissing(key) { return [] }
            if form.typedMissing != nil {
                // What was typed holds once it is left, or Enter is pressed; Esc takes it back.
                let choice = key == .escape ? nil : form.choiceOfTypedMissing()
                form.typedMissing = nil
                return reopen(choice, &form)
            }
        }
        switch key {
        case .enter: return startProject(&form)
        case .escape, .control("c"): return [.quit]
        case .down, .tab, .control("n"): form.cursor.move(by: 1, count: form.count)
        case .up, .backTab, .control("p"): form.cursor.move(by: -1, count: form.count)
        case .pageDown: form.cursor.move(by: 10, count: form.count)
        case .pageUp: form.cursor.move(by: -10, count: form.count)
        default:
            if let field = form.field { return edit(field, key, &form) }
            if let name = form.column { return press(key, onColumn: name, &form) }
        }
        return []
    }

    /// While a project is being made only leaving it means something.
    private mutating func pressWhileCreating(_ key: Key) -> [Effect] {
        guard [.escape, .control("c"), .char("q")].contains(key) else { return [] }
        form?.isCreating = false
        message = Message(text: "stopped; no project was made", isRefusal: false)
        return [.stopCreating]
    }

    private mutating func edit(_ field: SetUpForm.Field, _ key: Key, _ form: inout SetUpForm) -> [Effect] {
        let step = key == .left ? -1 : key == .right ? 1 : 0
        if field.isTyped {
            if field == .positive, step != 0 {
                form.nextPositive(step)
            } else {
                _ = form.fields[field.rawValue].take(key)
                if field == .groups { form.followGroups() }
            }
            return []
        }
        guard form.reopening == nil else { return [] }
        if step != 0 { return reopen(form.choice(changing: field, by: step), &form) }
        guard case .character(let character) = key else { return [] }
        if field == .delimiter { return reopen(form.choice(typing: character), &form) }
        if character == " " { return reopen(form.choice(changing: field, by: 1), &form) }
        return press(key, onColumn: nil, &form)
    }

    private mutating func reopen(_ choice: ReadingChoice?, _ form: inout SetUpForm) -> [Effect] {
        guard let choice else { return [] }
        form.reopening = choice
        return [.reopen(choice)]
    }

    private mutating func press(_ key: Key, onColumn name: String?, _ form: inout SetUpForm) -> [Effect] {
        switch key {
        case .char("j"): form.cursor.move(by: 1, count: form.count)
        case .char("k"): form.cursor.move(by: -1, count: form.count)
        case .char("v"): return browseFile()
        case .char("q"), .char("Q"): return [.quit]
        default: if let name { toggleUse(key, name, &form) }
        }
        return []
    }

    private mutating func toggleUse(_ key: Key, _ name: String, _ form: inout SetUpForm) {
        if name == form.schema.target?.column, [.char("x"), .char("f"), .char(" ")].contains(key) {
            message = Message(
                text: "\(name) is the target, which can't be learned from: t takes that back.", isRefusal: true)
            return
        }
        switch key {
        case .char("t"): form.toggle(.target, name)
        case .char("x"): form.toggle(.text, name)
        case .char("f"), .char(" "): form.toggle(.feature, name)
        case .char("g"): form.toggle(.group, name)
        case .char("i"): form.toggle(.id, name)
        case .char("u"): form.toggle(.subject, name)
        default: break
        }
    }

    /// Shows the records of the file alone.
    private mutating func browseFile() -> [Effect] {
        guard snapshot != nil else { return [] }
        isBrowsing = true
        screen = .records
        panel = nil
        return []
    }

    private mutating func startProject(_ form: inout SetUpForm) -> [Effect] {
        guard form.reopening == nil else { return [] }
        do {
            let choices = try form.choices()
            form.isCreating = true
            return [.create(choices)]
        } catch {
            message = Message(text: "\(error)", isRefusal: true)
            return []
        }
    }
}
