import AgentProtocol
import Core
import Foundation
import ServiceConfiguration

/// How one website becomes what is wanted.
extension WebDriver {
    func applyWebsite(_ change: Change) async throws -> AppliedObject {
        switch change.presence {
        case .purged: return try await purgeWebsite(change.reference)
        case .trashed: return try await trashWebsite(change)
        case .present: break
        }
        guard case .website(let wanted) = change.specification else {
            throw ApplyFailure(key: "node.refused", words: "the website's specification is missing")
        }
        guard let website = WebsiteID(change.reference.object), !wanted.names.isEmpty else {
            throw ApplyFailure(key: "node.refused", words: "the website has no id or no name")
        }
        try checkPolicy(number: wanted.accountNumber, uid: wanted.uid)
        guard let server = await servers.specification(change.reference.server) else {
            throw ApplyFailure(key: "website.no_server", words: "this node has no web server of that id yet", retryAfter: .seconds(1))
        }
        let socket = wanted.runsPHP ? await servers.phpSocket(ofAccount: wanted.accountNumber) : nil
        var object = try await begin(change.reference, wanted: wanted)
        try await prepareFiles(&object, wanted: wanted)
        let record = SiteRecord(
            website: website, systemUser: "web\(wanted.accountNumber)",
            documentRoot: "\(paths.home("web\(wanted.accountNumber)"))/\(wanted.documentRoot)", phpSocket: socket)
        try await serve(record, object: object, wanted: wanted)
        let seen = try await verify(website, wanted: wanted, endpoints: server.endpoints)
        return AppliedObject(result: object.lacksContent ? .contentMissing(seen: seen) : .live(seen: seen))
    }

    /// Writes down what is about to be done: after a crash every name that may have a record is known.
    private func begin(_ reference: ObjectReference, wanted: WebsiteSpecification) async throws -> WebObject {
        let systemUser = "web\(wanted.accountNumber)"
        guard access(paths.accountRecord(systemUser), F_OK) == 0 else {
            throw ApplyFailure(key: "website.no_account", words: "\(systemUser) is not on this node yet", retryAfter: .seconds(1))
        }
        return try await state.change { tables in
            let known = try tables.object(reference)
            var object = known ?? WebObject(reference: reference, presence: .present, specification: .website(wanted))
            if known == nil, let created = wanted.createdAt, try created < tables.established() { object.lacksContent = true }
            if case .website(let before) = object.specification, before.documentRoot != wanted.documentRoot { object.isPrepared = false }
            object.presence = .present
            object.specification = .website(wanted)
            object.names += wanted.names.filter { !object.names.contains($0) }
            try tables.put(object)
            return object
        }
    }

    /// One visit to the home. The document root is made once; later it is the customer's, and missing means broken.
    private func prepareFiles(_ object: inout WebObject, wanted: WebsiteSpecification) async throws {
        let files = files(systemUser: "web\(wanted.accountNumber)", uid: wanted.uid)
        let root = wanted.documentRoot.components
        if !object.isPrepared {
            var operations: [FileOperation] = [.prepareDocumentRoot(path: root)]
            if wanted.runsPHP {
                operations += [.makeDirectory(path: ["tmp"], isPrivate: true), .makeDirectory(path: ["sessions"], isPrivate: true)]
            }
            let answer = try await files.visit(operations, content: Array(wanted.indexPage.utf8))
            object.isPrepared = true
            // The content is there after all: it came back before the configuration did.
            if object.lacksContent, answer.isFresh == false { object.lacksContent = false }
        } else if object.lacksContent {
            object.lacksContent = try await files.visit([.inspect(path: root)]).isFresh ?? true
        }
    }

    /// From here on the next request finds the site. The rows come first: what a crash leaves undone is done at the agent's start.
    private func serve(_ record: SiteRecord, object: WebObject, wanted: WebsiteSpecification) async throws {
        let (website, names) = (record.website, wanted.names)
        let content = String(decoding: record.bytes, as: UTF8.self)
        let leaving = object.names.filter { !names.contains($0) }
        try await state.change { tables in
            for name in names {
                // A name that another present site serves is not taken from it; it comes free when that site's own change arrives.
                if let owner = try tables.owner(of: .name, name.ascii), owner != website.text {
                    throw ApplyFailure(
                        key: "website.name_taken", words: "\(name) is served for another website here", retryAfter: .seconds(2))
                }
                try tables.put(WebTables.Record(kind: .name, name: name.ascii, owner: website.text, content: content))
            }
            for name in leaving { _ = try tables.remove(.name, name.ascii, of: website.text) }
            try tables.put(object)
        }
        try await serve(
            WebTables.Record(kind: .name, name: names[0].ascii, owner: website.text, content: content), under: names.map(\.ascii))
        if leaving.isEmpty { return }
        try await removeNames(leaving, of: website)
        var settled = object
        settled.names = names
        try await state.change { [settled] in try $0.put(settled) }
    }

    /// Every name on the first address, the first name on the others.
    private func verify(_ website: WebsiteID, wanted: WebsiteSpecification, endpoints: [Endpoint]) async throws -> String {
        let places = endpoints.enumerated().flatMap { place, endpoint in
            (place == 0 ? wanted.names : Array(wanted.names.prefix(1))).map { (host: $0, endpoint: endpoint) }
        }
        var slowest = Duration.zero
        var isOpen = true
        for ((name, endpoint), sighting) in zip(places, try await probe.look(places)) {
            guard sighting.website == website.text else {
                throw ApplyFailure(
                    key: "website.not_served",
                    words: "\(name) is not answered by this website at \(endpoint.address.inURL):\(endpoint.port)",
                    retryAfter: .seconds(2))
            }
            guard sighting.documentRoot == "directory" else {
                throw ApplyFailure(
                    key: "website.document_root_missing",
                    words:
                        "the web server cannot reach the directory \(wanted.documentRoot) in the home of web\(wanted.accountNumber): "
                        + "it is missing, or a directory on the way lacks the right to pass for the group",
                    retryAfter: .seconds(60))
            }
            if sighting.phpSocket == "missing" {
                throw ApplyFailure(
                    key: "php.not_running", words: "PHP's socket of web\(wanted.accountNumber) is missing", retryAfter: .seconds(2))
            }
            isOpen = isOpen && sighting.accountState == "open"
            slowest = max(slowest, sighting.time)
        }
        return isOpen ? "answers in \(slowest.milliseconds) ms" : "shows the neutral page: the account is locked"
    }

    // MARK: Leaving

    private func trashWebsite(_ change: Change) async throws -> AppliedObject {
        guard let website = WebsiteID(change.reference.object) else {
            throw ApplyFailure(key: "node.refused", words: "the website has no id")
        }
        guard
            var object = try await state.read({ try $0.object(change.reference) })
                ?? change.specification.map({ WebObject(reference: change.reference, presence: .trashed, specification: $0) })
        else { return AppliedObject(result: .removed) }
        object.presence = .trashed
        // It says whether the files go with the site once it is purged.
        if let specification = change.specification { object.specification = specification }
        try await leave(object, object.names, website)
        return AppliedObject(result: .removed)
    }

    private func purgeWebsite(_ reference: ObjectReference) async throws -> AppliedObject {
        guard let website = WebsiteID(reference.object), var object = try await state.read({ try $0.object(reference) }),
            case .website(let wanted) = object.specification
        else { return AppliedObject(result: .removed) }
        object.presence = .purged
        try await leave(object, object.names + wanted.names, website)
        let systemUser = "web\(wanted.accountNumber)"
        if wanted.removesContent == true, object.isPrepared, access(paths.home(systemUser), F_OK) == 0,
            try await !isShared(wanted, by: reference)
        {
            _ = try await files(systemUser: systemUser, uid: wanted.uid).visit([.removeTree(path: wanted.documentRoot.components)])
        }
        try await state.change { try $0.remove(reference) }
        return AppliedObject(result: .removed)
    }

    /// The object is written down as leaving, with no record any more; then its files go.
    private func leave(_ object: WebObject, _ names: [DomainName], _ website: WebsiteID) async throws {
        try await state.change { tables in
            try tables.put(object)
            for name in names { _ = try tables.remove(.name, name.ascii, of: website.text) }
        }
        try await removeNames(names, of: website)
    }

    /// True when another site of the account lies in this document root, above or below it.
    private func isShared(_ wanted: WebsiteSpecification, by reference: ObjectReference) async throws -> Bool {
        let others = try await state.read { try $0.websites(ofAccount: wanted.accountNumber) }
        return others.contains { other in
            guard other.reference != reference, case .website(let site) = other.specification else { return false }
            let (a, b) = (site.documentRoot.components, wanted.documentRoot.components)
            return a.starts(with: b) || b.starts(with: a)
        }
    }
}
