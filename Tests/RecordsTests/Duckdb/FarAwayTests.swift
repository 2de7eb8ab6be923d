import Foundation
import TestSupport
import Testing

@testable import Records

/// Files that are far away, and Arrow: what duckdb is asked for, by a program that stands for it and writes that down.
struct FarAwayTests {
    /// A folder with a program `duckdb` that answers as `script` says; what it was called with is in "log".
    private static func standIn(_ scratch: Scratch, _ script: String) throws -> String {
        try FileManager.default.createDirectory(atPath: scratch.file("bin"), withIntermediateDirectories: true)
        let path = try scratch.write(
            """
            #!/bin/sh
            printf '%s|' "$#" "$@" >> '\(scratch.file("log"))'
            printf '\\n' >> '\(scratch.file("log"))'
            \(script)
            """, to: "stand-in")
        chmod(path, 0o755)
        // Copied by another process: what this one has open for writing, a child of another test may have open, too.
        let copying = Process()
        copying.executableURL = URL(fileURLWithPath: "/bin/cp")
        copying.arguments = [path, scratch.file("bin/duckdb")]
        try copying.run()
        copying.waitUntilExit()
        return scratch.file("bin")
    }

    private func log(_ scratch: Scratch) -> String {
        (try? String(contentsOfFile: scratch.file("log"), encoding: .utf8)) ?? ""
    }

    private func ids(_ table: Table) throws -> [RecordID] { try Identities(table: table, seed: 1).ids }

    @Test func `a file far away is fetched once, and is the table that it is here`() throws {
        let scratch = try Scratch()
        let here = try scratch.write("id;text\n1;\"a\n b\"\n2;c\n", to: "here.csv")
        let bin = try Self.standIn(scratch, "case \"$4\" in *read_blob*) cat '\(here)' ;; esac")
        let address = "https://example.org/\(UUID().uuidString)/it's%20there.csv?x=[1]"
        try CommandStream.$folders.withValue(bin) {
            let table = try Table(path: address)
            #expect(table.fileName == "it's%20there.csv" && !table.isOfParts)
            #expect(try ids(table) == ids(try Table(path: here)))
            #expect(try Table(path: address).records == table.records)
            try table.checkUnchanged()
            try table.writeCopy(without: [0], to: scratch.file("copy.csv"))
            #expect(try String(contentsOfFile: scratch.file("copy.csv"), encoding: .utf8) == "id;text\n2;c\n")
        }
        let quoted = address.replacing("'", with: "''")
        #expect(
            log(scratch)
                == "4|-init|/dev/null|-c|COPY (SELECT content FROM read_blob('\(quoted)')) TO '/dev/stdout' (FORMAT BLOB)|\n"
        )
    }

    @Test func `no address leaves its quotes, and no shell sees one`() throws {
        let scratch = try Scratch()
        let bin = try Self.standIn(scratch, "echo 'a,b'; echo '1,2'")
        for evil in [
            "s3://b/x'); COPY (SELECT 1) TO 'y.csv'; --.csv", "hf://d/$(touch y).csv", "s3://b/`id`;y\n.shell.csv",
        ] {
            let rows = try CommandStream.$folders.withValue(bin) { try Table(path: evil).rowCount }
            #expect(rows == 1)
            let query = "COPY (SELECT content FROM read_blob('\(evil.replacing("'", with: "''"))')) TO"
            #expect(log(scratch).contains(query))
        }
        #expect(!FileManager.default.fileExists(atPath: "y") && !FileManager.default.fileExists(atPath: "y.csv"))
    }

    @Test func `a pattern far away is a table of parts, of nothing that is here`() throws {
        let scratch = try Scratch()
        let bin = try Self.standIn(
            scratch,
            """
            case "$4" in
            *glob*) printf 'hf://d/b.csv\\n/etc/passwd\\nhf://d/a.csv\\n' ;;
            *d/a.csv*) printf 'id,text\\n1,x\\n' ;;
            *d/b.csv*) printf 'id,text\\n2,y\\n' ;;
            esac
            """)
        try CommandStream.$folders.withValue(bin) {
            let table = try Table(path: "hf://d/*.csv")
            #expect(table.partCount == 2 && table.records == [["2", "y"], ["1", "x"]])
            try table.checkUnchanged()
        }
        #expect(!log(scratch).contains("passwd"))
    }

    @Test func `Parquet and Arrow are read by duckdb where they are`() throws {
        let scratch = try Scratch()
        let bin = try Self.standIn(
            scratch,
            """
            case "$4" in
            *DESCRIBE*) printf 'BIGINT,id\\n"STRUCT(a INTEGER)[]",list\\n' ;;
            *) printf '{"id":1,"list":[{"a":2}]}\\n' ;;
            esac
            """)
        let arrow = try scratch.write("ARROW1\0\0", to: "it's.arrow")
        try CommandStream.$folders.withValue(bin) {
            let far = try Table(path: "s3://bucket/a b.parquet")
            #expect(far.reading.format == .parquet && far.records == [["1", #"[{"a":2}]"#]])
            #expect(log(scratch).contains("read_parquet('s3://bucket/a b.parquet', hive_partitioning = false)"))
            let here = try Table(path: arrow)
            #expect(here.reading.format == .arrow && here.record(0) == far.record(0))
            let quoted = arrow.replacing("'", with: "''")
            #expect(
                log(scratch).contains(
                    "LOAD nanoarrow; COPY (SELECT * FROM read_arrow('\(quoted)')) TO '/dev/stdout' (FORMAT JSON)"))
            #expect(try refusal { try here.writeCopy(without: [0], to: scratch.file("x")) }.kind == .usage)
            #expect(try Table(path: "hf://x/f.feather").reading.format == .arrow)
        }
    }

    @Test func `what duckdb lacks or says becomes one sentence with what to do`() throws {
        let scratch = try Scratch()
        func said(_ message: String, _ path: String) throws -> Refusal {
            let bin = try Self.standIn(scratch, "cat >&2 <<'EOF'\n\(message)\nEOF\nexit 1")
            return try CommandStream.$folders.withValue(bin) { try refusal { try Table(path: path) } }
        }
        let missing = "Extension Autoloading Error: \u{1B}[31mno\nFailed to download extension \"httpfs\" at URL"
        let lacking = try said(missing, "https://example.org/a.csv")
        #expect(lacking.kind == .unavailable && lacking.sentence.contains("'httpfs'"))
        #expect(lacking.description.contains("duckdb -c 'INSTALL httpfs'"))
        let arrow = try scratch.write("ARROW1\0\0", to: "f.arrow")
        let community = try said(
            "IO Error: Extension \"/x/nanoarrow.duckdb_extension\" not found.", arrow)
        #expect(community.kind == .unavailable)
        #expect(community.description.contains("duckdb -c 'INSTALL nanoarrow FROM community'"))
        let offline = try said("IO Error: Could not establish connection", "s3://b/b.csv")
        #expect(offline.kind == .noInput && offline.sentence.contains("Could not establish connection"))
        try CommandStream.$folders.withValue(scratch.file("nothing")) {
            let none = try refusal { try Table(path: "https://example.org/c.csv") }
            #expect(none.kind == .unavailable && none.description.contains("pip install duckdb-cli"))
        }
        #expect(
            try refusal { try Table.checkLasting("hf://d/a.csv") }.description.contains("lethe show 'hf://d/a.csv'"))
    }
}
