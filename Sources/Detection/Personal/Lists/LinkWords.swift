/// Top levels of domains, what stands before names of users in links, and what programs write behind "@".
enum LinkWords {
    static let lists: [(sense: Sense, words: String)] = [
        (
            .topLevel,
            """
            com org net edu gov mil int info biz name pro museum travel aero coop jobs mobi io ai app dev xyz online site shop store
            blog tech club live news cloud page wiki space website agency email solutions today world life media digital center
            ac ad ae af ag al am ao ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch
            ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi
            gl gm gn gp gq gr gt gu gw gy hk hm hn hr ht hu id ie il im in iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky
            kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng
            ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm
            sn so sr st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf
            ws ye yt za zm zw
            """
        ),
        (
            .accountPath,
            "user users u profile profiles people member members author authors in id account accounts channel c person"
        ),
        (.mail, "email emails mail mails e-mail write contact reach send address inbox gmail"), (.at, "at"),
        (.web, "www"),
        (.dot, "dot punkt point punto"),
        (
            .annotation,
            """
            property media override overrides param params return returns interface import keyframes charset supports deprecated
            staticmethod classmethod dataclass abstractmethod cached_property pytest test tests before after beforeeach aftereach
            autowired bean component controller service entity table column id generatedvalue nullable nonnull notnull throws
            throw see since author version link code inheritdoc private public protected readonly type typedef types template
            todo brief file font page namespace include extend mixin if else for while end class def func function available
            objc escaping autoclosure published state binding main mainactor sendable suppresswarnings safevarargs
            functionalinterface retention target documented inherited test_only wraps app route login_required noon
            """
        ),
    ]
}
