import Core

/// The web server's hook: Lua for mod_lua, with the program's values as literals.
package struct WebServerHook: Sendable, Hashable {
    package var paths: WebServerConfiguration.Paths
    /// What the agent sends to be told which site answers; nobody else knows it.
    package var probeToken: String

    package init(paths: WebServerConfiguration.Paths, probeToken: String) {
        self.paths = paths
        self.probeToken = probeToken
    }

    /// Path below which a request with the token in `probeHeader` is answered by the hook itself.
    package static let probePath = "/.well-known/hostwright/"
    package static let probeHeader = "Hostwright-Probe"

    /// The whole script.
    package func render() -> String {
        let constants: [(String, String)] = [
            ("names", paths.names + "/"), ("accounts", paths.accounts + "/"), ("hook", paths.hook), ("token", probeToken),
            ("probe_path", Self.probePath), ("probe_header", Self.probeHeader), ("site_version", SiteRecord.version),
            ("account_version", AccountRecord.version),
        ]
        var text = "-- Written by the node agent; changes here are lost.\n"
        for (name, value) in constants { text += "local \(name) = \(LuaString(value).quoted)\n" }
        text += "local pages = {\n"
        for page in NeutralPage.allCases {
            let retry = page.retryAfter.map(String.init) ?? "nil"
            text += "    \(page.rawValue) = { status = \(page.status), retry = \(retry), html = \(LuaString(page.html).quoted) },\n"
        }
        return text + "}\n" + Self.body
    }

    private static let body = #"""

        -- A sequence of netstrings with this version first and this many fields, or nil and why not.
        local function record(path, version, count)
            local file = io.open(path, "rb")
            if not file then return nil, "missing" end
            local text = file:read(16384) or ""
            file:close()
            local fields, at = {}, 1
            while at <= #text do
                local digits, start = string.match(text, "^(%d+):()", at)
                local length = tonumber(digits)
                if not length or string.sub(text, start + length, start + length) ~= "," then return nil, "malformed" end
                fields[#fields + 1] = string.sub(text, start, start + length - 1)
                at = start + length + 1
            end
            if fields[1] ~= version or #fields ~= count then return nil, "malformed" end
            return fields
        end

        local function is_name(host)
            return #host > 0 and #host <= 253 and string.find(host, "^[a-z0-9][a-z0-9.-]*$") and not string.find(host, "..", 1, true)
        end

        local function neutral(r, page)
            r.notes["hw-page"] = page
            r.filename = hook
            return apache2.OK
        end

        function translate(r)
            local host = string.gsub(string.lower(r.hostname or ""), "%.$", "")
            local site, account, why
            if is_name(host) then
                site, why = record(names .. host, site_version, 5)
                if site then
                    r.notes["hw-site"] = site[2]
                    r.notes["hw-account"] = site[3]
                    account, why = record(accounts .. site[3], account_version, 4)
                end
            end
            if r.headers_in[probe_header] == token and string.sub(r.uri, 1, #probe_path) == probe_path then
                local root = site and r:stat(site[4])
                local state = account and account[3] or "unknown"
                local kind = "missing"
                if root then kind = root.filetype == 2 and "directory" or "other" end
                local socket = "none"
                if site and site[5] ~= "" then
                    local found = r:stat(site[5])
                    socket = found and found.filetype == 7 and "present" or "missing"
                end
                r.notes["hw-probe"] = table.concat({ string.sub(r.uri, #probe_path + 1), site and site[2] or "-", state, kind, socket }, " ")
                return neutral(r, "probe")
            end
            if why == "malformed" then
                r:err("the record of this name or its account cannot be read")
                return neutral(r, "broken")
            end
            if not site or not account or account[3] == "trashed" then return neutral(r, "unknown") end
            if account[3] ~= "open" then return neutral(r, "suspended") end
            if site[5] ~= "" then r.notes["hw-php"] = "proxy:unix:" .. site[5] .. "|fcgi://localhost" end
            r.notes["hw-settings"] = account[4]
            r:set_document_root(site[4])
            r.filename = site[4] .. r.uri
            return apache2.OK
        end

        local php = {
            ["php"] = true, ["php-script"] = true, ["application/x-httpd-php"] = true, ["application/x-httpd-php7"] = true,
            ["application/x-httpd-php8"] = true, ["application/x-httpd-php82"] = true, ["x-httpd-php"] = true,
        }

        -- The last word on who answers: a customer's .htaccess may have named any handler, and Apache takes the content type for one when there is none.
        function fixups(r)
            if r.notes["hw-page"] then
                r.filename = hook
                r.handler = "lua-script"
                return apache2.OK
            end
            local own = r.notes["hw-php"]
            local handler = r.handler
            -- RewriteRule's flags H and T would be carried out after this hook (mod_rewrite.c, hook_mimetype).
            local forced = r.notes["rewrite-forced-handler"]
            if forced then
                r.notes["rewrite-forced-handler"] = nil
                handler = forced
            end
            if r.notes["rewrite-forced-mimetype"] then
                local kind = string.match(r.notes["rewrite-forced-mimetype"], "^[^;%s]*")
                if php[kind] then handler = kind end
            end
            if not handler or handler == "" then
                local kind = string.match(r.content_type or "", "^[^;%s]*")
                if not php[kind] then
                    r.handler = "default-handler"
                    return apache2.OK
                end
                handler = kind
            end
            if handler == "default-handler" then
                r.handler = handler
                return apache2.OK
            end
            if handler == "redirect-handler" and string.sub(r.filename or "", 1, 9) == "redirect:" then return apache2.OK end
            if php[handler] or (own and handler == own) then
                if string.sub(r.filename or "", 1, 1) ~= "/" then return 403 end
                if not own then
                    r:err("PHP is off for this site")
                    return 403
                end
                local file = r:stat(r.filename)
                if not file or file.filetype ~= 1 then return 404 end
                r.subprocess_env["PHP_ADMIN_VALUE"] = r.notes["hw-settings"]
                r.subprocess_env["PHP_VALUE"] = nil
                r.handler = own
                return apache2.OK
            end
            r:err("the handler " .. handler .. " that .htaccess names is not available to sites")
            return 403
        end

        function handle(r)
            local probe = r.notes["hw-probe"]
            if probe then
                r.content_type = "text/plain"
                r.headers_out["Cache-Control"] = "no-store"
                r:puts(probe)
                return apache2.OK
            end
            local page = pages[r.notes["hw-page"] or ""]
            if not page then return 404 end
            r.status = page.status
            r.content_type = "text/html; charset=utf-8"
            r.headers_out["Cache-Control"] = "no-store"
            if page.retry then r.headers_out["Retry-After"] = tostring(page.retry) end
            r:puts(page.html)
            return apache2.OK
        end

        """#
}

/// Pages that name nobody: neither the customer nor the provider.
package enum NeutralPage: String, Sendable, CaseIterable {
    /// No site has this name here.
    case unknown
    /// The account is locked.
    case suspended
    /// The node's own record cannot be read.
    case broken

    var status: Int {
        switch self {
        case .unknown: 404
        case .suspended, .broken: 503
        }
    }

    /// Seconds.
    var retryAfter: Int? {
        switch self {
        case .unknown: nil
        case .suspended: 3600
        case .broken: 60
        }
    }

    private var sentences: (title: String, text: String) {
        switch self {
        case .unknown: ("No website here", "There is no website at this address.")
        case .suspended:
            ("Website unavailable", "This website is currently suspended. If it is yours, please sign in to your control panel.")
        case .broken: ("Website unavailable", "This website cannot be shown at the moment. Please try again in a minute.")
        }
    }

    var html: String {
        let (title, text) = sentences
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="robots" content="noindex">
            <title>\(title)</title>
            <style>
            :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
            body { margin: 20vh auto 0; padding: 0 1.5rem; max-width: 32rem }
            h1 { font-size: 1.5rem; font-weight: 600 }
            </style>
            <h1>\(title)</h1>
            <p>\(text)</p>

            """
    }
}
