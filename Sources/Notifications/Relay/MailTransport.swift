import CCurl
import Core
import Dispatch
import Foundation

/// How a try to hand a mail over ended, with the relay's own words where it said any.
package enum Delivery: Sendable, Equatable {
    case taken(String)
    /// Trying again cannot help: the relay refuses this mail.
    case refused(String)
    /// Not reached, not let in, or asked to come again.
    case notNow(String)
}

/// The way to a relay: an edge of the program.
package struct MailTransport: Sendable {
    package var deliver: @Sendable (MailMessage, Relay) async -> Delivery

    package init(deliver: @escaping @Sendable (MailMessage, Relay) async -> Delivery) { self.deliver = deliver }

    /// SMTP submission by libcurl (RFC 5321, RFC 6409).
    ///
    /// - Parameters:
    ///   - connecting: longest wait for the connection.
    ///   - whole: longest time of the whole dialogue.
    package static func smtp(connecting: Duration = .seconds(15), whole: Duration = .seconds(90)) -> MailTransport {
        MailTransport { message, relay in
            let bytes = message.bytes
            return await withCheckedContinuation { continuation in
                // libcurl's simple interface blocks its thread, so it gets one that nobody else waits for.
                SMTP.threads.async {
                    continuation.resume(
                        returning: SMTP.deliver(
                            bytes, from: message.from.address, to: (message.envelope ?? message.to).address, greeting: message.from.domain,
                            relay,
                            connecting: connecting, whole: whole))
                }
            }
        }
    }
}

private enum SMTP {
    static let threads = DispatchQueue(label: "hostwright.mail", attributes: .concurrent)

    // curl_global_init(3): once, before anything else; 3 is CURL_GLOBAL_ALL.
    private static let isReady = curl_global_init(3) == CURLE_OK

    /// What libcurl reads from and writes to while it works.
    private final class Dialogue {
        let bytes: [UInt8]
        var position = 0
        var said = ""

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        /// The last whole answer of the server, its lines in one.
        var lastWords: String {
            // After a refusal libcurl says goodbye, and the server answers with 221: that is not what it thinks of the mail.
            let lines = said.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.hasPrefix("221") }
            guard let last = lines.last else { return "" }
            let code = last.prefix(3)
            var answer = [last]
            // `250-` goes on, `250 ` ends (RFC 5321 §4.2.1).
            for line in lines.dropLast().reversed() where answer.count < 5 {
                guard line.hasPrefix(code + "-") else { break }
                answer.insert(line, at: 0)
            }
            return MailLine(answer.joined(separator: " "), limit: 500).text
        }

        var lastCode: Int { Int(lastWords.prefix(3)) ?? 0 }
    }

    static func deliver(
        _ bytes: [UInt8], from: String, to: String, greeting: String, _ relay: Relay, connecting: Duration, whole: Duration
    ) -> Delivery {
        guard isReady, let curl = curl_easy_init() else { return .notNow("libcurl cannot be used") }
        defer { curl_easy_cleanup(curl) }
        let dialogue = Dialogue(bytes)
        let host = relay.host.contains(":") ? "[\(relay.host)]" : relay.host
        // The path is what EHLO says.
        let url = "\(relay.security == .tls ? "smtps" : "smtp")://\(host):\(relay.port)/\(greeting)"
        var recipients: UnsafeMutablePointer<curl_slist>? = curl_slist_append(nil, "<\(to)>")
        defer {
            curl_slist_free_all(recipients)
            recipients = nil
        }
        let problem = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        problem.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        defer { problem.deallocate() }
        var results = [
            hostwright_curl_set_text(curl, CURLOPT_URL, url),
            hostwright_curl_set_text(curl, CURLOPT_MAIL_FROM, "<\(from)>"),
            hostwright_curl_set_list(curl, CURLOPT_MAIL_RCPT, recipients),
            hostwright_curl_set_long(curl, CURLOPT_UPLOAD, 1),
            hostwright_curl_set_long(curl, CURLOPT_NOSIGNAL, 1),
            hostwright_curl_set_long(curl, CURLOPT_CONNECTTIMEOUT_MS, Int(connecting.milliseconds)),
            hostwright_curl_set_long(curl, CURLOPT_TIMEOUT_MS, Int(whole.milliseconds)),
            // The environment may name a proxy for the web; it is none for mail.
            hostwright_curl_set_text(curl, CURLOPT_PROXY, ""),
            hostwright_curl_set_long(
                curl, CURLOPT_USE_SSL, Int(relay.security == .startTLS ? CURLUSESSL_ALL.rawValue : CURLUSESSL_NONE.rawValue)),
            hostwright_curl_set_pointer(curl, CURLOPT_ERRORBUFFER, problem),
        ]
        if !relay.user.isEmpty {
            results.append(hostwright_curl_set_text(curl, CURLOPT_USERNAME, relay.user))
            results.append(hostwright_curl_set_text(curl, CURLOPT_PASSWORD, relay.password))
        }
        let context = Unmanaged.passRetained(dialogue)
        defer { context.release() }
        results.append(hostwright_curl_set_pointer(curl, CURLOPT_READDATA, context.toOpaque()))
        results.append(
            hostwright_curl_set_reader(curl) { buffer, size, count, data in
                guard let buffer, let data else { return 0 }
                let dialogue = Unmanaged<Dialogue>.fromOpaque(data).takeUnretainedValue()
                let length = min(size * count, dialogue.bytes.count - dialogue.position)
                dialogue.bytes.withUnsafeBytes { bytes in
                    guard length > 0, let start = bytes.baseAddress else { return }
                    buffer.withMemoryRebound(to: UInt8.self, capacity: length) {
                        $0.update(from: start.advanced(by: dialogue.position).assumingMemoryBound(to: UInt8.self), count: length)
                    }
                }
                dialogue.position += length
                return length
            })
        // Without a function for headers, answers of the server go to the one for data (CURLOPT_HEADERDATA(3)).
        results.append(hostwright_curl_set_pointer(curl, CURLOPT_HEADERDATA, context.toOpaque()))
        results.append(
            hostwright_curl_set_writer(curl) { buffer, size, count, data in
                guard let buffer, let data else { return 0 }
                let dialogue = Unmanaged<Dialogue>.fromOpaque(data).takeUnretainedValue()
                let bytes = UnsafeRawBufferPointer(start: buffer, count: size * count)
                if dialogue.said.utf8.count < 16_384 { dialogue.said += String(decoding: bytes, as: UTF8.self) }
                return size * count
            })
        if let failed = results.first(where: { $0 != CURLE_OK }) { return .notNow(String(cString: curl_easy_strerror(failed))) }
        let code = perform(curl, authority: relay.authority)
        if code == CURLE_OK { return .taken(dialogue.lastWords) }
        let own = String(cString: problem)
        return refusal(code, own.isEmpty ? String(cString: curl_easy_strerror(code)) : own, dialogue)
    }

    /// - Parameter authority: PEM; only certificates that it signed are taken then.
    private static func perform(_ curl: UnsafeMutableRawPointer, authority: String) -> CURLcode {
        if authority.isEmpty { return curl_easy_perform(curl) }
        var pem = Array(authority.utf8)
        return pem.withUnsafeMutableBytes { bytes in
            var blob = curl_blob(data: bytes.baseAddress, len: bytes.count, flags: 1)
            let set = hostwright_curl_set_pointer(curl, CURLOPT_CAINFO_BLOB, &blob)
            return set == CURLE_OK ? curl_easy_perform(curl) : set
        }
    }

    private static func refusal(_ code: CURLcode, _ problem: String, _ dialogue: Dialogue) -> Delivery {
        let words = dialogue.lastWords
        // A relay that does not let us in, or cannot be trusted, is a matter of its settings: they may be put right until the last try.
        let isSettings = code == CURLE_LOGIN_DENIED || code == CURLE_USE_SSL_FAILED
        if dialogue.lastCode >= 400 {
            return dialogue.lastCode >= 500 && !isSettings ? .refused(words) : .notNow(words)
        }
        return .notNow(MailLine(problem, limit: 500).text)
    }
}
