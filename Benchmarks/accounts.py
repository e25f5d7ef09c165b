"""Accounts as they become many, on both engines: a first page of each kind of search, and the entitlement check and the page of an account with 1, 100 and
10,000 accounts of its plan."""
import time

from installation import TICK, percentile
from plane import ENGINES, Plane, numbers

SIZES = [1000, 10_000, 100_000]
SHARES = [1, 100, 10_000]
SAMPLES = 100
# Every kind of search; `{n}` is an account in the middle.
SEARCHES = {
    "all": "", "by title": "sort=title", "latest": "sort=-created", "number": "number={n}", "login": "login=owner{n}", "contact": "contact={n}@",
    "part of a domain": "domain={n}.ex", "common part": "domain=example", "plan": "plan=Share%20100", "suspended": "state=suspended", "address": "address=127.0.0.1",
    "created": "from=2026-11-20&sort=created", "rare word": "q=w{n}", "common word": "q=customer", "two words": "q=customer+d{n}", "nothing": "q=zzzzzz",
}


def measure(port_base, say, results):
    for engine in ENGINES:
        results[engine] = {"search": {}, "plan": {}}
        with Plane(engine, port_base) as plane:
            for share in SHARES:
                plane.api().must("POST", "/plans", {"name": f"Share {share}", "domainLimit": 5, "includesPHP": True})
            for size in SIZES:
                fill(plane, size)
                middle = 1_000_000 + size // 2
                found = {name: timed(plane, "/accounts?" + query.format(n=middle), name == "nothing") for name, query in SEARCHES.items()}
                results[engine]["search"][size] = found
                say(f"{engine}, {size:,} accounts: " + ", ".join(f"{name} {each['p50'] * 1000:.2f}" for name, each in found.items()) + " ms")
            for share in SHARES:
                number = plane.rows(f"SELECT MIN(number) FROM account WHERE plan_id = (SELECT id FROM plan WHERE name = 'Share {share}')")[0][0]
                found = {"limits": timed(plane, f"/accounts/{number}/limits", False), "account": timed(plane, f"/accounts/{number}", True)}
                results[engine]["plan"][share] = found
                say(f"{engine}, {share:,} accounts of the plan: " + ", ".join(f"{name} {each['p50'] * 1000:.2f} ms" for name, each in found.items()))


def fill(plane, size):
    """Customers with an account and a domain each until there are `size`, as rows. The last 1, 100 and 10,000 are of the plans of these names."""
    first = plane.rows("SELECT plan_id, server_id FROM account WHERE number = 1")[0]
    have = int(plane.rows("SELECT COUNT(*) FROM account WHERE number > 1000000")[0][0])
    begin = f"WITH RECURSIVE numbers (n) AS (SELECT {1_000_001 + have} UNION ALL SELECT n + 1 FROM numbers WHERE n < {1_000_000 + size})"

    def key(kind):
        return f"'00000000-0000-7000-80{kind}-00000' || CAST(n AS TEXT)"

    plane.sql(f"""
        INSERT INTO login (id, name, name_folded, person, email, role, password_hash, is_locked, created_at) {begin}
            SELECT {key('01')}, 'owner' || n, 'owner' || n, 'Customer', n || '@example.org', 'customer', '', FALSE, 0 FROM numbers;
        INSERT INTO account (id, number, login_id, plan_id, plan_version, server_id, title, title_folded, uid, created_at, suspension_reason, suspended_at) {begin}
            SELECT {key('02')}, n, {key('01')}, '{first[0]}', 1, '{first[1]}', 'Customer w' || n, 'customer w' || n, 2000000 + n, 1700000000000 + CAST(n AS BIGINT) * 60000,
                CASE WHEN n % 20 = 0 THEN 'unpaid' END, CASE WHEN n % 20 = 0 THEN 1 END FROM numbers;
        INSERT INTO domain (id, account_id, name, name_folded, held_name, created_at) {begin}
            SELECT {key('03')}, {key('02')}, 'd' || n || '.example', 'd' || n || '.example', 'd' || n || '.example', 0 FROM numbers;
        INSERT INTO account_text (id, words) SELECT id, title_folded FROM account WHERE number > {1_000_000 + have};
        INSERT INTO login_text (id, words) {begin} SELECT {key('01')}, 'customer ' || n || '@example.org' FROM numbers;
        INSERT INTO domain_text (id, words) {begin} SELECT {key('03')}, 'd' || n || '.example' FROM numbers;
        UPDATE account_series SET last_number = last_number + {size - have};
    """)
    plane.sql(f"UPDATE account SET plan_id = '{first[0]}' WHERE number > 1000000;")
    for share in sorted(SHARES, reverse=True):
        if share <= size:
            plane.sql(f"UPDATE account SET plan_id = (SELECT id FROM plan WHERE name = 'Share {share}') WHERE number > {1_000_000 + size - share};")
    plane.analyze()


def timed(plane, path, may_be_empty):
    api = plane.api()
    if not may_be_empty and not api.must("GET", path)["items"]:
        raise SystemExit(f"bench: {path} is empty")
    for _ in range(10):
        api.must("GET", path)
    times, before = [], plane.cpu_ticks()
    for _ in range(SAMPLES):
        began = time.perf_counter()
        api.must("GET", path)
        times.append(time.perf_counter() - began)
    return {"p50": percentile(times, 0.5), "p99": percentile(times, 0.99), "cpu": (plane.cpu_ticks() - before) / TICK / SAMPLES}
