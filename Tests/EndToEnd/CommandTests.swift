import Foundation
import Testing

extension TheProgram {
    /// Commands that change a model or its records, on the command line.
    @Suite("Commands")
    struct Commands {
        private let project = "decisions.csv.lethe"

        private func expect(
            _ arguments: [String], in playground: Playground, refusedWith status: Int32, _ words: [String]
        ) async throws {
            let outcome = try await Program.run(arguments, in: playground)
            #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
            for word in words { #expect(outcome.errors.contains(word), "\(arguments): \(outcome.errors)") }
        }

        @Test
        func `an option of another family is refused by name, and so is a family that is none`() async throws {
            let playground = try await Prepared.trained("decisions")
            let before = try await Twin.model(of: project, in: playground)
            let refusals: [([String], [String])] = [
                (["--depth", "3"], ["--depth is an option of trees; this model is logistic."]),
                (["--event", "gaussian"], ["--event is an option of bayes"]),
                (
                    ["--model", "trees", "--c", "2"],
                    ["--c is an option of logistic and fair-logistic; this model is trees."]
                ),
                (
                    ["--model", "ridge", "--all-classes"],
                    ["--all-classes is an option of logistic and bayes and trees"]
                ),
                (["--model", "bayes", "--event", "gausian"], ["'gausian'", "Did you mean 'gaussian'?"]),
                (["--model", "logistics"], ["'logistics'", "Did you mean 'logistic'?"]),
                (["--c", "1", "--lambda", "1"], ["exclude each other"]),
                (["--c", "0"], ["--c is 0", "from 1e-12 to 1e15"]),
            ]
            for (options, words) in refusals {
                try await expect(["train", project] + options, in: playground, refusedWith: 64, words)
            }
            try await expect(
                ["train", project, "--model", "trees", "--depth", "900"], in: playground, refusedWith: 64,
                ["depth is 900"])
            let trained = try await Program.run("train", project, "--json", in: playground).json()
            #expect(trained["family"].string == "logistic" && trained["digest"].string == before)
        }

        @Test
        func `a removal is restored by the beginning of the digest; an unknown one is asked about`() async throws {
            let playground = try await Prepared.trained("decisions")
            let before = try #require(try await Twin.model(of: project, in: playground))
            let forgot = try await Program.run(
                "forget", project, "--where", "split:train row:1..80", "--yes", "--json", in: playground
            ).json()
            let removed = try #require(forgot["removed"].int)
            #expect(forgot["requests"].array.count == 1)
            var typed = Array(before.prefix(8))
            typed[6] = typed[6] == "a" ? "b" : "a"
            try await expect(
                ["restore", project, String(typed)], in: playground, refusedWith: 64,
                ["Did you mean '\(before.prefix(8))'?"])
            let restored = try await Program.run("restore", project, String(before.prefix(8)), "--json", in: playground)
                .json()
            #expect(restored["snapshot"]["after"].string == before)
            #expect(restored["recordsBack"].int == removed)
            #expect(try await Twin.model(of: project, in: playground) == before)
            try await expect(["restore", project, before], in: playground, refusedWith: 64, ["is the current model"])
            let count = try await Program.run(
                "show", project, "--where", "state:forgotten", "--count", in: playground)
            #expect(count.output == "0\n")
        }

        @Test
        func `held-out records are skipped; alone they are refused, and erased on demand`() async throws {
            let playground = try await Prepared.trained("decisions")
            let test = "split:test row:1..400"
            try await expect(
                ["forget", project, "--where", test, "--yes"], in: playground, refusedWith: 64,
                ["there is nothing to unlearn", "--erase"])
            let mixed = try await Program.run(
                "forget", project, "--where", "row:1..100", "--yes", "--json", in: playground
            ).json()
            let skipped = try #require(mixed["heldOutSkipped"].int)
            #expect(skipped > 0 && mixed["heldOutErased"].int == 0)
            #expect((mixed["removed"].int ?? 0) + skipped == 100)
            let erased = try await Program.run(
                "forget", project, "--where", test, "--erase", "--yes", "--json", in: playground
            ).json()
            #expect(erased["removed"].int == 0 && erased["heldOutErased"].int == erased["heldOutSkipped"].int)
            #expect(erased["after"]["n"].int ?? 0 < mixed["after"]["n"].int ?? 0)
            let verified = try await Program.run(
                ["export", project, "--to", "bundle"], in: playground)
            #expect(verified.status == 0)
            #expect(try await Program.run("verify", "bundle", in: playground).status == 2, "intact with tombstones")
        }

        @Test
        func `a preview says cost, gaps and warnings in words`() async throws {
            let playground = try await Prepared.trained("decisions")
            let outcome = try await Program.run(
                "forget", project, "--where", "split:train nationality=stateless", "--preview", in: playground)
            #expect(outcome.status == 0)
            #expect(outcome.output.contains(/predicted: \d+ training records?, \d+ passes/))
            #expect(outcome.output.contains("predicted: demographicParityDifference by sex (male − female)"))
            #expect(outcome.output.contains("warning: removes 100 % of nationality=stateless"))
            #expect(outcome.output.contains(/would forget \d+ training records; [\d,]+ remain/))
        }

        @Test
        func `an id that no record has is named with its file and line; what is forgotten already is said`()
            async throws
        {
            let playground = try await Prepared.trained("decisions")
            let before = try await Twin.model(of: project, in: playground)
            let known = try await Twin.records(of: project, where: "split:train row:1..30", in: playground)
            let ids = known.prefix(3).map(\.id)
            try playground.write(
                (ids.prefix(2) + [String(repeating: "0", count: 32)]).joined(separator: "\n"), to: "bad")
            try await expect(
                ["forget", project, "--ids", "bad", "--yes"], in: playground, refusedWith: 65, ["bad line 3: no record"]
            )
            #expect(try await Twin.model(of: project, in: playground) == before)
            try playground.write(ids.joined(separator: "\n"), to: "good")
            let arguments = ["forget", project, "--ids", "good", "--yes"]
            #expect(try await Program.run(arguments, in: playground).status == 0)
            let after = try await Twin.model(of: project, in: playground)
            try await expect(arguments, in: playground, refusedWith: 65, ["3 records are forgotten already"])
            #expect(try await Twin.model(of: project, in: playground) == after)
        }
    }
}
