"""The audit log on both engines: how fast rows are added, and how long it takes to verify a million of them.

Adding is measured through the REST interface, one change and its row in a transaction each. Beside it stand bare inserts of the same rows, one transaction
each, by the engine's own tools with the same durability. Verifying is measured with the offline command; beside it stands the engine's own time for handing
out the same rows, and that of a bare SHA-256 over them.
"""
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import threading
import time

from installation import TICK, in_parallel
from plane import BINARY, ENGINES, POSTGRESQL, Plane

SIZES = [1000, 10_000, 1_000_000]
SECONDS = 6
COLUMNS = ["sequence", "at", "actor_kind", "login_id", "actor_name", "token_id", "impersonator", "address", "request", "action", "object_kind", "object_id",
           "object_name", "account_id", "owner_id", "result", "changes", "previous_hash", "hash", "search"]


def measure(port_base, say, results):
    for engine in ENGINES:
        results[engine] = {"verify": {}}
        with Plane(engine, port_base) as plane:
            found = results[engine]
            for connections in [1, 8]:
                found[f"append_{connections}"] = append(plane, connections)
            found["bare"] = bare_inserts(plane)
            say(f"{engine}: {found['append_1']['rate']:.0f} changes with their audit row a second over one connection, {found['append_8']['rate']:.0f} over eight; "
                f"{found['append_8']['cpu'] * 1000:.2f} ms CPU each; bare inserts {found['bare']['one']:.0f} and {found['bare']['eight']:.0f} a second")
            plane.stop()
            total = head(plane)[0]
            for size in SIZES:
                add_rows(plane, size - total)
                total = size
                found["verify"][size] = verify(plane, size)
                one = found["verify"][size]
                say(f"{engine}: {size:,} rows verified in {one['seconds']:.2f} s, {size / one['seconds']:,.0f} a second, {one['memory']:.0f} MB at most; handing them out "
                    f"takes the engine {one['engine']:.2f} s, a bare SHA-256 {one['hash']:.2f} s")
            found["damage"] = damaged(plane, total)
            say(f"{engine}: a changed row in the middle of them: {found['damage']}")


def append(plane, connections):
    """Changes of the own profile, which cost little beside their row."""
    counts, end, before = [0] * connections, time.perf_counter() + SECONDS, plane.cpu_ticks()
    began = time.perf_counter()

    def work(worker):
        api = plane.api()
        while time.perf_counter() < end:
            api.must("PATCH", "/me/profile", {"person": f"Program {worker} {counts[worker]}"})
            counts[worker] += 1

    in_parallel(connections, work)
    seconds = time.perf_counter() - began
    return {"rate": sum(counts) / seconds, "cpu": (plane.cpu_ticks() - before) / TICK / sum(counts)}


def head(plane):
    sequence, last = plane.rows("SELECT sequence, hash FROM audit_head")[0]
    return int(sequence), last


def field(value):
    return "-," if value is None else f"{len(str(value).encode())}:{value},"


def digest(row):
    """As Identity/Audit/Audit.swift chains them."""
    text = field(row["previous_hash"])
    for name in ["sequence", "at", "actor_kind", "login_id", "actor_name", "token_id", "impersonator", "address", "request", "action", "object_kind",
                 "object_id", "object_name", "account_id", "owner_id", "result"]:
        text += field(row[name])
    for change in json.loads(row["changes"]):
        text += field(change["field"]) + field(change.get("before")) + field(change.get("after"))
    return hashlib.sha256(text.encode()).hexdigest()


def made(sequence, previous):
    row = dict.fromkeys(COLUMNS)
    row |= {"sequence": sequence, "at": 1_795_348_800_000 + sequence, "actor_kind": "customer", "login_id": f"00000000-0000-7000-9000-{sequence % 5000:012d}",
            "actor_name": f"Customer {sequence % 5000}", "address": "192.0.2.7", "request": f"{sequence:016x}", "action": "website.changed", "object_kind": "website",
            "object_id": f"00000000-0000-7000-b000-{sequence % 90_000:012d}", "object_name": f"s{sequence % 90_000}.example",
            "account_id": f"00000000-0000-7000-c000-{sequence % 5000:012d}", "owner_id": f"00000000-0000-7000-9000-{sequence % 5000:012d}", "result": "done",
            "changes": '[{"field":"document_root","before":"public_html/a","after":"public_html/b"}]', "previous_hash": previous,
            "search": f"customer {sequence % 5000} s{sequence % 90_000}.example"}
    row["hash"] = digest(row)
    return row


def rows(count, start):
    sequence, previous = start
    for number in range(sequence + 1, sequence + count + 1):
        row = made(number, previous)
        previous = row["hash"]
        yield row


def add_rows(plane, count):
    """Puts chained rows in, as the program would have written them."""
    last = head(plane)
    if plane.engine == "sqlite":
        database = sqlite3.connect(plane.place.removeprefix("sqlite:"))
        names = ", ".join(COLUMNS)

        def each():
            nonlocal last
            for row in rows(count, last):
                last = (row["sequence"], row["hash"])
                yield tuple(row.values())

        database.executemany(f"INSERT INTO audit_entry ({names}) VALUES ({', '.join('?' * len(COLUMNS))})", each())
        database.execute("UPDATE audit_head SET sequence = ?, hash = ?", last)
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        return
    done = 0
    while done < count:
        step, text = min(100_000, count - done), io.StringIO()
        for row in rows(step, last):
            last = (row["sequence"], row["hash"])
            text.write("\t".join("\\N" if value is None else str(value).replace("\\", "\\\\") for value in row.values()) + "\n")
        plane.psql("-q", "-c", f"COPY audit_entry ({', '.join(COLUMNS)}) FROM STDIN", input=text.getvalue().encode())
        done += step
    plane.sql(f"UPDATE audit_head SET sequence = {last[0]}, hash = '{last[1]}';")


def offline(plane):
    return [BINARY, "audit", "verify", "--offline", "--database", plane.place]


def verify(plane, size):
    began = time.perf_counter()
    process, memory = subprocess.Popen(offline(plane), stdout=subprocess.PIPE, stderr=subprocess.STDOUT), 0
    while process.poll() is None:
        # wait4(2) would tell the memory of this program, which the new one begins with.
        memory = max(memory, peak(process.pid))
        time.sleep(0.005)
    seconds = time.perf_counter() - began
    output = process.stdout.read().decode()
    if process.returncode or "whole" not in output:
        raise SystemExit(f"bench: the audit log does not verify: {output}")
    engine, text = handed_out(plane)
    began = time.perf_counter()
    hashlib.sha256(text).digest()
    return {"seconds": seconds, "memory": memory, "engine": engine, "hash": time.perf_counter() - began}


def peak(pid):
    """MB: `VmHWM` of proc(5); 0 between fork and exec, and when it has ended."""
    try:
        if os.readlink(f"/proc/{pid}/exe") != str(BINARY.resolve()):
            return 0
        text = open(f"/proc/{pid}/status").read()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1000 for line in text.splitlines() if line.startswith("VmHWM")), 0)


def handed_out(plane):
    """Seconds in which the engine's own program gives out all rows as text, and that text."""
    statement = f"SELECT {', '.join(COLUMNS[:-1])} FROM audit_entry ORDER BY sequence"
    began = time.perf_counter()
    if plane.engine == "sqlite":
        database = sqlite3.connect(plane.place.removeprefix("sqlite:"))
        count, sample = 0, b""
        for row in database.execute(statement):
            count += 1
            sample = sample or repr(row).encode()
        database.close()
        return time.perf_counter() - began, sample * count
    text = plane.psql("-q", "-c", f"COPY ({statement}) TO STDOUT")
    return time.perf_counter() - began, text


def damaged(plane, total):
    """What the verification says of a row that was changed; it is put right again."""
    at = total // 2
    before = plane.rows(f"SELECT object_name FROM audit_entry WHERE sequence = {at}")[0][0]
    plane.sql(f"UPDATE audit_entry SET object_name = 'x' WHERE sequence = {at};")
    done = subprocess.run(offline(plane), capture_output=True, text=True)
    plane.sql(f"UPDATE audit_entry SET object_name = '{before}' WHERE sequence = {at};")
    if done.returncode == 0 or f"{at:,}" not in done.stderr and str(at) not in done.stderr:
        raise SystemExit(f"bench: a changed row was not found: {done.stdout} {done.stderr}")
    return done.stderr.strip().splitlines()[0]


def bare_inserts(plane):
    """Rows a second without any program above the engine: one transaction each, synced, over one connection and over eight."""
    create = "CREATE TABLE bare (" + ", ".join(f"{name} TEXT" for name in COLUMNS) + ");"
    row = made(1, "0" * 64)
    literals = ", ".join("NULL" if value is None else f"'{value}'" for value in row.values())
    plane.sql(create)
    try:
        if plane.engine == "postgresql":
            script = plane.state / "insert.sql"
            script.write_text(f"INSERT INTO bare VALUES ({literals});\n")
            return {"one": pgbench(plane, script, 1), "eight": pgbench(plane, script, 8)}
        return {"one": sqlite_inserts(plane, 1, literals), "eight": sqlite_inserts(plane, 8, literals)}
    finally:
        plane.sql("DROP TABLE bare;")


def pgbench(plane, script, connections):
    output = subprocess.run([POSTGRESQL / "pgbench", "-h", plane.socket, "-U", "hostwright", "-n", "-c", str(connections), "-T", "4", "-f", script, "hostwright"],
                            check=True, capture_output=True, text=True).stdout
    return float(next(line for line in output.splitlines() if line.startswith("tps")).split()[2])


def sqlite_inserts(plane, connections, literals):
    """One writer at a time is all that SQLite has; who waits for the lock sleeps, so eight are slower than one."""
    counts, end = [0] * connections, time.perf_counter() + 3

    def work(worker):
        database = sqlite3.connect(plane.place.removeprefix("sqlite:"), timeout=60, isolation_level=None)
        database.execute("PRAGMA synchronous = FULL")
        while time.perf_counter() < end:
            database.execute("BEGIN IMMEDIATE")
            database.execute(f"INSERT INTO bare VALUES ({literals})")
            database.execute("COMMIT")
            counts[worker] += 1
        database.close()

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / 3


