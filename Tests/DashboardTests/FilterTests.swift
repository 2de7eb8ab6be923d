import Canvas
import Engine
import Records
import TestSupport
import Testing

@testable import Dashboard

struct FilterTests {
    static func sitting(_ typed: String = "") async throws -> Sitting {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.press("f")
        sitting.type(typed)
        return sitting
    }

    static func rows(_ filter: String, _ sitting: Sitting) throws -> [Int] {
        Array(try sitting.snapshot.rows(Query(filter: Filter(parsing: filter))))
    }

    @Test func `every character narrows the result while it is typed`() async throws {
        var sitting = try await Self.sitting("age>=7")
        #expect(sitting.rows == (try Self.rows("age>=7", sitting)))
        sitting.type("0")
        #expect(sitting.rows == (try Self.rows("age>=70", sitting)))
        #expect(sitting.lines[0].contains("\(sitting.dashboard.records.rows.count) of 600"))
        #expect(sitting.lines[2].contains("filter age>=70"))
    }

    @Test func `a mistake keeps the last good result, with a caret under the token and a proposal`() async throws {
        var sitting = try await Self.sitting("sex=Female")
        let good = sitting.rows
        sitting.feed(.key(.paste(" gruop=Arden")))
        #expect(sitting.rows == good)
        #expect(sitting.lines[2].hasPrefix(" filter sex=Female gruop=Arden  "))
        #expect(sitting.lines[2].hasSuffix("\(good.count) of 600"))
        #expect(sitting.lines[3] == "                   ^^^^^")
        #expect(sitting.lines[4].contains("Did you mean 'group'?"))
    }

    @Test func `the caret stands under its token after wide characters`() async throws {
        let sitting = try await Self.sitting("city=東京都 gruop=Arden")
        let caret = try #require(sitting.lines[3].firstIndex(of: "^"))
        let column = sitting.lines[3].distance(from: sitting.lines[3].startIndex, to: caret)
        #expect(column == DisplayText(" filter city=東京都 ").columns)
    }

    @Test func `the caret follows a filter that is longer than the bar`() async throws {
        let long = (1...12).map { "age>\($0)" }.joined(separator: " ")
        let sitting = try await Self.sitting(long + " gruop=Arden").resized(60, 20)
        let caret = try #require(sitting.lines[3].firstRange(of: "^^^^^"))
        let token = try #require(sitting.lines[2].firstRange(of: "gruop"))
        let start = sitting.lines[3].distance(from: sitting.lines[3].startIndex, to: caret.lowerBound)
        #expect(start == sitting.lines[2].distance(from: sitting.lines[2].startIndex, to: token.lowerBound))
    }

    @Test func `Enter on a mistake stays in the bar, whether a parse error or an unknown column`() async throws {
        for typed in ["sex=Female (age>", "gruop=Arden"] {
            var sitting = try await Self.sitting(typed)
            sitting.press("Enter")
            guard sitting.dashboard.panel is FilterPanel else {
                Issue.record("'\(typed)' was accepted")
                continue
            }
            #expect(sitting.dashboard.records.filterError != nil)
            #expect(sitting.text.contains("^"))
        }
    }

    @Test func `Enter keeps the filter, Esc and Ctrl-G bring back the one before`() async throws {
        for key in ["Esc", "Ctrl-G", "Ctrl-C"] {
            var sitting = try await Self.sitting("sex=Female")
            sitting.press("Enter")
            let kept = sitting.rows
            sitting.press("f")
            sitting.type(" age>=70 (")
            sitting.press(key)
            #expect(sitting.dashboard.panel == nil)
            #expect(sitting.rows == kept)
            #expect(sitting.dashboard.records.filterText == "sex=Female")
            #expect(sitting.dashboard.records.filterError == nil)
            #expect(!sitting.hasQuit)
        }
    }

    @Test func `leaving the bar brings back a filter that was off as it was: off`() async throws {
        var sitting = try await Self.sitting("sex=Female")
        sitting.press("Enter", "i")
        #expect(sitting.dashboard.records.rows.count == 600)
        #expect(sitting.lines[2].contains("(off)"))
        sitting.press("f")
        sitting.type(" age>70")
        sitting.press("Esc")
        #expect(sitting.dashboard.records.rows.count == 600)
        #expect(sitting.lines[2].contains("sex=Female   (off)"))
        sitting.press("i")
        #expect(sitting.rows == (try Self.rows("sex=Female", sitting)))
    }

    @Test func `answers to older questions are ignored`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        let old = sitting.dashboard.records.ticket
        sitting.press("f")
        sitting.type("age>70")
        let now = sitting.rows
        sitting.feed(.rows(ticket: old, .rows(FoundRows([1, 2, 3]))))
        sitting.feed(.rows(ticket: old, .refusal("too late")))
        sitting.feed(.rows(ticket: sitting.dashboard.lastTicket + 1, .rows(FoundRows([]))))
        #expect(sitting.rows == now)
        #expect(sitting.message.isEmpty)
    }

    @Test func `the cursor stays on its record while rows around it go`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.command("300")
        let row = try #require(sitting.dashboard.currentRow)
        sitting.press("f")
        sitting.type("row:250..350")
        #expect(sitting.dashboard.currentRow == row)
        sitting.press("Esc")
        #expect(sitting.dashboard.currentRow == row)
    }

    @Test func `without a filter Y leaves the clipboard alone, and what is typed on lines is copied on one`()
        async throws
    {
        var sitting = try await Self.sitting("")
        sitting.press("Enter", "Y")
        #expect(sitting.copied.isEmpty)
        #expect(sitting.message == "There is no filter: f sets one.")
        sitting.press("f")
        sitting.feed(.key(.paste("comment~'a\u{1B}[31m\u{202E}b'")))
        sitting.press("Enter", "Y")
        #expect(sitting.copied.last?.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" } == false)
    }

    @Test func `nothing that matches says what to do`() async throws {
        var sitting = try await Self.sitting("age>900")
        #expect(sitting.text.contains("No record matches this filter"))
        sitting.press("Enter")
        for key in ["t", "d", "r", "R"] {
            sitting.press(key)
            #expect(sitting.message == "No record here: change the filter with f.")
        }
        sitting.press("y", "z", "Space", "v", "v", "*", "V", ",", "Enter", "j", "J", "n")
        #expect(sitting.asked.isEmpty && sitting.copied.isEmpty)
    }

    @Test func `Y copies the filter, i turns it off and on`() async throws {
        var sitting = try await Self.sitting("sex=Female")
        sitting.press("Enter", "Y")
        #expect(sitting.copied == ["sex=Female"])
        #expect(sitting.message == "copied")
        let rows = sitting.rows
        sitting.press("i")
        #expect(sitting.dashboard.records.rows.count == 600)
        sitting.press("i")
        #expect(sitting.rows == rows)
    }

    @Test func `search finds the next and the one before, and says where there is none`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.press("/")
        sitting.type(Sample.word(of: 50).uppercased())
        sitting.press("Enter")
        #expect(sitting.dashboard.currentRow == 50)
        sitting.press("n")
        #expect(sitting.message.hasPrefix("on from the top"), "the only match is found again")
        #expect(sitting.dashboard.currentRow == 50)
        sitting.press("G", "N")
        #expect(sitting.dashboard.currentRow == 50 && sitting.message.isEmpty)
        sitting.press("/")
        sitting.type("no such words")
        sitting.press("Enter")
        #expect(sitting.message == "'no such words' is in none of the 600 records shown.")
        #expect(sitting.dashboard.currentRow == 50)
    }

    @Test func `a group of the fairness chart opens its records`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.press("5", "j", "Enter", "G", "Enter")
        #expect(sitting.dashboard.screen == .records)
        let filter = sitting.dashboard.records.filterText
        #expect(filter.hasPrefix("group=") && filter.hasSuffix(" split:test"))
        #expect(sitting.rows == (try Self.rows(filter, sitting)))
        #expect(!sitting.dashboard.records.rows.isEmpty)
    }

    @Test(arguments: ["plain", "two words", "a\"b", "a\\b", "-minus", "a=b", "東京", "or", "(x)", "line\nend", "a:b"])
    func `a quoted name or value is read back as itself`(value: String) throws {
        let table = MemoryRows.table(["k"], [[value], ["other"]])
        let filter = try Filter(parsing: "k=\(Dashboard.quoted(value))")
        #expect(try filter.rows(in: table).contains(0))
    }
}

/// A table written to a scratch file.
enum MemoryRows {
    static func table(_ names: [String], _ rows: [[String]]) -> Table {
        func line(_ fields: [String]) -> String {
            fields.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }
        do {
            let text = ([names] + rows).map(line).joined(separator: "\n") + "\n"
            return try Table(path: Scratch().write(text, to: "rows.csv"))
        } catch { preconditionFailure("\(error)") }
    }
}
