/// The filter language on one page, for `lethe help filter` and for who types a filter.
public enum FilterGrammar {
    public static let lines = [
        "sex=Female toxicity>=0.5 comment~/regex/ -flag:fine (hit:pii.email or hit:dup) row:1..500",
        "",
        "Words side by side all hold; 'or' and parentheses as usual; '-' before a word means not.",
        "A bare word is looked for in the text columns. Quotes where a name or value has spaces.",
        "",
        "A name before an operator is a column of the file:",
        "  = !=           equal, not equal: sex=Female",
        "  < <= > >=      numbers: age>=40",
        "  a..b           from a to b: age=18..25",
        "  ~ ~/regex/     contains; matches a regular expression: comment~/idiots?/",
        "  :missing       no value: age:missing",
        "",
        "What Lethe adds has a colon or a dot:",
        "  flag:toxic     flagged so; flag:any, flag:none",
        "  hit:pii.email  a detector's hit; hit:any",
        "  split:test     held out; split:train",
        "  state:staged   staged for removal; state:forgotten",
        "  row:1..500     places in the file",
        "  id:7f3a        the beginning of a record's id",
        "  model.score>=0.8   model.prediction=1   model.disagreement>2   effect.parity<-1e-4",
    ]

    public static var text: String { lines.joined(separator: "\n") }
}
