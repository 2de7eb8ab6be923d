/// What detectors hit in each record, of any number of kinds: records hit alike share a number.
public struct RecordHits: Sendable, Hashable {
    /// What can be hit, in the order of the detectors.
    public let kinds: [HitKind]
    /// Every set of kinds that was hit in a record, as ascending places in `kinds`; the first one is empty.
    public private(set) var combinations: [[Int]] = [[]]
    /// A combination a record.
    public private(set) var numbers: [UInt32]

    private var places: [String: Int] = [:]
    private var known: [[Int]: UInt32] = [[]: 0]
    private var unions: [UInt64: UInt32] = [:]

    /// - Parameter detectors: those that will look through the records.
    public init(of detectors: [any Detector], records: Int) {
        var kinds: [HitKind] = []
        // Two detectors may tell of the same kind.
        for kind in detectors.flatMap(\.kinds) where places[kind.id] == nil {
            places[kind.id] = kinds.count
            kinds.append(kind)
        }
        self.kinds = kinds
        numbers = Array(repeating: 0, count: records)
    }

    /// What was found before by detectors of the same kinds.
    ///
    /// - Returns: nil where it can't be theirs.
    public init?(of detectors: [any Detector], combinations: [[Int]], numbers: [UInt32]) {
        self.init(of: detectors, records: 0)
        let kinds = kinds.indices
        guard combinations.first?.isEmpty == true, Set(combinations).count == combinations.count,
            combinations.allSatisfy({ $0.allSatisfy(kinds.contains) && $0 == Set($0).sorted() }),
            numbers.allSatisfy({ $0 < combinations.count })
        else { return nil }
        self.combinations = combinations
        self.numbers = numbers
        known = Dictionary(uniqueKeysWithValues: zip(combinations, combinations.indices.map(UInt32.init)))
    }

    /// The number of what some evidence hits.
    public mutating func number(of evidence: [Evidence]) -> UInt32 {
        evidence.isEmpty ? 0 : number(of: Set(evidence.compactMap { places[$0.detector] }).sorted())
    }

    /// Adds what was hit in a value of a record to what is known of it.
    ///
    /// - Parameter number: what `number(of:)` said of the value.
    public mutating func add(_ number: UInt32, to record: Int) {
        let before = numbers[record]
        if number == 0 || number == before { return }
        if before == 0 {
            numbers[record] = number
            return
        }
        let pair = UInt64(before) << 32 | UInt64(number)
        if let union = unions[pair] {
            numbers[record] = union
            return
        }
        let union = self.number(of: Set(combinations[Int(before)] + combinations[Int(number)]).sorted())
        unions[pair] = union
        numbers[record] = union
    }

    /// Whether a record is hit by anything that is not quiet.
    public func isHit(_ record: Int) -> Bool { combinations[Int(numbers[record])].contains { !kinds[$0].isQuiet } }

    private mutating func number(of combination: [Int]) -> UInt32 {
        if let number = known[combination] { return number }
        let number = UInt32(combinations.count)
        combinations.append(combination)
        known[combination] = number
        return number
    }
}
