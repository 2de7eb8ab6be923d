import ArgumentParser
import Engine
import Learning
import Records

struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Train the project's model from scratch.")

    @Argument(help: "The project.") var project: String
    @Option(help: ArgumentHelp("The family; 'logistic' is the one there is.", valueName: "family")) var model =
        "logistic"
    @Option(help: "Sum form: J = ½‖w‖² + C Σ loss.") var c: Double?
    @Option(help: "Mean form: F = mean loss + (λ/2)‖w‖².") var lambda: Double?
    @Flag(help: "No constant feature.") var noIntercept = false
    @Flag(help: "Numbers as they are: not centred, scaled or clipped.") var noScaling = false
    @OptionGroup var who: Who
    @Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        guard model == "logistic" else { throw Refusal.unknown("model family", model, among: ["logistic"]) }
        if c != nil, lambda != nil {
            throw Refusal(.usage, "--c and --lambda exclude each other.", next: "Choose one form.")
        }
        guard c ?? 1 > 0, lambda ?? 1 > 0 else {
            throw Refusal(
                .usage, "--c and --lambda must be above 0.", next: "The optimum is unique only with regularisation.")
        }
        let workspace = try Project.open(project, who)
        let form = c.map { ModelRecipe.Form.sum(c: $0) } ?? lambda.map { ModelRecipe.Form.mean(lambda: $0) }
        let (noIntercept, noScaling) = (noIntercept, noScaling)
        if form != nil || noIntercept || noScaling {
            try await workspace.configure { recipe in
                if let form { recipe.form = form }
                if noIntercept { recipe.features.intercept = false }
                if noScaling {
                    recipe.features.numbers = recipe.features.numbers.map {
                        FeatureRecipe.Number(column: $0.column, center: 0, width: 1, clip: .greatestFiniteMagnitude)
                    }
                }
            }
        }
        let echo = try await workspace.perform(.train)
        Narration.say(echo.fact)
        if let job = echo.job { _ = try await workspace.outcome(of: job) }
        guard let result = await workspace.lastTraining else { return }
        if json {
            try Output.json(result)
        } else {
            Output.line(
                "model \(result.digest.prefix(12)): \(result.records.grouped) records, \(result.features.grouped) features"
            )
            Output.line(
                "held-out accuracy \(result.accuracy.fixed(4))\(result.auc.map { ", ROC AUC \($0.fixed(4))" } ?? "")")
            Output.line(
                "gradient norm \(result.gradientNorm.scientific), proven within \(result.bound.scientific) of the optimum"
            )
        }
        await workspace.close()
    }
}
