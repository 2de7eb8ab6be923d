import Foundation
import Testing

/// Real data that is not part of the project: $LETHE_SHARED, or `../shared` beside it.
enum SharedData {
    static let folder = ProcessInfo.processInfo.environment["LETHE_SHARED"] ?? Program.packageRoot + "/../shared"
    static let isThere = FileManager.default.fileExists(atPath: folder + "/data/compas.csv")
    static let missing: Comment = "the real data is not here: set LETHE_SHARED or put it in ../shared"
    static func file(_ name: String) -> String { folder + "/data/" + name }
}

extension TheProgram {
    /// Real files: read whole, learned from, audited to the digit.
    @Suite("Real data", .serialized, .enabled(if: SharedData.isThere, SharedData.missing))
    struct RealData {
        @Test(
            arguments: [
                ("compas.csv", 7_214, []), ("adult-train.csv", 32_561, []), ("german.csv", 1_000, []),
                ("davidson.csv", 24_783, ["--target", "class", "--positive", "2", "--text", "tweet"]),
                ("civil-comments.csv", 16_100, []),
            ] as [(String, Int, [String])])
        func `every record is read, and a project is made`(name: String, records: Int, options: [String]) async throws {
            let playground = try Playground()
            let made = try await Program.run(
                ["init", SharedData.file(name), "--project", "project", "--json"] + options, in: playground)
            #expect(made.status == 0, "\(made.errors)")
            #expect(try made.json()["records"].int == records)
        }

        @Test(
            .enabled(if: Screen.isThere, Screen.missing),
            arguments: ["compas.csv", "adult-train.csv", "german.csv", "davidson.csv", "civil-comments.csv"])
        func `the set-up form opens`(name: String) async throws {
            let playground = try Playground()
            let screen = try await Screen.start(
                "lethe open \(quoted(SharedData.file(name))) --project p", in: playground)
            try await screen.wait(until: "Enter start")
            let form = try await screen.wait(until: "set up")
            #expect(form.contains("\(name)  "))
            try await screen.press("Escape")
            #expect(try await screen.exit() == 0)
            #expect(!playground.exists("p"))
        }

        @Test
        func `Adult is learned to .845`() async throws {
            let trained = try await train("adult-train.csv")
            #expect((trained["accuracy"].number ?? 0) >= 0.845)
        }

        @Test
        func `Davidson, class 2 against the rest, is ranked to .95`() async throws {
            let trained = try await train("davidson.csv", "--target", "class", "--positive", "2", "--text", "tweet")
            #expect((trained["auc"].number ?? 0) >= 0.95)
        }

        private func train(_ name: String, _ options: String...) async throws -> JSON {
            let playground = try Playground()
            let made = try await Program.run(
                ["init", SharedData.file(name), "--project", "project"] + options, in: playground)
            try #require(made.status == 0, "\(made.errors)")
            let trained = try await Program.run("train", "project", "--json", in: playground)
            try #require(trained.status == 0, "\(trained.errors)")
            return try trained.json()
        }

        @Test
        func `COMPAS comes out to every printed digit`() async throws {
            let playground = try Playground()
            let command = [
                "audit", SharedData.file("compas.csv"), "--truth", "label_value", "--prediction", "score", "--groups",
                "race",
            ]
            let text = try await Program.run(command, in: playground)
            #expect(text.status == 0, "\(text.errors)")
            for row in [
                ["all", "7214", "2681", "1282", "1216", "2035"],
                ["African-American", "3696", "990", "805", "532", "1369"],
                ["Caucasian", "2454", "1139", "349", "461", "505"],
            ] {
                #expect(text.output.split(separator: "\n").contains { words($0) == row }, "\(row)")
            }
            let rates = [
                ("all", ["0.323492", "0.374039", "0.613506"]),
                ("African-American", ["0.448468", "0.279853", "0.629715"]),
                ("Caucasian", ["0.234543", "0.477226", "0.591335"]),
            ]
            let metrics = ["falsePositiveRate", "falseNegativeRate", "positivePredictiveValue"]
            let lines = text.output.split(separator: "\n").map(words)
            for (group, values) in rates {
                for (metric, value) in zip(metrics, values) {
                    let section = lines.drop { $0 != [metric] }.prefix(8)
                    #expect(section.contains { $0.starts(with: [group, value]) }, "\(group) \(metric) \(value)")
                }
            }
            for digits in [
                "0.240200", "0.213925", "0.197373", "0.457118", "0.576692", "[0.425595, 0.471561]",
                "[0.213715, 0.256738]",
                "[0.182053, 0.245023]", "0.591638", "0.205649",
            ] {
                #expect(text.output.contains(digits), "\(digits)")
            }
            let json = try await Program.run(command + ["--json"], in: playground).json()
            #expect(json["groups"].array.contains { $0["value"].string == "Caucasian" && $0["fp"].int == 349 })
        }

        private func words(_ line: Substring) -> [String] { line.split(separator: " ").map(String.init) }
    }
}
