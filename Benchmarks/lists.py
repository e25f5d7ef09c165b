"""The API's list of domains as it grows, on both engines: the first page, the last one by its cursor, and the last one by its number. Beside it the same rows by
the engine alone, through its own program: the query and nothing around it."""
import base64
import json
import re
import sqlite3
import time

from installation import TICK, percentile
from plane import ENGINES, Plane, numbers

SIZES = [1000, 10_000, 100_000]
SAMPLES = 200


def measure(port_base, say, results):
    for engine in ENGINES:
        results[engine] = {}
        with Plane(engine, port_base) as plane:
            for size in SIZES:
                fill(plane, size)
                total = int(plane.rows("SELECT COUNT(*) FROM domain")[0][0])
                paths = {"first": "/domains", "last": f"/domains?cursor={cursor_near_end(plane, total)}", "last by number": f"/domains?page={(total + 49) // 50}"}
                found = results[engine][size] = {name: timed(plane, path) for name, path in paths.items()}
                found["engine"] = bare_query(plane)
                say(f"{engine}, {total:,} domains: " + ", ".join(f"{name} p50 {found[name]['p50'] * 1000:.2f} p99 {found[name]['p99'] * 1000:.2f} ms" for name in paths)
                    + f"; CPU of the first {found['first']['cpu'] * 1000:.2f} ms; the engine's query {found['engine'] * 1000:.2f} ms")


def fill(plane, size):
    """Domains of the example's account until there are `size`, without zones and websites: the list asks for those of its 50 rows only."""
    others = int(plane.rows("SELECT COUNT(*) FROM domain WHERE id NOT LIKE '00000000-0000-7000-8000-%'")[0][0])
    plane.sql(f"""{numbers(size - others)} INSERT INTO domain (id, account_id, name, name_folded, held_name, created_at)
        SELECT '00000000-0000-7000-8000-' || SUBSTR('000000000000' || n, LENGTH('000000000000' || n) - 11), (SELECT id FROM account ORDER BY number LIMIT 1),
            'd' || (1000000 + n) || '.example', 'd' || (1000000 + n) || '.example', 'd' || (1000000 + n) || '.example', n
        FROM numbers WHERE n > (SELECT COUNT(*) FROM domain WHERE id LIKE '00000000-0000-7000-8000-%');""")
    plane.analyze()


def cursor_near_end(plane, total):
    """The cursor with which the last page begins: the place of the row before it, as Presentation/API/ListCursor.swift writes it."""
    rest = total % 50 or 50
    name, key = plane.rows(f"SELECT name_folded, id FROM domain ORDER BY name_folded DESC, id DESC LIMIT 1 OFFSET {rest}")[0]
    return base64.urlsafe_b64encode(json.dumps({"o": "name", "v": name, "i": key}).encode()).rstrip(b"=").decode()


def timed(plane, path):
    api = plane.api()
    items = api.must("GET", path)["items"]
    if not items:
        raise SystemExit(f"bench: {path} is empty")
    for _ in range(20):
        api.must("GET", path)
    times, before = [], plane.cpu_ticks()
    for _ in range(SAMPLES):
        began = time.perf_counter()
        api.must("GET", path)
        times.append(time.perf_counter() - began)
    return {"p50": percentile(times, 0.5), "p99": percentile(times, 0.99), "cpu": (plane.cpu_ticks() - before) / TICK / SAMPLES, "rows": len(items)}


QUERY = """SELECT domain.id, domain.name, domain.created_at, account.number, account.title, plan.name FROM domain JOIN account ON account.id = domain.account_id
    JOIN plan ON plan.id = account.plan_id WHERE domain.purged_at IS NULL AND domain.trashed_at IS NULL AND account.trashed_at IS NULL
    ORDER BY domain.name_folded, domain.id LIMIT 51"""


def bare_query(plane):
    """Seconds that the engine takes for the rows of the first page."""
    if plane.engine == "sqlite":
        database = sqlite3.connect(plane.place.removeprefix("sqlite:"))
        times = []
        for _ in range(SAMPLES):
            began = time.perf_counter()
            database.execute(QUERY).fetchall()
            times.append(time.perf_counter() - began)
        database.close()
        return percentile(times, 0.5)
    output = plane.psql("-q", "-f", "-", input=("\\timing on\n\\o /dev/null\n" + (QUERY.replace("\n", " ") + ";\n") * SAMPLES).encode()).decode()
    return percentile([float(found) for found in re.findall(r"Time: ([\d.]+) ms", output)], 0.5) / 1000
