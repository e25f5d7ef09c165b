import AgentProtocol
import Core

/// Which changes wait, which run, and up to where the sequence is done. Pure: no clock, no input or output.
///
/// A server comes before everything on it and an account before its websites, in the order of the sequence; everything else is independent, so a
/// slow or failing object holds up nobody. Waiting changes of one object are coalesced: the newest counts, in the place of the first.
struct Plan {
    struct Item: Sendable {
        var key: ObjectKey
        var sequence: Int64
        var presence: Presence
        var specification: Specification?
        /// The account of a website, where it is known.
        var account: AccountID?
        /// Which driver's concurrency it counts against.
        var lane: Int
        /// Removals wait a moment, so that a burst of them is seen before the first is carried out.
        var notBefore: Timestamp = Timestamp(milliseconds: 0)
        /// Another try, or another look: not part of the sequence.
        var isRepeat = false
        /// Its place in the ledger; nil when the sequence does not depend on it.
        fileprivate(set) var place: Int?

        fileprivate func saysTheSame(as other: Item) -> Bool {
            sequence == other.sequence && presence == other.presence && specification == other.specification
        }
    }

    private struct AccountKey: Hashable {
        var server: LogicalServerID
        var account: String
    }

    private struct Node {
        var item: Item
        var isRunning = false
        /// How many earlier objects must finish first.
        var blockers = 0
        /// Who waits for this one.
        var blocks: [ObjectKey] = []
        /// The account it is filed under; a coalesced change may name another one.
        var filed: AccountKey?
    }

    private var nodes: [ObjectKey: Node] = [:]
    /// Newer wishes for objects that are running.
    private var successors: [ObjectKey: Item] = [:]
    private var ready: [Int: Queue<ObjectKey>] = [:]
    private var held: [ObjectKey] = []
    private var running: [Int: Int] = [:]
    private var byServer: [LogicalServerID: Set<ObjectKey>] = [:]
    private var parents: [LogicalServerID: Set<ObjectKey>] = [:]
    private var byAccount: [AccountKey: Set<ObjectKey>] = [:]
    private var ledger: Ledger

    init(position: Int64) { ledger = Ledger(position: position) }

    /// Everything up to here has an outcome.
    var position: Int64 { ledger.position }
    var count: Int { nodes.count + successors.count }
    var isIdle: Bool { nodes.isEmpty }
    func contains(_ key: ObjectKey) -> Bool { nodes[key] != nil }

    /// The stream begins anew after `position`. What waits and runs goes on, but its places in the sequence are asked for again.
    mutating func restart(at position: Int64) {
        ledger = Ledger(position: position)
        for key in nodes.keys { nodes[key]?.item.place = nil }
        for key in successors.keys { successors[key]?.place = nil }
    }

    /// Forgets what waits and came by the stream; what runs, finishes. For a stop.
    mutating func dropWaiting() {
        successors = successors.filter { $0.value.isRepeat }
        let dropped = nodes.filter { !$0.value.isRunning && !$0.value.item.isRepeat }.keys
        for key in dropped { remove(key) }
        // The position stays where it is: the dropped ones are asked for again.
        restart(at: position)
    }

    /// A change has arrived. `position` is where the sequence stands once it is done, nil inside a snapshot.
    mutating func accept(_ arrived: Item, position: Int64?) {
        var item = arrived
        item.place = ledger.append(position: position)
        guard let node = nodes[item.key] else { return insert(item) }
        if node.isRunning {
            if node.item.saysTheSame(as: item), successors[item.key] == nil {
                if let place = node.item.place { ledger.finish(place) }
                nodes[item.key]?.item.place = item.place
                return
            }
            if let place = successors[item.key]?.place { ledger.finish(place) }
            successors[item.key] = item
        } else {
            if let place = node.item.place { ledger.finish(place) }
            nodes[item.key]?.item = item
        }
    }

    /// A change that needs nothing done: it has its outcome already, or it is only the end of a snapshot.
    mutating func pass(position: Int64?) { ledger.finish(ledger.append(position: position)) }

    /// Another try or another look, unless something newer for the object waits or runs.
    mutating func `repeat`(_ item: Item) {
        guard nodes[item.key] == nil else { return }
        var item = item
        item.isRepeat = true
        item.place = nil
        insert(item)
    }

    /// What can run now, and when to look again because of removals that are held.
    mutating func next(now: Timestamp, limit: (Int) -> Int) -> (items: [Item], lookAgain: Timestamp?) {
        var lookAgain: Timestamp?
        let waiting = held
        held = []
        for key in waiting {
            guard let node = nodes[key], !node.isRunning else { continue }
            ready[node.item.lane, default: Queue()].append(key)
        }
        var items: [Item] = []
        for lane in Array(ready.keys) {
            while running[lane, default: 0] < limit(lane), let key = ready[lane]?.popFirst() {
                guard let node = nodes[key], !node.isRunning, node.blockers == 0 else { continue }
                if node.item.notBefore > now {
                    held.append(key)
                    lookAgain = min(lookAgain ?? node.item.notBefore, node.item.notBefore)
                    continue
                }
                nodes[key]?.isRunning = true
                running[lane, default: 0] += 1
                items.append(node.item)
            }
        }
        return (items, lookAgain)
    }

    /// The running object has its outcome, which is about to become durable together with the new position.
    mutating func finish(_ key: ObjectKey) {
        guard let node = nodes[key], node.isRunning else { return }
        running[node.item.lane, default: 1] -= 1
        if let place = node.item.place { ledger.finish(place) }
        remove(key)
        if let next = successors.removeValue(forKey: key) { insert(next) }
    }

    /// The running object came to no outcome (the agent is ending): its place stays open.
    mutating func abandon(_ key: ObjectKey) {
        guard let node = nodes[key], node.isRunning else { return }
        running[node.item.lane, default: 1] -= 1
        remove(key)
    }

    private mutating func insert(_ item: Item) {
        var node = Node(item: item)
        for other in earlier(item) where other != item.key && nodes[other] != nil {
            nodes[other]?.blocks.append(item.key)
            node.blockers += 1
        }
        byServer[item.key.server, default: []].insert(item.key)
        switch ObjectKind(rawValue: item.key.kind) {
        case .webServer, .nameServer: parents[item.key.server, default: []].insert(item.key)
        case .website:
            if let account = item.account {
                let filed = AccountKey(server: item.key.server, account: account.text)
                byAccount[filed, default: []].insert(item.key)
                node.filed = filed
            }
        case .account, .zone, nil: break
        }
        nodes[item.key] = node
        if node.blockers == 0 { ready[item.lane, default: Queue()].append(item.key) }
    }

    /// What must finish before `item`: of everything that is here already.
    private func earlier(_ item: Item) -> Set<ObjectKey> {
        let key = item.key
        switch ObjectKind(rawValue: key.kind) {
        case .webServer, .nameServer: return byServer[key.server] ?? []
        case .account:
            return (parents[key.server] ?? []).union(byAccount[AccountKey(server: key.server, account: key.object)] ?? [])
        case .website:
            var before = parents[key.server] ?? []
            if let account = item.account {
                before.insert(ObjectKey(server: key.server, kind: ObjectKind.account.rawValue, object: account.text))
            }
            return before
        case .zone: return parents[key.server] ?? []
        case nil: return []
        }
    }

    private mutating func remove(_ key: ObjectKey) {
        guard let node = nodes.removeValue(forKey: key) else { return }
        byServer[key.server]?.remove(key)
        if byServer[key.server]?.isEmpty == true { byServer[key.server] = nil }
        parents[key.server]?.remove(key)
        if parents[key.server]?.isEmpty == true { parents[key.server] = nil }
        if let filed = node.filed {
            byAccount[filed]?.remove(key)
            if byAccount[filed]?.isEmpty == true { byAccount[filed] = nil }
        }
        for other in node.blocks {
            guard let waiting = nodes[other] else { continue }
            nodes[other]?.blockers -= 1
            if waiting.blockers == 1 { ready[waiting.item.lane, default: Queue()].append(other) }
        }
    }
}

/// Places of the sequence in order; the position is the end of the part that is done without a gap.
private struct Ledger {
    private struct Entry {
        var position: Int64?
        var isDone = false
    }

    private var entries: [Entry] = []
    private var start = 0
    /// Places that were dropped from the front of `entries`.
    private var offset = 0
    private(set) var position: Int64

    init(position: Int64) { self.position = position }

    mutating func append(position: Int64?) -> Int {
        entries.append(Entry(position: position))
        return offset + entries.count - 1
    }

    mutating func finish(_ place: Int) {
        let index = place - offset
        guard index >= start, index < entries.count else { return }
        entries[index].isDone = true
        while start < entries.count, entries[start].isDone {
            if let reached = entries[start].position { position = reached }
            start += 1
        }
        if start > 1024, start * 2 > entries.count {
            entries.removeFirst(start)
            offset += start
            start = 0
        }
    }
}

/// First in, first out, in constant time.
private struct Queue<Element> {
    private var elements: [Element] = []
    private var start = 0

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func popFirst() -> Element? {
        guard start < elements.count else {
            elements.removeAll(keepingCapacity: true)
            start = 0
            return nil
        }
        defer { start += 1 }
        return elements[start]
    }
}
