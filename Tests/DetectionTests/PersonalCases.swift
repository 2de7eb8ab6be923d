/// Sentences of our own with what is in them, none of them from a generator: every kind valid, broken, embedded and beside
/// other scripts. All numbers are invented, and published examples where there are some.
enum PersonalCases {
    static let texts = found.map(\.0) + nothing

    /// A text, and all that is to be found: "kind:text".
    static let found: [(String, [String])] = [
        // Telephones.
        ("ring +44 20 7946 0018 please", ["pii.phone:+44 20 7946 0018"]),
        ("T: +49 (0)30 901820", ["pii.phone:+49 (0)30 901820"]),
        ("(212) 555-0187", ["pii.phone:(212) 555-0187"]), ("212.555.0187!", ["pii.phone:212.555.0187"]),
        ("1-800-555-0199", ["pii.phone:1-800-555-0199"]), ("电话：13800138000。", []),
        ("tel 13800138000", ["pii.phone:13800138000"]),
        ("06 12 34 56 78", ["pii.phone:06 12 34 56 78"]), ("mobile 612 345 678", ["pii.phone:612 345 678"]),
        ("call me: 5550123", ["pii.phone:5550123"]), ("Büro 030/9018200", ["pii.phone:030/9018200"]),
        ("＋４９ ３０ ９０１８２０", ["pii.phone:＋４９ ３０ ９０１８２０"]), ("tel:+15005550006", ["pii.phone:+15005550006"]),
        ("dzwoń pod numer telefonu 601 234 567", ["pii.phone:601 234 567"]),
        ("0912 345 678", ["pii.phone:0912 345 678"]),
        // Cards: published test numbers.
        ("4111 1111 1111 1111", ["pii.card:4111 1111 1111 1111"]), ("5555555555554444", ["pii.card:5555555555554444"]),
        ("2223003122003222 is a Mastercard", ["pii.card:2223003122003222"]),
        ("378282246310005", ["pii.card:378282246310005"]),
        ("3782-822463-10005", ["pii.card:3782-822463-10005"]), ("6011111111111117", ["pii.card:6011111111111117"]),
        ("3530111333300000", ["pii.card:3530111333300000"]), ("card:4111111111111111,", ["pii.card:4111111111111111"]),
        ("carte ４１１１１１１１１１１１１１１１", ["pii.card:４１１１１１１１１１１１１１１１"]),
        // Accounts: SWIFT's examples.
        ("GB29 NWBK 6016 1331 9268 19", ["pii.iban:GB29 NWBK 6016 1331 9268 19"]),
        ("de89370400440532013000", ["pii.iban:de89370400440532013000"]),
        ("IBAN:FR1420041010050500013M02606.", ["pii.iban:FR1420041010050500013M02606"]),
        ("NO9386011117947", ["pii.iban:NO9386011117947"]),
        ("MT84 MALT 0110 0001 2345 MTLC AST0 01S", ["pii.iban:MT84 MALT 0110 0001 2345 MTLC AST0 01S"]),
        // Networks.
        ("from 203.0.113.77:8080", ["pii.ip:203.0.113.77"]), ("8.8.8.8", ["pii.ip:8.8.8.8"]),
        ("ping 2001:db8::8a2e:370:7334.", ["pii.ip:2001:db8::8a2e:370:7334"]),
        ("[fe80::1ff:fe23:4567:890a]", ["pii.ip:fe80::1ff:fe23:4567:890a"]),
        ("::ffff:192.0.2.128", ["pii.ip:::ffff:192.0.2.128"]),
        ("00:1A:2B:3C:4D:5E", ["pii.mac:00:1A:2B:3C:4D:5E"]), ("001a.2b3c.4d5e", ["pii.mac:001a.2b3c.4d5e"]),
        // Links.
        ("see https://example.org/a?b=c.", ["link:https://example.org/a?b=c"]),
        ("(www.example.org)", ["link:www.example.org"]),
        ("https://github.com/joedoe is me", ["pii.url:https://github.com/joedoe"]),
        ("https://example.org/~joe/", ["pii.url:https://example.org/~joe/"]),
        ("example.org/users/joe", ["pii.url:example.org/users/joe"]),
        ("http://joe:pw@example.org/x", ["pii.url:http://joe:pw@example.org/x"]),
        ("x.example.co.uk/path is", ["link:x.example.co.uk/path"]),
        ("https://de.wikipedia.org/wiki/Bonn_(Stadt)", ["link:https://de.wikipedia.org/wiki/Bonn_(Stadt)"]),
        // People of the United States.
        ("SSN 219-09-9999", ["pii.us-ssn:219-09-9999"]),
        ("my social security number 219099999", ["pii.us-ssn:219099999"]),
        ("912-71-1234", ["pii.us-itin:912-71-1234"]), ("Passport no. 340007237", ["pii.passport:340007237"]),
        ("passport C01X0006H", ["pii.passport:C01X0006H"]), ("driver's license D1234567", ["pii.licence:D1234567"]),
        // And elsewhere.
        ("QQ 12 34 56 C", []), ("AB 12 34 56 C", ["pii.uk-nino:AB 12 34 56 C"]),
        ("nino ab123456c", ["pii.uk-nino:ab123456c"]),
        ("AB-12-34-56-C", ["pii.uk-nino:AB-12-34-56-C"]), ("NHS 943 476 5919", ["pii.uk-nhs:943 476 5919"]),
        ("nhs 9434765919", ["pii.uk-nhs:9434765919"]),
        ("Steuer-ID 86 095 742 719", ["pii.de-tax:86 095 742 719"]), ("IdNr 86095742719", ["pii.de-tax:86095742719"]),
        ("DNI 12345678Z", ["pii.es-nif:12345678Z"]), ("12345678-z", ["pii.es-nif:12345678-z"]),
        ("NIE X1234567L", ["pii.es-nif:X1234567L"]),
        ("NIR 2 55 08 14 168 025 38", ["pii.fr-nir:2 55 08 14 168 025 38"]),
        ("255081416802538", ["pii.fr-nir:255081416802538"]),
        ("RSSMRA85T10A562S", ["pii.it-cf:RSSMRA85T10A562S"]), ("rssmra85t10a562s", ["pii.it-cf:rssmra85t10a562s"]),
        ("PESEL 44051401359", ["pii.pl-pesel:44051401359"]), ("BSN 111222333", ["pii.nl-bsn:111222333"]),
        ("bsn 1112.22.333", ["pii.nl-bsn:1112.22.333"]),
        ("640823-3234", ["pii.se-pnr:640823-3234"]), ("personnummer 196408233234", ["pii.se-pnr:196408233234"]),
        ("131052-308T", ["pii.fi-hetu:131052-308T"]),
        ("hetu 131052A308T", ["pii.fi-hetu:131052A308T"]),
        ("Aadhaar 2341 2341 2346", ["pii.in-aadhaar:2341 2341 2346"]),
        ("PAN ABCPE1234F", ["pii.in-pan:ABCPE1234F"]), ("TFN 123 456 782", ["pii.au-tfn:123 456 782"]),
        ("ABN 51 824 753 556", ["pii.au-abn:51 824 753 556"]),
        // Money without banks.
        ("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", ["pii.crypto:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"]),
        ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", ["pii.crypto:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"]),
        ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", ["pii.crypto:BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"]),
        ("to 0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe", ["pii.crypto:0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe"]),
        // Dates of birth.
        ("she was born on 3 May 1985", ["pii.birth:3 May 1985"]), ("DOB: 1985-05-03", ["pii.birth:1985-05-03"]),
        ("geb. 3.5.1985", ["pii.birth:3.5.1985"]),
        ("née le 3 mai 1985", ["pii.birth:3 mai 1985"]), ("Date of birth May 3rd, 1985", ["pii.birth:May 3rd, 1985"]),
        ("nacida el 3 de mayo de 1985", ["pii.birth:3 de mayo de 1985"]),
        // Houses.
        ("at 221B Baker Street", ["pii.address:221B Baker Street"]),
        ("1600 Pennsylvania Avenue NW", ["pii.address:1600 Pennsylvania Avenue"]),
        ("Unter der Brücke, Hauptstraße 5a", ["pii.address:Hauptstraße 5a"]),
        ("12, rue de la Paix", ["pii.address:12, rue de la Paix"]),
        ("350 W 42nd St Apt 7C", ["pii.address:350 W 42nd St Apt 7C"]),
        ("Keizersgracht 123", ["pii.address:Keizersgracht 123"]),
        ("Karl-Marx-Allee 33, 10178 Berlin", ["pii.address:Karl-Marx-Allee 33, 10178 Berlin"]),
        ("Calle Mayor 5", ["pii.address:Calle Mayor 5"]),
        // Names and handles.
        ("my name is Wilhelmina Quist", ["pii.name:Wilhelmina Quist"]), ("Dr. Okonkwo said so", ["pii.name:Okonkwo"]),
        ("I saw John Smith there", ["pii.name:John Smith"]),
        ("thanks @joe_doe!", ["pii.handle:@joe_doe"]), ("RT @Ann: so", ["pii.handle:@Ann"]),
    ]

    /// Nothing is in these.
    static let nothing = [
        // Check digits that don't check.
        "4111 1111 1111 1112", "5555555555554445", "GB29 NWBK 6016 1331 9268 18", "DE89370400440532013001",
        "NHS 943 476 5918", "86095742718 Steuer-ID",
        "DNI 12345678A", "255081416802539", "RSSMRA85T10A562T", "PESEL 44051401358", "BSN 111222334", "640823-3235",
        "131052-308U", "Aadhaar 2341 2341 2347",
        "TFN 123 456 783", "ABN 51 824 753 557", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdz",
        // Numbers of things.
        "IMEI 490154203237518", "ISBN 978-3-16-148410-0", "ISBN 0306406152", "version 10.0.19041.1",
        "since 1.2.3.4 it works", "order 4155550187", "tracking 1Z999AA10123456784",
        "000-12-3456", "666-12-3456", "123-00-4567", "on 2024-05-03", "3.14159265358979", "12:34:56", "10:30-11:45",
        "$4,155,550.18", "1998-2004", "pages 112-119",
        "12 miles", "9 of 10", "24/7", "50.1109, 8.6821", "(1) one (2) two", "1 2 3 4 5 6 7 8 9", "100 000 000",
        "5 000 000 000",
        "550e8400-e29b-41d4-a716-446655440000", "d41d8cd98f00b204e9800998ecf8427e",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709", "#c0ffee", "0xdeadbeef",
        "std::vector", "a[::2]", "fe80", "aa:bb:cc", "12:34:56:78",
        // What looks like a link, an address, a handle, a name.
        "reasonable....th", "README.md", "and/or", "e.g./i.e.", "either.Or", "node.js", "@Override", "@media print",
        "user@localhost", "npm i @types/node", "a @ b",
        "12 miles of road", "the 5 court cases", "9 Ave votes", "Route 66", "St Louis 1904", "5 Star Hotel",
        "Spring 2024", "section 5 Way ahead",
        "Will you come", "May I", "the Jordan river", "Chase Bank", "Georgia Tech", "April is cold",
        "the Lincoln Memorial", "Bill of Rights", "Paris in spring",
        "The bridge opened on 3 May 1985.", "born in 1985", "an order of 5 to 4", "NATO on 4 April 1949 was",
        "meet me at noon", "dot the i at com", "", " ", "\n", "日本語のテキスト", "🙂🙂🙂",
    ]
}
