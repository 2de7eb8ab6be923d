/// Links: with a scheme, with "www.", and bare ones with a path.
extension PersonalScan {
    private static let longestLink = 2048

    mutating func findLinks() {
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            if !token.isTaken {
                if byte(token.end) == UInt8(ascii: ":"), byte(token.end + 1) == 47, byte(token.end + 2) == 47 {
                    findLink(from: token)
                } else if token.sense.contains(.web), byte(token.end) == 46 {
                    findBareLink(token.start, token.end + 1, needsPath: false)
                } else if token.sense.contains(.topLevel), byte(token.end) == 47, byte(token.start - 1) == 46 {
                    findBareLink(startOfHost(token.start), token.start, needsPath: true)
                }
            }
            index += 1
        }
    }

    private mutating func findLink(from scheme: Token) {
        guard scheme.isWord, scheme.shape.isDisjoint(with: .high), (2...10).contains(scheme.count),
            !isWord(scheme, "file")
        else { return }
        let host = scheme.end + 3
        guard Self.isRun(byte(host)) else { return }
        tell(scheme.start, host, endOfLink(host))
    }

    /// - Parameter host: where the part of the host begins whose labels are looked at.
    private mutating func findBareLink(_ start: Int, _ host: Int, needsPath: Bool) {
        guard start < host, byte(start - 1) != UInt8(ascii: "@"), byte(start - 1) != 47 else { return }
        if needsPath {
            let level = token(atOrAfter: host)
            guard level < tokens.count, Self.isRun(byte(tokens[level].end + 1)) || byte(tokens[level].end + 1) == 126
            else { return }
        } else {
            guard let dot = (host..<min(host + 64, bytes.count)).first(where: { bytes[$0] == 46 }),
                Self.isRun(byte(dot + 1)),
                Self.isRun(byte(host))
            else { return }
        }
        tell(start, start, endOfLink(start))
    }

    /// Back over labels and dots.
    private func startOfHost(_ end: Int) -> Int {
        var place = end
        while place > 0, end - place < 253 {
            let byte = bytes[place - 1]
            guard Self.isRun(byte) || byte == 45 || byte == 46 && bytes[place] != 46 else { break }
            place -= 1
        }
        while place < end, !Self.isRun(bytes[place]) { place += 1 }
        return place
    }

    private func endOfLink(_ start: Int) -> Int {
        var (end, open) = (start, 0)
        while end < bytes.count, end - start < Self.longestLink {
            let byte = bytes[end]
            if byte <= 32 || byte == 34 || byte == 60 || byte == 62 || byte == 96 || byte == 92 || byte == 123
                || byte == 125 || byte == 124
            {
                break
            }
            if byte == 40 { open += 1 }
            if byte == 41 {
                if open == 0 { break }
                open -= 1
            }
            end += 1
        }
        while end > start {
            switch bytes[end - 1] {
            case 33, 39, 42, 44, 46, 58, 59, 63, 93: end -= 1
            default: return end
            }
        }
        return end
    }

    private mutating func tell(_ start: Int, _ host: Int, _ end: Int) {
        guard end - host >= 4, (host..<end).contains(where: { bytes[$0] == 46 }) || byte(host - 1) == 47 else { return }
        if let rule = account(host, end) {
            add(.account, start, end, rule, 0.7)
        } else {
            add(.link, start, end, "link", 0.6)
        }
    }

    private static let networks: Set<String> = [
        "github.com", "gitlab.com", "bitbucket.org", "twitter.com", "x.com", "facebook.com", "instagram.com", "t.me",
        "vk.com",
        "medium.com", "tiktok.com", "pinterest.com", "twitch.tv", "soundcloud.com", "flickr.com", "patreon.com",
        "paypal.me",
        "about.me", "keybase.io", "last.fm", "snapchat.com", "threads.net", "venmo.com", "linktr.ee",
    ]
    private static let pagesOfNetworks: Set<String> = [
        "search", "hashtag", "home", "login", "signup", "about", "explore", "share", "intent", "help", "settings",
        "status", "p",
        "reel", "groups", "events", "watch", "topics", "features", "pricing", "sponsors", "privacy", "terms", "i",
    ]

    /// How a link tells who somebody is; nil where it does not.
    private func account(_ host: Int, _ end: Int) -> String? {
        let hasMore = (host..<end).contains { bytes[$0] == 47 && $0 + 1 < end || bytes[$0] == 63 || bytes[$0] == 64 }
        guard hasMore else { return nil }
        let text = String(decoding: bytes[host..<min(end, host + 512)], as: UTF8.self).lowercased()
        let path = text.firstIndex(of: "/") ?? text.firstIndex(of: "?") ?? text.endIndex
        let authority = text[..<path]
        if authority.contains("@") { return "user name before the host" }
        let rest = text[path...]
        if rest.contains("/~") || rest.contains("/@") { return "user name in the path" }
        let parts = rest.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").map(String.init)
        let name = authority.hasPrefix("www.") ? String(authority.dropFirst(4)) : String(authority)
        if Self.networks.contains(name), let first = parts.first, !Self.pagesOfNetworks.contains(first) {
            return "user name in the path"
        }
        for (part, next) in zip(parts, parts.dropFirst()) where next.contains(where: \.isLetter) {
            if PersonalWords.lexicon.sense(of: Lexicon.key(Array(part.utf8))).contains(.accountPath) {
                return "user name in the path"
            }
        }
        let keys = ["u=", "user=", "username=", "login=", "email=", "name=", "userid=", "user_id="]
        let query = rest.drop { $0 != "?" }.dropFirst().split(separator: "&")
        return query.contains { part in keys.contains { part.hasPrefix($0) && part.count > $0.count } }
            ? "user name in the query" : nil
    }
}
