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
            if let command = overall(key, isTyped: form.takesCharacters) {
                self.form = form
                defer { form = self.form ?? form }
                return run(command)
            }
            if let field = form.field { return edit(field, key, &form) }
            return press(key, &form)
        }
        return []
    }

    /// While a project is being made only leaving it means something.
    private mutating func pressWhileCreating(_ key: Key) -> [Effect] {
        guard [.escape, .control("c"), .char("q")].contains(key) else { return [] }
        form?.isCreating = false
        say("stopped; no project was made")
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
        return press(key, &form)
    }

    private mutating func reopen(_ choice: ReadingChoice?, _ form: inout SetUpForm) -> [Effect] {
        guard let choice else { return [] }
        form.reopening = choice
        return [.reopen(choice)]
    }

    /// A key that is a command of the form.
    private mutating func press(_ key: Key, _ form: inout SetUpForm) -> [Effect] {
        guard let command = table.command(for: key, in: .setUp) else { return [] }
        self.form = form
        defer { form = self.form ?? form }
        return run(command)
    }

    /// Gives the column in hand a use, or takes it back.
    mutating func toggleInForm(_ use: SetUpForm.Use) -> [Effect] {
        guard let name = form?.column else { return [] }
        if name == form?.schema.target?.column, use == .text || use == .feature {
            refuse("\(name) is the target, which can't be learned from: \(command: .formTarget) takes that back.")
            return []
        }
        form?.toggle(use, name)
        return []
    }

    /// Shows the records of the file alone.
    mutating func browseFile() -> [Effect] {
        guard snapshot != nil else { return [] }
        isBrowsing = true
        screen = .records
        panel = nil
        return []
    }

    mutating func startProject(_ form: inout SetUpForm) -> [Effect] {
        guard form.reopening == nil else { return [] }
        do {
            let choices = try form.choices()
            form.isCreating = true
            return [.create(choices)]
        } catch {
            refuse("\(error)")
            return []
        }
    }
}
