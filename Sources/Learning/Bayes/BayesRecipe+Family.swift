import Records

extension BayesRecipe: ModelFamily {
    public static let id = "bayes"
    public static let title = "naive Bayes"
    public static let traits: FamilyTraits = [.scaling, .manyClasses]

    /// What is nil follows from the features, or from the event.
    public struct Preferences: FamilyPreferences {
        public var event: Event?
        public var smoothing: Double?

        public init() {}
    }

    public static let options = [
        whole(
            "scale", scales,
            "numbers are taken as multiples of 2^-n, so that they sum exactly; fewer bits reach further", valueName: "n"
        ) { $0.scale = $1 },
        preference(
            "event", among: Event.allCases.map(\.rawValue), "multinomial, bernoulli or gaussian", valueName: "kind"
        ) { preferred, name in
            let event = Event(rawValue: name)
            // Smoothing that was not named is the event's own.
            if event != preferred.event { preferred.smoothing = nil }
            preferred.event = event
        },
        preference(
            "smoothing", smoothings, "what is added to counts, or to variances as a share", valueName: "a"
        ) { $0.smoothing = $1 },
    ]

    public init() { self.init(event: .gaussian) }

    public func proposed(for features: FeatureRecipe, preferring preferences: Preferences) -> BayesRecipe {
        BayesRecipe(
            event: preferences.event ?? .proposed(for: features), smoothing: preferences.smoothing, scale: scale)
    }

    public var preferences: Preferences {
        var preferences = Preferences()
        (preferences.event, preferences.smoothing) = (event, smoothing)
        return preferences
    }

    public func model(_ recipe: ModelRecipe) -> any Model { NaiveBayes(recipe) }

    public var canonical: [String: CanonicalJSON] {
        [
            "event": .string(event.rawValue), "scale": .integer(UInt64(clamping: scale)),
            "smoothing": .number(smoothing),
        ]
    }

    /// - Throws: `Refusal` when nothing can be computed with it.
    public func validate() throws {
        guard Self.smoothings.values.contains(smoothing) else {
            throw Refusal(
                .badData, "The recipe's smoothing is \(smoothing).", next: "Use a number from \(Self.smoothings).")
        }
        guard Self.scales.values.contains(scale) else {
            throw Refusal(.badData, "The recipe's scale is 2^-\(scale).", next: "Use \(Self.scales) bits.")
        }
    }
}

extension BayesRecipe.Event {
    /// Words are counted; numbers are normally distributed; categories are there or not.
    public static func proposed(for features: FeatureRecipe) -> BayesRecipe.Event {
        if !features.texts.isEmpty { return .multinomial }
        return features.numbers.isEmpty ? .bernoulli : .gaussian
    }
}

extension Family {
    public static func bayes(_ recipe: BayesRecipe) -> Family { Family(recipe) }
}

extension ModelOptions {
    /// Of naive Bayes; nil: as the columns ask for, and of other families.
    public var event: BayesRecipe.Event? {
        get { preferences(of: BayesRecipe.self)?.event }
        set { prefer(BayesRecipe.self) { $0.event = newValue } }
    }
}
