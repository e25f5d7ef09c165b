"""The table: every figure beside its peer or floor of the same run and beside its aim, as Markdown for docs/benchmarks.md."""

from pathlib import Path

AIMS = {"p50": 0.2, "growth": 1.3, "cpu": 0.03, "processes": 2.0, "page": 0.005, "ratio": 2 / 3, "hostwright": 80.0, "hostwright-agent": 45.0,
        "rebuild": 20.0, "burst": 40.0, "busy page": 0.05, "list": 0.01}


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
    lines += signed_in(results) + streamed(results) + audited(results) + api_lists(results) + searched(results) + created(results)
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


def signed_in(results):
    found = results.get("signins")
    if not found or "signed" not in found:
        return []
    signed, quiet, loaded = found["signed"], found["quiet"], found["loaded"]
    return [
        "## Sign-ins at twice what the machine can hash", "",
        f"libargon2 alone, with the shipped parameters, hashes {found['capacity']:.1f} passwords a second on all cores. Twice as many sign-ins are offered, while pages (home, domains,",
        "accounts) are read 20 times a second; their time runs from when they were due. Both programs that ask run on the same cores.", "",
        "| | | aim | met |", "|---|---|---|---|",
        f"| sign-ins offered a second | {signed['offered']:.1f} | | |",
        f"| done a second, of what the library alone hashes | {signed['rate']:.1f} ({signed['rate'] / found['capacity']:.2f}) | | |",
        f"| a sign-in that is done, p50 and p99 | {milliseconds(signed['p50'])} and {milliseconds(signed['p99'])} ms | | |",
        f"| answered 503, of them with Retry-After | {signed['refused']:,}, {signed['with_retry']:,} | all | {'yes' if signed['refused'] == signed['with_retry'] and not signed['others'] else '**no**'} |",
        f"| a refusal, p99 | {milliseconds(signed['refused_p99'])} ms | | |",
        f"| pages before it, p50 and p99 | {milliseconds(quiet['p50'])} and {milliseconds(quiet['p99'])} ms | | |",
        f"| pages meanwhile, p50 and p99 | {milliseconds(loaded['p50'])} and {milliseconds(loaded['p99'])} ms | p99 under 50 ms | {met(loaded['p99'], AIMS['busy page'])} |",
        f"| CPU, all of it, a sign-in offered | {milliseconds(found['cpu'] / (signed['done'] + signed['refused']))} ms | | |", ""]


def streamed(results):
    found = results.get("streams")
    if not found:
        return []
    lines = ["## Open streams of events", "",
             "Streams of one administrator, whom every change concerns; the delay is from sending a change of a website over the API to its event in each stream. Beside it a bare",
             "program that writes the same bytes to as many sockets, read by the same reader. Tabs of one browser share a stream; a test opens twelve.", "",
             "| streams | memory each, kB | p50, ms | p99, ms | bare sockets p50, ms | p99, ms | p99 / bare | CPU an event and stream, µs |", "|---|---|---|---|---|---|---|---|"]
    for count, one in sorted(found.items()):
        lines.append(f"| {count:,} | {one['memory'] / 1000:.1f} | {milliseconds(one['p50'])} | {milliseconds(one['p99'])} | {one['bare_p50'] * 1000:.2f} | {one['bare_p99'] * 1000:.2f} | "
                     f"{one['p99'] / one['bare_p99']:.1f} | {one['cpu'] * 1e6:.0f} |")
    return [*lines, ""]


def audited(results):
    found = {engine: one for engine, one in results.get("audit", {}).items() if "bare" in one}
    if not found:
        return []
    lines = ["## Audit log", "",
             "Adding: changes of the own profile through the REST interface, each with its row of the log in one transaction. Beside it bare inserts of such a row by the engine alone, one",
             "synced transaction each (SQLite by its library, PostgreSQL by pgbench).", "",
             "| engine | connections | changes a second | bare inserts a second | share | CPU a change, ms |", "|---|---|---|---|---|---|"]
    for engine, one in found.items():
        for connections, bare in [(1, "one"), (8, "eight")]:
            added = one[f"append_{connections}"]
            lines.append(f"| {engine} | {connections} | {added['rate']:,.0f} | {one['bare'][bare]:,.0f} | {added['rate'] / one['bare'][bare]:.2f} | {milliseconds(added['cpu'])} |")
    lines += ["", "Verifying: `hostwright audit verify --offline`, the start of the program included. Beside it the time in which the engine's own program hands out the same rows, and that of a",
              "bare SHA-256 over them.", "",
              "| engine | rows | seconds | rows a second | memory at most, MB | handing out, s | SHA-256, s | seconds / both |", "|---|---|---|---|---|---|---|---|"]
    for engine, one in found.items():
        for size, verified in sorted(one["verify"].items()):
            lines.append(f"| {engine} | {size:,} | {verified['seconds']:.2f} | {size / verified['seconds']:,.0f} | {verified['memory']:.0f} | {verified['engine']:.2f} | {verified['hash']:.2f} | "
                         f"{verified['seconds'] / (verified['engine'] + verified['hash']):.1f} |")
    return [*lines, ""]


def api_lists(results):
    found = results.get("lists")
    if not found:
        return []
    lines = ["## The API's list of domains", "",
             "`GET /api/v1/domains` with a page of 50 over one connection: the first page, the last one read on by its cursor, and the last one by its number. Beside it the rows of the first page",
             "by the engine's own program, without any program above it.", "",
             "| engine | domains | first page p50, ms | p99, ms | last page p50, ms | p99, ms | last / first | last by number p50, ms | the engine's query, ms | CPU of the first, ms | both under 10 ms |",
             "|---|---|---|---|---|---|---|---|---|---|---|"]
    for engine, sizes in found.items():
        for size, one in sorted(sizes.items()):
            first, last = one["first"], one["last"]
            lines.append(f"| {engine} | {size:,} | {first['p50'] * 1000:.2f} | {first['p99'] * 1000:.2f} | {last['p50'] * 1000:.2f} | {last['p99'] * 1000:.2f} | {last['p50'] / first['p50']:.2f} | "
                         f"{one['last by number']['p50'] * 1000:.2f} | {one['engine'] * 1000:.2f} | {first['cpu'] * 1000:.2f} | {met(max(first['p99'], last['p99']), AIMS['list'])} |")
    return [*lines, ""]


def searched(results):
    found = results.get("accounts")
    if not found:
        return []
    lines = ["## Search for accounts", "",
             "`GET /api/v1/accounts` with a page of 50 over one connection: p50 in ms, by the number of accounts. Aim: under 20 ms, and not more than 1.5 times from 1,000 to 100,000.", ""]
    for engine, one in found.items():
        sizes = sorted(one["search"])
        if not sizes:
            continue
        lines += [f"| {engine} | " + " | ".join(f"{size:,}" for size in sizes) + " | p99 of the last | growth | met |", "|---" * (len(sizes) + 4) + "|"]
        for name in one["search"][sizes[0]]:
            times = [one["search"][size][name]["p50"] * 1000 for size in sizes]
            last = one["search"][sizes[-1]][name]["p99"] * 1000
            growth = times[-1] / times[0]
            lines.append(f"| {name} | " + " | ".join(f"{time:.2f}" for time in times) + f" | {last:.2f} | {growth:.2f} | {'yes' if last < 20 and growth < 1.5 else 'no'} |")
        lines += [""]
    lines += ["What an account may have (`.../limits`), and the account, with more and more accounts of its plan:", "",
              "| engine | accounts of the plan | limits p50, ms | p99, ms | account p50, ms | p99, ms |", "|---|---|---|---|---|---|"]
    for engine, one in found.items():
        for share, each in sorted(one["plan"].items()):
            lines.append(f"| {engine} | {share:,} | {each['limits']['p50'] * 1000:.2f} | {each['limits']['p99'] * 1000:.2f} | {each['account']['p50'] * 1000:.2f} | {each['account']['p99'] * 1000:.2f} |")
    return [*lines, ""]


def created(results):
    found = results.get("users")
    if not found:
        return []
    lines = ["## New customers from a template", "",
             "`POST /api/v1/accounts` over 8 connections with a template, personal data and a domain, until every website and zone answers. Each has a password, which wants a hash:",
             "beside it the hashes that libargon2 alone makes on all cores.", "",
             "| customers after it | created | a second, live | a second, taken by the API | CPU-seconds a customer | libargon2 alone, a second | live / libargon2 |", "|---|---|---|---|---|---|---|"]
    for size, one in sorted(found.items(), key=lambda each: int(each[0])):
        lines.append(f"| {int(size):,} | {one['users']:,} | {one['rate']:.1f} | {one['accepted']:.1f} | {one['cpu']:.3f} | {one['hashes']:.1f} | {one['rate'] / one['hashes']:.2f} |")
    return [*lines, ""]
