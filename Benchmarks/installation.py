"""One installation under test: started by scripts/run, talked to over its API, measured from /proc."""
import http.client
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")


class Installation:
    """Started empty in a directory of its own, and removed at the end."""

    def __init__(self, port_base):
        self.port_base = port_base
        self.state = Path(tempfile.mkdtemp(prefix="hw-bench-", dir="/var/tmp"))
        os.chmod(self.state, 0o755)  # noqa: S103 - websites run as users of their own, who walk down here
        self.runner = None

    def start(self):
        self.log = open(self.state.parent / (self.state.name + ".log"), "a")
        self.runner = subprocess.Popen(
            [sys.executable, str(ROOT / "scripts/run"), "--state", str(self.state), "--port-base", str(self.port_base)],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True,
            env={**os.environ, "HOSTWRIGHT_SERVE": "--api-rate 0"})

    def wait_until_ready(self, limit=180):
        deadline = time.monotonic() + limit
        while not (self.state / "ready.json").exists():
            if self.runner.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"bench: the installation did not become ready; its log is {self.log.name}")
            time.sleep(0.02)
        self.ready = json.loads((self.state / "ready.json").read_text())
        self.token = Path(self.ready["api"]["tokenFile"]).read_text().strip()
        self.web = (self.ready["site"]["address"], self.ready["site"]["port"])
        self.name_servers = [(each["address"], each["port"]) for each in self.ready["nameServers"]]

    def stop(self):
        if self.runner and self.runner.poll() is None:
            self.runner.send_signal(signal.SIGTERM)
            self.runner.wait(300)

    def remove(self):
        self.stop()
        shutil.rmtree(self.state, ignore_errors=True)
        Path(self.log.name).unlink(missing_ok=True)

    # --- what it costs ---

    def tree(self):
        """pid -> (parent, command) of everything that descends from the runner, and the runner."""
        table = {}
        for name in os.listdir("/proc"):
            if name.isdigit():
                fields = stat_of(name)
                if fields:
                    table[int(name)] = fields
        members, level = {self.runner.pid}, {self.runner.pid}
        while level:
            level = {pid for pid, fields in table.items() if fields["parent"] in level} - members
            members |= level
        return {pid: table[pid] for pid in members if pid in table}

    def processes(self):
        return len(self.tree()) - 1

    def cpu(self):
        """CPU-seconds of all programs so far: living ones, and ended ones with whoever took their status."""
        total = 0
        for pid, fields in self.tree().items():
            total += fields["ended"] if pid == self.runner.pid else fields["own"] + fields["ended"]
        return total / TICK

    def cpu_by_program(self):
        """The same by the program's name, to see where it goes."""
        found = {}
        for pid, fields in self.tree().items():
            if pid != self.runner.pid:
                found[fields["name"]] = found.get(fields["name"], 0) + (fields["own"] + fields["ended"]) / TICK
        return found

    def program(self, arguments):
        """Process ids whose command line holds all of `arguments`."""
        return [pid for pid in self.tree() if all(word in command_of(pid).split() or any(part.endswith("/" + word) for part in command_of(pid).split()[:1]) for word in arguments)]

    def proportional_memory(self, name):
        """MB (10^6 bytes) of all processes of one program: `Pss` of smaps_rollup, proc(5)."""
        total = 0
        for pid, fields in self.tree().items():
            if Path(command_of(pid).split(" ")[0]).name == name:
                for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        total += int(line.split()[1]) * 1024
        return total / 1e6

    # --- talking to it ---

    def api(self):
        return API(self.ready["api"]["url"], self.token)


def stat_of(pid):
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    # The second field, the name, may hold spaces and parentheses: proc(5).
    name, rest = text[text.index("(") + 1:text.rindex(")")], text[text.rindex(")") + 2:].split()
    return {"name": name, "parent": int(rest[1]), "own": int(rest[11]) + int(rest[12]), "ended": int(rest[13]) + int(rest[14])}


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


class API:
    """One kept-alive connection to /api/v1."""

    def __init__(self, url, token):
        parts = urllib.parse.urlsplit(url)
        self.prefix, self.headers = parts.path, {"Authorization": f"Bearer {token}"}
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)

    def call(self, method, path, body=None, content=None):
        """(status, decoded JSON or None)"""
        headers = dict(self.headers)
        if body is not None:
            content, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        elif content is not None:
            headers["Content-Type"] = "application/octet-stream"
        self.connection.request(method, self.prefix + path, body=content, headers=headers)
        response = self.connection.getresponse()
        data = response.read()
        return response.status, json.loads(data) if data and "json" in response.headers.get("Content-Type", "") else None

    def must(self, method, path, body=None, content=None):
        status, answer = self.call(method, path, body, content)
        if status >= 300:
            raise SystemExit(f"bench: {method} {path} answered {status}: {answer}")
        return answer

    def add_site(self, name):
        """A new account with a site; the number of the account."""
        number = self.must("POST", "/accounts", {"title": name, "plan": "Starter", "login": "kern"})["number"]
        self.must("POST", "/domains", {"name": name, "account": number})
        return number


class Visitor:
    """One kept-alive connection to the web server, and a socket for each name server."""

    def __init__(self, installation):
        self.web = installation.web
        self.connection = http.client.HTTPConnection(*self.web, timeout=10)
        self.sockets = []
        for address in installation.name_servers:
            sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            sock.connect(address)
            sock.settimeout(1)
            self.sockets.append(sock)

    def get(self, host, path):
        """(status, bytes); status 0 when nobody listens."""
        for _ in range(2):
            try:
                self.connection.request("GET", path, headers={"Host": host})
                response = self.connection.getresponse()
                return response.status, response.read()
            except (http.client.HTTPException, OSError):
                self.connection.close()  # kept alive too long for the server, or the server is not there yet
        return 0, b""

    def wait_for_page(self, host, path, wanted=None, limit=30, pause=0.004):
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            status, body = self.get(host, path)
            if status == 200 and (wanted is None or wanted in body):
                return
            time.sleep(pause)
        raise SystemExit(f"bench: http://{host}{path} answers {status} after {limit} s")

    def answers(self, server, zone):
        """Whether one name server answers for the zone with authority: RFC 1035, 4.1."""
        number = int.from_bytes(os.urandom(2), "big")
        question = b"".join(bytes([len(label)]) + label for label in zone.encode().split(b".")) + b"\0" + struct.pack(">HH", 6, 1)
        try:
            return self.ask(server, number, question)
        except OSError:
            return False  # nobody listens, or no answer came in time

    def ask(self, server, number, question):
        self.sockets[server].send(struct.pack(">HHHHHH", number, 0, 1, 0, 0, 0) + question)
        while True:
            answer = self.sockets[server].recv(4096)
            back, flags, _, answers = struct.unpack(">HHHH", answer[:8])
            if back == number:
                return flags & 0x040F == 0x0400 and answers > 0

    def wait_for_zone(self, zone, limit=30, pause=0.004):
        deadline = time.monotonic() + limit
        for server in range(len(self.sockets)):
            while not self.answers(server, zone):
                if time.monotonic() > deadline:
                    raise SystemExit(f"bench: {zone} is not answered after {limit} s")
                time.sleep(pause)


def in_parallel(count, work):
    """Runs work(worker) on `count` threads and gives on the first failure."""
    failures = []

    def run(worker):
        try:
            work(worker)
        except BaseException as failure:  # noqa: BLE001 - handed to the caller below
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(worker,)) for worker in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
