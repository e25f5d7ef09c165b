"""A control plane alone, without a node, on either engine: for what costs no node anything. Its rows may be put in with SQL."""
import http.client
import json
import os
import pwd
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from installation import API, ROOT, stat_of

BINARY = ROOT / ".build" / os.environ.get("HOSTWRIGHT_BUILD", "release") / "hostwright"
POSTGRESQL = Path("/usr/lib/postgresql/15/bin")
ENGINES = ["sqlite", "postgresql"]
# As scripts/run starts it.
ALLOCATOR = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "262144"}


class Plane:
    """`with Plane("sqlite", port) as plane`: started with the example's plan and customer, removed at the end. `plane.ready` is as the pages' bench
    wants it."""

    def __init__(self, engine, port_base):
        self.engine, self.port = engine, port_base
        self.state = Path(tempfile.mkdtemp(prefix="hw-plane-", dir="/var/tmp"))
        (self.state / "control-plane").mkdir(mode=0o700)
        self.process = self.cluster = None

    def __enter__(self):
        try:
            self.place = self.start_cluster() if self.engine == "postgresql" else f"sqlite:{self.state}/control-plane/hostwright.sqlite"
            self.start()
            self.token = self.mint()
            self.await_example()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        if self.cluster:
            # Immediate shutdown: nothing of it is wanted any more.
            self.cluster.send_signal(signal.SIGQUIT)
            self.cluster.wait(30)
        shutil.rmtree(self.state, ignore_errors=True)

    # --- starting and stopping ---

    def start_cluster(self):
        """PostgreSQL as Debian ships it: fsync and all."""
        directory, user = self.state / "postgresql", pwd.getpwnam("postgres")
        directory.mkdir()
        os.chmod(self.state, 0o755)  # noqa: S103 - PostgreSQL runs as a user of its own and walks down here
        os.chown(directory, user.pw_uid, user.pw_gid)
        common = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": directory}
        subprocess.run([POSTGRESQL / "initdb", "-D", directory / "data", "-U", "hostwright", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions"],
                       check=True, capture_output=True, **common)
        with open(self.state / "postgresql.log", "w") as log:
            self.cluster = subprocess.Popen([POSTGRESQL / "postgres", "-D", directory / "data", "-c", "listen_addresses=", "-c", f"unix_socket_directories={directory}"],
                                            stdout=log, stderr=log, **common)
        self.socket = directory
        until("PostgreSQL answers", lambda: (directory / ".s.PGSQL.5432").exists(), self.cluster)
        subprocess.run([POSTGRESQL / "createdb", "-h", directory, "-U", "hostwright", "hostwright"], check=True)
        return f"postgresql://hostwright@/hostwright?host={directory}"

    def start(self):
        self.log = open(self.state / "serve.log", "a")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--state", self.state, "--database", self.place, "--panel-port", str(self.port), "--agent-port", str(self.port + 1), "--example",
             "--web-port", str(self.port + 2), "--dns-port", str(self.port + 3), "--api-rate", "0", "--trusted-proxy", "127.0.0.1"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, env={**os.environ, **ALLOCATOR})
        until("the panel answers", lambda: answers(self.port), self.process, self.state / "serve.log")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def restart(self):
        self.stop()
        self.start()

    def mint(self):
        command = [BINARY, "admin", "token", "--state", self.state, "--database", self.place, "--file", self.state / "token"]
        said = ""

        def is_made():
            nonlocal said
            done = subprocess.run(command, capture_output=True, text=True)
            said = done.stderr.strip()
            return done.returncode == 0

        try:
            until("a token is made", is_made, self.process, self.state / "serve.log", limit=20)
        except SystemExit as failure:
            raise SystemExit(f"{failure} {said}") from None
        return (self.state / "token").read_text().strip()

    def await_example(self):
        """The example is made after the panel answers."""
        def is_there():
            try:
                return self.api().call("GET", "/accounts/1")[0] == 200
            except OSError:
                return False  # it listens on one address after the other

        until("the example's customer is there", is_there, self.process, self.state / "serve.log")

    # --- talking to it ---

    @property
    def origin(self):
        return f"http://localhost:{self.port}"

    def api(self):
        return API(f"http://127.0.0.1:{self.port}/api/v1", self.token)

    def sql(self, statement):
        """Runs statements of bulk inserts beside the running program."""
        if self.engine == "sqlite":
            with sqlite3.connect(self.place.removeprefix("sqlite:"), timeout=60) as database:
                database.executescript(statement)
            database.close()
        else:
            self.psql("-v", "ON_ERROR_STOP=1", "-q", "-f", "-", input=statement.encode())

    def rows(self, query):
        """Of a query whose columns hold neither tabs nor line breaks."""
        if self.engine == "sqlite":
            database = sqlite3.connect(self.place.removeprefix("sqlite:"), timeout=60)
            try:
                return [tuple(str(value) if value is not None else None for value in row) for row in database.execute(query)]
            finally:
                database.close()
        return [tuple(line.split("\t")) for line in self.psql("-At", "-F", "\t", "-c", query).decode().splitlines()]

    def psql(self, *arguments, input=None, stdout=subprocess.PIPE):
        return subprocess.run([POSTGRESQL / "psql", "-h", self.socket, "-U", "hostwright", "-d", "hostwright", "-X", *arguments], check=True, input=input,
                              stdout=stdout).stdout

    def analyze(self):
        self.sql("ANALYZE;")

    # --- what it costs ---

    def cpu_ticks(self):
        fields = stat_of(self.process.pid)
        return fields["own"] + fields["ended"]

    def memory(self):
        """Bytes: `Pss` of smaps_rollup, proc(5)."""
        for line in Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
        raise SystemExit("bench: the kernel tells no Pss")

    def first_administrator_link(self):
        """The path of the one-time link that the start has printed."""
        for word in (self.state / "serve.log").read_text().split():
            if "/first-administrator/" in word:
                return word[word.index("/first-administrator/"):].strip("\".,")
        raise SystemExit("bench: the start has printed no link for the first administrator")


def until(what, holds, process=None, log=None, limit=60):
    deadline = time.monotonic() + limit
    while not holds():
        if process and process.poll() is not None:
            raise SystemExit(f"bench: {what}: the program has ended: {Path(log).read_text()[-2000:] if log else ''}")
        if time.monotonic() > deadline:
            raise SystemExit(f"bench: {what}: not within {limit} s: {Path(log).read_text()[-2000:] if log else ''}")
        time.sleep(0.05)


def answers(port):
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False


def numbers(count):
    """SQL of a table `numbers(n)` from 1, for both engines."""
    return f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})"
