public import Records

/// The families of models that there are.
public enum Families {
    /// What Lethe comes with; the first is what a new project has.
    public static let bundled: [any ModelFamily.Type] = [
        LogisticRecipe.self, BayesRecipe.self, RidgeRecipe.self, TreesRecipe.self, FairRecipe.self,
    ]

    /// Those, and what was added: `try Families.list.register(MyRecipe.self)` before a project is opened.
    public static let list = OpenList("model family", bundled: bundled) { $0.id }

    /// What can be said of any of them, in their order.
    public static var options: [FamilyOption] { list.all.flatMap { $0.allOptions } }
}
