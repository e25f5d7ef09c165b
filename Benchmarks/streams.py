"""Open streams of events (one per browser): what each costs, and how late an event comes. Beside it a bare program that writes the same bytes to as many
sockets, read by the same reader: what the machine and the reader take themselves."""
import json
import multiprocessing
import select
import socket
import time

from installation import TICK, percentile
from plane import Plane
from signins import administrator_cookie

COUNTS = [10, 100, 1000]
EVENTS = 20
MARK = b"event: change"


def measure(port_base, say, results):
    with Plane("sqlite", port_base) as plane:
        cookie = administrator_cookie(plane)
        name = plane.rows("SELECT name FROM domain ORDER BY created_at LIMIT 1")[0][0]
        for count in COUNTS:
            time.sleep(2)
            before = plane.memory()
            streams = opened(plane.port, cookie, count)
            try:
                time.sleep(2)
                held = plane.memory() - before
                changes = [Change(plane, name, f"at{count}/{number}") for number in range(EVENTS)]
                cpu = plane.cpu_ticks()
                times, missed = delays(streams, changes)
                cpu = (plane.cpu_ticks() - cpu) / TICK / EVENTS / count
            finally:
                for stream in streams:
                    stream.close()
            bare, _ = delays_of_bare(count)
            results[count] = {"memory": held / count, "p50": percentile(times, 0.5), "p99": percentile(times, 0.99), "missed": missed, "cpu": cpu,
                              "bare_p50": percentile(bare, 0.5), "bare_p99": percentile(bare, 0.99)}
            found = results[count]
            say(f"{count:,} streams: {found['memory'] / 1000:.1f} kB each, an event after p50 {found['p50'] * 1000:.1f} p99 {found['p99'] * 1000:.1f} ms "
                f"(bare sockets {found['bare_p50'] * 1000:.2f} and {found['bare_p99'] * 1000:.2f}), {cpu * 1e6:.0f} µs CPU an event and stream, {missed} missed")


def opened(port, cookie, count):
    """Streams of which each has said that it is open."""
    request = f"GET /events HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {cookie}\r\nAccept: text/event-stream\r\n\r\n".encode()
    streams = []
    for _ in range(count):
        stream = socket.create_connection(("127.0.0.1", port), timeout=30)
        stream.sendall(request)
        streams.append(stream)
    for stream in streams:
        text = b""
        while b": open" not in text:
            text += stream.recv(4096)
            if b"200 OK" not in text[:20]:
                raise SystemExit(f"bench: a stream of events is answered with {text[:200]!r}")
        stream.setblocking(False)
    return streams


class Change:
    """A change of a website over the API, sent without waiting for its answer."""

    def __init__(self, plane, name, root):
        self.connection = socket.create_connection(("127.0.0.1", plane.port), timeout=30)
        body = json.dumps({"documentRoot": root}).encode()
        self.request = (f"PATCH /api/v1/websites/{name} HTTP/1.1\r\nHost: localhost:{plane.port}\r\nAuthorization: Bearer {plane.token}\r\n"
                        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n").encode() + body

    def send(self):
        self.connection.sendall(self.request)

    def end(self):
        answer = self.connection.recv(65536)
        self.connection.close()
        if not answer.startswith(b"HTTP/1.1 2"):
            raise SystemExit(f"bench: the change was answered with {answer[:500]!r}")


def delays(streams, changes, limit=20):
    """Seconds from sending each change to its event in each stream, and how many streams never had it."""
    poll, by_number, times, missed = select.epoll(), {stream.fileno(): stream for stream in streams}, [], 0
    for number in by_number:
        poll.register(number, select.EPOLLIN)
    for change in changes:
        began, waiting = time.perf_counter(), set(by_number)
        change.send()
        while waiting and time.perf_counter() - began < limit:
            for number, _ in poll.poll(0.5):
                text = by_number[number].recv(65536)
                now = time.perf_counter()
                if not text:
                    raise SystemExit("bench: a stream of events has ended")
                if MARK in text and number in waiting:
                    waiting.discard(number)
                    times.append(now - began)
        change.end()
        missed += len(waiting)
        # What the change leads to later belongs to none of them.
        quiet = time.perf_counter() + 0.5
        while time.perf_counter() < quiet:
            for number, _ in poll.poll(0.1):
                by_number[number].recv(65536)
    return times, missed


def delays_of_bare(count):
    """The same with a program that does nothing but write."""
    door = socket.create_server(("127.0.0.1", 0), backlog=2048)
    process = multiprocessing.Process(target=bare, args=(door, count))
    process.start()
    address = door.getsockname()
    streams = [socket.create_connection(address, timeout=30) for _ in range(count)]
    teller = socket.create_connection(address, timeout=30)
    for stream in streams:
        stream.setblocking(False)
    time.sleep(0.5)
    try:
        return delays(streams, [Tell(teller) for _ in range(EVENTS)])
    finally:
        teller.close()
        for stream in streams:
            stream.close()
        process.join()


class Tell:
    def __init__(self, teller):
        self.teller = teller

    def send(self):
        self.teller.sendall(b"x")

    def end(self):
        pass


def bare(door, count):
    readers = [door.accept()[0] for _ in range(count)]
    teller = door.accept()[0]
    text = MARK + b'\ndata: {"target":"domain:0190163d-8694-739b-aea5-966c26f8ad91:badge","html":"' + b"x" * 400 + b'"}\n\n'
    while teller.recv(1):
        for reader in readers:
            reader.send(text)
