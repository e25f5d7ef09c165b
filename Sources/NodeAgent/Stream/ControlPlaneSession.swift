import AgentProtocol
import Core
import Logging

/// Keeps one stream open: opens it anew with growing, jittered pauses, hands its messages to the reconciler, posts reports and signs of life,
/// answers requests, renews the certificate.
package struct ControlPlaneSession: Sendable {
    private let link: any ControlPlaneLink
    private let reconciler: Reconciler
    private let requests: any NodeRequestHandler
    private let measure: @Sendable () async -> NodeState
    private let usage: (any UsageSource)?
    private let logger: Logger
    /// The control plane takes a node for dead after 7 s of silence.
    package var signOfLife: Duration = .seconds(2)
    /// Between two streams; doubles while none is greeted, and is scattered by a third.
    package var firstPause: Duration = .milliseconds(100)
    package var longestPause: Duration = .seconds(10)
    /// Most bytes that come with a request.
    package var contentLimit = 64 << 20

    /// `measure` tells how the machine is, for the sign of life; `usage` what accounts use, which goes with it.
    package init(
        link: any ControlPlaneLink, reconciler: Reconciler, requests: any NodeRequestHandler,
        measure: @escaping @Sendable () async -> NodeState, usage: (any UsageSource)? = nil,
        logger: Logger
    ) {
        self.link = link
        self.reconciler = reconciler
        self.requests = requests
        self.measure = measure
        self.usage = usage
        self.logger = logger
    }

    /// Why the present stream ends although nothing is wrong.
    private struct Renewed: Error {}

    /// Runs until it is cancelled.
    package func run() async {
        var pause = firstPause
        var lastWords = ""
        while !Task.isCancelled {
            let greeted = Locked(false)
            let words: String
            do {
                if try await link.renewIfDue() { logger.info("using the new certificate") }
                try await follow(greeted)
                words = "the control plane ended the stream"
            } catch is Renewed {
                continue
            } catch let end as Reconciler.StreamEnd {
                words = "\(end)"
            } catch {
                words = String(describing: error)
            }
            if Task.isCancelled { return }
            if greeted.value { pause = firstPause }
            // Said once, not at every try.
            if words != lastWords || greeted.value { logger.warning("no stream from the control plane", metadata: ["reason": "\(words)"]) }
            lastWords = words
            // Cancelled while waiting: the loop's condition sees it.
            try? await Task.sleep(for: pause * Double.random(in: 0.7...1.3))
            pause = min(pause * 2, longestPause)
        }
    }

    private func follow(_ greeted: Locked<Bool>) async throws {
        let (after, epoch) = await reconciler.beginStream()
        let (messages, source) = AsyncStream.makeStream(of: NodeRequest.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { source.finish() }
                try await link.follow(after: after, epoch: epoch) { message in
                    if case .hello(let hello) = message {
                        if !greeted.value {
                            logger.info(
                                "stream open", metadata: ["after": "\(after)", "sequence": "\(hello.sequence)", "epoch": "\(hello.epoch)"])
                        }
                        greeted.withLock { $0 = true }
                    }
                    if case .request(let request) = message { source.yield(request) }
                    try await reconciler.take(message)
                }
            }
            group.addTask { try await report(greeted) }
            group.addTask { await answer(messages) }
            // Whichever ends first ends the others: the stream, or reports that are not taken any more.
            try await group.next()
            group.cancelAll()
        }
    }

    // MARK: Reports

    private func report(_ greeted: Locked<Bool>) async throws {
        let (ticks, ticker) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while !Task.isCancelled {
                    ticker.yield()
                    try await Task.sleep(for: signOfLife)
                }
            }
            group.addTask {
                for await _ in await reconciler.news() { ticker.yield() }
            }
            group.addTask {
                var lastSign = ContinuousClock.now - signOfLife
                for await _ in ticks where greeted.value {
                    let isSign = ContinuousClock.now - lastSign >= signOfLife
                    if isSign {
                        lastSign = .now
                        if try await link.renewIfDue() { throw Renewed() }
                    }
                    try await post(isSign ? await measure() : nil, isSign: isSign)
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private func post(_ node: NodeState?, isSign: Bool) async throws {
        guard var report = await reconciler.nextReport(node: node), isSign || report.isWorthTelling else { return }
        // One that does not take changes may speak to a foreign installation.
        if isSign, report.body.stop == nil {
            report.body.usage = await usage?.report(to: report.body.installation, epoch: report.body.epoch)
        }
        do {
            try await link.report(report.body)
        } catch let refusal as LinkRefusal where report.body.stop != nil {
            // Another installation does not take it; the stream is still listened to, for it may be confirmed there.
            logger.info("a report was refused", metadata: ["refusal": "\(refusal)"])
            return await reconciler.notArrived(report)
        } catch {
            await reconciler.notArrived(report)
            throw error
        }
        await reconciler.acknowledged(report)
        if let told = report.body.usage { await usage?.taken(told) }
    }

    // MARK: Requests

    private func answer(_ messages: AsyncStream<NodeRequest>) async {
        await withDiscardingTaskGroup { group in
            for await request in messages {
                group.addTask { await answer(request) }
            }
            group.cancelAll()
        }
    }

    private func answer(_ request: NodeRequest) async {
        var answer = NodeAnswer()
        do {
            answer.content = try await act(on: request)
        } catch let fault as Fault {
            answer.problem = NodeProblem(
                kind: fault.kind.rawValue, key: fault.key, arguments: fault.arguments, sentence: fault.sentence)
        } catch {
            logger.warning("a request failed", metadata: ["request": "\(request.id)", "error": "\(error)"])
            answer.problem = NodeProblem(
                kind: Fault.Kind.unavailable.rawValue, key: "node.request_failed", sentence: "The server could not do this: \(error).")
        }
        do {
            try await link.answer(request.id, answer)
        } catch {
            logger.warning("an answer did not arrive", metadata: ["request": "\(request.id)", "error": "\(error)"])
        }
    }

    private func act(on request: NodeRequest) async throws -> [UInt8]? {
        switch request.operation {
        case .verify(let reference):
            try await reconciler.verify(reference)
            return nil
        case .resolveQuarantine(let reference, let trash):
            try await reconciler.resolveQuarantine(reference, trash: trash)
            return nil
        case .writeFile, .readFile, .readLog:
            guard request.contentLength <= contentLimit else {
                throw Fault(.limit, key: "file.too_large", "The file is larger than \(contentLimit >> 20) MB.")
            }
            let content = request.contentLength > 0 ? try await link.content(of: request.id, limit: contentLimit) : []
            guard content.count == request.contentLength else {
                throw Fault(.unavailable, key: "file.incomplete", "The file did not arrive whole. Send it again.")
            }
            return try await requests.answer(request, content: content)
        }
    }
}
