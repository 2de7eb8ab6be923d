import Detection

/// What near-duplicates are, said once more and slowly: sets of strings, every pair.
struct SlowDuplicates {
    enum Unit { case words, characters }

    let zones: [(unit: Unit, lengths: ClosedRange<Int>)]
    /// Of ten.
    let tenths: Int

    static func zones(_ shingling: Shingling) -> [(unit: Unit, lengths: ClosedRange<Int>)] {
        switch shingling {
        case .words: [(.words, 1...Int.max)]
        case .characters: [(.characters, 1...Int.max)]
        default: [(.characters, 1...375), (.words, 300...Int.max)]
        }
    }

    static func folded(_ text: String) -> (text: String, isSigns: Bool) {
        func isWord(_ scalar: Unicode.Scalar) -> Bool {
            Character(scalar).isLetter || Character(scalar).isNumber || scalar == "_"
        }
        let lower = text.lowercased()
        let words = lower.unicodeScalars.split { !isWord($0) }.map { String(String.UnicodeScalarView($0)) }
        if !words.isEmpty { return (words.joined(separator: " "), false) }
        let signs = text.unicodeScalars.split { $0.properties.isWhitespace }.map {
            String(String.UnicodeScalarView($0))
        }
        return (signs.joined(separator: " "), true)
    }

    static func shingles(_ text: String, _ unit: Unit, _ lengths: ClosedRange<Int>) -> Set<[String]> {
        let (folded, isSigns) = folded(text)
        guard lengths.contains(folded.unicodeScalars.count) else { return [] }
        var units: [String] = []
        for scalar in folded.unicodeScalars {
            let isOwn = unit == .characters || isSigns || (0x4E00...0x9FFF).contains(scalar.value)
            if unit == .words, scalar == " " {
                units.append("")
            } else if isOwn {
                units += [String(scalar), ""]
            } else {
                if units.isEmpty { units.append("") }
                units[units.count - 1].unicodeScalars.append(scalar)
            }
        }
        units.removeAll(where: \.isEmpty)
        if units.count <= 5 { return units.isEmpty ? [] : [units] }
        return Set((0...units.count - 5).map { Array(units[$0..<$0 + 5]) })
    }

    /// The similarity of every two rows that are near-duplicates.
    func similarities(_ texts: [String]) -> [[Int]: Double] {
        var found: [[Int]: Double] = [:]
        for (unit, lengths) in zones {
            let sets = texts.map { Self.shingles($0, unit, lengths) }
            for second in texts.indices where !sets[second].isEmpty {
                for first in 0..<second where !sets[first].isEmpty {
                    let shared = sets[first].intersection(sets[second]).count
                    let all = sets[first].count + sets[second].count - shared
                    if shared * 10 >= tenths * all {
                        found[[first, second]] = max(found[[first, second]] ?? 0, Double(shared) / Double(all))
                    }
                }
            }
        }
        return found
    }

    static func clusters(_ similarities: [[Int]: Double], _ count: Int) -> [[Int]] {
        var label = Array(0..<count)
        for pair in similarities.keys {
            let (a, b) = (label[pair[0]], label[pair[1]])
            for row in label.indices where label[row] == max(a, b) { label[row] = min(a, b) }
        }
        return Dictionary(grouping: 0..<count) { label[$0] }.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }
}
