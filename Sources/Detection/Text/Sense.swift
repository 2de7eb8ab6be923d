/// What a word may tell of what stands beside it.
struct Sense: OptionSet, Hashable, Sendable {
    let rawValue: UInt64

    // Names of numbers.
    static let phone = Sense(rawValue: 1 << 0)
    static let card = Sense(rawValue: 1 << 1)
    static let account = Sense(rawValue: 1 << 2)
    static let network = Sense(rawValue: 1 << 3)
    static let hardware = Sense(rawValue: 1 << 4)
    static let ssn = Sense(rawValue: 1 << 5)
    static let itin = Sense(rawValue: 1 << 6)
    static let passport = Sense(rawValue: 1 << 7)
    static let licence = Sense(rawValue: 1 << 8)
    static let nino = Sense(rawValue: 1 << 9)
    static let nhs = Sense(rawValue: 1 << 10)
    static let germanTax = Sense(rawValue: 1 << 11)
    static let nif = Sense(rawValue: 1 << 12)
    static let nir = Sense(rawValue: 1 << 13)
    static let codice = Sense(rawValue: 1 << 14)
    static let pesel = Sense(rawValue: 1 << 15)
    static let bsn = Sense(rawValue: 1 << 16)
    static let personnummer = Sense(rawValue: 1 << 17)
    static let hetu = Sense(rawValue: 1 << 18)
    static let aadhaar = Sense(rawValue: 1 << 19)
    static let pan = Sense(rawValue: 1 << 20)
    static let tfn = Sense(rawValue: 1 << 21)
    static let abn = Sense(rawValue: 1 << 22)
    static let crypto = Sense(rawValue: 1 << 23)
    static let birth = Sense(rawValue: 1 << 24)
    /// Numbers that are nobody's: orders, parcels, books, versions.
    static let thing = Sense(rawValue: 1 << 25)

    /// What a number of one person is called, and no other number.
    static let personal: Sense = [
        .ssn, .itin, .passport, .licence, .nino, .nhs, .germanTax, .nif, .nir, .codice, .pesel, .bsn, .personnummer,
        .hetu,
        .aadhaar, .pan, .tfn, .abn,
    ]

    // Parts of dates and addresses.
    static let month = Sense(rawValue: 1 << 26)
    static let street = Sense(rawValue: 1 << 27)
    /// A street's word that has another meaning.
    static let doubtfulStreet = Sense(rawValue: 1 << 28)
    /// What stands before a street's name: "rue".
    static let streetBefore = Sense(rawValue: 1 << 29)
    static let unit = Sense(rawValue: 1 << 30)
    static let direction = Sense(rawValue: 1 << 31)
    static let home = Sense(rawValue: 1 << 32)
    static let particle = Sense(rawValue: 1 << 33)

    // Names of people.
    static let title = Sense(rawValue: 1 << 34)
    static let firstName = Sense(rawValue: 1 << 35)
    static let surname = Sense(rawValue: 1 << 36)
    /// A name that is a word, too: "Will".
    static let nameAndWord = Sense(rawValue: 1 << 37)
    /// What makes the name of a place or a company of a name before it.
    static let notPerson = Sense(rawValue: 1 << 38)
    /// What a name follows: "my name is".
    static let introduction = Sense(rawValue: 1 << 39)
    /// Words that a sentence begins with.
    static let common = Sense(rawValue: 1 << 40)

    // Links and addresses.
    static let topLevel = Sense(rawValue: 1 << 41)
    /// What stands in a link before the name of a user.
    static let accountPath = Sense(rawValue: 1 << 42)
    static let at = Sense(rawValue: 1 << 43)
    static let dot = Sense(rawValue: 1 << 44)
    /// What programs write behind "@".
    static let annotation = Sense(rawValue: 1 << 45)
    static let state = Sense(rawValue: 1 << 46)
    /// What an address in words stands behind.
    static let mail = Sense(rawValue: 1 << 47)

    /// "www"
    static let web = Sense(rawValue: 1 << 48)

    /// A phrase may end here.
    static let endsPhrase = Sense(rawValue: 1 << 63)
}
