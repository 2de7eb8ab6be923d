/// Words of dates, streets and towns.
enum PlaceWords {
    static let lists: [(sense: Sense, words: String)] = [
        (
            .month,
            """
            january february march april may june july august september october november december jan feb mar apr jun jul aug sep
            sept oct nov dec januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août
            septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
            diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari maart mei augustus
            stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
            """
        ),
        // What is hardly ever written after a number and a name but for a street: United States Postal Service, Publication 28.
        (
            .street,
            """
            street st avenue ave av road rd lane ln boulevard blvd drive dr court ct terrace terr crescent cres close grove
            gardens mews square sq parkway pkwy highway hwy freeway expressway turnpike alley aly circle cir loop row esplanade
            causeway byway bypass throughway throughway cul-de-sac trafficway motorway skyway underpass overpass
            """
        ),
        (
            .doubtfulStreet,
            """
            way place pl park view bend branch bridge brook burg bluff bluffs bottom camp canyon cape center centers centre club
            cliff cliffs common corner corners course cove coves creek crest crossing crossroad curve dale dam divide estate
            estates extension extensions fall falls ferry field fields flat flats ford fords forest forge forges fork forks fort
            garden gateway glen glens green greens groves harbor harbors haven heights hill hills hollow inlet island islands isle
            junction junctions key keys knoll knolls lake lakes land landing light lights loaf lock locks lodge mall manor manors
            meadow meadows mill mills mission mount mountain mountains neck orchard oval parks parkways pass passage path pike pine
            pines plain plains plaza point points port ports prairie radial ramp ranch rapid rapids rest ridge ridges river route
            rue run shoal shoals shore shores spring springs spur spurs squares stravenue stream streets station summit trace track
            trail trailer tunnel union unions valley valleys via viaduct views village villages ville vista walk walks wall well
            wells drives roads courts circles brooks mills bypasses avenues lanes streets freeways motorways greens
            """
        ),
        (
            .streetBefore,
            """
            rue avenue boulevard bd place chemin impasse allée allee quai route cours square passage faubourg calle avenida avda
            plaza paseo via viale piazza corso ulica ul aleja
            """
        ),
        (.unit, "apt apartment suite ste unit flat floor fl room rm"),
        (.direction, "n s e w ne nw se sw north south east west northeast northwest southeast southwest"),
        (
            .home,
            """
            live lives living address adresse anschrift dirección indirizzo adres wohne wohnt wohnen habite habitons moved ship
            deliver delivery resides residing vivo abito woon bor asun mieszkam home residence
            """
        ),
        (.particle, "von van der den de di da del della la le du des dos y bin ibn al el zu zur ten ter st d l"),
        (
            .state,
            """
            al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri
            sc sd tn tx ut vt va wa wv wi wy dc pr vi gu as mp aa ae ap
            """
        ),
    ]
}
