"""What `make bench` does, in its order; the parts are in the neighbouring files."""
import datetime
import json
import os
import platform
import sys
import time
from pathlib import Path

import floor
import pages
import report
import sites
from installation import ROOT, Installation

SAMPLES = 30
BURST = 1000


def say(text):
    print(f"bench | {time.strftime('%H:%M:%S')} {text}", flush=True)


class Bench:
    def __init__(self):
        self.sizes = [int(size) for size in os.environ.get("SIZES", "10 1000 10000").split()]
        self.only = set(os.environ.get("ONLY", "sites pages memory rebuild").split())
        self.installation = Installation(int(os.environ.get("PORT_BASE", "31900")))
        self.names = []
        self.results = {"click": {}, "floor": {}, "burst": {}, "pages": {}, "memory": {}, "rebuild": None}

    def run(self):
        started = os.getloadavg()
        self.installation.start()
        self.installation.wait_until_ready()
        say(f"an empty installation runs in {self.installation.state}")
        if "memory" in self.only:
            self.memory("empty")
        for size in sorted(self.sizes):
            self.size(size)
        if "pages" in self.only:
            self.results["pages"] = pages.measure(self.installation, say)
        if "memory" in self.only and self.names:
            self.memory(f"{len(self.names):,} sites")
        return started

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
        if "rebuild" in self.only and self.results["rebuild"] is None and size >= 1000:
            self.rebuild()
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
        if self.results["rebuild"] is not None or not self.names:
            return
        say(f"wiping the node with {len(self.names):,} sites")
        seconds = sites.rebuild(self.installation, self.names)
        self.results["rebuild"] = {"sites": len(self.names), "seconds": seconds}
        say(f"rebuilt in {seconds:.1f} s")


def machine():
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "")
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1024 / 1024
    return f"{os.cpu_count()} x {model}, {memory:.0f} GB, Linux {platform.release()}"


def main():
    if os.geteuid() != 0:
        print("bench: websites run as users of their own, which only root can do. Run this as root.", file=sys.stderr)
        return 1
    bench = Bench()
    try:
        load = bench.run()
        report_on(bench, load)
    finally:
        say("removing the installation")
        bench.installation.remove()
    return 0


def report_on(bench, load):
    kept = os.environ.get("RESULTS")  # the bare figures, for whoever compares two runs
    if kept:
        Path(kept).write_text(json.dumps(bench.results, indent=1))
    text = report.render(bench.results, machine(), datetime.date.today(), load, os.getloadavg())
    print(text)
    if not os.environ.get("ONLY") and not os.environ.get("SIZES"):
        (ROOT / "docs/benchmarks.md").write_text(text)
        say("written to docs/benchmarks.md")
