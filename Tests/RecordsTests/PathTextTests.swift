import Testing

@testable import Records

@Suite struct PathTextTests {
    @Test(
        arguments: [
            ("x", nil, "x"), ("", nil, ""), ("/", "/", ""), ("/x", "/", "x"), ("a/", "a", ""), ("a/b", "a", "b"),
            ("a//b", "a/", "b"), (".", nil, "."), ("a/\u{301}b", "a", "\u{301}b"), ("é", nil, "é"),
        ] as [(String, String?, String)])
    func `a path falls into its folder and its name, whatever its length`(path: String, folder: String?, name: String) {
        let parts = PathText.parts(of: path)
        #expect(parts.folder == folder && Array(parts.name.utf8) == Array(name.utf8))
        #expect(Array(PathText.path(of: parts.name, in: parts.folder).utf8) == Array(path.utf8))
    }

    @Test(arguments: ["x", "x/", "", "/x", "./x", "x/y", "\u{1F600}", "two\nlines"])
    func `a file that is not there is said to be, whatever it is called`(path: String) throws {
        let refused = try refusal { _ = try Table(path: path) }
        #expect(refused.kind == .noInput)
    }

    @Test(
        arguments: [
            ("x", "x", ""), ("", "", ""), ("a.csv", "a", "csv"), ("a.tar.gz", "a.tar", "gz"),
            (".hidden", ".hidden", ""),
            ("a.b/c", "a.b/c", ""), ("/a.b/c.d", "/a.b/c", "d"), ("a.", "a.", ""), ("/", "/", ""),
            ("a/.x.y", "a/.x", "y"),
        ] as [(String, String, String)])
    func `a name has the ending after its last dot`(path: String, stem: String, ending: String) {
        #expect(PathText.ending(of: path) == (stem, ending))
    }
}
