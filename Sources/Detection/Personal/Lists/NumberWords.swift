/// Words that say what the number beside them is, in the languages of the countries whose numbers are known.
enum NumberWords {
    static let lists: [(sense: Sense, words: String)] = [
        (
            .phone,
            """
            phone phones telephone tel telefon telefono teléfono téléphone tél tlf puh puhelin numer+telefonu mobile mobil móvil
            mobiel mobilnummer cell cellphone cellular landline fax whatsapp signal sms handy handynummer portable call calling dial
            dialing ring text hotline helpline switchboard appelez appeler appelle ruf rufen rufnummer anrufen anruf llama llame
            llámame chiama chiamami bel bellen ring+me zadzwoń celular cellulare telefone telefoon telefoonnummer phone+number
            reach+me reach+us office+on
            """
        ),
        (
            .card,
            """
            card cards credit+card debit+card visa mastercard maestro amex discover unionpay cc ccn kreditkarte kreditkartennummer
            tarjeta carte+bancaire carte+bleue carta creditcard kreditkort luottokortti karta
            """
        ),
        (.account, "iban account konto kontonummer compte cuenta conto rekening rekeningnummer rib bank"),
        (
            .network,
            "ip ipv4 ipv6 login logged server host hosts subnet gateway dns ping proxy firewall router vpn client remote ban"
        ),
        (.hardware, "mac hwaddr ether ethernet bssid wifi wlan macaddr"),
        (.ssn, "ssn ssns social+security"),
        (.itin, "itin taxpayer"),
        (
            .passport,
            """
            passport passports passportno reisepass reisepassnummer pass+nr pasaporte passeport passaporto paspoort paszport
            passnummer pas+nr
            """
        ),
        (
            .licence,
            """
            driver+license drivers+license driver+licence drivers+licence s+license s+licence driving+licence driving+license
            license+number licence+number license+no licence+no dl dln führerschein führerscheinnummer permis+de rijbewijs patente
            """
        ),
        (.nino, "nino ni national+insurance"),
        (.nhs, "nhs nhsno health+service"),
        (
            .germanTax,
            """
            steuer steuerid idnr tin tax+id tax+identification steueridentifikationsnummer steueridnr identifikationsnummer
            steuerliche
            """
        ),
        (.nif, "nif nie dni documento+nacional nacional+de"),
        (.nir, "nir sécu secu sécurité+sociale securite+sociale insee"),
        (.codice, "codice fiscal+code fiscale cod+fisc cf"),
        (.pesel, "pesel ewidencyjny"),
        (.bsn, "bsn burgerservicenummer sofinummer sofi citizen+service"),
        (.personnummer, "personnummer pnr personnr samordningsnummer swedish personal+identity"),
        (.hetu, "hetu henkilötunnus henkilötunnukseni henkilötunnuksen henkilötunnusta finnish henkilötunnuksensa"),
        (.aadhaar, "aadhaar aadhar uidai uid"),
        (.pan, "pan permanent+account"),
        (.tfn, "tfn tax+file"),
        (.abn, "abn acn business+number"),
        (.crypto, "btc bitcoin bitcoins wallet wallets eth ethereum ether litecoin ltc xbt"),
        (
            .birth,
            """
            born birthday birthdate dob bday of+birth date+of geboren geb geburtsdatum geburtstag né née nacimiento nacido nacida
            naissance nascita nato+il nata+il geboortedatum geboren född född+den födelsedatum syntynyt syntymäaika urodzony
            urodzona urodzenia født fødselsdato birth
            """
        ),
        (
            .thing,
            """
            book books order orders invoice sku tracking parcel shipment isbn issn barcode ean upc imei serial part+number model version
            versions lot meter seed row rows page pages chapter route highway bill commit md5 sha sha1 sha256 checksum build chrome
            firefox safari timestamp ticket article doi arxiv pmid cve rfc patent asin coordinates lat lon latitude longitude
            population paquet paket sendungsnummer bestellung bestellnummer bestellnr rechnung rechnungsnummer commande facture
            pedido factura ordine fattura bestelling factuur artikelnummer seriennummer upgrade release catalogue catalog weight
            """
        ),
    ]
}
