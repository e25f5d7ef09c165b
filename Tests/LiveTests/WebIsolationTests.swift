import AgentProtocol
import Core
import Foundation
import NodeAgent
import Testing

/// One account tries to reach another's files and sockets, by every way that a website has.
@Suite(.serialized) struct WebIsolationTests {
    static let secret = "SECRET-OF-THE-NEIGHBOUR"

    /// A victim (web1) with a secret in its document root, in its home, and a PHP page; an attacker (web2).
    private func withNeighbours(
        _ body: (WebNode, _ attacker: WebNode.Account, _ site: WebNode.Site, _ victimHome: String) async throws -> Void
    ) async throws {
        try await withWebNode { node in
            let (victim, attacker) = (node.account(1), node.account(2))
            let victims = try node.site(victim, "victim.example")
            let site = try node.site(attacker, "attacker.example")
            for account in [victim, attacker] { try await node.apply(account) }
            for one in [victims, site] { try await node.apply(one) }
            try await node.put(victim, "public/config.php", "<?php /* \(Self.secret) */ $secret = '\(Self.secret)';")
            try await node.put(victim, "private.txt", Self.secret)
            try await node.put(victim, "public/page.php", "<?php echo '\(Self.secret)';")
            #expect(try await node.get(victims.name, "/page.php").body == Self.secret)
            try await body(node, attacker, site, "\(node.configuration.root)/home/web1")
        }
    }

    @Test func `a customer's PHP inherits no file of the node`() async throws {
        try await withWebNode { node in
            let account = node.account(1)
            let site = try node.site(account, "example.org")
            try await node.apply(account)
            try await node.apply(site)
            try await node.put(account, "public/pid.php", "<?php echo getmypid();")
            let worker = try await node.get(site.name, "/pid.php").body
            let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker)/fd").map { number in
                // One that has been closed meanwhile is not inherited.
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(worker)/fd/\(number)")) ?? "/dev/null"
            }
            #expect(!open.isEmpty)
            #expect(open.allSatisfy { $0 == "/dev/null" || $0.hasPrefix("socket:") || $0.hasPrefix("anon_inode:") }, "\(open)")
        }
    }

    @Test func `PHP of one account reads nothing of another and cannot connect to its socket`() async throws {
        try await withNeighbours { node, attacker, site, victimHome in
            let root = node.configuration.root
            let script = """
                <?php
                ini_set('open_basedir', '/');
                foreach (['public/config.php', 'private.txt', 'public', '.'] as $p) {
                    echo $p, ': ', var_export(@file_get_contents("\(victimHome)/$p"), true), var_export(@scandir("\(victimHome)/$p"), true), "\\n";
                }
                echo `cat \(victimHome)/private.txt \(victimHome)/public/config.php 2>&1`;
                foreach (['\(root)/php/0/web1.sock', '\(root)/run/files.sock'] as $s) {
                    $c = @stream_socket_client("unix://$s", $code, $words);
                    echo 'socket: ', $c ? 'CONNECTED' : $words, "\\n";
                }
                foreach (['web', 'web/names', 'web/state', 'log/web', 'daemons', 'run/web', 'php/0'] as $d) {
                    echo `ls \(root)/$d 2>/dev/null` ? "LISTED $d\\n" : '';
                }
                @mkdir('bin'); file_put_contents('bin/x', 'x'); @chmod('bin/x', 02755); clearstatcache();
                echo 'setgid: ', (fileperms('bin/x') & 02000) ? 'KEPT' : 'cleared', "\\n";
                echo 'groups: ', implode(',', posix_getgroups()), "\\n";
                """
            try await node.put(attacker, "public/try.php", script)
            let answer = try await node.get(site.name, "/try.php")
            #expect(answer.status == 200)
            for word in [Self.secret, "CONNECTED", "LISTED", "KEPT"] { #expect(!answer.body.contains(word), "\(answer.body)") }
            #expect(answer.body.contains("setgid: cleared"))
            #expect(answer.body.contains("groups: \(attacker.uid)\n"))
        }
    }

    private static let attempts = [
        "SetHandler \"proxy:unix:SOCKET|fcgi://localhost\"", "SetHandler \"proxy:fcgi://127.0.0.1:9000\"", "SetHandler lua-script",
        "AddHandler \"proxy:unix:SOCKET|fcgi://localhost\" .php .html .txt", "AddHandler lua-script .html .lua .txt .php",
        "ForceType \"proxy:unix:SOCKET|fcgi://localhost\"", "ForceType lua-script", "AddType lua-script .html .txt .php .lua",
        "SetHandler server-status", "SetHandler proxy-server", "SetHandler cgi-script",
        "Options +ExecCGI +Includes +Indexes +FollowSymLinks",
        "RewriteEngine on\nRewriteRule .* \"unix:SOCKET|fcgi://localhostHOME/public/page.php\" [P]",
        "RewriteEngine on\nRewriteRule .* \"fcgi://localhost/HOME/public/page.php\" [P]",
        "RewriteEngine on\nRewriteRule .* http://127.0.0.1:PORT/ [P]",
        "RewriteEngine on\nRewriteRule .* - [H=proxy:unix:SOCKET|fcgi://localhost]",
        "RewriteEngine on\nRewriteRule .* HOME/public/config.php [L]",
        "RewriteEngine on\nRewriteRule .* - [H=lua-script]", "RewriteEngine on\nRewriteRule .* - [T=lua-script]",
        "php_value auto_prepend_file HOME/private.txt", "LuaHookFixups HOMEATTACKER/public/x.lua fixups",
        "LuaMapHandler .* HOMEATTACKER/public/x.lua",
        "Alias /x HOME/public", "AddOutputFilter INCLUDES .html", "Action x /cgi", "ErrorDocument 404 \"%{file:HOME/private.txt}\"",
        "Header always set X-Secret \"expr=%{file:HOME/private.txt}\"",
        "<If \"file('HOME/private.txt') =~ /SECRET/\">\nHeader set X-Secret SECRET-OF-THE-NEIGHBOUR\n</If>",
        "SetEnv PHP_ADMIN_VALUE \"open_basedir=/\\nauto_prepend_file=HOME/private.txt\"", "FallbackResource /../../web1/public/page.php",
        "DirectoryIndex HOME/private.txt ../../web1/private.txt", "ErrorDocument 404 HOME/private.txt",
        "RewriteEngine on\nRewriteBase HOME/public/\nRewriteRule .* config.php [END]",
        "RewriteEngine on\nRewriteRule .* - [H=proxy:fcgi://127.0.0.1:9000]",
        "RewriteEngine on\nRewriteRule .* - [T=proxy:unix:SOCKET|fcgi://localhost]",
        "RewriteEngine on\nRewriteRule ^none$ /x.lua [H=lua-script,L]",
        "DirectoryIndex x.lua\nRewriteEngine on\nRewriteRule .* - [H=lua-script]",
        "ErrorDocument 404 /x.lua\nRewriteEngine on\nRewriteRule x.lua - [H=lua-script]",
        "RewriteEngine on\nRewriteRule .* - [E=PHP_ADMIN_VALUE:auto_prepend_file=HOME/private.txt]",
        "SetEnvIf Host . PHP_VALUE=auto_prepend_file=HOME/private.txt",
        "AuthType Basic\nAuthName x\nAuthUserFile HOME/private.txt\nRequire valid-user",
    ]

    @Test(arguments: attempts) func `.htaccess reaches nothing of the neighbour's`(_ template: String) async throws {
        try await withNeighbours { node, attacker, site, victimHome in
            let home = "\(node.configuration.root)/home/web2"
            let text = template.replacingOccurrences(of: "SOCKET", with: "\(node.configuration.root)/php/0/web1.sock")
                .replacingOccurrences(of: "HOMEATTACKER", with: home).replacingOccurrences(of: "HOME", with: victimHome)
                .replacingOccurrences(of: "PORT", with: String(node.endpoint.port))
            let lua =
                "function handle(r) local f = io.open('\(victimHome)/private.txt'); r:puts(f:read(1000)); return 0 end\nfixups = handle"
            try await node.put(attacker, "public/x.lua", lua)
            try await node.put(attacker, "public/x.txt", lua)
            try await node.put(attacker, "public/page.php", "<?php echo 'own';")
            try await node.put(attacker, "public/.htaccess", text)
            #expect(symlink("\(victimHome)/private.txt", "\(home)/public/link.txt") == 0)
            #expect(symlink(victimHome, "\(home)/public/dir") == 0)
            var paths = [
                "/", "/x.lua", "/x.txt", "/page.php", "/none", "/link.txt", "/dir/private.txt", "/dir/", "/x/config.php", "/page.php/x",
                "/config.php",
            ]
            paths += [
                "/..%2f..%2fweb1%2fprivate.txt", "/../../web1/private.txt", "/%2e%2e/%2e%2e/web1/private.txt",
                "//\(victimHome)/private.txt",
            ]
            for path in paths {
                let answer = try await node.get(site.name, path)
                #expect(!(answer.head + answer.body).contains(Self.secret), "\(path) with \(text)")
                #expect(answer.status != 0)
            }
        }
    }

    @Test func `a page of PHP still works beside a handler that is allowed`() async throws {
        try await withNeighbours { node, attacker, site, _ in
            try await node.put(attacker, "public/page.html", "<?php echo 'own ', ini_get('open_basedir');")
            let lines = [
                "AddType application/x-httpd-php .html", "AddHandler php .html",
                "RewriteEngine on", "RewriteRule ^old$ /page.php?a=1 [L]", "RewriteRule ^away$ https://example.net/ [R=301,L]",
                "<IfModule mod_php.c>", "php_value x y", "</IfModule>", "Header set X-Mine yes",
                "SetEnv PHP_ADMIN_VALUE \"open_basedir=/\"",
            ]
            try await node.put(attacker, "public/.htaccess", lines.joined(separator: "\n"))
            try await node.put(attacker, "public/page.php", "<?php echo 'own ', ini_get('open_basedir'), ' ', $_GET['a'] ?? '';")
            let page = try await node.get(site.name, "/page.php")
            #expect(page.body == "own \(node.configuration.root)/home/web2/:/usr/share/php/ ")
            #expect(page.head.contains("X-Mine: yes"))
            #expect(try await node.get(site.name, "/old").body.hasSuffix(" 1"))
            #expect(try await node.get(site.name, "/away").status == 301)
        }
    }

    /// The race that SymLinksIfOwnerMatch loses: a file and a link to the neighbour's are swapped while they are asked for.
    /// `HOSTWRIGHT_SWAP_SECONDS` sets how long; 20 in the full run.
    @Test func `swapping a file and a link in a loop leaks nothing`() async throws {
        let seconds = ProcessInfo.processInfo.environment["HOSTWRIGHT_SWAP_SECONDS"].flatMap { Int($0) } ?? 20
        try await withNeighbours { node, attacker, site, victimHome in
            let root = "\(node.configuration.root)/home/web2/public"
            try await node.put(attacker, "public/one.txt", "mine")
            try await node.put(attacker, "public/.htaccess", "Options +FollowSymLinks")
            try await node.put(attacker, "public/own.txt", "mine")
            let isOver = Locked(false)
            let swapper = Task.detached {
                var swaps = 0
                // rename(2) puts the one in the other's place in one step.
                while !isOver.value {
                    if symlink("\(victimHome)/public/config.php", "\(root)/next") == 0, rename("\(root)/next", "\(root)/one.txt") == 0 {
                        swaps += 1
                    }
                    if link("\(root)/own.txt", "\(root)/next") == 0, rename("\(root)/next", "\(root)/one.txt") == 0 { swaps += 1 }
                }
                return swaps
            }
            let url = "http://127.0.0.1:\(node.endpoint.port)/one.txt"
            let list = "\(node.configuration.root)/urls"
            try String(repeating: "url = \"\(url)\"\noutput = \"-\"\n", count: 500).write(toFile: list, atomically: true, encoding: .utf8)
            let deadline = ContinuousClock.now + .seconds(seconds)
            var (own, leaks) = (0, 0)
            while ContinuousClock.now < deadline {
                let answer = try await ProcessLauncher.run(
                    Command("/usr/bin/curl", ["-s", "-H", "Host: \(site.name.ascii)", "-K", list]), limit: 10 << 20, timeout: .seconds(30))
                own += answer.output.components(separatedBy: "mine").count - 1
                leaks += answer.output.components(separatedBy: Self.secret).count - 1
            }
            isOver.withLock { $0 = true }
            let swaps = await swapper.value
            print("swap loop: \(seconds) s, \(swaps) swaps, \(own) own answers, \(leaks) leaks")
            #expect(leaks == 0)
            #expect(own > 100)
            #expect(swaps > 100)
        }
    }
}
