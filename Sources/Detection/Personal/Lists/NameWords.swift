/// Names of people, written down for this project from what is common in some dozen countries.
///
/// A list of names is a list of whose names are known: those that are rare, of small communities or of other scripts are
/// missed more often than others. So hits by name are marked as weak, and their rate by group has to be looked at.
enum NameWords {
    static let lists: [(sense: Sense, words: String)] = [
        (.firstName, FirstNames.english + FirstNames.others), (.surname, Surnames.all),
        (
            .nameAndWord,
            """
            will mark may april june august grace hope faith rose chase frank bill penny jack grant austin victoria paris jordan
            georgia sydney madison lincoln ford dell olive dean drew earl ernest gene guy harry jay joy lance lane lily max miles
            nick norm pat peter ray rich rob rod rusty sandy skip sonny sue summer autumn dawn eve violet ivy daisy pearl ruby amber
            crystal gay christian angel jesus israel chelsea brooklyn carter carol art bob brook cash chance chip christian chuck
            cliff clay colt dale don dusty flora forest gale glen heath herb holly iris jade jasmine jean jewel kent king kit
            lee mason melody mercy misty mike myrtle opal page patience peg pierce prudence queen reed river robin sage sky star
            stone sterling storm trinity victor virginia wade ward wayne woody alba luz sol cruz paz mar
            """
        ),
        (
            .title,
            """
            mr mrs ms miss mx dr prof professor sir dame herr frau fräulein monsieur madame mme mlle señor señora signor signora
            sra sr dhr mevrouw mevr pan pani hr fru doctor detective officer sergeant
            """
        ),
        (
            .introduction,
            """
            name+is names+is dear patient patients signed called+me sincerely regards ich+heiße heiße heisse m+appelle appelle
            me+llamo llamo mi+chiamo chiamo heet nazywam imieniu heter nimeni i+am+called username+is
            """
        ),
        (
            .notPerson,
            """
            bank river station tech avenue street road committee focus memorial opera house university college school hospital
            church park county city council island islands lake mountain valley beach bridge airport stadium center centre
            institute foundation company corporation corp inc ltd llc gmbh group club league cup prize award act law bill rights
            doctrine administration building tower hotel restaurant museum library theatre theater festival texas california
            florida carolina dakota virginia states kingdom republic party news times post journal tribune star sun herald
            magazine press radio tv channel motors airlines laptops fans supporters voters government state street square plaza
            day eve weekend effect syndrome disease method theorem principle test scale index model theory parade palace castle
            cathedral chapel cemetery court courthouse jail prison dam canyon creek bay harbor harbour port pass peak hill hills
            springs falls forest ranch farm farms family brothers sisters foods store stores mall market records studios pictures
            entertainment games software systems technologies solutions partners associates capital fund trust insurance oil gas
            energy electric steel paper high middle elementary academy seminary army navy force corps guard police department
            office ministry agency bureau service services union association society league federation alliance network
            """
        ),
        (
            .common,
            """
            the a an and or but if then when while because so as of in on at by for with from to into over after before i you he
            she it we they this that these those there here what who whom whose which why how is are was were be been being am do
            does did have has had will would shall should can could may might must not no yes ok please thanks thank hello hi hey
            good great well just also only even still yet now today tomorrow yesterday monday tuesday wednesday thursday friday
            saturday sunday january february march april june july august september october november december my your his her its
            our their all any both each few more most other some such own same than too very let get got go going come came said
            says say see saw look tell told ask asked send sent call called meet met make made give given take taken write wrote
            contact follow mr mrs ms dr prof sir news party president senator governor mayor minister king queen prince princess
            pope judge justice congress senate house america american americans canada canadian england english british france
            french germany german russia russian china chinese japan japanese india indian mexico mexican europe european africa
            african asia asian god lord church bible christian christians muslim muslims jewish catholic republican republicans
            democrat democrats liberal liberals conservative conservatives white black new old north south east west first last
            next great big little why since once every nobody everyone somebody someone maybe perhaps
            """
        ),
    ]
}
