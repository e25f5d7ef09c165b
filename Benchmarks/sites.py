"""Click to live, bursts and a wiped node."""
import time

from installation import Visitor, in_parallel, percentile

PHP = b"<?php echo 'uid ', posix_getuid();"
CONNECTIONS = 8


def settled(api):
    """Nothing waits on the node, and nothing has failed."""
    servers = api.must("GET", "/servers")["items"]
    return all(server["waitingChanges"] == 0 and server["state"] == "in_step" for server in servers)


def wait_until_settled(api, limit):
    deadline = time.monotonic() + limit
    while not settled(api):
        if time.monotonic() > deadline:
            raise SystemExit(f"bench: changes wait on the node after {limit} s")
        time.sleep(0.05)


def burst(installation, names):
    """New accounts with a site each over several connections, until every one answers. (seconds, seconds of the API's part)"""
    waiting, start = list(reversed(names)), time.monotonic()

    def add(_):
        api = installation.api()
        while waiting:
            try:
                name = waiting.pop()
            except IndexError:
                return
            api.add_site(name)

    in_parallel(CONNECTIONS, add)
    accepted = time.monotonic() - start
    wait_until_settled(installation.api(), 60 + len(names) / 5)
    look_at_all(installation, names)
    return time.monotonic() - start, accepted


def look_at_all(installation, names, statuses=(200,), limit=60):
    """Every site answers over HTTP and on both name servers."""
    def look(worker):
        visitor = Visitor(installation)
        for name in names[worker::4]:
            deadline = time.monotonic() + limit
            while visitor.get(name, "/")[0] not in statuses:
                if time.monotonic() > deadline:
                    raise SystemExit(f"bench: {name} answers {visitor.get(name, '/')[0]} after {limit} s")
                time.sleep(0.02)
            visitor.wait_for_zone(name, limit)

    in_parallel(4, look)


def click_to_live(installation, prefix, samples, warm=3):
    """From the first API call to a PHP page of the site and both name servers, one after another. Seconds, CPU and processes a site."""
    api, visitor = installation.api(), Visitor(installation)
    idle_start, idle_cpu = time.monotonic(), installation.cpu()
    time.sleep(6)
    idle = (installation.cpu() - idle_cpu) / (time.monotonic() - idle_start)
    times, most = [], 0

    def one(name):
        start = time.monotonic()
        api.add_site(name)
        visitor.wait_for_page(name, "/")
        api.must("PUT", f"/websites/{name}/files/live.php", content=PHP)
        visitor.wait_for_page(name, "/live.php", b"uid ")
        visitor.wait_for_zone(name)
        return time.monotonic() - start

    for number in range(warm):
        one(f"{prefix}-warm-{number}.example")
    time.sleep(11)  # the workers of the warm-up end after 10 s
    before, start, cpu, programs = installation.processes(), time.monotonic(), installation.cpu(), installation.cpu_by_program()
    for number in range(samples):
        times.append(one(f"{prefix}-{number}.example"))
        if number % 5 == 4 or number == samples - 1:
            most = max(most, (installation.processes() - before) / (number + 1))
    settled_at = time.monotonic() + 1
    while time.monotonic() < settled_at:
        time.sleep(0.05)  # the reports and the journal of the last ones belong to them
    used = installation.cpu() - cpu - idle * (time.monotonic() - start)
    after = installation.cpu_by_program()
    spent = {name: (after[name] - programs.get(name, 0)) / samples for name in after if after[name] - programs.get(name, 0) > 0.001}
    return {
        "p50": percentile(times, 0.5), "p99": percentile(times, 0.99), "cpu": used / samples, "processes": most, "idle": idle,
        "programs": spent}


def rebuild(installation, names):
    """The node loses its disk; the same control plane builds it up again. Seconds from the join line to the last site and zone."""
    installation.stop()
    # Put aside, not deleted: a file system that has just lost so many files is slow at making new ones, a new disk is not.
    (installation.state / "node").rename(installation.state / "node-before")
    (installation.state / "ready.json").unlink(missing_ok=True)
    installation.start()
    installation.wait_until_ready()
    api = installation.api()
    machine = api.must("GET", "/servers")["items"][0]["name"]
    line = api.must("POST", f"/servers/{machine}/join-line", {})["joinLine"]
    start = time.monotonic()
    path = installation.state / "join-line"
    path.with_suffix(".new").write_text(line + "\n")
    path.with_suffix(".new").chmod(0o600)
    path.with_suffix(".new").rename(path)
    look_at_all(installation, names, limit=180)
    return time.monotonic() - start
