/// Looks through one text for secrets, run by run of letters, digits, "_" and "-".
struct SecretScan {
    typealias Found = (kind: SecretKind, start: Int, end: Int, rule: String)

    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var found: [Found] = []

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    static let passwordWords: Set<String> = [
        "password", "passwd", "pwd", "passphrase", "passwort", "kennwort", "secret", "apikey", "api_key", "api-key",
        "token", "access_token",
        "auth_token", "access_key", "secret_key", "client_secret", "private_key", "aws_secret_access_key", "contraseña",
        "motdepasse",
    ]
    private static let longestWord = 24
    private static let longestKey = 20_000

    private static let isRun: [Bool] = (0..<256).map { byte in
        let byte = UInt8(byte)
        return byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == 95 || byte == 45
    }

    /// - Complexity: O(text).
    mutating func run() {
        var place = 0
        while place < bytes.count {
            guard Self.isRun[Int(bytes[place])] else {
                place += 1
                continue
            }
            let start = place
            while place < bytes.count, Self.isRun[Int(bytes[place])] { place += 1 }
            place = max(place, look(start, place))
        }
    }

    private func byte(_ place: Int) -> UInt8 { place < bytes.count ? bytes[place] : 0 }

    /// - Returns: Where to go on.
    private mutating func look(_ start: Int, _ end: Int) -> Int {
        let first = bytes[start]
        if first == 45, end - start >= 10, let stop = privateKey(start) { return stop }
        if end - start >= 17, let stop = key(start, end) { return stop }
        if first | 0x20 == 101, end - start >= 12, byte(end) == 46, let stop = signedToken(start, end) { return stop }
        if (3...Self.longestWord).contains(end - start), bytes[start] > 57,
            byte(end) == 58 || byte(end) == 61 || byte(end) == 32 || byte(end) == 34 || byte(end) == 39
        {
            return password(start, end) ?? end
        }
        return end
    }

    private mutating func key(_ start: Int, _ end: Int) -> Int? {
        guard end - start <= 300 else { return nil }
        let run = bytes[start..<end]
        for form in KeyForm.byFirst[Int(bytes[start])] where form.matches(run) {
            found.append((.key, start, end, form.service))
            return end
        }
        return nil
    }

    /// Three parts of base 64 with dots between them, the first of them JSON: it begins with `{"`.
    private mutating func signedToken(_ start: Int, _ end: Int) -> Int? {
        guard bytes[start...].starts(with: "eyJ".utf8), bytes[(end + 1)...].starts(with: "eyJ".utf8) else { return nil }
        var place = end + 1
        while place < bytes.count, Self.isRun[Int(bytes[place])] { place += 1 }
        guard place - end > 8, byte(place) == 46 else { return nil }
        let signature = place + 1
        place = signature
        while place < bytes.count, Self.isRun[Int(bytes[place])] { place += 1 }
        guard place - signature >= 16 else { return nil }
        found.append((.token, start, place, "JSON web token"))
        return place
    }

    /// "-----BEGIN RSA PRIVATE KEY-----" and what follows, up to its end where that is there.
    private mutating func privateKey(_ start: Int) -> Int? {
        guard bytes[start...].starts(with: "-----BEGIN".utf8) else { return nil }
        let limit = min(bytes.count, start + 80)
        var place = start + 10
        while place < limit, bytes[place] == 32 || bytes[place] &- 65 < 26 { place += 1 }
        let label = String(decoding: bytes[start + 10..<place], as: UTF8.self)
        guard label.hasSuffix("PRIVATE KEY") || label.hasSuffix("PRIVATE KEY BLOCK"),
            bytes[place...].starts(with: "-----".utf8)
        else {
            return nil
        }
        place += 5
        let header = place
        let end = min(bytes.count, header + Self.longestKey)
        // Up to the next line of hyphens, whichever it is.
        while place + 5 <= end, !(bytes[place] == 45 && bytes[place...].starts(with: "-----".utf8)) { place += 1 }
        guard bytes[min(place, bytes.count)...].starts(with: "-----END".utf8) else {
            found.append((.privateKey, start, header, "private key"))
            return header
        }
        place += 8
        while place < bytes.count, bytes[place] == 32 || bytes[place] &- 65 < 26 { place += 1 }
        while place < bytes.count, bytes[place] == 45 { place += 1 }
        found.append((.privateKey, start, place, "private key"))
        return place
    }

    /// What is set equal to a word for passwords: `password = "…"`.
    private mutating func password(_ start: Int, _ end: Int) -> Int? {
        var place = end
        while place < end + 2, byte(place) == 34 || byte(place) == 39 { place += 1 }
        while place < end + 4, byte(place) == 32 { place += 1 }
        guard byte(place) == 58 || byte(place) == 61 else { return nil }
        // "DB_PASSWORD" ends in one.
        let word = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        guard Self.passwordWords.contains(word) || Self.passwordWords.contains(where: { word.hasSuffix("_" + $0) })
        else { return nil }
        place += 1
        if byte(place) == 61 || byte(place) == 62 { return nil }
        while byte(place) == 32, place < end + 8 { place += 1 }
        let quote = byte(place)
        let isQuoted = quote == 34 || quote == 39
        if isQuoted { place += 1 }
        let value = place
        while place < bytes.count, place - value <= 200 {
            let byte = bytes[place]
            if isQuoted
                ? byte == quote || byte == 10
                : byte <= 32 || byte == 44 || byte == 59 || byte == 34 || byte == 39 || byte == 38
            {
                break
            }
            place += 1
        }
        guard isSecret(bytes[value..<place], isQuoted) else { return nil }
        found.append((.password, value, place, word))
        return place
    }

    /// Eight characters or more of several kinds: no word, no name of a variable, no checksum, no UUID.
    private func isSecret(_ value: Slice<UnsafeBufferPointer<UInt8>>, _ isQuoted: Bool) -> Bool {
        guard (8...200).contains(value.count), value.allSatisfy({ $0 > 32 && $0 < 127 }) else { return false }
        let hasDigit = value.contains { $0 &- 48 < 10 }
        let hasLetter = value.contains { ($0 | 0x20) &- 97 < 26 }
        let hasSign = value.contains { !($0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 || $0 == 95 || $0 == 45 || $0 == 46) }
        let isHex = value.allSatisfy { $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 6 || $0 == 45 }
        // "${PASSWORD}", "<password>", "os.environ[…]", "getToken()"
        let isCode = value.contains { [36, 40, 41, 60, 62, 91, 93, 123, 125].contains($0) }
        return !isHex && !isCode && hasLetter && (hasDigit || isQuoted && hasSign) && Entropy.bits(value) >= 2.5
    }
}
