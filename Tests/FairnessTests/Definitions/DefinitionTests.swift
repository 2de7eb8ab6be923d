import Testing

@testable import Fairness

/// Every figure of a report is what its own name and definition line say: worked out from the line, or by a naive entry of
/// the same words, over records that have something for every metric.
@Suite struct DefinitionTests {
    private func ask(_ measure: Measure) -> Ask {
        let all = SampleInputs.records.filter { record in
            measure.stratum == nil || record.control == measure.stratum?.value
        }
        return Ask(all: all, group: measure.group, reference: measure.reference, part: measure.part)
    }

    private func expect(_ measure: Measure, _ expected: Double?) {
        guard let value = measure.value else { return }
        guard let expected else {
            Issue.record("\(measure.key) has a value, its definition has none")
            return
        }
        #expect(abs(value - expected) < 1e-9, "\(measure.key): \(value), by its definition \(expected)")
    }

    @Test(arguments: Metric.all.map(\.id))
    func `every rate is its formula, and every convention of it what it is called`(id: String) throws {
        let metric = try Metric.named(id)
        let definition = GapDefinition(rate: metric.description.definition)
        let measures = SampleInputs.measures.filter { $0.id == id }
        #expect(measures.contains { $0.part == nil } && measures.contains { $0.part != nil })
        for measure in measures {
            let ask = ask(measure)
            guard let part = measure.part else {
                expect(measure, Formula.value(metric.description.definition, Ask.cells(ask.records)))
                continue
            }
            let expected = try #require(definition.convention(part, ask), "'\(part)' has an entry")
            expect(measure, expected)
        }
    }

    @Test(arguments: GapMetric.all.map(\.id))
    func `every gap is its formula, and every convention of it what it is called`(id: String) throws {
        let metric = try GapMetric.named(id)
        let definition = try #require(GapDefinition(metric.description.definition), "\(metric.description.definition)")
        let measures = SampleInputs.measures.filter { $0.id == id }
        #expect(measures.contains { $0.value != nil })
        for measure in measures {
            let ask = ask(measure)
            switch measure.part {
            case "all groups": expect(measure, definition.overall(ask))
            case "pair": expect(measure, definition.pair(ask.side, ask.base))
            case let part:
                let expected = try #require(definition.convention(part ?? "", ask), "'\(part ?? "")' has an entry")
                expect(measure, expected)
            }
        }
    }

    @Test(arguments: Catalogue.figures.map(\.id))
    func `every other figure is what its definition says`(id: String) throws {
        let definition = try #require(FigureDefinitions.all[id], "\(id) has an entry in FigureDefinitions")
        let measures = SampleInputs.measures.filter { $0.id == id }
        #expect(measures.contains { $0.value != nil })
        for measure in measures { expect(measure, definition(ask(measure))) }
    }

    @Test func `what is called signed can be below 0, and what is called unsigned never is`() {
        let turned = SampleInputs.input(SampleInputs.records, reference: "b")
        let measures = SampleInputs.measures + Measure.all(turned)
        for metric in GapMetric.all {
            let named = measures.filter { $0.id == metric.id && $0.part?.contains("privileged") == true }
            let isSigned = metric.rule == .difference || metric.rule == .balance
            for measure in named {
                #expect(measure.part?.contains("signed (AIF360)") == true || metric.rule == .ratio)
                #expect((measure.part?.contains(", signed") == true) == isSigned, "\(measure.key)")
                if !isSigned { #expect(measure.value ?? 0 >= 0, "\(measure.key)") }
            }
        }
        #expect(measures.contains { $0.part?.contains(", signed") == true && $0.value ?? 0 < 0 })
    }

    @Test func `a formula is read as it is written`() {
        let cells = ["TP": 3.0, "FP": 1, "TN": 5, "FN": 2]
        #expect(Formula.value("2 TP / (2 TP + FP + FN)", cells) == 6.0 / 9)
        #expect(Formula.value("½ (TP / (TP + FN) + TN / (FP + TN))", cells) == 0.5 * (0.6 + 5.0 / 6))
        #expect(Formula.value("TP − FP − FN", cells) == 0)
        #expect(Formula.value("TP / (FP − 1)", cells) == nil)
        #expect(Formula.value("TP + other", cells) == nil)
        #expect(Formula.value("TP +", cells) == nil)
        #expect(Formula.value("mean of TP", cells) == nil)
    }
}
