/// What opens something.
enum SecretKind: Int, CaseIterable {
    case key, token, privateKey, password

    var id: String { ["secret.key", "secret.jwt", "secret.private-key", "secret.password"][rawValue] }
    var title: String { ["access key", "token", "private key", "password"][rawValue] }
}
