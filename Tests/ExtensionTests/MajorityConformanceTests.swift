import Learning
import ModelSuite
import Testing

/// A family of another target passes what the bundled ones do.
@Suite(.ofItsOwnProcess) struct MajorityConformanceTests {
    @Test func `the added family passes the suite of the bundled ones`() throws {
        try Added.register()
        var family = Conformance("majority", Conformance.recipe(Family(MajorityRecipe())))
        family.histories = 1...300
        try family.check()
    }
}
