"""An installation of its own and a real browser for the browser tests and the pictures.

The installation is started by scripts/run, as a person would, in a temporary directory on free ports, and stopped the same way.
"""
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = "/usr/bin/chromium"
ADMINISTRATOR = {"person": "Ada Brandt", "email": "ada@hosting.example", "name": "ada", "password": "three green bicycles"}
START_LIMIT = 300  # seconds; a debug build on a busy machine

# A look is a window: size and colour scheme. Pictures and checks are made in each.
LOOKS = {
    "desktop": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "contrast": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light", "contrast": "more"},
}
# A session proves who somebody is for ten minutes; for one older than this a new one is begun, so that slow machines run the same tests.
PROVEN = 240


def proves(row, part=None, door="page", client="chromium"):
    """Says which row of docs/contract.tsv a test is the proof of; scripts/features reads it from the source."""
    def mark(test):
        return test
    return mark


def until(what, condition, seconds=30):
    """Asks `condition` until it returns something true; the deadline names `what` was waited for."""
    limit = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > limit:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.05)


def free_port_base():
    """A base below the ephemeral ports whose four ports nobody listens on."""
    for base in range(20_000 + os.getpid() % 1_000 * 8, 32_000, 4):
        with contextlib.ExitStack() as stack:
            try:
                for port in range(base, base + 4):
                    stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
                return base
            except OSError:
                continue
    raise AssertionError("no four free ports in a row")


def environment():
    return {
        **os.environ, "HOSTWRIGHT_BUILD": os.environ.get("HOSTWRIGHT_BUILD", "debug"),
        # Tests ask until something is so, many times a second, and receive webhooks on this machine.
        "HOSTWRIGHT_SERVE": "--api-rate 0 --outgoing-allow 127.0.0.0/8",
    }


class Installation:
    """Hostwright as scripts/run starts it; `ready` is what it wrote for programs."""

    def __init__(self):
        self.port_base = free_port_base()
        self.directory = Path(tempfile.mkdtemp(prefix="hw-", dir="/tmp"))
        self.directory.chmod(0o755)  # websites run as users of their own
        self.state = self.directory / "state"
        logs = ROOT / ".build/test-logs"
        logs.mkdir(parents=True, exist_ok=True)
        self.log = logs / f"Browser-installation-{self.port_base}.log"

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)

    def start(self):
        with open(self.log, "w") as out:
            self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=environment())
        until("ready.json", self.look, START_LIMIT)
        self.ready = json.loads((self.state / "ready.json").read_text())

    def command(self):
        return [str(ROOT / "scripts/run"), "--state", str(self.state), "--port-base", str(self.port_base)]

    def stop(self, number=signal.SIGTERM):
        """As Ctrl-C does with SIGINT; returns the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(90)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def look(self):
        if self.process.poll() is not None:
            raise AssertionError("scripts/run ended:\n" + self.log.read_text()[-3000:])
        return (self.state / "ready.json").exists()

    @property
    def panel(self):
        return self.ready["panel"].rstrip("/")

    def api(self, method, path, body=None):
        """One call of the REST interface with the installation's own token: (status, payload)."""
        token = (self.state / self.ready["api"]["tokenFile"]).read_text().strip()
        base = self.ready["api"]["url"].rstrip("/").removesuffix("/api/v1") + "/api/v1"
        request = urllib.request.Request(
            base + path, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read() or "null")
        except urllib.error.HTTPError as problem:
            return problem.code, json.loads(problem.read() or "null")

    def put_file(self, domain, path, content):
        """Writes a file of a website through the REST interface."""
        token = (self.state / self.ready["api"]["tokenFile"]).read_text().strip()
        request = urllib.request.Request(
            f"{self.ready['api']['url'].rstrip('/')}/websites/{domain}/files/{urllib.parse.quote(path, safe='')}", method="PUT", data=content,
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.status in (200, 201, 204), answer.status

    def run_command(self, *arguments):
        """Runs the command line tool against this installation: (exit status, output)."""
        program = ROOT / ".build" / environment()["HOSTWRIGHT_BUILD"] / "hostwright"
        result = subprocess.run(
            [str(program), *arguments], capture_output=True, text=True, timeout=60, check=False, cwd="/",
            env={**environment(), "HOSTWRIGHT_URL": self.panel, "HOSTWRIGHT_TOKEN_FILE": str(self.state / self.ready["api"]["tokenFile"])})
        return result.returncode, result.stdout + result.stderr

    def run_as_owner(self, *arguments):
        """As `run_command`, for what reads the state directory itself: by the user that directory belongs to."""
        owner = (self.state / "control-plane").stat().st_uid
        program = ROOT / ".build" / environment()["HOSTWRIGHT_BUILD"] / "hostwright"
        become = ["setpriv", f"--reuid={owner}", f"--regid={owner}", "--clear-groups"] if owner else []
        result = subprocess.run(
            [*become, str(program), *arguments], capture_output=True, text=True, timeout=60, check=False, cwd="/", env=environment())
        return result.returncode, result.stdout + result.stderr

    def site(self, name, path="/"):
        """What the web server answers for `name`: (status, body)."""
        site = self.ready["site"]
        request = urllib.request.Request(f"http://{site['address']}:{site['port']}{path}", headers={"Host": name})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as problem:
            return problem.code, problem.read().decode(errors="replace")

    def dig(self, server, name, kind):
        answer = subprocess.run(
            ["dig", f"@{server['address']}", "-p", str(server["port"]), "+short", "+time=2", "+tries=1", name, kind],
            stdout=subprocess.PIPE, text=True, check=False)
        return answer.stdout.strip()


class Browser:
    """Debian's Chromium. `visit` opens a window; windows of one person share the cookies of `storage`."""

    def __init__(self, installation):
        self.installation, self.storage, self.proven_at = installation, None, 0.0

    def __enter__(self):
        self.playwright = sync_playwright().start()
        self.chromium = self.playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        return self

    def __exit__(self, *_):
        self.chromium.close()
        self.playwright.stop()

    @contextlib.contextmanager
    def visit(self, path="/", look="desktop", signed_in=True, scripts=True, storage=None, **emulated):
        """A page, signed in as the administrator unless told otherwise (`storage`: as whom); it fails on errors of the page's own scripts and policies,
        and on anything that a script of somebody else would do: a dialog, or the mark `window.broken`."""
        if signed_in and storage is None and self.storage and time.monotonic() - self.proven_at > PROVEN:
            self.renew()
        context = self.chromium.new_context(
            base_url=self.installation.panel, storage_state=(storage or self.storage) if signed_in else None, java_script_enabled=scripts,
            locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce", **{**LOOKS[look], **emulated})
        page = context.new_page()
        problems = []
        # An answer of 4xx is written to the console too; pages that are meant to refuse look at it themselves.
        page.on("console", lambda message: problems.append(f"{page.url}: {message.text}")
                if message.type == "error" and "the server responded with a status" not in message.text else None)
        page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
        page.on("dialog", lambda dialog: (problems.append(f"a dialog opens: {dialog.message}"), dialog.dismiss()))
        try:
            page.goto(path)
            yield page
            if page.evaluate("'broken' in window"):
                problems.append("a script that somebody typed has run")
            assert not problems, f"the page complains: {problems}"
        finally:
            context.close()

    def sign_in(self, page, name=ADMINISTRATOR["name"], password=ADMINISTRATOR["password"]):
        page.goto("/sign-in")
        fill(page, name=name, password=password)
        submit(page)

    def sign_in_as(self, name, password):
        """The cookies of somebody's new session, for `visit(storage=...)`."""
        with self.visit("/sign-in", signed_in=False) as page:
            self.sign_in(page, name, password)
            assert page.url.rstrip("/") == self.installation.panel, f"not signed in: {text(page)}"
            return page.context.storage_state()

    def renew(self):
        """Signs the administrator in anew."""
        self.proven_at = time.monotonic()
        self.storage = self.sign_in_as(ADMINISTRATOR["name"], ADMINISTRATOR["password"])

    def create_administrator(self):
        """Follows the one-time link, creates the first administrator, and keeps the session for the following visits."""
        with self.visit(self.installation.ready["firstAdministratorLink"], signed_in=False) as page:
            fill(page, **ADMINISTRATOR)
            submit(page)
            assert page.url.rstrip("/") == self.installation.panel, f"not at home but at {page.url}:\n{text(page)}"
            self.storage, self.proven_at = page.context.storage_state(), time.monotonic()


def fill(page, **values):
    """Fills the fields of these names; a password goes into every password field (a second one repeats it). Names the form does not ask for are left out."""
    main = page.locator("main")
    for name, value in values.items():
        fields = main.locator("input[type=password]" if name == "password" else f"[name={name}]")
        for index in range(fields.count()):
            field = fields.nth(index)
            if field.evaluate("element => element.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)


def submit(page, words=None):
    """Presses the form's one primary button, or the one with these words, and waits for the page that follows."""
    main = page.locator("main")
    button = main.get_by_role("button", name=words) if words else main.locator("form button[type=submit], form button:not([type])")
    with page.expect_navigation():
        button.first.click()


def text(page):
    return page.locator("body").inner_text()


def overflow(page):
    """The elements that stick out to the right of the window, with how far; none on a page that fits."""
    return page.evaluate("""() => {
        const width = document.documentElement.clientWidth
        if (document.scrollingElement.scrollWidth <= width) return []
        return [...document.querySelectorAll('body *')]
            .map(element => [element, element.getBoundingClientRect().right - width])
            .filter(([, by]) => by > 0.5)
            .map(([element, by]) => `${element.tagName.toLowerCase()}.${element.className} by ${Math.round(by)} px`)
            .slice(0, 8)
    }""")


def shifted(page):
    """How much of the page jumped while it was loaded: cumulative layout shift (https://web.dev/articles/cls), and what moved; None for nothing
    that the eye sees, as a digit that becomes narrower."""
    sum, moved = page.evaluate("""() => new Promise(done => {
        let sum = 0
        const moved = []
        const place = each => [each.x, each.y, each.width, each.height].map(Math.round).join(' ')
        const observer = new PerformanceObserver(list => {
            for (const entry of list.getEntries()) {
                if (entry.hadRecentInput) continue
                sum += entry.value
                for (const each of entry.sources) {
                    const node = each.node?.outerHTML ?? each.node?.parentElement?.outerHTML ?? 'something gone'
                    moved.push(`${node.slice(0, 80)} from ${place(each.previousRect)} to ${place(each.currentRect)}`)
                }
            }
        })
        observer.observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => { observer.disconnect(); done([Math.round(sum * 10000) / 10000, moved]) }, 150)
    })""")
    return (sum, moved[:6]) if sum > 0.001 else None


def accessibility(page):
    """What axe calls serious or critical: rule, and the first elements it found."""
    from axe_playwright_python.sync_playwright import Axe
    results = Axe().run(page)
    return [
        f"{violation['id']}: {violation['help']}: " + ", ".join(str(node["target"]) + " " + (node.get("failureSummary") or "").replace("\n", " ")[:160] for node in violation["nodes"][:3])
        for violation in results.response["violations"] if violation["impact"] in ("serious", "critical")
    ]
