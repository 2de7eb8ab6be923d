import Testing

@testable import Fairness

/// What every registered metric keeps to, whatever it is made of.
@Suite struct ConformanceTests {
    /// All measures of one input against those of another, by key.
    func expectSame(
        _ a: [Measure], _ b: [Measure], _ what: String, tolerance: Double = 1e-12,
        comparing isCompared: (Measure) -> Bool = { _ in true }, intervals: Bool = true
    ) throws {
        let others = Dictionary(b.map { ($0.key, $0) }) { first, _ in first }
        let compared = a.filter(isCompared)
        let expected = b.filter(isCompared).count
        #expect(compared.count == expected, "\(what)")
        for measure in compared {
            let other = try #require(others[measure.key], "\(measure.key): \(what)")
            if let value = measure.value {
                let otherValue = try #require(other.value, "\(measure.key): \(what)")
                #expect(abs(value - otherValue) <= tolerance, "\(measure.key): \(value), \(otherValue); \(what)")
            } else {
                #expect(other.value == nil, "\(measure.key): \(what)")
            }
            guard intervals, let interval = measure.interval else {
                continue
            }
            guard let ends = other.interval else {
                // Scores and classes have no interval where records are weighted.
                let kind = try Catalogue.named(measure.id).kind
                #expect([.score, .classes].contains(kind), "\(measure.key): \(what)")
                continue
            }
            #expect(
                abs(interval.lower - ends.lower) < 1e-9 && abs(interval.upper - ends.upper) < 1e-9,
                "\(measure.key): \(what)")
        }
    }

    @Test(arguments: Catalogue.all)
    func `every metric is described in full`(metric: MetricDescription) throws {
        #expect(metric.id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
        #expect(metric.id.first?.isLowercase == true)
        let texts = [
            metric.title, metric.definition, metric.denominator, metric.edgeCases, metric.source, metric.explanation,
        ]
        for text in texts { #expect(!text.isEmpty, "\(metric.id)") }
        #expect(metric.explanation.hasSuffix("."))
        #expect(metric.edgeCases.lowercased().contains("undefined"), "\(metric.id) says when it is undefined")
        #expect(try Catalogue.named(metric.id) == metric)
    }

    @Test func `no two metrics have one id, and no two measures one place`() {
        #expect(Set(Catalogue.all.map(\.id)).count == Catalogue.all.count)
        let keys = SampleInputs.measures.map(\.key)
        #expect(Set(keys).count == keys.count)
    }

    @Test(arguments: Catalogue.all.map(\.id))
    func `every metric is as worked out by hand`(id: String) throws {
        let examples = try #require(HandComputed.examples[id], "an example of \(id) in HandComputed")
        #expect(!examples.isEmpty)
        for example in examples {
            let found = example.measures.filter {
                $0.id == id && $0.group == example.group && $0.part == example.part && $0.stratum == nil
            }
            let measure = try #require(found.first, "\(id) of \(example.group ?? "all"), \(example.part ?? "")")
            let value = try #require(measure.value)
            #expect(abs(value - example.value) < 1e-12, "\(measure.key): \(value), by hand \(example.value)")
        }
    }

    @Test func `every metric measures something, and says nothing that is not in the catalogue`() {
        let measured = Set(SampleInputs.measures.map(\.id))
        #expect(measured == Set(Catalogue.all.map(\.id)))
    }

    @Test func `the order of the records changes nothing`() throws {
        let reversed = SampleInputs.input(SampleInputs.records.reversed())
        try expectSame(
            SampleInputs.measures, Measure.all(reversed), "records reversed")
    }

    @Test func `the names of the groups change nothing but names`() throws {
        let names = ["a": "z", "b": "y", "c": "x"]
        let renamed = SampleInputs.changed { record, _ in record.group = record.group.flatMap { names[$0] } }
        let back = ["z": "a", "y": "b", "x": "c"]
        let measures = Measure.all(SampleInputs.input(renamed, reference: "z")).map { measure in
            func original(_ name: String?) -> String? { measure.column == nil ? name : name.map { back[$0] ?? $0 } }
            return Measure(
                id: measure.id, column: measure.column, group: original(measure.group),
                reference: original(measure.reference), part: measure.part, stratum: measure.stratum,
                value: measure.value, interval: measure.interval, method: measure.method,
                undefined: measure.undefined, verdict: measure.verdict)
        }
        try expectSame(SampleInputs.measures, measures, "groups renamed")
    }

    @Test(arguments: [1, 2.5, 1e-3])
    func `equal weights are no weights`(weight: Double) throws {
        let weighted = SampleInputs.changed { record, _ in record.weight = weight }
        // The smoothed ε adds half a record, so only weights of 1 are records.
        let smoothed = ["smoothedDifferentialFairness", "differentialFairnessBiasAmplification"]
        try expectSame(
            SampleInputs.measures,
            Measure.all(SampleInputs.input(weighted, isWeighted: true)), "weights of \(weight)",
            comparing: { weight == 1 || !smoothed.contains($0.id) })
    }

    @Test func `whole weights are repeated records`() throws {
        let weighted = SampleInputs.changed { record, i in record.weight = Double(i % 4) }
        let repeated = weighted.flatMap { Array(repeating: $0, count: Int($0.weight)) }
        // A repeated record becomes its own neighbour; a weighted one does not.
        // The noise of a calibration error is that of so many records, which weights don't tell.
        let individual = Set(
            Catalogue.all.filter { $0.kind == .individual }.map(\.id) + ["rootMeanSquaredCalibrationError"])
        try expectSame(
            Measure.all(SampleInputs.input(weighted, isWeighted: true)), Measure.all(SampleInputs.input(repeated)),
            "weights of 0 to 3", comparing: { !individual.contains($0.id) }, intervals: false)
    }

    @Test(arguments: SampleInputs.degenerate.map(\.name))
    func `what has no denominator is undefined with a reason, never NaN or infinite`(name: String) throws {
        let found = try #require(SampleInputs.degenerate.first { $0.name == name })
        for measure in found.measures {
            let numbers = [measure.value, measure.interval?.lower, measure.interval?.upper].compactMap(\.self)
            #expect(numbers.allSatisfy { $0.isFinite }, "\(measure.key)")
            #expect((measure.value == nil) == (measure.undefined?.isEmpty == false), "\(measure.key)")
            #expect(measure.value != nil || measure.interval == nil, "\(measure.key)")
            if measure.value == nil, let verdict = measure.verdict {
                #expect(verdict == Gap.insufficientEvidence, "\(measure.key)")
            }
        }
    }

    @Test func `every metric is undefined somewhere among the inputs without denominators`() {
        let undefined = SampleInputs.degenerate.flatMap(\.measures).filter { $0.value == nil }
        let missing = Set(Catalogue.all.map(\.id)).subtracting(undefined.map(\.id))
        #expect(missing.isEmpty)
    }

    @Test func `every figure below the minimum is insufficient evidence, with the value shown`() {
        var input = SampleInputs.input(SampleInputs.records)
        input.settings.minimumDenominator = 1000
        let kinds: [MetricDescription.Kind] = [.data, .rate, .gap, .inequality]
        let ids = Set(Catalogue.all.filter { kinds.contains($0.kind) }.map(\.id))
        for measure in Measure.all(input) where ids.contains(measure.id) && measure.verdict != nil {
            #expect(measure.verdict == Gap.insufficientEvidence, "\(measure.key)")
        }
    }
}
