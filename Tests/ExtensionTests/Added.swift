import Detection
import Fairness
import Learning
import Records

/// What this target adds to the lists of the program: once, before anything is read.
enum Added {
    private static let all = Result {
        try Families.list.register(MajorityRecipe.self)
        try Formats.list.register(BlocksKind())
        try Detectors.list.register(CardDetector())
        try Catalogue.list.register(.decisionVariance)
    }

    static func register() throws { try all.get() }
}
