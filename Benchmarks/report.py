"""The table: every figure beside its peer or floor of the same run and beside its aim, as Markdown for docs/benchmarks.md."""

from pathlib import Path

AIMS = {"p50": 0.2, "growth": 1.3, "cpu": 0.03, "processes": 2.0, "page": 0.005, "ratio": 2 / 3, "hostwright": 80.0, "hostwright-agent": 45.0,
        "rebuild": 20.0, "burst": 40.0}


def met(value, aim, at_least=False):
    return "yes" if (value >= aim if at_least else value <= aim) else "**no**"


def milliseconds(value):
    return f"{value * 1000:,.1f}" if value < 0.0995 else f"{value * 1000:,.0f}"


def render(results, machine, date, before, after):
    lines = [
        "# Benchmarks", "",
        "Written by `make bench`; peers and floors are in `Benchmarks/`. Release build, SQLite, one node with real daemons on the same machine as the",
        "client that measures. CPU and processes come from /proc, as the difference to the idle installation.", "",
        f"{date.isoformat()}, {machine}, {results.get('seconds', 0) / 60:.0f} minutes. Load average (1, 5, 15 minutes) at the start {loads(before)}, at the end {loads(after)}."
        + (" Other work ran on the machine at the same time: read times as upper bounds and rely on the ratios." if max(before[0], after[0]) > 3 else ""), ""]
    if results.get("failures"):
        lines += ["**Not measured in this run:** " + "; ".join(f"{name} ({why})" for name, why in results["failures"].items()) + ".", ""]
    lines += clicks(results) + bursts(results) + listed(results) + memories(results) + rebuilt(results)
    notes = Path(__file__).with_name("notes.md").read_text()
    return "\n".join(lines).rstrip() + "\n\n" + notes


def loads(load):
    return " ".join(f"{value:.1f}" for value in load)


def clicks(results):
    click, floor = results["click"], results["floor"]
    if not click:
        return []
    smallest = click[min(click)]
    lines = [
        "## Click to live", "",
        "From the API call for a new account to a PHP page of its site (put through the API) and both name servers answering. The floor writes the same",
        "files and rows for the same running daemons itself: no control plane, no agent, no check, no report.", "",
        "| sites | p50, ms | p99, ms | floor p50, ms | p50 / floor | CPU a site, ms | floor, ms | CPU / floor | processes a site | growth of p50 | growth of CPU |",
        "|---|---|---|---|---|---|---|---|---|---|---|"]
    for size, found in sorted(click.items()):
        under = floor.get(size)
        beside = (f"{milliseconds(under['p50'])} | {found['p50'] / under['p50']:.2f}", f"{milliseconds(under['cpu'])} | {found['cpu'] / under['cpu']:.2f}") if under else ("- | -", "- | -")
        lines.append(
            f"| {size:,} | {milliseconds(found['p50'])} | {milliseconds(found['p99'])} | {beside[0]} | {milliseconds(found['cpu'])} | {beside[1]} | "
            f"{found['processes']:.2f} | {found['p50'] / smallest['p50']:.2f} | {found['cpu'] / smallest['cpu']:.2f} |")
    largest = click[max(click)]
    worst = max(found["p50"] for found in click.values())
    lines += [
        "", "| aim | measured | met |", "|---|---|---|",
        f"| p50 under 200 ms | {milliseconds(worst)} ms | {met(worst, AIMS['p50'])} |",
        f"| growth from {min(click):,} to {max(click):,} under 1.3 | {largest['p50'] / smallest['p50']:.2f} | {met(largest['p50'] / smallest['p50'], AIMS['growth'])} |",
        f"| under 30 ms CPU a site | {milliseconds(max(found['cpu'] for found in click.values()))} ms | {met(max(found['cpu'] for found in click.values()), AIMS['cpu'])} |",
        f"| at most 2 processes a site | {max(found['processes'] for found in click.values()):.2f} | {met(max(found['processes'] for found in click.values()), AIMS['processes'])} |", ""]
    for size, found in sorted(click.items()):
        spent = ", ".join(f"{name} {milliseconds(seconds)}" for name, seconds in sorted(found["programs"].items(), key=lambda each: -each[1]))
        lines.append(f"- CPU a site at {size:,}, ms by program: {spent}. Idle: {milliseconds(found['idle'])} ms CPU a second.")
    return [*lines, ""]


def bursts(results):
    if not results["burst"]:
        return []
    lines = ["## Burst", "", f"New accounts with a site each through the API over 8 connections, until every site answers over HTTP and on both name servers.", "",
             "| sites on the node after it | sites in the burst | a second, live | a second, taken by the API | CPU a site, ms | aim, live | met |",
             "|---|---|---|---|---|---|---|"]
    for size, found in sorted(results["burst"].items()):
        lines.append(f"| {size:,} | {found['sites']:,} | {found['rate']:.1f} | {found['accepted']:.1f} | {milliseconds(found['cpu']) if 'cpu' in found else '-'} | 40 | {met(found['rate'], AIMS['burst'], at_least=True)} |")
    return [*lines, ""]


def listed(results):
    if not results["pages"]:
        return []
    total = max(found["domains"] for found in results["pages"].values())
    lines = [
        f"## Pages with {total:,} domains", "",
        "Signed in as administrator, driven by wrk over two kept-alive connections; server time over one. PHP: PHP-FPM with opcache, persistent PDO and 2",
        "workers on a copy of the database, the same queries, byte for byte the same page; only its workers' CPU counts, not Apache's in front of them.", "",
        "| page | bytes | server time p50, ms | p99, ms | PHP p99, ms | CPU, ms | PHP CPU, ms | CPU / PHP | 5 ms | two thirds |", "|---|---|---|---|---|---|---|---|---|---|"]
    for name, found in results["pages"].items():
        ours, theirs = found["ours"], found["php"]
        ratio = ours["cpu"] / theirs["cpu"] if theirs else 0
        beside = f"{milliseconds(theirs['p99'])} | {milliseconds(ours['cpu'])} | {milliseconds(theirs['cpu'])} | {ratio:.2f}" if theirs else f"- | {milliseconds(ours['cpu'])} | - | -"
        lines.append(
            f"| {name} | {found['bytes']:,} | {milliseconds(ours['alone'])} | {milliseconds(ours['p99'])} | {beside} | {met(ours['alone'], AIMS['page'])} | "
            f"{met(ratio, AIMS['ratio']) if theirs else '-'} |")
    return [*lines, ""]


def memories(results):
    if not results["memory"]:
        return []
    lines = ["## Memory", "", "Proportional (Pss of smaps_rollup, MB of 10^6 bytes), after a minute of idling; the agent with its file helper.", "",
             "| | control plane | agent | 80 MB | 45 MB |", "|---|---|---|---|---|"]
    for when, found in results["memory"].items():
        plane, agent = found["hostwright"], found["hostwright-agent"]
        lines.append(f"| {when} | {plane:.1f} | {agent:.1f} | {met(plane, AIMS['hostwright'])} | {met(agent, AIMS['hostwright-agent'])} |")
    return [*lines, ""]


def rebuilt(results):
    found = results["rebuild"]
    if not found:
        return []
    return ["## A wiped node", "", "In an installation of its own, the node's directory is removed and the machine joins anew; until every site and zone answers.", "",
            "| sites | seconds | aim | met |", "|---|---|---|---|",
            f"| {found['sites']:,} | {found['seconds']:.1f} | 20 | {met(found['seconds'], AIMS['rebuild'])} |", ""]
