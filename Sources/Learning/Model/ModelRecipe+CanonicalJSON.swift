import Records

extension ModelRecipe {
    /// The recipe as JSON with sorted keys and no spaces: equal recipes give equal bytes on every machine.
    ///
    /// The shape is the one `JSONDecoder` reads back.
    public var canonicalJSON: String {
        CanonicalJSON.object([
            "classes": .string(classes.rawValue),
            "family": family.canonical,
            "features": features.canonical,
            "seed": .integer(seed),
            "target": .object([
                "column": .string(target.column),
                "positive": target.positive.canonical,
            ]),
            "testFraction": .number(testFraction),
        ]).text
    }
}

extension Target.Positive {
    fileprivate var canonical: CanonicalJSON {
        switch self {
        case .value(let text): .object(["value": .object(["_0": .string(text)])])
        case .atLeast(let number): .object(["atLeast": .object(["_0": .number(number)])])
        }
    }
}

extension FeatureRecipe {
    fileprivate var canonical: CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "categories": .array(categories.map { .string($0) }),
            "intercept": .bool(intercept),
            "numbers": .array(numbers.map(\.canonical)),
            "texts": .array(texts.map(\.canonical)),
        ]
        if let version { members["version"] = .integer(UInt64(clamping: version)) }
        return .object(members)
    }
}

extension FeatureRecipe.Number {
    fileprivate var canonical: CanonicalJSON {
        .object([
            "center": .number(center), "clip": .number(clip), "column": .string(column), "width": .number(width),
        ])
    }
}

extension FeatureRecipe.Text {
    fileprivate var canonical: CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "bits": .integer(UInt64(clamping: bits)), "column": .string(column), "words": words.canonical,
        ]
        members["characters"] = characters?.canonical
        members["unspaced"] = unspaced.map(CanonicalJSON.bool)
        return .object(members)
    }
}

extension FeatureRecipe.Lengths {
    fileprivate var canonical: CanonicalJSON {
        .object(["high": .integer(UInt64(clamping: high)), "low": .integer(UInt64(clamping: low))])
    }
}
