import Records

/// How a record becomes numbers: what a model is a function of beside the records. Declared, or proposed from the training
/// records alone (`ProposalGround`) and again from those that stay, so that nothing of a forgotten record survives in it.
public struct FeatureRecipe: Hashable, Codable, Sendable {
    /// A number column: x = (v − center) / width, clipped to ±clip. A missing value is 0 plus an indicator.
    public struct Number: Hashable, Codable, Sendable {
        public var column: String
        public var center: Double
        public var width: Double
        public var clip: Double

        public init(column: String, center: Double, width: Double, clip: Double = 10) {
            self.column = column
            self.center = center
            self.width = width
            self.clip = clip
        }
    }

    /// Lengths of n-grams, `low` to `high`, both included.
    public struct Lengths: Hashable, Codable, Sendable {
        public var low: Int
        public var high: Int

        public init(_ low: Int, _ high: Int) {
            self.low = low
            self.high = high
        }
    }

    /// A text column: hashed n-grams of words and of the characters of a word, ln(1+tf), each record of norm 1.
    public struct Text: Hashable, Codable, Sendable {
        public var column: String
        /// n-grams are hashed to 2^bits buckets.
        public var bits: Int
        public var words: Lengths
        public var characters: Lengths?
        /// Whether every character of a script without blanks between words, and every emoji, is a word of its own; nil:
        /// runs of letters are words, and emoji are none.
        public var unspaced: Bool?

        public init(
            column: String, bits: Int = 18, words: Lengths = Lengths(1, 2), characters: Lengths? = nil,
            unspaced: Bool? = nil
        ) {
            self.column = column
            self.bits = bits
            self.words = words
            self.characters = characters
            self.unspaced = unspaced
        }
    }

    public var numbers: [Number]
    /// One-hot columns; a missing value is a value of its own.
    public var categories: [String]
    public var texts: [Text]
    /// Whether a constant 1 is added. Its weight is regularised like the rest.
    public var intercept: Bool
    /// 2: scaled numbers are rounded to 2⁻¹², texts to 2⁻¹⁴, so that sums of them are sums of whole numbers. nil, of recipes
    /// of the first version: as they are.
    public var version: Int?

    /// What recipes are made with today.
    public static let currentVersion = 2

    public init(
        numbers: [Number] = [], categories: [String] = [], texts: [Text] = [], intercept: Bool = true,
        version: Int? = currentVersion
    ) {
        self.version = version
        self.numbers = numbers
        self.categories = categories
        self.texts = texts
        self.intercept = intercept
    }

    /// The values of a text, and of a number where it is scaled.
    var rounding: FeatureRounding { FeatureRounding(isRounded: version != nil) }

    /// - Throws: `Refusal` that names the first part that can't be computed with.
    func validate() throws {
        if let version, version != Self.currentVersion {
            throw Refusal(
                .badData, "The recipe is of version \(version); this program knows \(Self.currentVersion).",
                next: "Use a newer Lethe.")
        }
        for number in numbers
        where !(number.width > 0 && number.width.isFinite && number.center.isFinite && number.clip > 0) {
            throw Refusal(
                .badData, "The recipe scales '\(number.column)' by a width of \(number.width).",
                next: "Use a finite centre, and a width and clip above 0.")
        }
        for text in texts where !(1...28).contains(text.bits) {
            throw Refusal(
                .badData, "The recipe hashes '\(text.column)' to 2^\(text.bits) buckets.", next: "Use 1 to 28 bits.")
        }
        for text in texts {
            for lengths in [text.words, text.characters].compactMap({ $0 }) {
                if lengths.low < 1 || lengths.high < lengths.low || lengths.high > 8 {
                    throw Refusal(
                        .badData, "The recipe takes n-grams of \(lengths.low) to \(lengths.high) in '\(text.column)'.",
                        next: "Use lengths between 1 and 8, the smaller first.")
                }
            }
        }
    }
}
