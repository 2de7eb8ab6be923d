/// Words for groups of people, written down for this project: what groups call themselves and what is neutral, no slurs.
///
/// A mention is no fault of a text. The lists are English, of what is common in the United States and Britain, and know
/// neither names of peoples in full nor who speaks of whom; a word with another meaning ("black", "old") counts only beside
/// a word for people.
enum IdentityWords {
    static let groups: [(name: String, title: String, words: String)] = [
        (
            "women", "women",
            "woman women girl girls female females lady ladies mother mothers wife wives feminist feminists"
        ),
        ("men", "men", "man men boy boys male males gentleman gentlemen father fathers husband husbands"),
        (
            "transgender", "transgender people",
            "transgender transgendered trans+people trans+woman trans+women trans+man trans+men trans+person trans+kids transsexual transsexuals transwoman transwomen transman transmen nonbinary non+binary genderqueer"
        ),
        (
            "gay", "gay people",
            "gay gays homosexual homosexuals homosexuality lesbian lesbians bisexual bisexuals queer lgbt lgbtq lgbtqi lgbtqia lgb same+sex"
        ),
        (
            "black", "Black people",
            "blacks african+american african+americans afro+american black+people black+person black+man black+men black+woman black+women black+guy black+guys black+girl black+girls black+boy black+boys black+community black+americans black+folks black+kids black+lives"
        ),
        (
            "white", "white people",
            "whites caucasian caucasians white+people white+person white+man white+men white+woman white+women white+guy white+guys white+girl white+girls white+boy white+boys white+americans white+folks white+kids"
        ),
        (
            "asian", "Asian people",
            "asian asians chinese japanese korean koreans vietnamese filipino filipinos indian+people east+asian south+asian pakistani pakistanis"
        ),
        (
            "latino", "Latino people",
            "latino latinos latina latinas latinx hispanic hispanics mexican mexicans puerto+rican puerto+ricans chicano chicana"
        ),
        (
            "native", "Indigenous people",
            "native+american native+americans native+people first+nations indigenous aboriginal aboriginals aborigine inuit maori american+indian american+indians alaska+native alaska+natives"
        ),
        (
            "arab", "people of the Middle East",
            "arab arabs arabic+people middle+eastern iranian iranians iraqi iraqis syrian syrians palestinian palestinians turk turks kurd kurds"
        ),
        ("roma", "Roma and Sinti", "roma+people romani sinti"),
        ("jewish", "Jews", "jew jews jewish judaism israeli israelis"),
        ("muslim", "Muslims", "muslim muslims islam islamic moslem moslems sunni sunnis shia hijab"),
        (
            "christian", "Christians",
            "christian christians christianity catholic catholics protestant protestants evangelical evangelicals mormon mormons baptist baptists"
        ),
        ("hindu", "Hindus and Sikhs", "hindu hindus hinduism sikh sikhs"),
        ("buddhist", "Buddhists", "buddhist buddhists buddhism"),
        ("atheist", "atheists", "atheist atheists atheism agnostic agnostics"),
        (
            "immigrant", "immigrants",
            "immigrant immigrants immigration migrant migrants refugee refugees foreigner foreigners asylum+seeker asylum+seekers alien+workers undocumented"
        ),
        (
            "disabled", "people with disabilities",
            "disabled disability disabilities handicapped wheelchair blind+people blind+person deaf autistic autism dyslexic dyslexia down+syndrome mentally+ill mental+illness bipolar schizophrenic schizophrenia paraplegic"
        ),
        (
            "old", "old people",
            "elderly senior+citizen senior+citizens old+people old+person old+man old+men old+woman old+women old+lady old+ladies pensioner pensioners retiree retirees boomer boomers"
        ),
        (
            "young", "young people",
            "teenager teenagers teen teens youth youths young+people young+person young+man young+men young+woman young+women millennial millennials children child kids"
        ),
    ]
}
