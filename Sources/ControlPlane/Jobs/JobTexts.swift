import Jobs
import Presentation

/// What the pages of jobs say.
protocol JobTexts: Sendable {
    var title: String { get }
    var schedules: String { get }
    var schedulesSummary: String { get }
    var kind: String { get }
    var state: String { get }
    var priority: String { get }
    var attempts: String { get }
    var due: String { get }
    var lastError: String { get }
    var every: String { get }
    var nextRun: String { get }
    var lastRun: String { get }
    var on: String { get }
    var off: String { get }
    var turnOn: String { get }
    var turnOff: String { get }
    var isOnNow: String { get }
    var isOffNow: String { get }
    var saved: String { get }
    var retry: String { get }
    var runNow: String { get }
    var willRetry: String { get }
    var willRun: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    func summary(_ jobs: Int) -> String
    func setPriority(_ word: String) -> String
    func word(_ state: JobState) -> String
    func word(_ priority: JobPriority) -> String
    /// What a kind of job does, in a few words; nil for a kind of another release.
    func name(_ kind: String) -> String?
}

extension Texts {
    var jobs: any JobTexts { pick(EnglishJobTexts(texts: self), GermanJobTexts(texts: self), RussianJobTexts(texts: self)) }
}

struct EnglishJobTexts: JobTexts {
    let texts: Texts
    let title = "Jobs"
    let schedules = "Schedules"
    let schedulesSummary = "What is done again and again."
    let kind = "Job"
    let state = "State"
    let priority = "Priority"
    let attempts = "Attempts"
    let due = "Due or done"
    let lastError = "Last error"
    let every = "Every"
    let nextRun = "Next run"
    let lastRun = "Last run"
    let on = "On"
    let off = "Off"
    let turnOn = "Turn on"
    let turnOff = "Turn off"
    let isOnNow = "It runs again by its schedule."
    let isOffNow = "It does not run by its schedule any more. You can still run it by hand."
    let saved = "Saved."
    let retry = "Try again"
    let runNow = "Run now"
    let willRetry = "The job runs again now."
    let willRun = "It runs now."
    let emptyTitle = "No job yet"
    let emptyText = "Work that is done later or again and again is listed here: emptying the trash, forgetting old sessions, sending mail."
    func summary(_ jobs: Int) -> String { texts.plural(jobs, one: "job", other: "jobs") }
    func setPriority(_ word: String) -> String { "Priority: \(word.lowercased())" }
    func word(_ state: JobState) -> String {
        switch state {
        case .waiting: "Waiting"
        case .running: "Running"
        case .done: "Done"
        case .failed: "Given up"
        }
    }
    func word(_ priority: JobPriority) -> String {
        switch priority {
        case .high: "High"
        case .normal: "Normal"
        case .low: "Low"
        }
    }
    func name(_ kind: String) -> String? {
        switch kind {
        case "accounts.purge_trash": "Delete for good what has been in the trash for its time"
        case "identity.sweep_expired": "Forget expired sessions and links"
        case "jobs.prune": "Remove old jobs from this list"
        case "notifications.send_mail": "Send a mail"
        case "notifications.prune_mail": "Remove old mails"
        case "accounts.check_usage": "Look at accounts near their disk space or traffic"
        case "accounts.prune_usage": "Remove old days of disk space and traffic"
        case "alerts.check": "Look for alerts"
        default: nil
        }
    }
}
