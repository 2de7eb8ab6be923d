import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

/// What each kind of event looks like in the chain, to the byte: journals that were written are read for ever.
@Suite struct EntryTests {
    let folder: TemporaryFolder
    let store: ProjectStore

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.create()
    }

    private struct Example {
        let entry: any Entry
        /// `inputs`, `outputs`, `outcome` and `params` of the event, and its payload.
        let chained: String
        var payload = ""

        init(_ entry: any Entry, _ chained: String, _ payload: String = "") {
            self.entry = entry
            self.chained = chained
            self.payload = payload
        }
    }

    private func examples() -> [Example] {
        let (one, three) = (store.named(ids(1)), store.named(ids(3)))
        let oneRoot = store.counted(ids(1)).root
        let threeRoot = store.counted(ids(3)).root
        let oneName = store.references(for: ids(1))[0].description
        let threeNames = store.references(for: ids(3)).map { "\"\($0)\"" }.joined(separator: ",")
        let ofOne = #""count":1,"#
        let (rootOne, rootThree) = (#""references_root":"\#(oneRoot)""#, #""references_root":"\#(threeRoot)""#)
        let comparison = ProveEntry.Comparison(
            published: "a", retrained: "b", kind: "certified", bound: "1e-09", distance: "2e-10",
            decisionsThatDiffer: 0, recipe: "proposed", recipeDifferences: 1)
        let unlearning = UnlearnResultEntry.Unlearning(
            heldOutSkipped: 4, heldOutErased: 2, guarantee: "bit-identical", bound: "0.0", gradientNorm: "1e-12",
            certifiedShare: "1.000000", passes: 7, plan: "incremental", settled: "all", recipe: "followed")
        return [
            Example(
                OpenEntry(data: "d", records: 9, seed: .max, isElsewhere: true),
                #"["d"],[],"ok",{"elsewhere":true,"records":9,"seed":"18446744073709551615"}"#),
            Example(OpenEntry(data: "d"), #"["d"],[],"ok",{}"#),
            Example(
                ViewEntry(one), #"[],[],"ok",{\#(ofOne)\#(rootOne)}"#, #"{"records":["\#(oneName)"]}"#),
            Example(
                FlagEntry(Marking("toxic", three, turns: ["1", "2.3"], reason: "rude", by: "redo")),
                #"[],[],"ok",{"by":"redo","count":3,"flag":"toxic",\#(rootThree),"turns":2}"#,
                #"{"reason":"rude","records":[\#(threeNames)],"turns":["1","2.3"]}"#),
            Example(
                UnflagEntry(Marking(Marking.reason, one)),
                #"[],[],"ok",{\#(ofOne)"flag":"reason",\#(rootOne)}"#, #"{"records":["\#(oneName)"]}"#),
            Example(
                StageEntry(three, reason: "by post"), #"[],[],"ok",{"count":3,\#(rootThree)}"#,
                #"{"reason":"by post","records":[\#(threeNames)]}"#),
            Example(
                UnstageEntry(one, by: "undo"), #"[],[],"ok",{"by":"undo",\#(ofOne)\#(rootOne)}"#,
                #"{"records":["\#(oneName)"]}"#),
            Example(
                ApproveEntry(three), #"[],[],"ok",{"count":3,\#(rootThree)}"#, #"{"records":[\#(threeNames)]}"#),
            Example(PolicyEntry.policy("{}"), #"[],[],"ok",{"policy":"{}"}"#),
            Example(
                PolicyEntry.recipe(basis: "proposed", options: "{}"), #"[],[],"ok",{"recipe":"proposed"}"#,
                #"{"options":"{}"}"#),
            Example(PolicyEntry.recipe(basis: "declared", options: nil), #"[],[],"ok",{"recipe":"declared"}"#),
            Example(
                PolicyEntry.targets(1, ["sex=f"]), #"[],[],"ok",{"targets":1}"#, #"{"targets":["sex=f"]}"#),
            Example(PolicyEntry.against("d"), #"["d"],[],"ok",{"against":"set"}"#),
            Example(PolicyEntry.against(nil), #"[],[],"ok",{"against":"none"}"#),
            Example(ScanEntry(), #"[],[],"ok",{}"#),
            Example(TrainEntry(records: 5), #"[],[],"started",{"records":5}"#),
            Example(TrainEntry(endedBy: .cancelled), #"[],[],"cancelled",{}"#),
            Example(
                PublishEntry(model: "m", before: "l", records: 5, guarantee: "certified", recipe: "followed"),
                #"["l"],["m"],"ok",{"guarantee":"certified","recipe":"followed","records":5}"#),
            Example(
                PublishEntry(model: "m", records: 5, outcome: .trainedAgain),
                #"[],["m"],"trained again",{"records":5}"#),
            Example(
                EvaluateEntry(model: "m", heldOut: 3, figures: ["accuracy": "0.900000"]),
                #"["m"],[],"ok",{"heldOut":3}"#, #"{"figures":{"accuracy":"0.900000"}}"#),
            Example(
                EvaluateEntry(model: "m", heldOut: 3, figures: [:], outcome: .computedAgain),
                #"["m"],[],"computed again",{"heldOut":3}"#),
            Example(ProveEntry.started, #"[],[],"started",{}"#),
            Example(
                ProveEntry(comparison, isEqual: true),
                #"["a"],["b"],"equal",{"bound":"1e-09","decisionsThatDiffer":0,"distance":"2e-10","kind":"certified","recipe":"proposed","recipeDifferences":1}"#
            ),
            Example(
                RevertEntry(one, model: "a", before: "b", records: 6, forgotten: []),
                #"["b"],["a"],"ok",{\#(ofOne)"records":6,\#(rootOne)}"#,
                #"{"forgotten":[],"records":["\#(oneName)"]}"#),
            Example(
                UnlearnStartEntry(three, job: "forget-4", erases: true, flags: ["toxic"], outcome: .resumed),
                #"[],[],"resumed",{"count":3,"erase":"yes","job":"forget-4",\#(rootThree)}"#,
                #"{"flags":["toxic"],"records":[\#(threeNames)]}"#),
            Example(
                UnlearnResultEntry(
                    one, job: "forget-4", before: "a", after: "b", removed: 1, retained: 8, requests: 1,
                    .unlearned(unlearning)),
                #"["a"],["b"],"ok",{"bound":"0.0","certifiedShare":"1.000000","count":1,"gradientNorm":"1e-12","guarantee":"bit-identical","heldOutErased":2,"heldOutSkipped":4,"job":"forget-4","passes":7,"plan":"incremental","recipe":"followed",\#(rootOne),"removed":1,"requests":1,"retained":8,"settled":"all"}"#,
                #"{"records":["\#(oneName)"]}"#),
            Example(
                UnlearnResultEntry(
                    one, job: "forget-4", before: "a", after: "b", removed: 1, retained: 8, requests: 1,
                    .redacted(written: "/x.csv", list: "/x.csv.removed.csv")),
                #"["a"],["b"],"ok",{\#(ofOne)"job":"forget-4","model":"not changed",\#(rootOne),"removed":1,"requests":1,"retained":8}"#,
                #"{"list":"/x.csv.removed.csv","records":["\#(oneName)"],"written":"/x.csv"}"#),
            Example(UnlearnFailEntry(job: "forget-4", .interrupted), #"[],[],"interrupted",{"job":"forget-4"}"#),
            Example(
                EraseEntry(store.counted(ids(1)), job: "erase-4", payloads: 2),
                #"[],[],"ok",{\#(ofOne)"job":"erase-4","payloads":2,\#(rootOne)}"#),
            Example(EraseEntry(job: nil, .pending), #"[],[],"pending",{}"#),
            Example(
                TombstoneEntry(of: 3, commitment: "ab"), #"[],[],"ok",{"payload_commit":"ab","seq":3}"#),
            Example(ExportEntry(.bundle), #"[],[],"ok",{"what":"journal bundle"}"#),
            Example(
                ExportEntry(.redactedCopy(without: 3), nil, inputs: [], .failed),
                #"[],[],"failed",{"what":"redacted copy","without":3}"#),
            Example(ExportEntry(.fairness, inputs: ["m"]), #"["m"],[],"ok",{"what":"fairness figures"}"#),
            Example(ExportEntry(.recipe, inputs: ["m"]), #"["m"],[],"ok",{"what":"recipe"}"#),
            Example(ExportEntry(.report(of: 7)), #"[],[],"ok",{"of":7,"what":"report"}"#),
            Example(
                ExportEntry(.records, one), #"[],[],"ok",{\#(ofOne)\#(rootOne),"what":"records with flags"}"#,
                #"{"records":["\#(oneName)"]}"#),
        ]
    }

    @Test func `every kind is written as ever, and read back as it was written`() throws {
        for example in examples() {
            try check(example.entry, example)
        }
    }

    private func check<E: Entry>(_ entry: E, _ example: Example) throws {
        let event = try store.commit(EventDraft(entry))
        let chained = ["inputs", "outputs", "outcome", "params"].map { event.object[$0]?.canonical ?? "" }
        #expect(chained.joined(separator: ",") == example.chained)
        #expect(event.payload?.canonical ?? "" == example.payload)
        #expect(event.action == E.action)
        for event in [event, try #require(try store.events(after: event.seq - 1, limit: 1).first)] {
            #expect(E(event) == entry)
            #expect(Entries.bundled.read(event).map { AnyHashable($0) } == AnyHashable(entry))
        }
    }

    @Test func `every bundled kind has an example, and an action of its own`() {
        let actions = Entries.bundled.types.map { $0.action }
        #expect(Set(actions).count == actions.count)
        #expect(Set(examples().map { type(of: $0.entry).action }) == Set(actions))
    }

    @Test func `one record is chained by its keyed reference, several are not`() throws {
        let one = try store.commit(EventDraft(ViewEntry(store.named(ids(1)))))
        #expect(one.object["subject_ref"] == .string(store.reference(for: id(1))))
        let three = try store.commit(EventDraft(ViewEntry(store.named(ids(3)))))
        #expect(three.object["subject_ref"] == .null)
        // What is erased is counted, however few they are.
        let erased = try store.commit(EventDraft(EraseEntry(store.named(ids(1)), job: "j")))
        #expect(erased.object["subject_ref"] == .null && erased.payload == nil)
        #expect(store.named([]) == nil)
    }

    @Test func `an event of an action that is not known, and what is bare of parameters, are read as far as they go`()
        throws
    {
        let other = try store.commit(EventDraft(Action(rawValue: "transplant"), params: ["count": 2, "depth": 3]))
        #expect(Entries.bundled.read(other) == nil)
        #expect(!Entries.bundled.knows(other.action))
        let again = try #require(try store.events().last)
        #expect(again.action.rawValue == "transplant" && again.params.members == ["count": 2, "depth": 3])
        // Events of versions that wrote less.
        let result = try store.commit(EventDraft(.unlearnResult, outputs: ["m"]))
        let entry = try #require(UnlearnResultEntry(result))
        #expect(entry.after == "m" && entry.unlearning != nil && entry.unlearning?.guarantee == nil)
        #expect(PolicyEntry(try store.commit(EventDraft(.policy, params: ["colour": "red"]))) == nil)
        #expect(TombstoneEntry(try store.commit(EventDraft(.tombstone))) == nil)
        // Their ids named records before references did.
        let flagged = try store.commit(
            EventDraft(.flag, params: ["count": 1, "references_root": "r"], payload: ["ids": ["a"]]))
        #expect(FlagEntry(flagged)?.about?.names == ["a"])
    }

    @Test func `a kind that somebody adds needs its type and its place in a list`() throws {
        let entries = Entries(Entries.bundled.types + [TransplantEntry.self])
        let event = try store.commit(EventDraft(TransplantEntry(depth: 3)))
        #expect(entries.knows(event.action) && !Entries.bundled.knows(event.action))
        #expect(entries.read(event) as? TransplantEntry == TransplantEntry(depth: 3))
        #expect(event.params.members == ["depth": 3])
    }

    private struct TransplantEntry: Entry {
        static let action = Action(rawValue: "transplant")
        private static let depth = EntryKey("depth")

        let depth: Int

        init(depth: Int) { self.depth = depth }

        init?(_ event: Event) {
            guard event.action == Self.action, let depth = event.params[number: Self.depth] else { return nil }
            self.depth = depth
        }

        var params: EntryFields {
            var fields = EntryFields()
            fields[number: Self.depth] = depth
            return fields
        }
    }
}
