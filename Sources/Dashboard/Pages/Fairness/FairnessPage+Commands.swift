import Canvas
import Engine
import Journal
import Records

// The commands of the Fairness page.
extension FairnessPage {
    static let commands: [KeyCommand] = [
        KeyCommand(
            .metric, "metric", "choose a metric from the catalogue", keys: [.char("M")],
            in: .only(FairnessPage.contexts),
            group: .screen, rank: 10, disabled: { $0.noFigures }
        ) { $0.openMetricPicker() },
        KeyCommand(
            .by, "by group", "choose the groups: columns, crossings, within a control group", keys: [.char("B")],
            in: .only(FairnessPage.contexts), group: .screen, rank: 11
        ) { $0.openGroupPicker() },
        KeyCommand(
            .chart, "chart", "dumbbells, slopes or a table", keys: [.char("C")], in: .only(FairnessPage.contexts),
            group: .screen, rank: 12
        ) { $0.nextChart() },
        KeyCommand(
            .threshold, "threshold", "what other thresholds would do; nothing is changed", keys: [.char("L")],
            in: .only(FairnessPage.contexts), group: .screen, rank: 15, disabled: { $0.noThresholds }
        ) { $0.toggleThreshold() },
        KeyCommand(
            .trend, "trend", "every save point; any two of them compared", keys: [.char("T")],
            in: .only(FairnessPage.contexts),
            group: .screen, rank: 16
        ) { $0.toggleTrend() },
        KeyCommand(
            .harmed, "harmed", "who is harmed by the change", keys: [.char("H")], in: .only(FairnessPage.contexts),
            group: .screen, rank: 13, disabled: { $0.noChangeToJudge }
        ) { $0.showHarmed() },
        KeyCommand(
            .explain, "explain", "what this metric means", keys: [.char("I")], in: .only(FairnessPage.contexts),
            group: .screen,
            rank: 14
        ) { $0.explainMetric() },
        KeyCommand(
            .markSavePoint, "mark", "mark this save point; the second one is compared with it", keys: [.char(" ")],
            in: .only([.trend]), group: .mark, rank: 9
        ) { $0.markSavePoint() },
    ]
}
