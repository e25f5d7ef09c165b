"""What `make bench` does, in its order; the parts are in the neighbouring files.

Sites, pages and memory are measured on one installation that grows. The node is wiped in another one, so that the pages and the memory are those of an
installation to which nothing has happened. Sign-ins, streams, the audit log, the API's lists and accounts have control planes of their own, without a node. A part that
fails is said in the table, and the others go on.
"""
import datetime
import json
import os
import platform
import sys
import time
from pathlib import Path

import accounts
import audit
import floor
import lists
import pages
import report
import signins
import sites
import streams
import users
from installation import ROOT, Installation

SAMPLES = 30
BURST = 1000  # sites added at once that count as a burst, and sites of the node that is wiped


def say(text):
    print(f"bench | {time.strftime('%H:%M:%S')} {text}", flush=True)


class Bench:
    def __init__(self):
        self.sizes = sorted(int(size) for size in os.environ.get("SIZES", "10 1000 10000").split())
        self.only = set(os.environ.get("ONLY", "sites pages memory rebuild signins streams audit lists accounts users").split())
        self.port_base = int(os.environ.get("PORT_BASE", "31900"))
        self.names = []
        self.results = {"click": {}, "floor": {}, "burst": {}, "pages": {}, "memory": {}, "rebuild": None, "signins": {}, "streams": {}, "audit": {}, "lists": {}, "accounts": {}, "users": {},
                        "failures": {}, "seconds": 0}

    def run(self):
        started, load = time.monotonic(), os.getloadavg()
        if self.only & {"sites", "pages", "memory"}:
            self.part("the installation", self.grow)
        if "rebuild" in self.only:
            self.part("a wiped node", self.rebuild)
        # These need no node: each has a control plane of its own.
        for name, module in [("signins", signins), ("streams", streams), ("audit", audit), ("lists", lists), ("accounts", accounts)]:
            if name in self.only:
                self.part(name, lambda name=name, module=module: module.measure(self.port_base, say, self.results[name]))
        if "users" in self.only:
            self.part("users", lambda: users.measure(self.port_base, say, self.results["users"]))
        self.results["seconds"] = time.monotonic() - started
        return load

    def grow(self):
        """One installation that gets more and more sites."""
        self.installation = Installation(self.port_base)
        try:
            self.installation.start()
            self.installation.wait_until_ready()
            say(f"an empty installation runs in {self.installation.state}")
            if "memory" in self.only:
                self.part("memory", lambda: self.memory("empty"))
            for size in self.sizes:
                self.part(f"{size:,} sites", lambda size=size: self.size(size))
            if "memory" in self.only and self.names:
                self.part("memory", lambda: self.memory(f"{len(self.names):,} sites"))
            if "pages" in self.only:
                self.part("pages", self.pages)
        finally:
            say("removing the installation")
            self.installation.remove()

    def part(self, name, work):
        """What ends one part (a page that answers 500, a site that never comes) does not take the others with it."""
        try:
            work()
        except (Exception, SystemExit) as failure:
            say(f"{name} could not be measured: {failure}")
            self.results["failures"][name] = str(failure).splitlines()[0] if str(failure) else type(failure).__name__

    def pages(self):
        pages.measure(self.installation, say, self.results["pages"])

    def size(self, size):
        missing = [f"s{number}.example" for number in range(len(self.names), size)]
        if missing:
            say(f"adding {len(missing):,} sites")
            cpu = self.installation.cpu()
            seconds, accepted = sites.burst(self.installation, missing)
            self.names += missing
            say(f"all live after {seconds:.1f} s, {len(missing) / seconds:.1f} a second (the API took {accepted:.1f} s of it)")
            if len(missing) >= BURST / 2:
                self.results["burst"][size] = {"sites": len(missing), "rate": len(missing) / seconds, "accepted": len(missing) / accepted, "cpu": (self.installation.cpu() - cpu) / len(missing)}
        if "sites" not in self.only:
            return
        found = sites.click_to_live(self.installation, f"c{size}", SAMPLES)
        self.results["click"][size] = found
        say(f"click to live at {size:,}: p50 {found['p50'] * 1000:.0f} ms, p99 {found['p99'] * 1000:.0f} ms, {found['cpu'] * 1000:.1f} ms CPU and "
            f"{found['processes']:.2f} processes a site; idle {found['idle'] * 1000:.1f} ms CPU a second")
        say("  " + ", ".join(f"{name} {seconds * 1000:.1f}" for name, seconds in sorted(found["programs"].items(), key=lambda each: -each[1])) + " ms")
        under = floor.Floor(self.installation, self.installation.ready["site"]["name"]).measure(SAMPLES)
        if under:
            self.results["floor"][size] = under
            say(f"  floor: p50 {under['p50'] * 1000:.0f} ms, p99 {under['p99'] * 1000:.0f} ms, {under['cpu'] * 1000:.1f} ms CPU ({under['samples']} sites)")

    def memory(self, when):
        say(f"idling for a minute ({when})")
        time.sleep(60)
        found = {name: self.installation.proportional_memory(name) for name in ["hostwright", "hostwright-agent"]}
        self.results["memory"][when] = found
        say("memory: " + ", ".join(f"{name} {size:.1f} MB" for name, size in found.items()))

    def rebuild(self):
        """In an installation of its own: what is measured is a node of a known size, and nothing is measured on it afterwards."""
        number = min(max(self.sizes), BURST)
        installation = Installation(self.port_base)
        try:
            installation.start()
            installation.wait_until_ready()
            names = [f"s{number}.example" for number in range(number)]
            say(f"wiping the node of another installation, once it has {number:,} sites")
            sites.burst(installation, names)
            seconds = sites.rebuild(installation, names)
            self.results["rebuild"] = {"sites": number, "seconds": seconds}
            say(f"rebuilt in {seconds:.1f} s")
        finally:
            installation.remove()


def machine():
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "")
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1024 / 1024
    return f"{os.cpu_count()} x {model}, {memory:.0f} GB, Linux {platform.release()}"


def main():
    if os.geteuid() != 0:
        print("bench: websites run as users of their own, which only root can do. Run this as root.", file=sys.stderr)
        return 1
    bench = Bench()
    load = bench.run()
    report_on(bench, load)
    return 1 if bench.results["failures"] else 0


def report_on(bench, load):
    kept = os.environ.get("RESULTS")  # the bare figures, for whoever compares two runs
    if kept:
        Path(kept).write_text(json.dumps(bench.results, indent=1))
    text = report.render(bench.results, machine(), datetime.date.today(), load, os.getloadavg())
    print(text)
    if not os.environ.get("ONLY") and not os.environ.get("SIZES"):
        (ROOT / "docs/benchmarks.md").write_text(text)
        say("written to docs/benchmarks.md")
