/// The four-fifths rule for one group: its selection rate against the highest, and how sure that is.
public struct FourFifths: Codable, Hashable, Sendable {
    public var column: String
    public var group: String
    /// The group with the highest selection rate.
    public var reference: String
    /// Selection rate ÷ the reference's; nil where that is 0 or undefined.
    public var ratio: Double?
    /// By MOVER-R; nil with fewer than 20 records in either group.
    public var interval: Interval?
    /// Of the difference of the two rates, pooled variance; nil where that is 0, and of weighted records.
    public var z: Double?
    /// Two-sided, of Fisher's exact test; nil of weighted records.
    public var fisher: Double?
    /// Whether Fisher's is the one to go by: fewer than 30 records or an expected cell under 5.
    public var prefersFisher: Bool
    /// The fewest decisions of this group that, decided the other way, would turn the verdict "below .8" around;
    /// nil of weighted records.
    public var flips: Int?
    /// Too few records: "12 records, fewer than 20".
    public var insufficient: String?
    /// Of weighted records: whether the two rates differ by more than chance, decisions dealt out together with their
    /// weights; nil where records count the same, whose tests are z and Fisher's.
    public var weighted: PermutationTest? = nil

    public init(
        column: String, group: String, reference: String, ratio: Double?, interval: Interval?, z: Double?,
        fisher: Double?, prefersFisher: Bool, flips: Int?, insufficient: String?
    ) {
        self.column = column
        self.group = group
        self.reference = reference
        self.ratio = ratio
        self.interval = interval
        self.z = z
        self.fisher = fisher
        self.prefersFisher = prefersFisher
        self.flips = flips
        self.insufficient = insufficient
    }
}
