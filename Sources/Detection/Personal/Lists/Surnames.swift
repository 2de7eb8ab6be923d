enum Surnames {
    static let all = """
        smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas
        taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king
        wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips
        evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper
        peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz
        hughes price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins perry russell sullivan bell
        coleman butler henderson barnes gonzales fisher vasquez simmons romero jordan patterson alexander hamilton graham reynolds
        griffin wallace moreno west cole hayes bryant herrera gibson ellis tran medina aguilar stevens murray ford castro marshall
        owens harrison fernandez mcdonald woods washington kennedy wells vargas henry chen freeman webb tucker guzman burns
        crawford olson simpson porter hunter gordon mendez silva shaw snyder mason dixon munoz hunt hicks holmes palmer wagner
        black robertson boyd rose stone salazar fox warren mills meyer rice schmidt garza daniels ferguson nichols stephens soto
        weaver ryan gardner payne grant dunn kelley spencer hawkins arnold pierce hansen peters santos hart bradley knight elliott
        cunningham duncan armstrong hudson carroll lane riley andrews alvarado ray delgado berry perkins hoffman johnston matthews
        pena richards contreras willis carpenter lawrence sandoval guerrero george chapman rios estrada ortega watkins greene nunez
        wheeler valdez harper burke larson santiago maldonado morrison franklin carlson austin dominguez carr lawson jacobs obrien
        lynch singh vega bishop montgomery oliver jensen harvey williamson gilbert dean sims espinoza howell trump obama clinton
        biden bush sanders pelosi mccain romney reagan
        müller schneider fischer weber becker schulz schäfer koch bauer richter klein wolf schröder neumann schwarz zimmermann
        braun krüger hofmann hartmann lange schmitt werner krause meier lehmann schmid schulze maier köhler herrmann könig walter
        mayer huber kaiser fuchs lang scholz möller weiß jung hahn schubert vogel friedrich keller günther frank berger winkler roth
        beck lorenz baumann franke albrecht schuster simon ludwig böhm winter kraus martin schumacher krämer vogt stein jäger
        bernard dubois durand leroy moreau laurent lefebvre michel roux bertrand morel fournier girard bonnet dupont lambert fontaine
        rousseau vincent muller faure andre mercier blanc guerin boyer garnier chevalier francois legrand gauthier perrin
        robin clement morin nicolas henry roussel mathieu gautier masson marchand duval denis dumont lemaire noel meyer dufour
        garcía gonzález rodríguez fernández lópez martínez sánchez pérez gómez martín jiménez ruiz hernández díaz moreno muñoz álvarez
        romero alonso gutiérrez navarro torres domínguez vázquez ramos gil ramírez serrano blanco molina morales suárez ortega
        delgado castro ortiz rubio marín sanz núñez iglesias medina garrido cortés castillo santos lozano guerrero cano prieto
        rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti deluca mancini costa giordano
        rizzo lombardi moretti barbieri fontana santoro mariani rinaldi caruso ferrara galli martini leone longo gentile
        nowak kowalski kowalska wiśniewski wiśniewska wójcik kowalczyk kamiński kamińska lewandowski lewandowska zieliński
        szymański woźniak dąbrowski kozłowski jankowski mazur wojciechowski kwiatkowski krawczyk kaczmarek piotrowski grabowski
        jong jansen vries berg bakker visser smit meijer boer mulder groot bos vos peters hendriks dekker leeuwen brouwer wit dijk
        andersson johansson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson jonsson jansson hansson
        bengtsson lindberg jakobsson magnusson lindström olofsson lindqvist lindgren berglund axelsson bergström lundberg lundgren
        korhonen virtanen mäkinen nieminen mäkelä hämäläinen laine heikkinen koskinen järvinen lehtonen lehtinen saarinen salminen
        heinonen niemi heikkilä kinnunen salonen turunen salo laitinen tuominen rantanen karjalainen jokinen mattila
        sharma verma gupta kumar shah mehta reddy rao iyer nair menon joshi desai kapoor malhotra chopra khan ahmed ali hussain
        das ghosh mukherjee banerjee chatterjee bose mishra pandey tiwari yadav jain agarwal bhatt chauhan naidu pillai
        wang zhang liu chen yang huang zhao wu zhou park choi jung kang cho tanaka suzuki sato takahashi watanabe ito yamamoto
        nakamura kobayashi silva souza costa oliveira pereira ferreira almeida carvalho ivanov petrov smirnov putin
        yılmaz kaya demir çelik şahin cohen levy mizrahi haddad nasser rahman
        """
}
