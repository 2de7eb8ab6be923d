import Testing

@testable import Detection

@Suite struct SecretTests {
    private func found(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return SecretDetector().evidence(in: text, column: "c").map {
            "\($0.detector):\(String(decoding: bytes[$0.span], as: UTF8.self))"
        }
    }

    /// Put together here from pieces, so that nobody takes the file for one with keys in it.
    private static let opening: [(secret: String, kind: String)] = {
        let chance = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0"
        let keys: [(pieces: [String], count: Int)] = [
            (["gh", "p_"], 36), (["sk_li", "ve_"], 24), (["AI", "za"], 35), (["xo", "xb-123456789012-"], 24),
            (["glp", "at-"], 20),
        ]
        let made = keys.map { ($0.pieces.joined() + String(chance.prefix($0.count)), "secret.key") }
        let amazon = ["AKI", "AIOSFODNN7EXAMPLE"].joined()
        let token = ["eyJ", "hbGciOiJIUzI1NiJ9.eyJ", "zdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"].joined()
        let begin = ["-----BEGIN PRIVATE", " KEY-----"].joined()
        let whole = ["-----BEGIN RSA PRIVATE", " KEY-----\nMIIE\nAAAA\n-----END RSA PRIVATE", " KEY-----"].joined()
        return made + [
            (amazon, "secret.key"), (token, "secret.jwt"), (whole, "secret.private-key"), (begin, "secret.private-key"),
        ]
    }()

    @Test(arguments: opening.indices)
    func `what opens something is found`(index: Int) {
        let (secret, kind) = Self.opening[index]
        #expect(found("it is \(secret).") == ["\(kind):\(secret)"])
        #expect(found("é \"\(secret)\"") == ["\(kind):\(secret)"])
    }

    @Test(arguments: [
        ("password = \"hunter2!x\"", "hunter2!x"), ("DB_PASSWORD=s3cr3tpw99", "s3cr3tpw99"),
        ("{\"api_key\": \"q7Zx91LmPw\"}", "q7Zx91LmPw"),
        ("pwd: Tr0ub4dor&3", "Tr0ub4dor"),
    ])
    func `a password that is said to be one is found`(text: String, secret: String) {
        #expect(found(text) == ["secret.password:\(secret)"])
    }

    @Test(arguments: [
        "550e8400-e29b-41d4-a716-446655440000", "d41d8cd98f00b204e9800998ecf8427e",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "token: 550e8400-e29b-41d4-a716-446655440000", "secret=d41d8cd98f00b204e9800998ecf8427e",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "my password is good", "password: changeme", "password = os.environ[\"PW\"]", "token = getToken()",
        "PASSWORD=${PASSWORD}",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "AKIAAAAAAAAAAAAAAAAA", "-----BEGIN CERTIFICATE-----",
        "eyJ is how they begin",
        "sk-8", "the secret: nobody knows", "hf_", "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p",
    ])
    func `checksums, names and placeholders are none`(text: String) {
        #expect(found(text) == [])
    }
}
