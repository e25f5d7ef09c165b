"""Pages of the panel, signed in as administrator, beside PHP-FPM rendering the same bytes from a copy of the same database."""
import http.client
import re
import secrets
import subprocess
import time
import urllib.parse

import peer
from installation import TICK, stat_of

SECONDS = 5
PASSWORD = secrets.token_urlsafe(18)

PAGES = [
    ("home", "/"),
    ("first page", "/domains"),
    ("last page", "/domains?page={last}"),
    ("searched", "/domains?q=s77"),
    ("sorted", "/domains?sort=-created"),
    ("object", "/domains/{name}"),
    ("form", "/gallery/long-form"),  # of 50 fields
]


def measure(installation, say, results):
    """Fills `results`, page by page, so that what comes before a failure is kept."""
    total = installation.api().must("GET", "/domains?per_page=1&count=true")["total"]
    browser = Browser(installation)
    browser.become_administrator()
    cookie, strange = browser.cookie(), []
    php = peer.Peer(installation, cookie)
    try:
        for name, path in PAGES:
            path = path.format(last=(total + 49) // 50, name=installation.ready["site"]["name"])
            body = browser.get(path)
            ours = drive(installation, installation.ready["panel"] + path, cookie, panel_processes(installation))
            theirs = None
            if php.prepare(name, path, body):
                theirs = drive(installation, php.url(path), cookie, php.workers())
            results[name] = {"bytes": len(body), "ours": ours, "php": theirs, "domains": total}
            # A page of a tiny installation may cost PHP less than a clock tick.
            ratio = f", PHP {theirs['cpu'] * 1000:.2f} ms, p99 {theirs['p99'] * 1000:.1f} ms: ratio {ours['cpu'] / max(theirs['cpu'], 1e-6):.2f}" if theirs else ""
            say(f"{name} of {total:,} domains: {ours['cpu'] * 1000:.2f} ms CPU, p50 {ours['p50'] * 1000:.1f} p99 {ours['p99'] * 1000:.1f} ms, {len(body):,} bytes{ratio}")
            if not theirs:
                strange.append(name)
    finally:
        php.stop()
    if strange:
        raise SystemExit(f"PHP's page is not the same any more for {', '.join(strange)}: Benchmarks/php/page.php has to follow the panel")


def panel_processes(installation):
    return lambda: [pid for pid, fields in installation.tree().items() if fields["name"] == "hostwright"]


def drive(_, url, cookie, processes):
    """wrk over two kept-alive connections: one to warm up, one to measure. CPU of `processes` per request, and latencies."""
    subprocess.run(["wrk", "-t1", "-c2", "-d1s", "-H", f"Cookie: {cookie}", url], check=True, capture_output=True)
    before = spent(processes())
    output = subprocess.run(["wrk", "-t1", "-c2", f"-d{SECONDS}s", "--latency", "-H", f"Cookie: {cookie}", url], check=True, capture_output=True, text=True).stdout
    used = spent(processes()) - before
    if "Non-2xx" in output:
        raise SystemExit(f"bench: {url} did not answer 200 throughout:\n{output}")
    requests = int(re.search(r"(\d+) requests in", output)[1])
    if not requests:
        raise SystemExit(f"bench: {url} answered nothing in {SECONDS} s:\n{output}")
    quantile = {share: quantile_of(output, share) for share in [50, 99]}
    # One at a time, so that nothing waits: the server's own time.
    alone = subprocess.run(["wrk", "-t1", "-c1", "-d2s", "--latency", "-H", f"Cookie: {cookie}", url], check=True, capture_output=True, text=True).stdout
    return {"cpu": used / TICK / requests, "p50": quantile[50], "p99": quantile[99], "rate": requests / SECONDS,
            "alone": quantile_of(alone, 50)}


def quantile_of(output, share):
    """A line of wrk's latency distribution. Its other lines have shares, too."""
    return seconds(re.search(rf"^ +{share}% +(\S+)$", output, re.MULTILINE)[1])


def spent(pids):
    return sum(fields["own"] + fields["ended"] for pid in pids if (fields := stat_of(pid)))


def seconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 1e-6, "ms": 1e-3, "s": 1, "m": 60}[unit]


class Browser:
    """Signs in as people do: by the one-time link, a form with its token, and a cookie."""

    def __init__(self, installation):
        self.installation, self.cookies = installation, {}
        self.origin = installation.ready["panel"]
        parts = urllib.parse.urlsplit(self.origin)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)

    def request(self, method, path, body=None):
        headers = {"Host": urllib.parse.urlsplit(self.origin).netloc, "Origin": self.origin, "Cookie": self.cookie()}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body=body, headers=headers)
        response = self.connection.getresponse()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return response.status, response.read()

    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def get(self, path):
        status, body = self.request("GET", path)
        if status != 200:
            raise SystemExit(f"bench: {path} answered {status}")
        return body

    def become_administrator(self):
        path = urllib.parse.urlsplit(self.installation.ready["firstAdministratorLink"]).path
        page = self.get(path).decode()
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
        hidden |= dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*type="hidden"[^>]*value="([^"]*)"', page))
        form = hidden | {"person": "Bench", "email": "bench@example.org", "name": "bench", "password": PASSWORD, "passwordAgain": PASSWORD}
        status, answer = self.request("POST", path, urllib.parse.urlencode(form))
        if status not in (302, 303):
            raise SystemExit(f"bench: the first administrator was not made: {status} {answer[:2000].decode(errors='replace')}")
