/// What a screen or a report has to know of a project's subject: what can be done with it, and how it is spoken of.
public struct SubjectView: Sendable, Hashable {
    // What can be done.

    /// Lethe trains the model: it can be retrained, proven, measured before it is published, and restored.
    public var trains: Bool
    /// Figures are of records that were held out from training; else of all that have a prediction.
    public var holdsOut: Bool
    /// Applying a removal writes a copy of the file without the records, and changes no model.
    public var removesByCopy: Bool

    // How it is spoken of.

    /// Of which records figures are: "held-out records", and shorter, before a count: "held-out".
    public var audited: String
    public var auditedHead: String
    /// What figures are compared between: "save point".
    public var point: String
    /// What records are that were removed: "forgotten".
    public var gone: String
    /// What the status line says of it, where that is not the model's digest: "your model".
    public var tag: String?

    public init(
        trains: Bool, holdsOut: Bool, removesByCopy: Bool, audited: String, auditedHead: String, point: String,
        gone: String, tag: String?
    ) {
        self.trains = trains
        self.holdsOut = holdsOut
        self.removesByCopy = removesByCopy
        self.audited = audited
        self.auditedHead = auditedHead
        self.point = point
        self.gone = gone
        self.tag = tag
    }

    /// A model that Lethe trains.
    public static let trainedHere = SubjectView(
        trains: true, holdsOut: true, removesByCopy: false, audited: "held-out records", auditedHead: "held-out",
        point: "save point", gone: "forgotten", tag: nil)
    /// Predictions of a model that was made elsewhere.
    public static let predictions = SubjectView(
        trains: false, holdsOut: false, removesByCopy: true, audited: "records", auditedHead: "all records",
        point: "file", gone: "removed", tag: "your model")
}
