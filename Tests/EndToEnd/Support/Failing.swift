import Foundation

/// A command that fails: how it ends, and what it says.
struct Failing: Sendable {
    let arguments: [String]
    let status: Int32
    /// What stderr must name.
    let words: String

    private init(_ status: Int32, _ words: String, _ arguments: [String]) {
        (self.status, self.words, self.arguments) = (status, words, arguments)
    }

    private static let project = "decisions.csv.lethe"

    /// Needs: decisions.csv with its trained project, bare.csv the same without one.
    static let usage: [Failing] = [
        ("'shwo'", ["shwo"]), ("<path>", ["show"]), ("'x'", ["show", "bare.csv", "--limit", "x"]),
        ("--limit", ["show", "bare.csv", "--limit=-1"]),
        ("No column 'nope'", ["show", "bare.csv", "--where", "nope=1"]),
        ("(", ["show", "bare.csv", "--where", "(("]), ("'nope'", ["show", "bare.csv", "--columns", "nope"]),
        ("nope", ["show", "bare.csv", "--sort", "nope"]),
        ("No encoding 'utf9'", ["show", "bare.csv", "--encoding", "utf9"]),
        ("',,'", ["show", "bare.csv", "--delimiter", ",,"]),
        ("No format 'xls'", ["show", "bare.csv", "--format", "xls"]),
        ("'nope'", ["values", "bare.csv", "nope"]), ("--limit", ["values", "bare.csv", "sex", "--limit", "0"]),
        ("<column>", ["values", "bare.csv"]), ("Which project", ["audit"]), ("not a project", ["audit", "bare.csv"]),
        ("'nonsense'", ["audit", project, "--fail-if", "nonsense"]),
        ("nope", ["audit", project, "--fail-if", "nope>1"]),
        ("nope", ["audit", "--explain", "nope"]), ("No kind of metric 'nope'", ["audit", "--list", "nope"]),
        ("--trend", ["audit", project, "--trend", "--before", "a"]), ("zzz", ["audit", project, "--before", "zzz"]),
        ("--prediction", ["audit", "bare.csv", "--truth", "approved"]),
        ("'nope'", ["audit", "bare.csv", "--truth", "nope", "--prediction", "approved", "--groups", "sex"]),
        ("--minimum", ["audit", project, "--minimum", "0"]), ("'nope'", ["audit", project, "--reference", "nope=1"]),
        ("'nope'", ["train", project, "--model", "nope"]), ("--c", ["train", project, "--c", "0"]),
        ("exclude each other", ["train", project, "--c", "1", "--lambda", "1"]),
        ("--depth", ["train", project, "--depth", "3"]), ("'nope'", ["flag", project, "nope", "--where", "row:1"]),
        ("Which records?", ["flag", project, "toxic"]), ("'nope'", ["forget", project, "--flagged", "nope"]),
        ("exclude each other", ["forget", project, "--where", "row:1", "--ids", "bad.ids"]),
        ("--yes", ["forget", project, "--where", "split:train row:1..9"]),
        ("no subject column", ["forget", project, "--subject", "x"]),
        ("'sex'", ["forget", project, "--where", "split:train row:1..9", "--for", "sex", "--preview"]),
        ("--to", ["forget", project, "--where", "split:train row:1..9", "--to", "x.csv", "--yes"]),
        ("staged", ["forget", project, "--yes"]), ("zzz", ["restore", project, "zzz"]),
        ("Which records?", ["redact", "bare.csv", "--to", "x.csv"]),
        ("--to", ["redact", "bare.csv", "--where", "row:1"]),
        (".pdf", ["report", project, "--to", "x.pdf"]),
        ("--groups", ["report", project, "--to", "x.html", "--groups", "sex"]),
        ("Say what to write", ["export", project]), ("'nope'", ["init", "bare.csv", "--target", "nope"]),
        ("share held out", ["init", "bare.csv", "--test-fraction", "2"]),
        ("--prediction", ["open", "bare.csv", "--truth", "approved"]), ("'nope'", ["demo", "nope", "--headless"]),
    ].map { Failing(64, $0, $1) }

    /// Needs besides: empty, binary, header and quote files, damaged projects, and a locked one.
    static let others: [Failing] = [
        Failing(65, "empty", ["show", "empty.csv"]), Failing(65, "not a text", ["show", "binary.dat"]),
        Failing(65, "no records", ["init", "header.csv"]),
        Failing(65, "No record matches", ["flag", project, "toxic", "--where", "row:1 row:2"]),
        Failing(65, "bad.ids line 1", ["flag", project, "toxic", "--ids", "bad.ids"]),
        Failing(65, "No record matches", ["redact", "bare.csv", "--where", "row:1 row:2", "--to", "x.csv"]),
        Failing(65, "decisions.csv", ["verify", "decisions.csv"]),
        Failing(65, "changed since", ["train", "changed.csv.lethe"]),
        Failing(65, "garbage.lethe", ["log", "garbage.lethe"]),
        Failing(65, "garbage.lethe", ["train", "garbage.lethe"]),
        Failing(65, "edited past its journal", ["show", "policy.csv.lethe"]),
        Failing(65, "edited past its journal", ["train", "policy.csv.lethe"]),
        Failing(65, "edited past its journal", ["audit", "policy.csv.lethe"]),
        Failing(65, "edited past its journal", ["show", "made.csv.lethe"]),
        Failing(65, "edited past its journal", ["export", "made.csv.lethe", "--to", "x"]),
        Failing(65, "edited past its journal", ["train", "recipe.csv.lethe"]),
        Failing(65, "edited past its journal", ["prove", "targets.csv.lethe"]),
        Failing(65, "edited past its journal", ["audit", "yours.csv.lethe"]),
        Failing(66, "nope.csv", ["show", "nope.csv"]), Failing(66, "folder", ["show", "folder"]),
        Failing(66, "nope", ["train", "nope"]), Failing(66, "not a project", ["train", "bare.csv"]),
        Failing(66, "not a project", ["log", "bare.csv"]), Failing(66, "nope", ["verify", "nope"]),
        Failing(66, "nope.ids", ["forget", project, "--ids", "nope.ids", "--yes"]),
        Failing(66, "folder", ["flag", project, "toxic", "--ids", "folder"]),
        Failing(66, "nope.csv", ["audit", "nope.csv", "--truth", "a", "--prediction", "b"]),
        Failing(66, "is not there", ["train", "orphan.lethe"]),
        Failing(66, "nope.npy", ["show", "bare.csv", "--beside", "nope.npy"]),
        Failing(66, "two⏎lines.csv", ["show", "two\nlines.csv"]), Failing(66, "␛]0;x", ["show", "\u{1B}]0;x\u{7}"]),
        Failing(66, "'x'", ["show", "x"]), Failing(66, "'x/'", ["show", "x/"]), Failing(66, "''", ["show", ""]),
        Failing(66, "x", ["verify", "x"]), Failing(66, "x", ["train", "x"]), Failing(66, "x", ["init", "x"]),
        Failing(66, "x", ["flag", project, "toxic", "--ids", "x"]),
        Failing(66, "nope.csv", ["report", "nope.csv", "--truth", "a", "--prediction", "b", "--to", "x.html"]),
        Failing(69, "--help", ["open", "bare.csv"]), Failing(69, "--help", ["open", project]),
        Failing(73, "already there", ["redact", "bare.csv", "--where", "row:1", "--to", "taken.html"]),
        Failing(73, "is a link", ["redact", "bare.csv", "--where", "row:1", "--to", "link"]),
        Failing(73, "a device or a pipe", ["redact", "bare.csv", "--where", "row:1", "--to", "fifo"]),
        Failing(73, "a device or a pipe", ["redact", "bare.csv", "--where", "row:1", "--to", "/dev/null"]),
        Failing(73, "no such file or directory", ["redact", "bare.csv", "--where", "row:1", "--to", "no/x.csv"]),
        Failing(73, "is a folder", ["redact", "bare.csv", "--where", "row:1", "--to", "folder"]),
        Failing(73, "--force", ["report", project, "--to", "taken.html"]),
        Failing(73, "is a link", ["report", project, "--to", "link.html", "--force"]),
        Failing(73, "is a folder", ["export", project, "--to", "folder"]),
        Failing(73, "is a folder", ["export", project, "--to", "."]),
        Failing(73, "No file is named", ["export", project, "--to", ""]),
        Failing(73, "is the name of a folder", ["export", project, "--redacted", "folder/"]),
        Failing(73, "is the name of a folder", ["export", project, "--fairness", "/"]),
        Failing(73, "already there", ["export", project, "--to", "new", "--redacted", "decisions.csv"]),
        Failing(73, "a device or a pipe", ["export", project, "--fairness", "/dev/full"]),
        Failing(73, "is in the way", ["export", project, "--redacted", "blocked.csv"]),
        Failing(73, "already holds a project", ["init", "decisions.csv"]),
        Failing(73, "/no'", ["init", "bare.csv", "--project", "no/where"]),
        Failing(73, "folder", ["init", "bare.csv", "--project", "folder"]),
        Failing(75, "locked.csv.lethe", ["train", "locked.csv.lethe"]),
        Failing(75, "locked.csv.lethe", ["flag", "locked.csv.lethe", "toxic", "--where", "row:1"]),
        Failing(75, "locked.csv.lethe", ["export", "locked.csv.lethe", "--to", "x"]),
        Failing(75, "another process", ["export", project, "--redacted", "busy.csv"]),
    ]
}
