/// What a screen or a report has to know of a project's subject, and how it speaks of it.
public struct SubjectView: Sendable, Hashable {
    /// Whether Lethe trains the model: it can be retrained, proven, measured before it is published, and restored.
    public var trains: Bool
    /// Of which records figures are: "held-out records".
    public var audited: String
    /// What figures are compared between: "save point".
    public var point: String
    /// What the status line says of it, where that is more than usual: "your model".
    public var tag: String?

    public init(trains: Bool, audited: String, point: String, tag: String?) {
        self.trains = trains
        self.audited = audited
        self.point = point
        self.tag = tag
    }

    /// A model that Lethe trains.
    public static let trainedHere = SubjectView(
        trains: true, audited: "held-out records", point: "save point", tag: nil)
    /// Predictions of a model that was made elsewhere.
    public static let predictions = SubjectView(trains: false, audited: "records", point: "file", tag: "your model")
}

extension Snapshot {
    public var isYourModel: Bool {
        get { !subject.trains }
        set { subject = newValue ? .predictions : .trainedHere }
    }
}
