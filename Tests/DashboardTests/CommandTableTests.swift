import Canvas
import Foundation
import Records
import Testing

@testable import Dashboard

struct CommandTableTests {
    static let writingKeys = "tbpmcord"
    /// The form of a new file has nothing yet to write to: its letters are its own.
    static let pages = CommandTable.standard.contexts.filter { $0 != .setUp }
    let table = CommandTable.standard

    @Test func `no key is bound twice in one context`() {
        for context in table.contexts {
            var owner: [Key: String] = [:]
            for command in table.all where command.places.contain(context) {
                for key in command.keys {
                    #expect(owner[key] == nil, "\(context) \(key.name): \(owner[key] ?? "") and \(command.name)")
                    owner[key] = command.name
                }
            }
        }
    }

    @Test(arguments: writingKeys) func `a key that writes keeps its meaning on every screen or is dead there`(
        key: Character
    ) {
        let names = Set(Self.pages.compactMap { table.command(for: .char(key), in: $0)?.name })
        #expect(names.count == 1)
    }

    @Test func `a command that writes is never on a key that also moves`() {
        for command in table.all where command.writes {
            for key in command.keys {
                let others = table.all.filter { $0.keys.contains(key) && !$0.writes && $0.places.containsPage }
                // Capitals of a screen may differ from screen to screen: P measures on the queue, proves on Models.
                let elsewhere = others.filter { $0.group != .screen }
                #expect(elsewhere.isEmpty, "\(command.name) shares \(key.name) with \(elsewhere.map(\.name))")
            }
        }
    }

    @Test func `names are unique, lower-case and without spaces`() {
        let names = table.all.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-" || $0.isNumber) }, "\(name)")
            #expect(Int(name) == nil)
        }
    }

    @Test func `screens add only capitals that are unused everywhere else`() {
        let pages = table.all.filter(\.places.containsPage)
        let elsewhere = Set(pages.filter { $0.group != .screen }.flatMap(\.keys))
        for command in pages where command.group == .screen {
            for key in command.keys {
                guard case .character(let character) = key else {
                    Issue.record("\(command.name) is on \(key.name)")
                    continue
                }
                #expect(character.isUppercase, "\(command.name)")
                #expect(!elsewhere.contains(key), "\(command.name) takes \(key.name)")
            }
        }
    }

    @Test func `F-keys, Ctrl-S and Ctrl-Q are no first bindings, and every Esc has a twin`() {
        for command in table.all {
            #expect(!command.keys.contains(.control("s")) && !command.keys.contains(.control("q")))
            if case .function = command.keys[0] { Issue.record("\(command.name) starts on an F-key") }
            if command.keys.contains(.escape) { #expect(command.keys.count > 1) }
        }
    }

    @Test func `every key of the table can be written down and read back`() {
        for key in table.all.flatMap(\.keys) { #expect(Key(named: key.name) == key) }
    }

    @Test func `every command that the status line may name has a label`() {
        for command in table.all where command.rank > 0 { #expect(!command.label.isEmpty, "\(command.name)") }
        for command in table.all { #expect(!command.summary.isEmpty, "\(command.name)") }
    }

    @Test func `every name that a sentence uses is a command`() throws {
        let text =
            try String(contentsOfFile: Sources.file("Dashboard/Keymap/CommandID+Dashboard.swift"), encoding: .utf8)
            + String(contentsOfFile: Sources.file("Records/CommandID.swift"), encoding: .utf8)
        let names = text.matches(of: /static let \w+ = CommandID\("([a-z-]+)"/).map { String($0.1) }
        #expect(names.count > 60)
        for name in names { #expect(table.command(CommandID(name)) != nil, "\(name)") }
    }

    @Test func `ranks don't tie within a context`() {
        for context in table.contexts {
            let ranks = table.hints(in: context).map(\.rank)
            #expect(Set(ranks).count == ranks.count, "\(context): \(ranks)")
        }
    }
}
