/// What is personal in a text, and how it is called.
enum PersonalKind: Int, CaseIterable, Sendable {
    case email, phone, card, iban, network, hardware, account, link, address, birth, ssn, itin, passport, licence, nino,
        nhs
    case germanTax, nif, nir, codice, pesel, bsn, personnummer, hetu, aadhaar, pan, tfn, abn, crypto, handle, name

    var hit: HitKind { Self.hits[rawValue] }
    var id: String { Self.ids[rawValue] }

    private static let ids = hits.map(\.id)

    static let hits: [HitKind] = allCases.map { kind in
        let (id, title) = kind.naming
        return HitKind(id, title: title, threshold: threshold, isWeak: kind == .name, isQuiet: kind == .link)
    }

    /// Below it nothing is told.
    static let threshold = 0.3

    private var naming: (id: String, title: String) {
        switch self {
        case .email: ("pii.email", "e-mail")
        case .phone: ("pii.phone", "phone")
        case .card: ("pii.card", "card")
        case .iban: ("pii.iban", "IBAN")
        case .network: ("pii.ip", "IP")
        case .hardware: ("pii.mac", "MAC")
        case .account: ("pii.url", "link to a person")
        case .link: ("link", "link")
        case .address: ("pii.address", "address")
        case .birth: ("pii.birth", "date of birth")
        case .ssn: ("pii.us-ssn", "US SSN")
        case .itin: ("pii.us-itin", "US ITIN")
        case .passport: ("pii.passport", "passport")
        case .licence: ("pii.licence", "driving licence")
        case .nino: ("pii.uk-nino", "UK NINO")
        case .nhs: ("pii.uk-nhs", "NHS number")
        case .germanTax: ("pii.de-tax", "German tax id")
        case .nif: ("pii.es-nif", "Spanish NIF")
        case .nir: ("pii.fr-nir", "French NIR")
        case .codice: ("pii.it-cf", "codice fiscale")
        case .pesel: ("pii.pl-pesel", "PESEL")
        case .bsn: ("pii.nl-bsn", "BSN")
        case .personnummer: ("pii.se-pnr", "personnummer")
        case .hetu: ("pii.fi-hetu", "HETU")
        case .aadhaar: ("pii.in-aadhaar", "Aadhaar")
        case .pan: ("pii.in-pan", "PAN")
        case .tfn: ("pii.au-tfn", "TFN")
        case .abn: ("pii.au-abn", "ABN")
        case .crypto: ("pii.crypto", "crypto address")
        case .handle: ("pii.handle", "handle")
        case .name: ("pii.name", "name")
        }
    }

    /// The words that name such a number.
    var sense: Sense {
        switch self {
        case .phone: .phone
        case .card: .card
        case .iban: .account
        case .network: .network
        case .hardware: .hardware
        case .birth: .birth
        case .ssn: .ssn
        case .itin: .itin
        case .passport: .passport
        case .licence: .licence
        case .nino: .nino
        case .nhs: .nhs
        case .germanTax: .germanTax
        case .nif: .nif
        case .nir: .nir
        case .codice: .codice
        case .pesel: .pesel
        case .bsn: .bsn
        case .personnummer: .personnummer
        case .hetu: .hetu
        case .aadhaar: .aadhaar
        case .pan: .pan
        case .tfn: .tfn
        case .abn: .abn
        case .crypto: .crypto
        case .email, .account, .link, .address, .handle, .name: []
        }
    }
}
