import Foundation
import TestSupport
import Testing

extension TheProgram {
    /// Disks that fill up or fail, and ends in the middle: what was said is true, and the same command mends it.
    ///
    /// `LETHE_FAULTS=all` makes every kind of fault at every call that differs from the one before (`Fuzzing/faults.sh`).
    @Suite("Faults", .enabled(if: FaultShim.compiler != nil, "a compiler of C is missing: apt-get install gcc"))
    struct Faults {
        private static let asked = ProcessInfo.processInfo.environment["LETHE_FAULTS"]

        @Test(arguments: FaultScenario.all)
        func `a fault is said truly, leaves the project whole, and is mended by the same command`(
            scenario: FaultScenario
        )
            async throws
        {
            let (clean, calls) = try await clean(scenario)
            let faults = Self.asked == "all" ? Self.every(calls) : Self.some(calls, Self.asked.flatMap(Int.init) ?? 5)
            let findings = try await withThrowingTaskGroup(of: (Bool, [String]).self) { group in
                var waiting = faults[...]
                func next() {
                    guard let fault = waiting.popFirst() else { return }
                    group.addTask {
                        var trial = try await FaultTrial(scenario, fault, clean: clean)
                        let isMade = try await trial.run()
                        return (isMade, trial.findings)
                    }
                }
                for _ in 0..<3 { next() }
                var (made, findings) = (0, [String]())
                while let (isMade, found) = try await group.next() {
                    made += isMade ? 1 : 0
                    findings += found
                    next()
                }
                if Self.asked != nil {
                    print("\(scenario.name): \(calls.count) calls, \(made) faults, \(findings.count) findings")
                }
                #expect(made * 2 > faults.count, "most faults are made")
                return findings
            }
            #expect(findings.isEmpty, "\n\(findings.sorted().joined(separator: "\n"))")
        }

        /// What a run without a fault leaves, and what it calls.
        private func clean(_ scenario: FaultScenario) async throws -> (Set<String>, [DiskCall]) {
            let (playground, original) = try await FaultBases.copy(scenario.base)
            let arguments = scenario.arguments.map { $0 == "FIRST" ? original.first ?? "" : $0 }
            let (outcome, calls) = try await Program.run(arguments, in: playground, fault: nil)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(!calls.isEmpty)
            let facts = try await ProjectFacts(of: playground)
            #expect(try await scenario.isDone(facts, playground))
            return (playground.files, calls)
        }

        /// Faults of as many kinds as there is room for, at calls of all kinds.
        private static func some(_ calls: [DiskCall], _ count: Int) -> [Fault] {
            var random = Seeded(UInt64(calls.count))
            let rare = calls.filter { !$0.writes }
            var kinds = Fault.Kind.allCases.shuffled(using: &random)[...]
            return (0..<count).compactMap { turn in
                let pool = turn % 2 == 0 || rare.isEmpty ? calls : rare
                guard let call = pool.randomElement(using: &random) else { return nil }
                guard let kind = kinds.first(where: { kind in call.faults.contains { $0.kind == kind } }) else {
                    return call.faults.randomElement(using: &random)
                }
                kinds.removeAll { $0 == kind }
                return Fault(kind: kind, call: call.number)
            }
        }

        /// Every fault of every call; of writes to one file in a row the first two, the one in the middle and the last.
        private static func every(_ calls: [DiskCall]) -> [Fault] {
            var faults: [Fault] = []
            var row: [DiskCall] = []
            func end() {
                let kept = Set([0, 1, row.count / 2, row.count - 1])
                for (place, call) in row.enumerated() where kept.contains(place) { faults += call.faults }
                row = []
            }
            for call in calls {
                if let last = row.last, !call.writes || last.path != call.path || last.name != call.name { end() }
                row.append(call)
                if !call.writes { end() }
            }
            end()
            return faults
        }
    }
}
