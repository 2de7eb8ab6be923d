import Testing

@testable import Dashboard

struct PaletteRankTests {
    private static func first(_ typed: String) async throws -> String? {
        Sitting(try await Stages.all.decided).dashboard.paletteItems(typed).first?.name
    }

    @Test(arguments: [
        ("sor", "sort"), ("w", "write"), ("sort", "sort"), ("rev", "review"), ("job", "cancel-job"), ("u", "undo"),
        ("tox", "flag-toxic"), ("flag toxic", "flag-toxic"), ("hpd", "half-page-down"), ("veil", "show-veiled"),
        ("jour", "screen-journal"), ("regex", "search"), ("q", "quit"),
    ]) func `names come before descriptions`(typed: String, name: String) async throws {
        #expect(try await Self.first(typed) == name)
    }

    @Test func `every command is first when its name is typed, and never behind a description`() async throws {
        let dashboard = Sitting(try await Stages.all.decided).dashboard
        let all = dashboard.paletteItems("")
        #expect(all.count > 60)
        for item in all {
            #expect(dashboard.paletteItems(item.name).first?.name == item.name)
            for length in 1...item.name.count {
                let typed = String(item.name.prefix(length))
                let ranks = dashboard.paletteItems(typed).compactMap {
                    PaletteRank(typed, name: $0.name, summary: $0.summary)
                }
                #expect(ranks == ranks.sorted() && ranks.first ?? .description <= .prefix, "\(typed)")
            }
        }
    }

    @Test func `the kinds of match, from the best`() {
        func rank(_ typed: String) -> PaletteRank? { PaletteRank(typed, name: "cancel-job", summary: "stop the work") }
        #expect(rank("cancel-job") == .exact && rank("can") == .prefix && rank("job") == .word)
        #expect(rank("cjb") == .letters && rank("stop") == .description && rank("zebra") == nil)
    }
}
