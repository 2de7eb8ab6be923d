import Foundation
import Learning
import Records
import Testing

extension TheProgram {
    /// Every numeric option of every command, at and beyond its ends: a refusal with the range or a result, never a crash,
    /// and nothing that is left behind for the next command.
    @Suite("Numeric options", .serialized)
    struct NumericOptions {
        /// By the property that holds it, those of families by the name of the option; `%` stands for the number.
        private static let commands: [String: [[String]]] = [
            "c": [["train", "p", "--model", "logistic", "--c", "%"]],
            "lambda": [
                ["train", "p", "--model", "logistic", "--lambda", "%"],
                ["train", "p", "--model", "ridge", "--lambda", "%"],
            ],
            "scale": [
                ["train", "p", "--model", "ridge", "--scale", "%"], ["train", "p", "--model", "bayes", "--scale", "%"],
            ],
            "smoothing": [["train", "p", "--model", "bayes", "--smoothing", "%"]],
            "trees": [["train", "p", "--model", "trees", "--depth", "2", "--trees", "%"]],
            "depth": [["train", "p", "--model", "trees", "--depth", "%"]],
            "share": [["train", "p", "--model", "trees", "--share", "%"]],
            "features-per-node": [["train", "p", "--model", "trees", "--features-per-node", "%"]],
            "candidates": [["train", "p", "--model", "trees", "--candidates", "%"]],
            "min-leaf": [["train", "p", "--model", "trees", "--min-leaf", "%"]],
            "gap-penalty": [["train", "p", "--model", "fair-logistic", "--gap-penalty", "%"]],
            "approvals": [["policy", "p", "--approvals", "%"]],
            "minimum": [
                ["policy", "p", "--minimum", "%"],
                ["audit", "data.csv", "--truth", "y", "--prediction", "z", "--groups", "g", "--minimum", "%"],
            ],
            "bins": [["audit", "data.csv", "--truth", "y", "--prediction", "z", "--groups", "g", "--bins", "%"]],
            "threshold": [["audit", "data.csv", "--truth", "y", "--score", "s", "--groups", "g", "--threshold", "%"]],
            "limit": [["show", "data.csv", "--limit", "%"], ["values", "data.csv", "g", "--limit", "%"]],
            "skip": [["show", "data.csv", "--skip", "%"]],
            "headerRows": [["show", "data.csv", "--header-rows", "%"]],
            "offset": [["show", "data.csv", "--offset", "%"]],
            "testFraction": [["init", "data.csv", "--project", "fresh%", "--test-fraction", "%"]],
            "seed": [["init", "data.csv", "--project", "other%", "--seed", "%"]],
        ]
        private static let numbers = [
            "0", "1", "-1", "5e-324", "1e-30", "1e308", "1e400", "nan", "inf", "-0.0", "3", "64", "65", "0.5",
            "1000000001", "2147483648", "4611686018427387904", "9223372036854775807", "9223372036854775808",
            "18446744073709551615", "", "1e3", "0x10", "١",
        ]

        @Test func `each is tried here`() throws {
            var declared: Set<String> = []
            let pattern = /@Option\b[^@]*?\bvar\s+(\w+)\s*(?::\s*(?:Double|Int|UInt64)\b|=\s*\d)/
            let folder = Program.packageRoot + "/Sources/lethe"
            let names = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
            for name in names where name.hasSuffix(".swift") {
                let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
                declared.formUnion(text.matches(of: pattern).map { String($0.1) })
            }
            for option in Families.options {
                switch option.kind {
                case .number, .whole: declared.insert(option.name)
                case .choice, .flag: break
                }
            }
            #expect(declared == Set(Self.commands.keys))
        }

        @Test func `no number crashes, and the project trains as before`() async throws {
            let playground = try Playground()
            var rows = ["x,g,y,z,s"]
            for row in 0..<60 {
                rows.append(
                    "\((row * 37) % 61),\(row % 2 == 0 ? "a" : "b"),\((row * 7) % 3 == 0 ? 1 : 0),\(row % 2),0.\(row % 10)"
                )
            }
            try playground.write(rows.joined(separator: "\n") + "\n", to: "data.csv")
            let made = try await Program.run(
                "init", "data.csv", "--project", "p", "--target", "y", "--positive", "1", "--features", "x,g",
                "--groups", "g",
                in: playground)
            try #require(made.status == 0, "\(made.errors)")
            let first = try await Program.run("train", "p", in: playground)
            try #require(first.status == 0, "\(first.errors)")
            for (option, commands) in Self.commands.sorted(by: { $0.key < $1.key }) {
                for command in commands {
                    for number in Self.numbers {
                        // A million columns of thresholds would only take time.
                        let arguments = command.map { $0.replacing("%", with: number) }
                        let outcome = try await Program.run(arguments, in: playground)
                        #expect(
                            [0, 64, 65].contains(outcome.status), "\(arguments): \(outcome.status) \(outcome.errors)")
                        if outcome.status != 0 {
                            #expect(
                                outcome.errors.contains("lethe: ") || outcome.errors.contains("Error: ")
                                    || outcome.errors.contains("Usage"),
                                "\(arguments): \(outcome.errors)")
                        }
                    }
                }
                let again = try await Program.run("train", "p", "--model", "logistic", "--c", "1", in: playground)
                #expect(again.status == 0, "after \(option): \(again.errors)")
                #expect(again.output.split(separator: "\n").first == first.output.split(separator: "\n").first)
            }
        }
    }
}
