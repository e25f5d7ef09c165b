"""Sign-ins at twice what the machine can hash, while pages are read.

The hash rate that counts is the reference's: libargon2 itself with the shipped parameters on every core, nothing else done. The customers are put in with
SQL; each signs in from an address of his own with the right password, so that nothing but the hashing holds him up. Requests begin at their time, whether
the ones before have been answered or not. Their program and the pages' reader take from the same cores: read the p99 as an upper bound.
"""
import asyncio
import ctypes
import hashlib
import multiprocessing
import os
import re
import secrets
import threading
import time
import urllib.parse

from http_clients import Kept, ask, at_rate
from installation import TICK, percentile
from plane import Plane, numbers

PASSES, KIBIBYTES = 2, 19 * 1024  # as Identity/Passwords/Passwords.swift ships them
SECONDS, PAGES_A_SECOND = 15, 20
PASSWORD = "four unrelated words"
PAGES = ["/", "/domains", "/accounts"]


def library():
    argon2 = ctypes.CDLL("libargon2.so.1")
    argon2.argon2id_hash_encoded.argtypes = [ctypes.c_uint32] * 3 + [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_size_t,
                                                                  ctypes.c_char_p, ctypes.c_size_t]
    return argon2


def hashed(argon2, password):
    out = ctypes.create_string_buffer(200)
    code = argon2.argon2id_hash_encoded(PASSES, KIBIBYTES, 1, password.encode(), len(password), os.urandom(16), 16, 32, out, 200)
    if code:
        raise SystemExit(f"bench: libargon2 answers {code}")
    return out.value.decode()


def capacity(seconds=4):
    """Hashes a second of the library alone, one thread a core."""
    argon2, counts = library(), []
    end = time.perf_counter() + seconds

    def work():
        count = 0
        while time.perf_counter() < end:
            hashed(argon2, PASSWORD)
            count += 1
        counts.append(count)

    threads = [threading.Thread(target=work) for _ in range(os.cpu_count())]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def measure(port_base, say, results):
    rate = capacity()
    results["capacity"] = rate
    say(f"libargon2 alone hashes {rate:.1f} passwords a second on {os.cpu_count()} cores")
    offered = 2 * rate
    with Plane("sqlite", port_base) as plane:
        add_customers(plane, int(offered * SECONDS) + 1)
        cookie = administrator_cookie(plane)
        heads = asyncio.run(prepared(plane, int(offered * SECONDS)))
        results["quiet"] = in_process(read_pages, plane.port, cookie)
        say(f"pages alone, {PAGES_A_SECOND} a second: p50 {results['quiet']['p50'] * 1000:.1f} p99 {results['quiet']['p99'] * 1000:.1f} ms")
        before = plane.cpu_ticks()
        signing = start(sign_in, plane.port, heads, offered)
        results["loaded"] = in_process(read_pages, plane.port, cookie)
        results["signed"] = signing()
        results["cpu"] = (plane.cpu_ticks() - before) / TICK
        results["memory"] = plane.memory()
    signed = results["signed"]
    say(f"{offered:.0f} sign-ins offered a second: {signed['rate']:.1f} done, {signed['busy']:.1f} answered 503 ({signed['with_retry']} of {signed['refused']} with "
        f"Retry-After), others {signed['others']}; done p50 {signed['p50'] * 1000:.0f} p99 {signed['p99'] * 1000:.0f} ms")
    say(f"pages meanwhile: p50 {results['loaded']['p50'] * 1000:.1f} p99 {results['loaded']['p99'] * 1000:.1f} ms; {results['loaded']['failed']} failed")


def add_customers(plane, count):
    hash = hashed(library(), PASSWORD)
    plane.sql(f"""{numbers(count)} INSERT INTO login (id, name, name_folded, person, email, role, password_hash, is_locked, created_at)
        SELECT '00000000-0000-7000-9000-' || SUBSTR('000000000000' || n, LENGTH('000000000000' || n) - 11), 'customer' || n, 'customer' || n, 'Customer ' || n,
            'customer' || n || '@example.org', 'customer', '{hash}', FALSE, 0 FROM numbers;""")
    plane.analyze()


def administrator_cookie(plane):
    """A session of the login that programs' tokens belong to."""
    handle = secrets.token_urlsafe(32)
    now = int(time.time() * 1000)
    owner = plane.rows("SELECT id FROM login WHERE name_folded = 'program'")[0][0]
    plane.sql(f"""INSERT INTO session (id, handle_hash, login_id, signed_in_at, seen_at, proved_at)
        VALUES ('00000000-0000-7000-a000-{secrets.token_hex(6)}', '{hashlib.sha256(handle.encode()).hexdigest()}', '{owner}', {now}, {now}, {now});""")
    return f"hostwright-session-{plane.port}={handle}"


async def prepared(plane, count):
    """The forms of as many visitors, each with the cookie and the token that the page of the sign-in gave him."""
    kept, gate, origin = Kept(plane.port), asyncio.Semaphore(8), plane.origin

    async def one(number):
        async with gate:
            _, answer, body = await page(plane.port, "/sign-in")
        cookie = re.search(rb"(?i)set-cookie: ([^;\r]+)", answer)[1].decode()
        token = re.search(rb'name="_token" value="([^"]+)"', body)[1].decode()
        form = urllib.parse.urlencode({"_token": token, "name": f"customer{number + 1}", "password": PASSWORD}).encode()
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        return (f"POST /sign-in HTTP/1.1\r\nHost: localhost:{plane.port}\r\nOrigin: {origin}\r\nCookie: {cookie}\r\nX-Forwarded-For: {address}\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\nConnection: close\r\n\r\n").encode() + form

    return await asyncio.gather(*(one(number) for number in range(count)))


async def page(port, path):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n".encode())
    whole = await reader.read()
    writer.close()
    head, _, body = whole.partition(b"\r\n\r\n")
    return int(head[9:12]), head, body


def sign_in(port, heads, rate):
    async def run():
        async def one(number, _):
            try:
                return await ask(port, heads[number])
            except (OSError, asyncio.IncompleteReadError) as failure:
                return 0, type(failure).__name__.encode(), 0

        began = time.perf_counter()
        found = await at_rate(rate, SECONDS, one)
        return found, time.perf_counter() - began

    found, seconds = asyncio.run(run())
    done = [each[2] for each in found if each[0] == 303]
    refused = [each for each in found if each[0] == 503]
    others = {}
    for status, words, _ in found:
        if status not in (303, 503):
            others[str(status) if status else words.decode()] = others.get(str(status) if status else words.decode(), 0) + 1
    return {"offered": rate, "rate": len(done) / seconds, "busy": len(refused) / SECONDS, "refused": len(refused), "done": len(done),
            "with_retry": sum(b"retry-after:" in each[1] for each in refused), "others": others,
            "p50": percentile(done, 0.5) if done else 0, "p99": percentile(done, 0.99) if done else 0,
            "refused_p99": percentile([each[2] for each in refused], 0.99) if refused else 0}


def read_pages(port, cookie):
    """Pages at a fixed rate; the time of each runs from when it was due."""
    async def run():
        kept = Kept(port)

        async def one(number, due):
            status, _ = await kept.get(f"GET {PAGES[number % len(PAGES)]} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {cookie}\r\n\r\n".encode())
            return status, time.perf_counter() - due

        return await at_rate(PAGES_A_SECOND, SECONDS, one)

    found = asyncio.run(run())
    times = [seconds for _, seconds in found]
    return {"p50": percentile(times, 0.5), "p99": percentile(times, 0.99), "most": max(times), "failed": sum(status != 200 for status, _ in found), "pages": len(times)}


def start(work, *arguments):
    """Runs `work` in a process of its own; the function given back waits for what it found."""
    ours, theirs = multiprocessing.Pipe()

    def run():
        try:
            theirs.send(work(*arguments))
        except BaseException as failure:  # noqa: BLE001 - told to the process that asked
            theirs.send(failure)

    process = multiprocessing.Process(target=run)
    process.start()

    def wait():
        found = ours.recv()
        process.join()
        if isinstance(found, BaseException):
            raise found
        return found

    return wait


def in_process(work, *arguments):
    return start(work, *arguments)()
