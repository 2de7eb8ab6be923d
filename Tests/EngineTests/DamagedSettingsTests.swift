import Fairness
import Foundation
import Learning
import Records
import Testing

@testable import Engine
@testable import Journal

/// A setting of a project, and what somebody made of it.
struct DamagedSetting: Sendable, CustomTestStringConvertible {
    let name: String
    let value: String
    /// What the sentence must name.
    let words: String
    var testDescription: String { "\(name): \(value.prefix(60))" }

    init(_ name: String, _ value: String, _ words: String) {
        (self.name, self.value, self.words) = (name, value, words)
    }

    static func policy(_ approvals: String, _ models: String, _ minimum: String) -> String {
        "{\"approvals\":\(approvals),\"earlierModels\":\"\(models)\",\"mayErase\":[],\"minimumDenominator\":\(minimum),"
            + "\"veil\":true}"
    }

    static let all = [
        DamagedSetting("project", "", "how it was made can't be read: it is no JSON"),
        DamagedSetting("project", "nonsense", "it is no JSON"),
        DamagedSetting("project", "[]", "how it was made can't be read"),
        DamagedSetting("project", "{}", "is missing"),
        DamagedSetting("project", "{\"source\":7}", "is of another kind"),
        DamagedSetting("policy", "{\"veil\":nope}", "its policy can't be read"),
        DamagedSetting("policy", policy("0", "sometimes", "20"), "'earlierModels' can't be"),
        DamagedSetting("policy", policy("7", "no", "20"), "its policy has numbers that can't be"),
        DamagedSetting("policy", policy("0", "no", "-9223372036854775808"), "its policy has numbers that can't be"),
        DamagedSetting("policy", policy("0", "no", "1e300"), "its policy can't be read"),
        DamagedSetting("targets", "[{}]", "for whom removals are made can't be read: '0.column' is missing"),
        DamagedSetting("targets", "{", "for whom removals are made can't be read"),
    ]
}

@Suite struct DamagedSettingsTests {
    /// One or two sentences of this program's own, and none of Foundation's.
    private func expectOwnWords(_ refusal: Refusal?, _ words: String, _ directory: String) {
        #expect(refusal?.kind == .badData)
        #expect(refusal?.sentence.contains(words) == true, "\(refusal?.sentence ?? "nothing")")
        #expect(refusal?.sentence.hasPrefix("The project '\(directory)' is damaged: ") == true)
        for foreign in ["data couldn", "DecodingError", "Swift.", "NSCocoa", "Key", "debugDescription"] {
            #expect(refusal?.description.contains(foreign) == false, "\(refusal?.description ?? "")")
        }
    }

    private func set(_ name: String, _ value: String, in project: Project) throws {
        let store = try ProjectStore.open(at: project.directory, session: session("eve"))
        try store.forge(
            "INSERT OR REPLACE INTO settings VALUES ('\(name)', '\(value.replacing("'", with: "''"))')")
        try store.close()
    }

    @Test(arguments: DamagedSetting.all)
    func `a damaged setting is named, to who writes and to who only looks`(_ damage: DamagedSetting) async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        await workspace.close()
        try set(damage.name, damage.value, in: project)
        for readOnly in [false, true] {
            let refused = #expect(throws: Refusal.self) {
                _ = try ProjectFiles.open(project.directory, session: session("ada"), readOnly: readOnly)
            }
            expectOwnWords(refused, damage.words, project.directory)
        }
    }

    @Test func `settings that fit no file are damage, not somebody's choice`() async throws {
        let project = try Project(Sheet(120))
        try await project.trained().close()
        let store = try ProjectStore.open(at: project.directory, session: session("eve"))
        let json = try #require(try store.setting("project"))
        try store.close()
        for (from, to, words) in [
            ("\"sex\"]", "\"gone\"]", "No column 'gone'"), ("\"testFraction\":0.25", "\"testFraction\":7", "is 7.0"),
            ("\"column\":\"approved\"", "\"column\":\"age\"", "how it was made can't be used"),
        ] {
            let changed = json.replacing(from, with: to)
            #expect(changed != json)
            try set("project", changed, in: project)
            let refused = #expect(throws: Refusal.self) { try project.open() }
            expectOwnWords(refused, words, project.directory)
        }
    }

    @Test func `numbers at the ends of their range stop nothing but the opening`() async throws {
        let project = try Project(Predictions())
        try await project.yours(after: Predictions(shift: 0)).close()
        let store = try ProjectStore.open(at: project.directory, session: session("eve"))
        let json = try #require(try store.setting("project"))
        try store.close()
        var places = 0
        for match in json.matches(of: /:(-?\d+(\.\d+)?)/) {
            for number in ["-1", "0", "255", "9223372036854775807", "18446744073709551615", "1e308", "-1e308"] {
                try set(
                    "project", json.replacingCharacters(in: match.1.startIndex..<match.1.endIndex, with: number),
                    in: project)
                do { try await project.open().close() } catch { #expect(error is Refusal, "\(match.0) = \(number)") }
                places += 1
            }
        }
        #expect(places > 40)
    }

    @Test func `a damaged recipe stops training, and what is there already can be looked at`() async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        let digest = await workspace.snapshot.currentModel?.digest
        let json = try #require(try workspace.store.setting("recipe"))
        await workspace.close()
        for (value, words) in [
            ("{}", "its training settings can't be read"), ("", "it is no JSON"),
            (json.replacing("\"width\":", with: "\"width\":-"), "its training settings can't be used"),
        ] {
            try set("recipe", value, in: project)
            let reopened = try await project.reopened()
            let refused = await #expect(throws: Refusal.self) { try await reopened.finish(.train) }
            expectOwnWords(refused, words, project.directory)
            #expect(await reopened.snapshot.currentModel?.digest == digest)
            await reopened.close()
        }
    }

    @Test func `an interrupted removal that can't be read is given up; an erasure never is`() async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        _ = try await workspace.perform(.stage(rows: [1, 2], basis: nil, reason: ""))
        await workspace.close()
        func setJob(_ state: String, _ json: String) throws {
            let store = try ProjectStore.open(at: project.directory, session: session("eve"))
            try store.execute("DELETE FROM jobs")
            try store.forge("INSERT INTO jobs VALUES ('forget-9', '\(state)', '\(json)')")
            try store.close()
        }
        try setJob("running", "nonsense")
        let reopened = try await project.reopened()
        let counts = await reopened.snapshot.counts
        #expect(counts.staged == 2 && counts.forgotten == 0)
        #expect(await reopened.actions.contains(.unlearnFail))
        #expect(try reopened.store.pendingJobs().isEmpty)
        await reopened.close()

        try setJob("erasing", "{\"requests\":[{}]}")
        let stopped = try project.open()
        let refused = await #expect(throws: Refusal.self) { try await stopped.begin() }
        expectOwnWords(refused, "which records were being erased can't be read", project.directory)
        #expect(try stopped.store.pendingJobs().count == 1)
        await stopped.close()
    }
}
