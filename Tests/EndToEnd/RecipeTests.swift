import Foundation
import Testing

extension TheProgram {
    /// With the redacted copy, and the same options or the recipe, a stranger makes the same model.
    @Suite("Recipes", .serialized)
    struct Recipes {
        /// Salaries, cities, and a bonus that two records alone have.
        private static func sheet() -> String {
            var lines = ["bonus,salary,city,y"]
            for row in 0..<120 {
                let salary = 30 + row * 37 % 50
                lines.append(
                    "\(row == 17 || row == 40 ? "123456" : ""),\(salary).5,\(["Alm", "Brig", "Corva"][row % 3]),"
                        + (salary + row % 23 > 60 ? "no" : "yes"))
            }
            return lines.joined(separator: "\n") + "\n"
        }

        private func digest(_ arguments: String..., in playground: Playground) async throws -> String {
            let trained = try await Program.run(["train"] + arguments + ["--json"], in: playground)
            #expect(trained.status == 0, "\(trained.errors)")
            return try trained.json()["digest"].string ?? "none"
        }

        @Test(arguments: ["logistic", "bayes", "ridge", "trees"])
        func `in two commands, by the options or by the recipe`(_ family: String) async throws {
            let playground = try Playground()
            try playground.write(Self.sheet(), to: "people.csv")
            let options = ["--target", "y", "--positive", "yes", "--test-fraction", "0.2"]
            let made = try await Program.run(["init", "people.csv"] + options, in: playground)
            #expect(made.status == 0, "\(made.errors)")
            let before = try await digest("people.csv", "--model", family, in: playground)
            let forgotten = try await Program.run(
                ["forget", "people.csv", "--where", "bonus=123456", "--erase", "--yes", "--json"], in: playground)
            #expect(forgotten.status == 0, "\(forgotten.errors)")
            let result = try forgotten.json()
            let after = result["snapshot"]["after"].string ?? ""
            #expect(before != after && result["recipe"]["basis"].string == "proposed")
            let written = try await Program.run(
                ["export", "people.csv", "--redacted", "copy.csv", "--recipe", "recipe.json", "--to", "bundle"],
                in: playground)
            #expect(written.status == 0, "\(written.errors)")
            for folder in ["people.csv.lethe", "bundle"] {
                for name in try FileManager.default.contentsOfDirectory(atPath: playground.file(folder)) {
                    let bytes = try Data(contentsOf: URL(fileURLWithPath: playground.file("\(folder)/\(name)")))
                    #expect(bytes.range(of: Data("123456".utf8)) == nil && bytes.range(of: Data("120000".utf8)) == nil)
                }
            }
            #expect(try !playground.text(of: "recipe.json").contains("bonus"))
            let theirs = try await Program.run(["init", "copy.csv"] + options, in: playground)
            #expect(theirs.status == 0, "\(theirs.errors)")
            #expect(try await digest("copy.csv", "--model", family, in: playground) == after)
            let given = try await Program.run(
                ["init", "copy.csv", "--recipe", "recipe.json", "--project", "given"], in: playground)
            #expect(given.status == 0, "\(given.errors)")
            #expect(try await digest("given", in: playground) == after)
            let proof = try await Program.run("prove", "given", in: playground)
            #expect(proof.output.contains("the recipe was declared: nothing in it was learned from records"))
            let mine = try await Program.run("prove", "people.csv", in: playground)
            #expect(mine.status == 0 && mine.output.contains("the retained records would propose the same recipe"))
        }

        @Test func `frozen by policy, the result says what the promise is worth`() async throws {
            let playground = try Playground()
            try playground.write(Self.sheet(), to: "people.csv")
            _ = try await Program.run(["init", "people.csv", "--target", "y", "--positive", "yes"], in: playground)
            _ = try await digest("people.csv", in: playground)
            let shown = try await Program.run("policy", "people.csv", in: playground)
            #expect(shown.output.hasPrefix("recipe: follow\n"))
            let set = try await Program.run("policy", "people.csv", "--recipe", "frozen", in: playground)
            #expect(set.status == 0 && set.output.hasPrefix("recipe: frozen\n"), "\(set.errors)")
            let wrong = try await Program.run("policy", "people.csv", "--recipe", "frosen", in: playground)
            #expect(wrong.status == 64 && wrong.errors.contains("Did you mean 'frozen'?"))
            let forgotten = try await Program.run(
                ["forget", "people.csv", "--where", "bonus=123456", "--yes"], in: playground)
            #expect(
                forgotten.output.contains("the recipe is frozen by policy and would be proposed otherwise in 1 part"))
            let proof = try await Program.run("prove", "people.csv", in: playground)
            #expect(proof.status == 0 && proof.output.contains("the recipe would be proposed differently: bonus"))
        }

        @Test func `a recipe that is none, or not of this file, is refused and changes nothing`() async throws {
            let playground = try Playground()
            try playground.write(Self.sheet(), to: "people.csv")
            _ = try await Program.run(["init", "people.csv", "--target", "y", "--positive", "yes"], in: playground)
            let digest = try await digest("people.csv", in: playground)
            _ = try await Program.run("export", "people.csv", "--recipe", "good.json", in: playground)
            let good = try playground.text(of: "good.json")
            for (name, text, words) in [
                ("none.json", "{\n \"family\": 7,\n}", "'none.json', line 3, column 1: a key should be here."),
                ("width.json", good.replacing("\"width\":", with: "\"width\":-"), "'width.json', line 1, column "),
                ("column.json", good.replacing("\"salary\"", with: "\"celery\""), "the file has no column 'celery'"),
                ("seed.json", good.replacing("\"seed\":1", with: "\"seed\":2"), "The recipe's seed is 2"),
                ("large.json", good + String(repeating: " ", count: 2 << 20), "so it is not a recipe"),
            ] {
                try playground.write(text, to: name)
                let refused = try await Program.run("train", "people.csv", "--recipe", name, in: playground)
                #expect(refused.status == 65, "\(name): \(refused.errors)")
                #expect(refused.errors.contains(words), "\(name): \(refused.errors)")
            }
            let missing = try await Program.run("train", "people.csv", "--recipe", "not-there", in: playground)
            #expect(missing.status == 66)
            let both = try await Program.run(
                "train", "people.csv", "--recipe", "good.json", "--c", "2", in: playground)
            #expect(both.status == 64)
            #expect(try await self.digest("people.csv", in: playground) == digest)
            let taken = try await Program.run("export", "people.csv", "--recipe", "good.json", in: playground)
            #expect(taken.status == 73)
        }
    }
}
