/// Text that is not for every eye: letters and digits are covered, its shape stays.
enum Veil {
    static func over(_ text: String) -> String {
        String(text.map { $0.isLetter || $0.isNumber || $0.isSymbol ? "▒" : $0 })
    }
}
