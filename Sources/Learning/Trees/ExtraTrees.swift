import Records

/// Extremely randomised trees (Geurts, Ernst and Wehenkel 2006, doi:10.1007/s10994-006-6226-1) that depend on no history:
/// every random choice is a hash of the seed, the place in the tree and the records there, so forgetting gives the very
/// trees that would have been grown without.
///
/// - A tree holds a record iff the hash of (seed, tree, record) is below the recipe's share.
/// - A node tries columns in the order of their hashes at (tree, path), until F of them had at least two values; missing
///   is a value of its own. The candidates of a column are the values of the k records with the least hashes there.
/// - The purest candidate wins (`Purity`, exact); ties go to the first column of the recipe, then to the least value.
/// - Numbers up to the threshold go left, categories that equal it go left, what is missing goes right. Each side needs
///   the recipe's smallest leaf. A node of one class, at the depth of the recipe or without candidate is a leaf.
///
///     let model = ExtraTrees(recipe)
///     let before = try model.fit(examples, rows: training)
///     let after = try model.forget(before, examples: examples, retained: staying, removed: gone)
///     // after.parameters(examples) == model.fit(examples, rows: staying).parameters(examples)
public struct ExtraTrees: Model {
    public let recipe: ModelRecipe
    let settings: TreesRecipe

    /// - Precondition: the recipe's family is `.trees`.
    public init(_ recipe: ModelRecipe) {
        guard let settings = recipe.family.settings as? TreesRecipe else {
            preconditionFailure("a recipe of another family")
        }
        self.recipe = recipe
        self.settings = settings
    }

    /// Grows every tree.
    ///
    /// - Throws: `Refusal` where the response is a number, no record is left or only one class, or there are more than 2²⁶
    ///   records or 2²⁸ values; `CancellationError`.
    /// - Complexity: O(trees × share × records × F × depth).
    public func fit(_ examples: Examples, rows: [Int], work: Work = .silent) throws -> Fitted {
        try recipe.validate()
        try work.step(Progress(phase: "growing trees", fraction: 0, detail: "ranking values"))
        let ground = try TreeExamples(examples, recipe: recipe)
        let members = TreeMembers(
            rows, of: ground, counts: try examples.classCounts(for: recipe, TreeExamples.needs, rows))
        try members.check()
        let (settings, share) = (settings, TreeShare(settings.share))
        let grown = try TreeLanes.each(
            Array(0..<settings.trees), phase: "growing trees", isLarge: rows.count >= 512, work: work,
            grower: { TreeGrower(ground, settings: settings) },
            body: { grower, tree in grower.grow(share.held(rows, of: ground, tree: tree)) })
        return Fitted(ground: ground, members: members, trees: grown.nodes, visited: grown.visited)
    }

    /// Walks the paths of the removed records in the trees that hold them; all other nodes are shared with `fitted`.
    ///
    /// - Complexity: expected O(F × k) a node on a path; a subtree is grown anew where its split no longer wins.
    public func forget(
        _ fitted: Fitted, examples: Examples, retained: [Int], removed: [Int], work: Work = .silent
    ) throws -> Fitted {
        let ground = fitted.ground
        guard ground.isMade(of: examples) else { return try fit(examples, rows: retained, work: work) }
        var members = fitted.members
        let gone = members.remove(removed)
        // Other rows than those that were learned and stay: no step from here leads there.
        guard members.isEqual(to: retained) else { return try fit(examples, rows: retained, work: work) }
        try members.check(since: fitted.members)
        guard !gone.isEmpty else { return fitted }
        let (settings, share) = (settings, TreeShare(settings.share))
        let paths = (0..<settings.trees).map { share.held(gone, of: ground, tree: $0) }
        let touched = paths.indices.filter { !paths[$0].isEmpty }
        var trees = fitted.trees
        let isRemoved = members.mask(of: gone)
        let walked = try TreeLanes.each(
            touched, phase: "forgetting in trees", isLarge: gone.count >= 8, work: work,
            grower: { TreeGrower(ground, settings: settings, isRemoved: isRemoved) },
            body: { [trees] grower, place in
                trees[touched[place]].flatMap { grower.forget(paths[touched[place]], in: $0) }
            })
        for (place, tree) in touched.enumerated() { trees[tree] = walked.nodes[place] }
        return Fitted(ground: ground, members: members, trees: trees, visited: walked.visited)
    }
}
