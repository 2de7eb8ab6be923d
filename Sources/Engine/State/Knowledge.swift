import Detection
import Fairness
import Learning
import Records

/// What was learned, found and measured in this session. All of it follows from source, recipe and retained records, and
/// can be had again; nothing of it is stored by being here.
struct Knowledge: Sendable {
    /// Who trains and who is held out.
    var assignment: Assignment { didSet { trainingSizes = [:] } }
    /// How many training records each value of a group column has, by the column.
    var trainingSizes: [String: [Int]] = [:]
    /// Read from the file once: big tables keep no whole columns.
    var groupColumns: [String: Column] = [:]
    /// The groups that everything is shown by, where one column is shown.
    var focusColumn: String?

    /// What the next training was asked for, where that is not what the model was made by.
    var chosen: RecipeChoice?
    /// What recipes are proposed from, once it was needed.
    var ground: ProposalGround?
    var learner: Learner?
    var learned: Learned? { didSet { unreadable = nil } }
    /// What the model says of every record, as it was kept: until the model itself is read.
    var outcomes: RecordOutcomes?
    /// Why the published model can't be worked with; nil where it can.
    var unreadable: Refusal?
    /// How long fitting the current model to its records took, and in how many passes.
    var solving: (seconds: Double, passes: Int)?

    /// What the detectors hit in each record; nil until they have looked.
    var hits: RecordHits?
    var findings: Findings?
    var evaluation: Evaluation?
    /// The figures of published models that were read, by digest.
    var figures: [String: Evaluation] = [:]
    var preview: RemovalResult?
    var prediction: RemovalPrediction?
    var compared: Compared?

    var lastTraining: TrainingResult?
    var lastRemoval: RemovalResult?
    var lastRedaction: RedactionResult?
    var lastProof: ProofResult?

    /// Whether the journal was checked since its last event.
    var chain = ChainState.unchecked

    /// One sentence on each thing of the project that was found damaged.
    var notices: [String] = []
    /// How long opening the file and naming its records took.
    var readSeconds: Double

    init(_ assignment: Assignment, focusColumn: String?, readSeconds: Double) {
        self.readSeconds = readSeconds
        self.assignment = assignment
        self.focusColumn = focusColumn
    }

    /// Makes a model that was published the one that is worked with; what was found with an earlier one says nothing of it.
    mutating func adopt(_ learned: Learned, _ learner: Learner, _ evaluation: Evaluation) {
        self.learner = learner
        self.learned = learned
        self.evaluation = evaluation
        preview = nil
        findings = nil
        outcomes = nil
    }
}
