/// How the keys of a service are written: a beginning that nothing else has, and how much follows it.
struct KeyForm {
    let service: String
    let prefix: [UInt8]
    /// How many characters follow.
    let count: ClosedRange<Int>
    let characters: Characters

    enum Characters: String {
        case capitals, hex, word
    }

    private init(_ service: String, _ prefix: String, _ count: ClosedRange<Int>, _ characters: Characters = .word) {
        (self.service, self.prefix, self.count, self.characters) = (service, Array(prefix.utf8), count, characters)
    }

    /// As their services document them.
    static let all: [KeyForm] = [
        KeyForm("AWS", "AKIA", 16...16, .capitals), KeyForm("AWS", "ASIA", 16...16, .capitals),
        KeyForm("GitHub", "ghp_", 36...40),
        KeyForm("GitHub", "gho_", 36...40), KeyForm("GitHub", "ghu_", 36...40), KeyForm("GitHub", "ghs_", 36...40),
        KeyForm("GitHub", "ghr_", 36...80), KeyForm("GitHub", "github_pat_", 60...100),
        KeyForm("GitLab", "glpat-", 20...64),
        KeyForm("Slack", "xoxb-", 20...120), KeyForm("Slack", "xoxp-", 20...120), KeyForm("Slack", "xoxa-", 20...120),
        KeyForm("Slack", "xoxr-", 20...120), KeyForm("Slack", "xoxs-", 20...120), KeyForm("Slack", "xapp-", 20...120),
        KeyForm("Stripe", "sk_live_", 16...128), KeyForm("Stripe", "rk_live_", 16...128),
        KeyForm("Stripe", "sk_test_", 16...128),
        KeyForm("Google", "AIza", 35...35), KeyForm("npm", "npm_", 36...36), KeyForm("PyPI", "pypi-AgE", 50...250),
        KeyForm("Hugging Face", "hf_", 30...40), KeyForm("DigitalOcean", "dop_v1_", 64...64, .hex),
        KeyForm("Shopify", "shpat_", 32...32, .hex),
        KeyForm("Shopify", "shpss_", 32...32, .hex), KeyForm("Square", "sq0atp-", 22...22),
        KeyForm("Square", "sq0csp-", 43...43),
        KeyForm("Docker", "dckr_pat_", 27...60), KeyForm("Grafana", "glsa_", 32...60),
        KeyForm("Anthropic", "sk-ant-", 24...160),
        KeyForm("OpenAI", "sk-proj-", 24...200), KeyForm("OpenAI", "sk-", 48...48),
        KeyForm("age", "AGE-SECRET-KEY-1", 50...60, .capitals),
        KeyForm("Tailscale", "tskey-", 20...80), KeyForm("Linear", "lin_api_", 32...64),
        KeyForm("Mailchimp", "mcsk-", 24...80),
    ]

    /// By their first byte.
    static let byFirst: [[KeyForm]] = all.reduce(into: Array(repeating: [], count: 128)) {
        $0[Int($1.prefix[0])].append($1)
    }

    static let rules = all.map {
        "\($0.service) \(String(decoding: $0.prefix, as: UTF8.self)) \($0.count) \($0.characters)"
    }

    /// Whether a run of letters, digits, "_" and "-" is one.
    func matches(_ run: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard count.contains(run.count - prefix.count), run.starts(with: prefix) else { return false }
        let rest = run.dropFirst(prefix.count)
        switch characters {
        case .word: return Entropy.bits(rest) >= 3
        case .hex: return rest.allSatisfy { ($0 &- 48 < 10 || ($0 | 0x20) &- 97 < 6) } && Entropy.bits(rest) >= 2.5
        case .capitals: return rest.allSatisfy { $0 &- 48 < 10 || $0 &- 65 < 26 } && Entropy.bits(rest) >= 2.5
        }
    }
}
