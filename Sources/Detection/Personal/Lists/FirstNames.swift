enum FirstNames {
    static let english = """
        aaron abby abigail abraham adam adrian adriana aidan alan albert alec alejandra alex alexa alexander alexandra alexis alfred
        alice alicia alison allan allen allison alyssa amanda amber amelia amy ana andre andrea andrew andy angel angela angelica
        anita ann anna anne annette annie anthony antonio april ariana arnold arthur ashley aubrey audrey austin ava barbara barry
        beatrice becky belinda ben benjamin bernard beth bethany betty beverly bill billy blake bob bobby bonnie brad bradley
        brandi brandon brenda brent brett brian briana brianna bridget brittany brittney brooke bruce bryan bryce caitlin caleb calvin
        cameron candace candice carl carla carlos carly carmen carol caroline carolyn carrie casey cassandra cassidy catherine
        cathy cesar chad charlene charles charlie charlotte chase chelsea cheryl chloe chris christian christie christina
        christine christopher christy cindy claire clarence claudia clayton clifford clinton cody colin colleen collin connie
        connor corey cory courtney craig cristina crystal curtis cynthia daisy dale dalton damon dan dana daniel danielle danny
        darius darlene darrell darren darryl dave david dawn dean deanna debbie deborah debra denise dennis derek derrick desiree
        destiny devin devon diana diane dianne dominic dominique don donald donna doris dorothy doug douglas drew duane dustin
        dwayne dylan earl eddie edgar eduardo edward edwin eileen elaine eleanor elijah elizabeth ella ellen emily emma eric erica
        erik erika erin ernest ethan eugene eva evan evelyn faith felicia felix fernando finley florence frances francis francisco
        frank fred frederick gabriel gabriela gabriella gabrielle gail gareth garrett gary gavin gene geoffrey george gerald
        geraldine gerard gilbert gina glen glenda glenn gloria gordon grace graham grant greg gregg gregory guy gwendolyn hailey
        haley hannah harold harriet harry harvey hayden hayley hazel heather hector heidi helen henry hilary hillary holly howard hugh
        hugo hunter ian imogen irene isaac isabel isabella isaiah isla ivan jack jackie jackson jaclyn jacob jacqueline jade jaime
        jake james jamie jan jane janet janice jared jasmin jasmine jason javier jay jean jeanette jeanne jeff jeffery jeffrey jenna
        jennifer jenny jeremiah jeremy jermaine jerome jerry jesse jessica jesus jill jillian jim jimmy jo joan joann joanna joanne
        jocelyn jodi jody joe joel john johnathan johnny jon jonathan jonathon jordan jorge jose joseph josh joshua joy joyce juan
        juanita judith judy julia julian julie june justin kaitlin kaitlyn kara karen kari karina karl karla kate katelyn katherine
        kathleen kathryn kathy katie katrina kayla keith kelli kellie kelly kelsey ken kendra kenneth kerry kevin kim kimberly
        kirk kirsten krista kristen kristi kristie kristin kristina kristine kristy krystal kurt kyle lance larry latoya laura
        lauren laurie lawrence leah lee leon leonard leroy leslie levi lewis liam lilian lily linda lindsay lindsey lisa logan lois
        lonnie lori lorraine louis louise lucas lucy luis luke lydia lynn mackenzie madeline madison malcolm mallory mandy manuel
        marc marcia marco marcus margaret maria mariah marie marilyn mario marion marissa mark marlene marsha marshall martha
        martin marvin mary mason mathew matthew maureen maurice max maxwell megan meghan melanie melinda melissa melody melvin
        mercedes meredith mia michael micheal michele michelle miguel mike miranda misty mitchell mitt mohamed mohammed molly monica
        monique morgan nancy naomi natalie natasha nathan nathaniel neil nicholas nichole nicolas nicole nigel nina noah nora norma
        norman oliver olivia omar oscar owen paige pam pamela parker patricia patrick patty paul paula pauline peggy penny perry
        pete peter philip phillip phoebe phyllis preston priscilla rachael rachel ralph ramon randall randy raul ray raymond
        rebecca rebekah regina reginald renee rhonda ricardo richard rick ricky riley rita robert roberta roberto robin rodney roger
        roland ron ronald ronnie rosa rose ross roy ruben russell ruth ryan sabrina sally sam samantha samuel sandra sandy sara sarah
        savannah scott sean sebastian selena sergio seth shane shannon sharon shaun shawn sheena sheila shelby shelia shelley
        shelly sheri sherri sherry shirley sidney sierra simon sonia sonya sophia sophie spencer stacey stacie stacy stanley stefanie
        stella stephanie stephen steve steven stewart stuart sue summer susan suzanne sydney sylvia tabitha tamara tami tammie tammy
        tanner tanya tara tasha taylor ted terence teresa terri terry theodore theresa thomas tiffany tim timothy tina todd tom tommy
        toni tonya tony tracey traci tracy travis trevor tricia troy tyler tyrone valerie vanessa vernon veronica vicki vickie
        victor victoria vincent virginia walter wanda warren wayne wendy wesley whitney will william willie wyatt xavier yolanda
        yvette yvonne zachary zoe donald barack hillary bernie kamala vladimir
        """
    static let others = """
        hans jürgen klaus wolfgang günter günther horst dieter manfred uwe heinz werner gerhard helmut bernd ulrich rainer frank
        jörg stefan andreas matthias thorsten torsten sven ralf holger jochen karin ursula renate monika gisela ingrid helga
        brigitte sabine petra heike birgit susanne anja katrin kathrin silke ute gabriele claudia anke elke heinrich friedrich wilhelm
        otto lothar detlef hartmut rüdiger ludwig ernst lukas jonas leon finn maximilian moritz johannes hannelore irmgard
        jean pierre jacques françois françoise nathalie isabelle sylvie véronique valérie sandrine céline aurélie émilie
        stéphanie laurent nicolas julien sébastien frédéric olivier thierry christophe stéphane pascal éric philippe alain gérard
        bernard michel marcel rené andré yves guillaume mathieu maxime antoine alexandre benoît clément rémi jérôme hélène monique
        jacqueline camille manon léa chloé inès margaux élodie mélanie édouard étienne gilles lucie zoé noémi noël honoré
        josé juan manuel antonio francisco javier jesús carlos miguel ángel alejandro pablo sergio fernando jorge luis alberto
        álvaro diego raúl enrique ramón vicente andrés joaquín rafael iván rubén óscar maría carmen ana isabel dolores pilar
        teresa josefa cristina francisca laura mercedes rosario lucía elena raquel sonia beatriz nuria silvia encarnación
        guadalupe rocío inmaculada consuelo esperanza montserrat yolanda gonzalo ignacio felipe emilio jaime santiago
        giuseppe giovanni antonio luigi francesco angelo vincenzo pietro salvatore carlo franco domenico bruno paolo giorgio
        stefano marco alessandro andrea matteo lorenzo davide luca simone federico riccardo giulia chiara francesca alessia
        sara martina silvia valentina elisa ilaria giuseppina rosa caterina lucia paola alessandra giovanna antonella fabio
        massimo roberto enrico claudio sergio gianni ettore raffaele umberto leonardo
        jan piotr andrzej krzysztof stanisław tomasz paweł józef marcin marek michał grzegorz jerzy tadeusz adam łukasz zbigniew
        ryszard dariusz henryk mariusz kazimierz wojciech robert mateusz marian rafał jacek janusz mirosław maciej sławomir
        jarosław kamil wiesław roman władysław anna maria katarzyna małgorzata agnieszka krystyna barbara ewa elżbieta zofia
        teresa magdalena joanna janina monika danuta jadwiga aleksandra halina irena beata marta dorota grażyna natalia
        pieter johannes jan willem hendrik cornelis gerrit kees joost maarten bram daan sem thijs lars ruben jeroen sander
        marieke anouk sanne femke lotte fleur eva johanna wilhelmina cornelia hendrika
        erik lars karl anders per johan nils jan lennart gunnar sven bo bengt bertil gustav olof björn mikael fredrik mattias
        magnus göran håkan ulf oskar elin ingrid margareta kristina birgitta elisabeth eva marie karin lena kerstin anna
        linnéa ulla astrid märta gunilla annika malin åsa
        juhani johannes matti mikael antero tapani tapio ilmari timo kari pekka mika jari antti heikki juha markku hannu
        seppo jukka ville olli tero sami aino tuula helena johanna annika marjatta kaarina liisa anneli maarit päivi pirjo
        eeva riitta sirpa tarja satu minna kirsi hanna sanna laura veikko eero esa risto arto marja
        aarav aditya amit anand anil anita anjali arjun asha ashok deepa deepak gaurav geeta harish indira karan kavita kiran
        krishna lakshmi lalit madhu mahesh manish meena mohan mukesh nalini neha nikhil nisha pooja pradeep prakash prem priya
        rahul raj rajesh rajiv rakesh ram ramesh ravi rekha rohan rohit sanjay sandeep sarita shanti shreya sita sneha sonia
        sunil sunita suresh uma usha vijay vikram vinod vivek yash
        ahmed ali amina aisha fatima hassan hussein ibrahim ismail khalid layla mahmoud mariam mohammad muhammad mustafa nadia
        omar samir yusuf zainab abdullah emre mehmet mustafa ayşe fatma elif hüseyin
        ivan sergei dmitri alexei andrei mikhail nikolai natalia olga tatiana svetlana irina ekaterina anastasia yuri boris igor
        oleg pavel vera wei li ming hiroshi yuki kenji takashi akira sakura haruto minh nguyen thanh joão paulo pedro tiago
        """
}
