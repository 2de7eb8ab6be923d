/// The numbers of people that are nothing but digits.
extension PersonalScan {
    private static let threeTwoFour = NumberGroups.shape(3, 2, 4)
    private static let threes = NumberGroups.shape(3, 3, 3)
    private static let fourTwoThree = NumberGroups.shape(4, 2, 3)
    private static let threeThreeFour = NumberGroups.shape(3, 3, 4)
    private static let sixFour = NumberGroups.shape(6, 4)
    private static let eightFour = NumberGroups.shape(8, 4)
    private static let twoThrees = NumberGroups.shape(2, 3, 3, 3)
    private static let fours = NumberGroups.shape(4, 4, 4)
    private static let nirGroups = NumberGroups.shape(1, 2, 2, 2, 3, 3, 2)
    private static let nirHalves = NumberGroups.shape(13, 2)

    mutating func nine(_ groups: NumberGroups, _ written: Written) {
        let digits = groups.digits
        if written.isWhole || written.shape == Self.threeTwoFour && (written.sign == 45 || written.sign == 32) {
            // Only with hyphens is the form its own.
            let unnamed = written.sign == 45 ? 0.7 : 0
            let (area, group, serial) = (groups.value(0, 3), groups.value(3, 2), groups.value(5, 4))
            if area != 0, area != 666, area < 900, group != 0, serial != 0, !CheckDigits.allAlike(digits, 9) {
                may(.ssn, written, unnamed, strength: 1.5, "area, group and serial number")
            }
            if area >= 900,
                (50...65).contains(group) || (70...88).contains(group) || (90...92).contains(group) || group >= 94
            {
                may(.itin, written, unnamed, strength: 1.5, "area, group and serial number")
            }
        }
        if written.isWhole {
            may(.passport, written, 0, strength: 0.5, "number beside its name")
            may(.licence, written, 0, strength: 0.5, "number beside its name")
        }
        let isInThrees =
            written.shape == Self.threes && (written.sign == 32 || written.sign == 45 || written.sign == 46)
        if written.isWhole || isInThrees && written.sign != 46, CheckDigits.tfn(digits) {
            may(.tfn, written, 0.4, strength: 1)
        }
        if written.isWhole || isInThrees || written.shape == Self.fourTwoThree && written.sign == 46,
            CheckDigits.bsn(digits)
        {
            may(.bsn, written, 0.4, strength: 1)
        }
    }

    mutating func ten(_ groups: NumberGroups, _ written: Written) {
        let isInGroups = written.shape == Self.threeThreeFour && (written.sign == 32 || written.sign == 45)
        if written.isWhole || isInGroups, CheckDigits.nhs(groups.digits), groups.digits[0] > 2 {
            // The check is that of the old book numbers, too; those of other beginnings are not given out today.
            let unnamed = (4...7).contains(groups.digits[0]) ? (written.isWhole ? 0.4 : 0.5) : 0
            may(.nhs, written, unnamed, strength: 1.5)
        }
        if written.isWhole || written.shape == Self.sixFour && written.sign == 45, isPersonnummer(groups, at: 0) {
            may(.personnummer, written, written.isWhole ? 0 : 0.7, strength: 1.9)
        }
    }

    mutating func eleven(_ groups: NumberGroups, _ written: Written) {
        let isInGroups = written.shape == Self.twoThrees && (written.sign == 32 || written.sign == 45)
        guard written.isWhole || isInGroups else { return }
        if CheckDigits.germanTax(groups.digits) { may(.germanTax, written, 0.5, strength: 1.2) }
        if CheckDigits.abn(groups.digits) { may(.abn, written, 0.6, strength: 1.5) }
        if written.isWhole, CheckDigits.pesel(groups.digits) { may(.pesel, written, 0.6, strength: 1.4) }
    }

    mutating func twelve(_ groups: NumberGroups, _ written: Written) {
        if written.isWhole || written.shape == Self.fours && (written.sign == 32 || written.sign == 45),
            groups.digits[0] > 1, CheckDigits.verhoeff(groups.digits, 12), !CheckDigits.allAlike(groups.digits, 12)
        {
            may(.aadhaar, written, written.isWhole ? 0.4 : 0.5, strength: 1)
        }
        if written.isWhole || written.shape == Self.eightFour && written.sign == 45,
            (18...20).contains(groups.value(0, 2)), isPersonnummer(groups, at: 2)
        {
            may(.personnummer, written, 0.8, strength: 1.9)
        }
    }

    private func isPersonnummer(_ groups: NumberGroups, at start: Int) -> Bool {
        let (month, day) = (groups.value(start + 2, 2), groups.value(start + 4, 2))
        // Numbers of those who are registered for a time count the day from 61.
        return (1...12).contains(month) && ((1...31).contains(day) || (61...91).contains(day))
            && CheckDigits.luhn(groups.digits, start, 10)
    }

    mutating func socialSecurityOfFrance(_ groups: NumberGroups, _ written: Written) {
        guard
            written.isWhole
                || written.sign == 32 && (written.shape == Self.nirGroups || written.shape == Self.nirHalves)
        else {
            return
        }
        let (sex, month) = (groups.digits[0], groups.value(3, 2))
        guard (1...4).contains(sex) || sex == 7 || sex == 8,
            (1...12).contains(month) || (20...42).contains(month) || month >= 50
        else { return }
        let key = 97 - groups.value(0, 13) % 97
        // Only a name tells the rarer ones, such as those of people who are registered for a time, from other numbers.
        let isUsual = (sex == 1 || sex == 2) && (1...12).contains(month)
        if key == groups.value(13, 2) { may(.nir, written, isUsual ? 0.8 : 0, strength: 2.5, "check digits") }
    }

    /// Prefixes and lengths of those who issue cards, and Luhn's check.
    mutating func card(_ groups: NumberGroups, _ written: Written, _ total: Int) {
        guard total <= 19, written.isWhole || written.sign == 32 || written.sign == 45, groups.lengths[0] >= 4 else {
            return
        }
        let (two, three, four) = (groups.value(0, 2), groups.value(0, 3), groups.value(0, 4))
        let (isOne, isDoubtful) = Self.issuer(two, three, four, total)
        guard isOne || isDoubtful, CheckDigits.luhn(groups.digits, 0, total), groups.value(4, 8) != 0 || total != 16
        else {
            return
        }
        may(.card, written, isOne ? 0.8 : 0, strength: 2, "prefix and check digit")
    }

    private static func issuer(_ two: Int, _ three: Int, _ four: Int, _ total: Int) -> (isOne: Bool, isDoubtful: Bool) {
        switch two {
        case 40...49: return (total == 16 || total == 19, total == 13)
        case 51...55: return (total == 16, false)
        case 22...27: return (total == 16 && ((2221...2720).contains(four) || (2200...2204).contains(four)), false)
        case 34, 37: return (total == 15, false)
        case 35: return (total >= 16 && (3528...3589).contains(four), false)
        case 36, 38, 39: return (total == 14, total >= 16)
        case 30: return (total == 14 && ((300...305).contains(three) || three == 309), false)
        case 60: return (total == 16, total > 11)
        case 62: return (total >= 16, false)
        case 64, 65: return (total == 16 && (two == 65 || three >= 644), total >= 16)
        case 81, 82: return (total == 16, false)
        case 50, 56...58, 63, 67: return (false, true)
        default: return (false, false)
        }
    }
}
