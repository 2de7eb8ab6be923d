import Foundation
import Journal
import Learning
import Records
import Testing

@testable import Engine
@testable import Journal

/// A model's digest doesn't say which records it stands for: a removal may leave the bytes as they were.
@Suite struct PublicationTests {
    let project: Project

    init() throws { project = try Project(Sheet(120)) }

    /// Two small trees, so that most records are in neither.
    private func trained(
        _ other: Project? = nil, _ policy: Policy = Policy(earlierModels: .always)
    ) async throws -> Workspace {
        let workspace = try await (other ?? project).trained(policy: policy)
        try await workspace.configure(family: "trees") { recipe in
            recipe.family = .trees(TreesRecipe(trees: 2, depth: 3))
        }
        try await workspace.finish(.train)
        return workspace
    }

    /// Forgets records one by one until `count` of them left the bytes as they were.
    private func forgetUnnoticed(_ workspace: Workspace, _ count: Int) async throws -> [[Bool]] {
        let digest = try workspace.store.currentDigest()
        var seen = [await workspace.forgotten]
        for row in await workspace.training(60) where seen.count <= count {
            try await workspace.forget([row])
            if try workspace.store.currentDigest() == digest {
                seen.append(await workspace.forgotten)
            } else {
                try await workspace.finish(.restore(#require(digest)))
                seen = [seen[0]]
            }
        }
        try #require(seen.count == count + 1)
        return seen
    }

    @Test func `trees that a removal left as they were are restored with their records`() async throws {
        let workspace = try await trained()
        let digest = try #require(try workspace.store.currentDigest())
        let seen = try await forgetUnnoticed(workspace, 1)
        #expect(await workspace.forgotten == seen[1])
        let models = await workspace.snapshot.models.filter { $0.digest == digest }
        #expect(models.count == 2 && models.map(\.isCurrent) == [true, false])
        #expect(models.map(\.records) == [models[1].records - 1, models[1].records])
        #expect(Set(models.map(\.name)).count == 2 && models.allSatisfy { $0.name.hasPrefix("\(digest)@") })
        let said = try await workspace.finish(.restore(digest))
        #expect(said == "\(digest.prefix(6)) is current again, with 1 record that was forgotten")
        #expect(await workspace.forgotten == seen[0])
        let unknown = await #expect(throws: Refusal.self) { try await workspace.finish(.restore(digest + "@1")) }
        #expect(unknown?.sentence.contains("publication of \(digest.prefix(6))") == true)
        try await workspace.finish(.restore(models[0].name))
        #expect(await workspace.forgotten == seen[1])
        try await workspace.finish(.prove)
        #expect(await workspace.lastProof?.equal == true)
        await workspace.close()
        let reopened = try await project.reopened()
        #expect(await reopened.forgotten == seen[1])
        #expect(await reopened.snapshot.models.filter { $0.digest == digest }.map(\.isCurrent) == [true, false])
        await reopened.close()
    }

    @Test func `where one digest stands for several sets of records, the name has to say which`() async throws {
        let workspace = try await trained()
        let digest = try #require(try workspace.store.currentDigest())
        let seen = try await forgetUnnoticed(workspace, 2)
        let refusal = await #expect(throws: Refusal.self) { try await workspace.finish(.restore(digest)) }
        #expect(refusal?.sentence.contains("was published for other records too: \(digest.prefix(6))@") == true)
        let models = await workspace.snapshot.models.filter { $0.digest == digest }
        #expect(models.count == 3)
        for (index, gone) in [(2, 0), (0, 2), (1, 1)] {
            try await workspace.finish(.restore(models[index].name))
            #expect(await workspace.forgotten == seen[gone])
        }
        await workspace.close()
    }

    @Test func `what the policy doesn't keep, and what was erased, stays away under the same digest too`() async throws
    {
        let strict = try await trained(nil, Policy(earlierModels: .no))
        let digest = try #require(try strict.store.currentDigest())
        _ = try await forgetOne(strict, erase: false)
        #expect(await strict.snapshot.models.filter { $0.digest == digest }.map(\.isKept) == [true, false])
        let refusal = await #expect(throws: Refusal.self) { try await strict.finish(.restore(digest)) }
        #expect(refusal?.sentence.contains("is the current model") == true)
        await strict.close()

        let other = try Project(Sheet(120))
        let workspace = try await trained(other)
        let before = await workspace.forgotten
        let gone = try await forgetOne(workspace, erase: true)
        let name = try #require(try workspace.store.currentDigest())
        let erased = await #expect(throws: Refusal.self) { try await workspace.finish(.restore(name)) }
        #expect(erased != nil)
        #expect(await workspace.forgotten != before)
        #expect(await workspace.forgotten[gone])
        await workspace.close()
    }

    /// Forgets a record that is in no tree.
    private func forgetOne(_ workspace: Workspace, erase: Bool) async throws -> Int {
        let digest = try workspace.store.currentDigest()
        for row in await workspace.training(60) {
            _ = try await workspace.perform(.stage(rows: [row], basis: nil, reason: ""))
            try await workspace.finish(.preview())
            guard await workspace.preview?.snapshot.after == digest else {
                _ = try await workspace.perform(.unstage(rows: [row]))
                continue
            }
            try await workspace.finish(.apply(erase: erase))
            return row
        }
        Issue.record("every record is in some tree")
        return 0
    }
}

/// A model is believed only where its records give its bytes.
@Suite struct UnbelievedTests {
    @Test(arguments: ["logistic", "trees", "bayes", "ridge"])
    func `a model that its records don't give is refused when the project is opened, before anything uses it`(
        family: String
    ) async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        try await workspace.configure(family: family)
        try await workspace.finish(.train)
        let model = try #require(try workspace.store.currentModel())
        var bytes = Array(try #require(model.bytes))
        // A weight, count or threshold of another value, and a digest that fits it.
        bytes[bytes.count - (family == "logistic" ? 3 : 1)] ^= 1
        let forged = try PublishedModel(bytes: bytes).digest
        try workspace.store.forge(
            """
            INSERT INTO models (digest, created_at, records, removed, guarantee, parent, proven, bytes)
                SELECT '\(forged)', created_at, records, removed, guarantee, parent, proven, x'\(Hexadecimal.text(bytes))'
                FROM models WHERE digest = '\(model.digest)';
            UPDATE current_model SET digest = '\(forged)';
            """)
        await workspace.close()
        let reopened = try await project.reopened()
        #expect(await reopened.learned == nil)
        #expect(await reopened.notices.contains { $0.contains("is not the model of the records") })
        let row = try #require(await reopened.training(1).first)
        _ = try await reopened.perform(.stage(rows: [row], basis: nil, reason: ""))
        for command in [Command.apply(), .preview(), .prove] {
            let refusal = await #expect(throws: Refusal.self) { try await reopened.finish(command) }
            #expect(
                refusal?.sentence
                    == "\(forged.prefix(6)) is not the model of the records that it is said to be trained on.",
                "\(command)")
        }
        try await reopened.finish(.train)
        #expect(try reopened.store.currentDigest() == model.digest)
        try await reopened.finish(.apply())
        await reopened.close()
    }
}
