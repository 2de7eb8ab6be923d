import Fairness
import Records

extension AuditColumns {
    /// Truth and prediction of every row, and what they were before they became yes or no.
    struct Verdicts {
        /// Nil where nothing says what was true.
        var truth: [Bool?]?
        var prediction: [Bool?]
        var scores: [Double?]?
        var classes: (names: [String], truth: [Int], prediction: [Int])?
        var numbers: (truth: [Double?], prediction: [Double?])?
        var notes: [String] = []
        var cut = AuditedRows.Cut()
    }

    func verdicts(_ table: Table, _ settings: inout AuditSettings) throws -> Verdicts {
        switch task {
        case .binary where try isOfClasses(table): return try classes(table, isGuessed: true)
        case .binary: return try binary(table, &settings)
        case .classes: return try classes(table)
        case .numbers: return try numbers(table)
        }
    }

    /// Whether truth and prediction, which nobody said anything of, are plainly the same several classes.
    private func isOfClasses(_ table: Table) throws -> Bool {
        guard positive == nil, let truth, let prediction, score == nil, threshold == nil else { return false }
        let columns = [try table.column(named: truth), try table.column(named: prediction)]
        guard columns.allSatisfy({ $0.kind != .number && $0.kind != .text }) else { return false }
        let (said, so) = (
            Set(columns[1].presentCodes.map(columns[1].spoken)), Set(columns[0].presentCodes.map(columns[0].spoken))
        )
        return (3...Schema.mostGroupValues).contains(so.count) && !said.isEmpty && said.isSubset(of: so)
    }

    // MARK: Yes or no

    private func binary(_ table: Table, _ settings: inout AuditSettings) throws -> Verdicts {
        let truthColumn = try truth.map { try table.column(named: $0) }
        let predicted = try prediction.map { try table.column(named: $0) }
        let rule = try OutcomeRule(positive, columns: [truthColumn, predicted].compactMap(\.self))
        let said = try truthColumn.map { try OutcomeColumn($0, in: table, rule: rule, other: predicted) }
        let scores = try score.map { try NumberColumn($0, of: table).numbers() }
        var verdicts = Verdicts(truth: said?.isPositive, prediction: [], scores: scores)
        verdicts.notes += [said?.note].compactMap(\.self)
        if let predicted, let name = prediction {
            if try isScore(predicted, rule) {
                let numbers = try NumberColumn(name, of: table).numbers()
                try cut(&verdicts, by: numbers, of: name, &settings)
                verdicts.scores = scores ?? numbers
                return verdicts
            }
            if threshold != nil {
                throw Refusal(
                    .usage, "--threshold makes predictions of scores, and '\(name)' holds predictions.",
                    next: "Leave --threshold out, or name a column of scores: --score COL.")
            }
            let decided = try OutcomeColumn(predicted, in: table, rule: rule, other: truthColumn)
            verdicts.prediction = decided.isPositive
            verdicts.notes += [decided.note].compactMap(\.self).filter { !verdicts.notes.contains($0) }
            verdicts.cut = .init(rule: decided.rule)
            if scores == nil, case .bound(let bound) = decided.rule, bound.isRising, predicted.spokenCount > 2 {
                verdicts.scores = try NumberColumn(name, of: table).numbers()
                verdicts.notes.append(
                    "Predicted positive where '\(name)' is \(bound.side.rawValue) \(bound.value); its numbers are the "
                        + "scores.")
            }
            return verdicts
        }
        guard let scores, let score else {
            throw Refusal(
                .usage, "Nothing says what the model predicted.",
                next: "Name the column: --prediction COL, or --score COL --threshold 0.5.")
        }
        try cut(&verdicts, by: scores, of: score, &settings)
        return verdicts
    }

    /// Whether a column of predictions holds scores: more than two numbers, of which nothing says that they are decisions.
    private func isScore(_ column: Column, _ rule: OutcomeRule) throws -> Bool {
        guard column.kind == .number, column.spokenCount > 2 else { return false }
        switch rule {
        case .bound: return !rule.divides(column) && threshold != nil
        case .values: return !rule.divides(column)
        case .usual: return true
        }
    }

    /// Predicts positive from the threshold on: the one that was given, or one half of probabilities.
    private func cut(
        _ verdicts: inout Verdicts, by numbers: [Double?], of name: String, _ settings: inout AuditSettings
    ) throws {
        let known = numbers.compactMap(\.self)
        let isProbability = known.allSatisfy { (0...1).contains($0) }
        guard let bound = threshold ?? (isProbability ? 0.5 : nil) else {
            let sorted = known.sorted()
            throw Refusal(
                .usage,
                "'\(name)' holds scores from \(sorted[0]) to \(sorted[sorted.count - 1]), and nothing says from which on a "
                    + "record is predicted positive.",
                next: "Say it: --threshold \(sorted[sorted.count / 2])")
        }
        guard bound.isFinite else {
            throw Refusal(
                .usage, "The threshold is \(bound), which is no number.",
                next: "Give the score from which on a record is predicted positive.")
        }
        settings.threshold = bound
        verdicts.prediction = numbers.map { number in number.map { $0 >= bound } }
        verdicts.notes.append("Predicted positive where '\(name)' is at least \(bound).")
        verdicts.cut = .init(bound: bound)
    }

    // MARK: Classes

    private func classes(_ table: Table, isGuessed: Bool = false) throws -> Verdicts {
        guard let truth, let prediction else {
            let (what, option) = truth == nil ? ("was true", "truth") : ("the model predicted", "prediction")
            throw Refusal(.usage, "Nothing says which class \(what).", next: "Name it: --\(option) COL.")
        }
        let columns = [try table.column(named: truth), try table.column(named: prediction)]
        let (said, names) = try Self.codes(columns)
        let counts = names.indices.map { name in said[0].count { $0 == name } }
        let wanted = try positive.map { positive in
            guard let code = names.firstIndex(of: positive) else {
                throw Refusal.unknown("class of '\(truth)'", positive, among: names)
            }
            return code
        }
        let one = wanted ?? names.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
        func isOne(_ codes: [Int]) -> [Bool?] { codes.map { $0 < 0 ? nil : $0 == one } }
        var notes = [
            "Accuracy is of all \(names.count) classes; yes/no metrics are of class '\(names[one])' against the rest; "
                + "--positive CLASS chooses another."
        ]
        if isGuessed {
            notes.insert(
                "'\(truth)' and '\(prediction)' hold the same \(names.count) classes, and are compared as such.", at: 0)
        }
        return Verdicts(
            truth: isOne(said[0]), prediction: isOne(said[1]),
            scores: try score.map { try NumberColumn($0, of: table).numbers() },
            classes: (names, said[0], said[1]), notes: notes, cut: .init(name: names[one]))
    }

    /// A class a row of each column, −1 where it is missing, and the classes' names by their UTF-8 bytes; equal numbers are
    /// one class however they are spelled.
    private static func codes(_ columns: [Column]) throws -> (codes: [[Int]], names: [String]) {
        var spelled: [String: String] = [:]
        for column in columns {
            for code in column.presentCodes where spelled[column.spoken(code)] == nil {
                spelled[column.spoken(code)] = column.distinct[code]
            }
        }
        guard (2...Schema.mostGroupValues).contains(spelled.count) else {
            throw Refusal(
                .badData,
                "\(columns.map { "'\($0.name)'" }.joined(separator: " and ")) have \(spelled.count.grouped) values together; "
                    + "2 to \(Schema.mostGroupValues) classes can be compared.",
                next: "Name columns of classes; for numbers: --regression.")
        }
        let all = spelled.sorted { $0.value.utf8.lexicographicallyPrecedes($1.value.utf8) }
        var place: [String: Int] = [:]
        for (index, entry) in all.enumerated() { place[entry.key] = index }
        let codes = columns.map { column in
            let ofCode = column.distinct.indices.map {
                column.isMissingCode[$0] ? -1 : place[column.spoken($0)] ?? -1
            }
            return column.codes.map { ofCode[Int($0)] }
        }
        return (codes, all.map(\.value))
    }

    // MARK: Numbers

    private func numbers(_ table: Table) throws -> Verdicts {
        guard let truth, let prediction else {
            let (what, option) = truth == nil ? ("was true", "truth") : ("the model predicted", "prediction")
            throw Refusal(.usage, "Nothing says which number \(what).", next: "Name it: --\(option) COL.")
        }
        let truths = try NumberColumn(truth, of: table).numbers()
        let predicted = try NumberColumn(prediction, of: table).numbers()
        let sorted = truths.compactMap(\.self).sorted()
        guard !sorted.isEmpty else {
            throw Refusal(.badData, "'\(truth)' has no value in any record.", next: "Name another column.")
        }
        let bound = threshold ?? sorted[sorted.count / 2]
        func isHigh(_ numbers: [Double?]) -> [Bool?] { numbers.map { number in number.map { $0 >= bound } } }
        return Verdicts(
            truth: isHigh(truths), prediction: isHigh(predicted),
            scores: try score.map { try NumberColumn($0, of: table).numbers() }, numbers: (truths, predicted),
            notes: ["Yes/no metrics are of 'at least \(bound)'; --threshold NUMBER chooses another."],
            cut: .init(bound: bound))
    }
}
