import ArgumentParser
import Foundation

/// Which panel to talk to; on every command.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The installation's folder; its ready.json names the panel and the token. Default: HOSTWRIGHT_URL and HOSTWRIGHT_TOKEN_FILE, \
            then the current context.
            """, valueName: "dir"))
    var state: String?

    @Option(help: ArgumentHelp("The context to use, one of `hostwright context list`.", valueName: "name"))
    var context: String?
}

/// Where the panel's REST interface is, and the token for it.
struct Connection: Sendable, Equatable {
    /// With `/api/v1`, without a slash at the end.
    var url: String
    var token: String

    /// The part of `ready.json` that matters here.
    private struct Ready: Decodable {
        struct API: Decodable {
            var url: String
            var tokenFile: String
        }
        var api: API
    }

    init(url: String, token: String) {
        self.url = url
        self.token = token
    }

    /// Reads what `--state`, `--context`, the environment or the current context names, in this order.
    ///
    /// Throws a `Refusal` that says what to do.
    init(state: String?, context: String?, variables: [String: String]) throws {
        if let state {
            if context != nil { throw Refusal(.invalid, "--context: --state names a panel already. Give one of them.") }
            let ready = try Self.ready(in: state)
            let file = ready.api.tokenFile.hasPrefix("/") ? ready.api.tokenFile : "\(state)/\(ready.api.tokenFile)"
            self.init(url: try Self.interface(at: ready.api.url), token: try Self.token(in: file))
        } else if let name = context {
            try self.init(Contexts.stored(variables).named(name))
        } else if let address = variables["HOSTWRIGHT_URL"], !address.isEmpty {
            guard let file = variables["HOSTWRIGHT_TOKEN_FILE"], !file.isEmpty else {
                throw Refusal(
                    .invalid, "HOSTWRIGHT_URL is set but HOSTWRIGHT_TOKEN_FILE is not. Set it to the file that holds the API token.")
            }
            self.init(url: try Self.interface(at: address), token: try Self.token(in: file))
        } else {
            let stored = try Contexts.stored(variables)
            let named = variables["HOSTWRIGHT_CONTEXT"].flatMap { $0.isEmpty ? nil : $0 }
            guard let name = named ?? stored.current else {
                throw Refusal(
                    .invalid,
                    "Which panel? `hostwright login URL` signs in to one; or give --state DIR (the installation's folder), "
                        + "or set HOSTWRIGHT_URL and HOSTWRIGHT_TOKEN_FILE.")
            }
            try self.init(stored.named(name))
        }
    }

    init(_ options: ConnectionOptions, variables: [String: String]) throws {
        try self.init(state: options.state, context: options.context, variables: variables)
    }

    /// Checked again, because a person may have edited the file.
    private init(_ context: Contexts.Context) throws {
        self.init(
            url: try Self.interface(at: context.url),
            token: try Self.checkedToken(context.token, "The context holds no token. Sign in again."))
    }

    private static func ready(in state: String) throws -> Ready {
        let path = "\(state)/ready.json"
        guard let contents = FileManager.default.contents(atPath: path) else {
            if FileManager.default.fileExists(atPath: path) {
                throw Refusal(.notAllowed, "\(path) cannot be read by this user. Run the command as the user who started the installation.")
            }
            throw Refusal(.unavailable, "There is no \(path). Start the installation (`make run STATE=\(state)`), or name another folder.")
        }
        do {
            return try JSONDecoder().decode(Ready.self, from: contents)
        } catch {
            throw Refusal(.failed, "\(path) does not name the panel and the token (api.url, api.tokenFile). Start the installation again.")
        }
    }

    static func interface(at address: String) throws -> String {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = parts.host, !host.isEmpty, parts.query == nil, parts.user == nil
        else {
            throw Refusal(.invalid, "\(address) is not the address of a panel. It looks like https://panel.example.org.")
        }
        // The token is a password: it does not leave the machine unencrypted.
        if scheme == "http", !isLoopback(host) {
            throw Refusal(.invalid, "\(address) would send the token unencrypted to another machine. Use https://.")
        }
        var url = address
        while url.hasSuffix("/") { url.removeLast() }
        return url.hasSuffix("/api/v1") ? url : url + "/api/v1"
    }

    private static func isLoopback(_ host: String) -> Bool {
        let bare = host.trimmingCharacters(in: ["[", "]"]).lowercased()
        // RFC 6761 §6.3: `localhost` and the names below it are the loopback address.
        if bare == "::1" || bare == "localhost" || bare.hasSuffix(".localhost") { return true }
        // RFC 1122 §3.2.1.3: 127/8; only in its full form, because `127.example.org` is a name.
        let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func token(in path: String) throws -> String {
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw Refusal(.notAllowed, "The token file \(path) does not exist or cannot be read by this user.")
        }
        return try checkedToken(
            String(decoding: contents, as: UTF8.self),
            "The token file \(path) does not hold a token: one line of letters, digits and -._~+/= is expected.")
    }

    /// The token without the space around it. RFC 6750 §2.1: b64token, so that nothing else gets into the header.
    static func checkedToken(_ typed: String, _ otherwise: String) throws -> String {
        let token = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        let isToken = token.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "-._~+/=:".utf8.contains(byte)
            }
        }
        if token.isEmpty || !isToken { throw Refusal(.invalid, otherwise) }
        return token
    }
}
