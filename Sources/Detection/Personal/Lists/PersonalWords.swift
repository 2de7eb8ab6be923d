/// Every word that the scanners of personal data look up.
enum PersonalWords {
    static let lists = NumberWords.lists + PlaceWords.lists + LinkWords.lists + NameWords.lists

    static let lexicon = Lexicon(lists)
}
