import Jobs
import Presentation

/// What the page of jobs says.
protocol JobTexts: Sendable {
    var title: String { get }
    var kind: String { get }
    var state: String { get }
    var attempts: String { get }
    var due: String { get }
    var lastError: String { get }
    var retry: String { get }
    var willRetry: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    func summary(_ jobs: Int) -> String
    func word(_ state: JobState) -> String
}

extension Texts {
    var jobs: any JobTexts {
        pick(EnglishJobTexts(texts: self), GermanJobTexts(texts: self), RussianJobTexts(texts: self))
    }
}

struct EnglishJobTexts: JobTexts {
    let texts: Texts
    let title = "Jobs"
    let kind = "Job"
    let state = "State"
    let attempts = "Attempts"
    let due = "Due or done"
    let lastError = "Last error"
    let retry = "Try again"
    let willRetry = "The job runs again now."
    let emptyTitle = "No job yet"
    let emptyText = "Work that is done later or again and again is listed here: emptying the trash, forgetting old sessions."
    func summary(_ jobs: Int) -> String { texts.plural(jobs, one: "job", other: "jobs") }
    func word(_ state: JobState) -> String {
        switch state {
        case .waiting: "Waiting"
        case .running: "Running"
        case .done: "Done"
        case .failed: "Given up"
        }
    }
}
