/// The pages of the dashboard. Page 8, the plan, is not built yet; its number stays free.
enum Pages {
    static let all: [any Page.Type] = [
        RecordsPage.self, ValuesPage.self, QueuePage.self, JobsPage.self, FairnessPage.self, ModelsPage.self,
        JournalPage.self,
    ]
}
