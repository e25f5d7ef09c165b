import APIResources
import ArgumentParser

struct WaitOptions: ParsableArguments {
    @Flag(help: "Return only when the change is live on every server.")
    var wait = false

    @Option(help: ArgumentHelp("How long --wait waits at most.", valueName: "seconds"))
    var timeout: Double = 60

    func validate() throws {
        if !(timeout > 0 && timeout <= 86400) { throw ValidationError("--timeout: A number of seconds above 0 and up to 86400, please.") }
    }

    /// Polls the domain until every part of it is live, and returns the last answer.
    ///
    /// Throws a `Refusal` with the daemon's words when a server refuses, or with what is still missing when the time is over.
    func untilLive(_ name: String, _ panel: Panel) async throws -> Answer {
        try await poll {
            // The panel answers when something is settled, or after this long: asking again and again is the exception.
            let answer = try await panel.get("domains", name, waiting: min(timeout, 25))
            return try Self.progress(answer.decode(DomainResource.self)).map { _ in answer }
        }
    }

    /// Polls until every domain of the account is live.
    func untilLive(account number: Int, _ panel: Panel) async throws {
        _ = try await poll {
            var page = 1
            var seen = 0
            while true {
                let answer = try await panel.get("domains", query: [("account", String(number)), ("page", String(page))])
                let list = try answer.decode(ListResource<DomainResource>.self)
                for domain in list.items where domain.state != "trashed" {
                    if case .waiting(let what) = try Self.progress(domain) { return .waiting(what) }
                }
                seen += list.items.count
                page += 1
                if list.items.isEmpty || list.total.map({ seen >= $0 }) ?? (list.next == nil) { return .done(answer) }
            }
        }
    }

    enum Progress<Result> {
        case done(Result)
        /// With what it waits for.
        case waiting(String)

        func map<Other>(_ change: (Result) -> Other) -> Progress<Other> {
            switch self {
            case .done(let result): .done(change(result))
            case .waiting(let what): .waiting(what)
            }
        }
    }

    /// How far the domain is. Throws with the daemon's words when a server has refused it.
    static func progress(_ domain: DomainResource) throws -> Progress<Void> {
        let refused = domain.statuses.filter { ["failed", "content_missing"].contains($0.state) }
        if !refused.isEmpty {
            var refusal = Refusal(.failed, "\(domain.name) is not live.")
            refusal.lines += refused.map { "\($0.server) (\($0.kind)): \($0.words.isEmpty ? $0.state : $0.words)" }
            throw refusal
        }
        // A demonstration reaches no server, and there is nothing to wait for.
        if domain.isDemo == true { return .done(()) }
        if domain.statuses.isEmpty { return .waiting("\(domain.name) has not reached a server.") }
        let pending = domain.statuses.filter { $0.state != "live" }
        if pending.isEmpty { return .done(()) }
        let states = pending.map { "\($0.server) (\($0.kind)): \($0.state)\($0.words.isEmpty ? "" : ", \($0.words)")" }
        return .waiting("\(domain.name): \(states.joined(separator: "; ")).")
    }

    /// Asks again after 20 ms, growing to 250 ms, when the panel has answered before the change is live.
    private func poll(_ ask: () async throws -> Progress<Answer>) async throws -> Answer {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(timeout)
        var pause = Duration.milliseconds(20)
        while true {
            switch try await ask() {
            case .done(let answer): return answer
            case .waiting(let what):
                if clock.now + pause > end {
                    throw Refusal(.unavailable, "Not live after \(Self.text(timeout)) seconds. \(what) The change stays queued.")
                }
            }
            try await clock.sleep(for: pause)
            pause = min(pause * 3 / 2, .milliseconds(250))
        }
    }

    private static func text(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
    }
}
