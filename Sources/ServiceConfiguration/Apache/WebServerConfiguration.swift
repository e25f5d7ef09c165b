import AgentProtocol
import Core

/// What the node's one Apache is told. It names no site: sites are records that its hook looks up at each request.
package struct WebServerConfiguration: Sendable, Hashable {
    /// Where Apache's files lie; all below the agent's state directory.
    package struct Paths: Sendable, Hashable {
        /// The agent's own files for the web server: configuration, hook, records.
        package var configuration: PlainPath
        /// Homes of the customers, mounted without symbolic links in Apache's namespace.
        package var homes: PlainPath
        package var logs: PlainPath
        /// Writable by the web server: its pid file and locks.
        package var run: PlainPath
        /// Directory of Apache's modules.
        package var modules: PlainPath
        package var mimeTypes: PlainPath

        package init(root: String, modules: String = "/usr/lib/apache2/modules", mimeTypes: String = "/etc/mime.types") throws(InputProblem)
        {
            configuration = try PlainPath(root + "/web")
            homes = try PlainPath(root + "/home")
            logs = try PlainPath(root + "/log/web")
            run = try PlainPath(root + "/run/web")
            self.modules = try PlainPath(modules)
            self.mimeTypes = try PlainPath(mimeTypes)
        }

        package var file: String { configuration.text + "/httpd.conf" }
        package var hook: String { configuration.text + "/hooks.lua" }
        package var names: String { configuration.text + "/names" }
        package var accounts: String { configuration.text + "/accounts" }
        package var accessLog: String { logs.text + "/access.log" }
        package var errorLog: String { logs.text + "/error.log" }
        /// A line for each answer of a site: website, system user, second of its end, bytes in, bytes out.
        package var trafficLog: String { logs.text + "/traffic.log" }
    }

    package var paths: Paths
    /// The server's own name, for redirects of requests that name no host.
    package var name: DomainName
    package var endpoints: [Endpoint]

    package init(paths: Paths, name: DomainName, endpoints: [Endpoint]) {
        self.paths = paths
        self.name = name
        self.endpoints = endpoints
    }

    /// Modules that are loaded in this order, and no others. mod_lua is last so that its hooks see what the others did.
    /// Without mod_cgi, mod_include and mod_userdir nothing that `.htaccess` says can start a program.
    private static let modules = [
        "mpm_event", "authn_core", "authn_file", "authz_core", "authz_host", "authz_user", "authz_groupfile", "access_compat", "auth_basic",
        "dir", "mime", "alias", "rewrite", "headers", "expires", "setenvif", "env", "filter", "deflate", "reqtimeout", "proxy",
        "proxy_fcgi", "lua",
    ]

    /// What a customer may write into `.htaccess`. Everything else is refused with the file's name and line in his error log.
    ///
    /// `AllowOverride` stays `None`: each of its classes would also allow mod_lua's own directives, whose class is "any".
    package static let customerDirectives: [ApacheArgument] = [
        "<Files", "<FilesMatch", "<If", "<IfModule", "<IfVersion", "<Else", "<ElseIf", "<Limit", "<LimitExcept", "<RequireAll",
        "<RequireAny",
        "<RequireNone", "AddCharset", "AddDefaultCharset", "AddEncoding", "AddHandler", "AddLanguage", "AddOutputFilterByType", "AddType",
        "Allow", "AuthGroupFile", "AuthName", "AuthType", "AuthUserFile", "BrowserMatch", "BrowserMatchNoCase", "DefaultLanguage", "Deny",
        "DirectoryIndex", "DirectorySlash", "ErrorDocument", "ExpiresActive", "ExpiresByType", "ExpiresDefault", "FallbackResource",
        "FileETag", "ForceType", "Header", "LimitRequestBody", "Options", "Order", "Redirect", "RedirectMatch", "RedirectPermanent",
        "RedirectTemp", "RemoveCharset", "RemoveEncoding", "RemoveHandler", "RemoveLanguage", "RemoveType", "RequestHeader", "Require",
        "RewriteBase", "RewriteCond", "RewriteEngine", "RewriteOptions", "RewriteRule", "Satisfy", "SetEnv", "SetEnvIf", "SetEnvIfNoCase",
        "SetHandler", "UnsetEnv",
    ]

    /// The whole `httpd.conf`.
    package func render() throws(InputProblem) -> String {
        var nodes: [ApacheNode] = [.comment("Written by the node agent; changes here are lost.")]
        nodes.append(.set("ServerRoot", ApacheArgument(paths.configuration)))
        nodes.append(.set("DefaultRuntimeDir", ApacheArgument(paths.run)))
        nodes.append(.set("PidFile", ApacheArgument(try paths.run.below("httpd.pid"))))
        nodes.append(.set("Mutex", try ApacheArgument(quoting: "file:" + paths.run.text), "default"))
        for module in Self.modules {
            nodes.append(
                .set(
                    "LoadModule", try ApacheArgument(quoting: module + "_module"),
                    ApacheArgument(try paths.modules.below("mod_\(module).so"))))
        }
        for endpoint in endpoints { nodes.append(Self.listen(endpoint)) }
        nodes += try processNodes() + logNodes() + securityNodes() + hookNodes()
        return nodes.map { $0.render() }.joined()
    }

    /// The line, without its end, by which Apache listens there.
    package static func listenLine(_ endpoint: Endpoint) -> String {
        String(listen(endpoint).render().prefix { $0 != "\n" })
    }

    private static func listen(_ endpoint: Endpoint) -> ApacheNode {
        .set("Listen", ApacheArgument(endpoint.address, port: endpoint.port))
    }

    private func processNodes() throws(InputProblem) -> [ApacheNode] {
        [
            .set("ServerName", try ApacheArgument(quoting: name.ascii)), .set("UseCanonicalName", "Off"), .set("ServerTokens", "Prod"),
            .set("ServerSignature", "Off"), .set("TraceEnable", "Off"), .set("StartServers", "1"), .set("ThreadsPerChild", "25"),
            .set("ServerLimit", "16"), .set("MaxRequestWorkers", "400"), .set("MinSpareThreads", "10"), .set("MaxSpareThreads", "75"),
            .set("Timeout", "60"), .set("ProxyTimeout", "300"), .set("KeepAliveTimeout", "5"),
            .set("RequestReadTimeout", "header=20-40,MinRate=500", "body=20,MinRate=500"),
            // A customer who shortens a file while it is sent would end the process by SIGBUS.
            .set("EnableMMAP", "Off"), .set("TypesConfig", ApacheArgument(paths.mimeTypes)),
            .set("DirectoryIndex", "index.php", "index.html", "index.htm"), .set("AddDefaultCharset", "Off"),
            // CVE-2016-5385: the request header Proxy would become the variable HTTP_PROXY of scripts.
            .set("RequestHeader", "unset", "Proxy", "early"),
            .set(
                "AddOutputFilterByType", "DEFLATE", "text/html", "text/plain", "text/css", "text/javascript", "application/json",
                "image/svg+xml"),
        ]
    }

    /// One log for all sites. Its first two fields are set by the hook, so a line's owner cannot be forged by what a visitor sends.
    private func logNodes() throws(InputProblem) -> [ApacheNode] {
        [
            .set("ErrorLog", try ApacheArgument(quoting: paths.errorLog)), .set("LogLevel", "warn"),
            .set(
                "ErrorLogFormat",
                try ApacheArgument(quoting: "%-{hw-site}n %-{hw-account}n [%{cu}t] [%l] %M% ,\\ client\\ %a% ,\\ referer\\ %{Referer}i")),
            .set(
                "LogFormat",
                try ApacheArgument(quoting: "%{hw-site}n %{hw-account}n %V %a %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\""),
                "sites"),
            .set(
                "CustomLog", try ApacheArgument(quoting: paths.accessLog), "sites", try ApacheArgument(quoting: "expr=-z note('hw-probe')")),
            // Nothing that a visitor sends stands in it. Pages of the hook's own are nobody's traffic. mod_logio, which counts, is part of Debian's program.
            .set("LogFormat", try ApacheArgument(quoting: "%{hw-site}n %{hw-account}n %{end:sec}t %I %O"), "traffic"),
            .set(
                "CustomLog", try ApacheArgument(quoting: paths.trafficLog), "traffic",
                try ApacheArgument(quoting: "expr=-n note('hw-site') && -z note('hw-page')")),
        ]
    }

    private func securityNodes() throws(InputProblem) -> [ApacheNode] {
        [
            .section(
                "Directory", ["/"],
                [.set("AllowOverride", "None"), .set("Options", "None"), .set("Require", "all", "denied")]),
            .section(
                "Directory", [ApacheArgument(paths.configuration)],
                [.section("Files", ["hooks.lua"], [.set("Require", "all", "granted")])]),
            .section(
                "Directory", [ApacheArgument(paths.homes)],
                [
                    .set("AllowOverride", "None"), .directive("AllowOverrideList", Self.customerDirectives),
                    // Links are refused by the mount (nosymfollow); without this option mod_rewrite would refuse to work in .htaccess.
                    .set("Options", "FollowSymLinks"), .set("Require", "all", "granted"),
                    .section("FilesMatch", [try ApacheArgument(quoting: "^\\.(ht|user\\.ini$)")], [.set("Require", "all", "denied")]),
                    .section("FilesMatch", [try ApacheArgument(quoting: "\\.php$")], [.set("SetHandler", "php")]),
                ]),
        ]
    }

    private func hookNodes() throws(InputProblem) -> [ApacheNode] {
        let hook = try ApacheArgument(quoting: paths.hook)
        return [
            .set("LuaScope", "thread"), .set("LuaCodeCache", "forever"), .set("LuaHookTranslateName", hook, "translate", "early"),
            .set("LuaHookFixups", hook, "fixups"),
        ]
    }
}
