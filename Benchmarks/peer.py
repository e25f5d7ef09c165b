"""The peer of the pages: PHP-FPM (opcache, persistent PDO, 2 workers) behind Apache, on a copy of the same SQLite database."""
import html
import http.client
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
import urllib.parse
from pathlib import Path

from installation import ROOT, stat_of

MODULES = "/usr/lib/apache2/modules"
COUNTS = {"Messages": "messages", "Accounts": "accounts", "Domains": "domains", "Servers": "servers", "Messages to the provider": "provider messages"}
LINE = re.compile(
    rb'<div class="field"><label for="f-[^"]+">([^<]*)</label><input id="f-[^"]+" name="([^"]+)" type="text" value="([^"]*)" autocomplete="off" inputmode="numeric" '
    rb'required aria-describedby="[^"]+"><p class="hint" id="[^"]+">([^<]*)</p></div>')
BOX = re.compile(
    rb'<div class="field check"><label class="choice"><input id="f-[^"]+" type="checkbox" name="([^"]+)" value="on"( checked)? aria-describedby="[^"]+"><span>([^<]*)'
    rb'</span></label><p class="hint" id="[^"]+">([^<]*)</p></div>')
TOKEN = re.compile(rb'name="_token" value="([^"]+)"')


class Peer:
    def __init__(self, installation, cookie):
        self.cookie, self.names, self.processes = cookie, {}, []
        self.port = installation.port_base + 4
        self.user = "www-data"
        self.directory = Path(tempfile.mkdtemp(prefix="hw-peer-", dir="/var/tmp"))
        self.directory.chmod(0o755)
        (self.directory / "pages").mkdir()
        shutil.copy(ROOT / "Benchmarks/php/page.php", self.directory / "page.php")
        self.copy_database(installation.state / "control-plane/hostwright.sqlite")
        self.start()

    def copy_database(self, source):
        target = self.directory / "data"
        target.mkdir()
        with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as original, sqlite3.connect(target / "copy.sqlite") as copy:
            original.backup(copy)
            copy.execute("PRAGMA journal_mode = WAL")
        self.database = target / "copy.sqlite"
        shutil.chown(target, self.user)
        for path in target.iterdir():
            shutil.chown(path, self.user)

    def start(self):
        """One process of Apache with as many connections to PHP as that has workers: a worker belongs to its kept connection, and a third one would
        wait for ever."""
        at = self.directory
        (at / "fpm.conf").write_text(f"""[global]
error_log = {at}/fpm.log
daemonize = no
[www]
user = {self.user}
listen = {at}/fpm.sock
listen.mode = 0666
pm = static
pm.max_children = 2
env[BENCH_DATABASE] = {self.database}
""")
        (at / "php.ini").write_text("zend_extension=opcache\nextension=pdo\nextension=pdo_sqlite\nopcache.enable=1\nopcache.validate_timestamps=1\nopcache.revalidate_freq=2\nmemory_limit=128M\n")
        modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in ["mpm_event", "authz_core", "proxy", "proxy_fcgi"])
        (at / "apache.conf").write_text(f"""ServerRoot {at}
{modules}
User {self.user}
Group {self.user}
Listen 127.0.0.1:{self.port}
ServerName localhost
PidFile {at}/apache.pid
ErrorLog {at}/apache.log
ServerLimit 1
StartServers 1
ThreadsPerChild 16
MaxRequestWorkers 16
MinSpareThreads 1
MaxSpareThreads 16
KeepAlive On
MaxKeepAliveRequests 0
DocumentRoot {at}
<Directory {at}>
Require all granted
</Directory>
<FilesMatch "\\.php$">
SetHandler "proxy:unix:{at}/fpm.sock|fcgi://peer/"
</FilesMatch>
<Proxy "fcgi://peer/" enablereuse=on max=2>
</Proxy>
""")
        with open(at / "out.log", "w") as log:
            self.fpm = subprocess.Popen(["php-fpm8.2", "--nodaemonize", "-n", "-c", str(at / "php.ini"), "-y", str(at / "fpm.conf")], stdout=log, stderr=log)
            self.apache = subprocess.Popen(["apache2", "-DFOREGROUND", "-f", str(at / "apache.conf")], stdout=log, stderr=log)
        self.processes = [self.fpm, self.apache]
        deadline = time.monotonic() + 10
        while not ((at / "fpm.sock").exists() and (at / "apache.pid").exists()):
            if time.monotonic() > deadline:
                raise SystemExit(f"bench: the peer did not start: {(at / 'out.log').read_text()}")
            time.sleep(0.02)

    def workers(self):
        """PHP's own processes; what Apache in front of it takes is not counted against PHP."""
        def find():
            return [int(name) for name in os.listdir("/proc") if name.isdigit() and (fields := stat_of(name)) and fields["parent"] == self.fpm.pid]
        return find

    def prepare(self, name, path, body):
        """Cuts the panel's page where PHP puts in what it reads, and sees that PHP's page has the same bytes."""
        self.names[path] = name.replace(" ", "-")
        marks = {}
        for found in TOKEN.finditer(body):
            marks[found.start(1)] = (found.end(1), "token")
        for kind, pattern in [("line", LINE), ("box", BOX)]:
            found = list(pattern.finditer(body))
            for number, each in enumerate(found):
                marks[each.start()] = (each.end(), f"{kind} {number}")
            self.fields(f"{name.replace(' ', '-')}-{kind}", found)
        if path.startswith("/domains/"):
            # Wherever the object's name stands it is put in.
            for found in re.finditer(re.escape(path.split("/")[2].encode()), body):
                marks[found.start()] = (found.end(), "name")
        for found in re.finditer(rb'<span>([^<]*)</span><span class="count">([^<]*)<', body):
            key = COUNTS.get(found[1].decode())
            if key:
                marks[found.start(2)] = (found.end(2), key)
        if b"<tbody>" in body:
            marks[body.index(b"<tbody>") + 7] = (body.index(b"</tbody>"), "rows")
        for found, key in zip(re.finditer(rb'class="figure-value">([^<]*)<', body), ["accounts", "domains", "live", "servers"], strict=False):
            marks[found.start(1)] = (found.end(1), key)
        parts, at = [], 0
        for start in sorted(marks):
            parts.append((body[at:start], marks[start][1]))
            at = marks[start][0]
        parts.append((body[at:], None))
        lines = ",\n".join(f"[{literal(text)}, {literal(key.encode()) if key else 'null'}]" for text, key in parts)
        (self.directory / "pages" / f"{self.names[path]}.php").write_bytes(b"<?php return [" + lines.encode() + b"];\n")
        theirs = self.get(path)
        same = plain(theirs) == plain(body)
        if not same:
            (Path(tempfile.gettempdir()) / f"bench-ours-{self.names[path]}.html").write_bytes(plain(body))
            (Path(tempfile.gettempdir()) / f"bench-peer-{self.names[path]}.html").write_bytes(plain(theirs))
            print(f"bench: PHP's page for {path} has other bytes: compare bench-ours-{self.names[path]}.html and bench-peer-{self.names[path]}.html in {tempfile.gettempdir()}")
        return same

    def fields(self, name, found):
        """The fields of a form as PHP has them: what changes of each; it makes the markup itself."""
        lines = ",\n".join("[" + ", ".join(literal(html.unescape(part.decode()).encode()) for part in each.groups(b"")) + "]" for each in found)
        (self.directory / "pages" / f"{name}.php").write_bytes(b"<?php return [" + lines.encode() + b"];\n")

    def url(self, path):
        parts = urllib.parse.urlsplit(path)
        about = f"object={parts.path.split('/')[2]}" if path.startswith("/domains/") else ""
        query = "&".join(part for part in [f"page_name={self.names[path]}", about, parts.query] if part)
        return f"http://127.0.0.1:{self.port}/page.php?{query}"

    def get(self, path):
        parts = urllib.parse.urlsplit(self.url(path))
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        connection.request("GET", f"{parts.path}?{parts.query}", headers={"Cookie": self.cookie})
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise SystemExit(f"bench: the peer answered {response.status} for {path}: {body[:500]!r} {(self.directory / 'out.log').read_text()[-1000:]}")
        return body

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(20)
        shutil.rmtree(self.directory, ignore_errors=True)


def literal(text):
    return "'" + text.decode().replace("\\", "\\\\").replace("'", "\\'") + "'"


def plain(body):
    """Without what differs from copy to copy of a page: the form's token."""
    return TOKEN.sub(b'name="_token" value=""', body)
