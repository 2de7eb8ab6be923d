/// The style sheet of the HTML report: one column on a phone and on paper, contents beside the text where there is
/// room.
enum Stylesheet {
    static var css: String {
        """
        :root{color-scheme:light dark;\(Palette.properties(\.light))}
        @media (prefers-color-scheme:dark){:root{\(Palette.properties(\.dark))}}
        @media print{:root{color-scheme:light;\(Palette.properties(\.light))}}
        \(page)
        \(text)
        \(tables)
        \(charts)
        \(wide)
        \(paper)
        """
    }

    private static let page = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
        body{margin:0;background:var(--page);color:var(--ink);
        font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;
        overflow-wrap:anywhere}
        .skip{position:absolute;left:-999rem}
        .skip:focus{left:1rem;top:1rem;background:var(--page);padding:.5rem 1rem;z-index:1}
        .frame{max-width:76rem;margin:0 auto;padding:0 clamp(1rem,4vw,3rem)}
        header{padding:clamp(2rem,6vw,4.5rem) 0 2rem}
        .over{margin:0 0 .75rem;font-size:.8rem;letter-spacing:.12em;text-transform:uppercase;color:var(--muted)}
        h1{margin:0 0 .5rem;font:600 clamp(1.9rem,5vw,3.1rem)/1.12 ui-serif,"Iowan Old Style",Palatino,
        "Noto Serif",Georgia,"Liberation Serif",serif;letter-spacing:-.015em;text-wrap:balance}
        .sub{margin:0;color:var(--muted)}
        .verdict{border-top:3px solid var(--ink);padding-top:1.5rem;margin-top:2rem}
        .lead{margin:0 0 2rem;max-width:46rem;font:400 clamp(1.2rem,2.6vw,1.6rem)/1.4 ui-serif,"Iowan Old Style",
        Palatino,"Noto Serif",Georgia,"Liberation Serif",serif;text-wrap:pretty}
        .answers{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:1.5rem 2.5rem}
        .answer{border-top:1px solid var(--rule);padding-top:1rem}
        .answer h2{margin:0 0 .5rem;font:600 .95rem/1.4 system-ui,-apple-system,"Segoe UI",Roboto,
        "Noto Sans","Liberation Sans",sans-serif;letter-spacing:0}
        .answer p{margin:.4rem 0;font-size:.95rem}
        footer{margin:4rem 0;padding-top:1.5rem;border-top:1px solid var(--rule);font-size:.85rem;color:var(--muted)}
        """

    private static let text = """
        a{color:var(--link);text-underline-offset:.15em}
        a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        nav ol{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;font-size:.9rem}
        nav a{display:inline-block;padding:.2rem 0}
        main>section{padding-top:3.5rem}
        h2{margin:0 0 1rem;font:600 clamp(1.4rem,3vw,1.85rem)/1.2 ui-serif,"Iowan Old Style",Palatino,"Noto Serif",
        Georgia,"Liberation Serif",serif;letter-spacing:-.01em}
        section h3{margin:2.25rem 0 .75rem;font-size:1.05rem;line-height:1.35}
        p{margin:.75rem 0;max-width:44rem}
        ul{max-width:44rem;padding-left:1.2rem}
        li{margin:.3rem 0}
        .muted{color:var(--muted)}.good{color:var(--good)}.harm{color:var(--harm)}.caution{color:var(--caution)}
        .harm,.good,.caution{font-weight:600}
        .call{border-left:4px solid var(--rule);background:var(--card);padding:1rem 1.25rem;margin:1.25rem 0;
        border-radius:0 .4rem .4rem 0;max-width:48rem}
        .call h3{margin:0 0 .35rem;font-size:1rem}.call p{margin:.35rem 0;font-weight:400;color:var(--ink)}
        .call.harm{border-color:var(--harm)}.call.good{border-color:var(--good)}
        .call.caution{border-color:var(--caution)}
        dl{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;margin:1rem 0;max-width:58rem}
        dt,dd{margin:0;padding:.5rem 0;border-top:1px solid var(--rule)}
        dt{color:var(--muted);padding-right:1rem}
        @media (max-width:34rem){dl{grid-template-columns:1fr}dd{border:0;padding-top:0}}
        details{margin:1.25rem 0}
        summary{cursor:pointer;font-weight:600;padding:.4rem 0}
        """

    private static let tables = """
        .scroll{overflow-x:auto;margin:1.25rem 0}
        table{border-collapse:collapse;font-size:.875rem;line-height:1.4;min-width:min(100%,26rem);
        overflow-wrap:normal}
        caption{text-align:left;padding:0 0 .6rem;font-weight:600;font-size:.95rem;caption-side:top;
        overflow-wrap:anywhere}
        th,td{padding:.45rem .7rem .45rem 0;text-align:left;vertical-align:top}
        th:not(:first-child),td:not(:first-child){padding-left:.3rem}
        thead th.n{white-space:normal}
        thead th{border-bottom:1.5px solid var(--ink);font-weight:600;vertical-align:bottom}
        tbody th{font-weight:400;min-width:7rem;max-width:20rem;overflow-wrap:break-word}
        tbody tr{border-bottom:1px solid var(--rule)}
        tbody tr.part th{font-weight:600;padding-top:1.1rem;max-width:none}
        tbody tr.part small{display:block;font-weight:400;color:var(--muted);font-size:.8rem;max-width:44rem}
        td{max-width:26rem}
        .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums lining-nums}
        """

    private static let charts = """
        .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:2rem 2.5rem;
        margin:1.5rem 0}
        figure{margin:0;min-width:0}
        figcaption{font-weight:600;font-size:.95rem;margin:0 0 .5rem}
        svg{display:block;width:100%;height:auto;max-width:27rem;font:12px system-ui,-apple-system,"Segoe UI",Roboto,
        "Noto Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums;overflow:visible}
        svg text{fill:var(--ink);paint-order:stroke;stroke:var(--page);stroke-width:3px}svg .t{fill:var(--muted);font-size:11px}
        .axis{stroke:var(--muted);stroke-width:1}.grid{stroke:var(--rule);stroke-width:1}
        .ref{stroke:var(--muted);stroke-width:1;stroke-dasharray:3 3;fill:none}
        .join{stroke:var(--muted);stroke-width:1.5}
        .b{stroke:var(--s1);fill:var(--page)}.a{stroke:var(--s0);fill:var(--s0)}
        .wb{stroke:var(--s1);stroke-width:1.5}.wa{stroke:var(--s0);stroke-width:1.5}
        .s{fill:none;stroke-width:2}
        \(series)
        .legend{list-style:none;margin:0 0 1rem;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;
        font-size:.875rem;max-width:none}
        .legend li{margin:0;display:flex;align-items:center;gap:.5rem}
        .legend svg{width:28px;height:14px;flex:none}
        """

    /// A colour and a dash pattern for each series.
    private static var series: String {
        let dashes = ["none", "7 3", "2 3", "9 3 2 3", "12 4", "1 4"]
        return dashes.indices.map {
            ".s\($0){stroke:var(--s\($0));stroke-dasharray:\(dashes[$0])}.f\($0){fill:var(--s\($0));stroke:none}"
        }.joined(separator: "\n")
    }

    private static let wide = """
        @media screen and (min-width:64rem){
        .answers{grid-template-columns:1.5fr 1fr 1fr}
        .body{display:grid;grid-template-columns:11rem minmax(0,1fr);gap:3.5rem}
        nav{position:sticky;top:2rem;align-self:start;padding-top:3.7rem;max-height:100vh;overflow-y:auto}
        nav ol{display:block}nav li{margin:.15rem 0}}
        """

    private static let paper = """
        @page{margin:16mm 14mm}
        @media print{:root{--page:#fff}body{font-size:10pt}nav,.skip{display:none}header{padding:0}
        .frame{max-width:none;padding:0 4mm}
        main>section{padding-top:1.6rem}.scroll{overflow:visible}table{font-size:8pt;width:100%}
        th,td{padding-right:.4rem}.n{white-space:normal}
        h2,h3,figcaption,caption{break-after:avoid}tr,figure,.call,.answer p{break-inside:avoid}
        .answers{display:block}.answer{margin-top:.8rem}
        thead{display:table-header-group}a{color:inherit;text-decoration:none}
        .charts{grid-template-columns:1fr 1fr}}
        """
}
