"""The floor under click to live: the same running daemons, driven by a few lines without control plane, agent, checks or reports.

A site is its files (home, document root, one record per name, each synced) and its rows (one transaction per name server), then
asked for until it answers. Records and rows are copied from a site that is there, with other names.
"""
import json
import os
import shutil
import sqlite3
import time
from pathlib import Path

from installation import Visitor, percentile

PHP = b"<?php echo 'uid ', posix_getuid();"


class Floor:
    def __init__(self, installation, template):
        """`template`: the name of a site that is live."""
        self.installation, self.template = installation, template
        self.node = installation.state / "node"
        self.configuration = json.loads((self.node / "agent.json").read_text())
        self.names = next(path.parent for path in (self.node / "web").rglob(template) if path.is_file())
        self.record = (self.names / template).read_bytes()
        self.databases = []
        for path in sorted(self.node.glob("dns/*/zones.sqlite")):
            database = sqlite3.connect(path, isolation_level=None)
            database.execute("PRAGMA synchronous = FULL")
            self.databases.append(database)

    def free_numbers(self):
        """Account numbers whose PHP pool is running and that nobody has."""
        free, homes = [], self.homes()
        for socket in (self.node / "php").rglob("web*.sock"):
            number = int(socket.name[3:-5])
            if not (homes / f"web{number}").exists():
                free.append(number)
        return sorted(free, reverse=True)

    def homes(self):
        return self.node / "home"

    def accounts(self):
        return next(path for path in (self.node / "web").rglob("web1") if path.is_file()).parent

    def measure(self, samples):
        numbers, homes, accounts = self.free_numbers()[:samples], self.homes(), self.accounts()
        if not numbers:
            return None
        visitor, times = Visitor(self.installation), []
        template_user = next(path.name for path in homes.iterdir() if b":" + path.name.encode() + b"," in self.record)
        installation_cpu, own = self.installation.cpu(), time.process_time()
        for number in numbers:
            start = time.monotonic()
            self.add(number, f"floor-{number}.example", homes, accounts, template_user)
            name = f"floor-{number}.example"
            visitor.wait_for_page(name, "/live.php", b"uid ")
            visitor.wait_for_zone(name)
            times.append(time.monotonic() - start)
        cpu = self.installation.cpu() - installation_cpu + time.process_time() - own
        for number in numbers:
            self.remove(number, f"floor-{number}.example", homes, accounts)
        return {"p50": percentile(times, 0.5), "p99": percentile(times, 0.99), "cpu": cpu / len(numbers), "samples": len(numbers)}

    def add(self, number, name, homes, accounts, template_user):
        user, uid, gid = f"web{number}", self.configuration["firstUID"] + number, self.configuration["webServerGID"]
        home, root = homes / user, homes / user / name / "public"
        root.mkdir(parents=True)
        for path, group in [(root, gid), (root.parent, gid), (home, gid)]:
            os.chown(path, uid, group)
            path.chmod(0o2710 if path == home else 0o2750)
        for path in [home / "tmp", home / "sessions"]:
            path.mkdir()
            os.chown(path, uid, uid)
        write(root / "live.php", PHP, uid, gid)
        old, new = template_user.encode(), user.encode()
        write(accounts / user, renamed((accounts / template_user).read_bytes(), {old: new}), 0, gid)
        record = renamed(self.record, {old: new, self.template.encode(): name.encode()})
        shard = number // 100
        record = renamed(record, {f"/{int(template_user[3:]) // 100}/{user}.sock".encode(): f"/{shard}/{user}.sock".encode()})
        for host in [name, "www." + name]:
            write(self.names / host, record, 0, gid)
        for database in self.databases:
            database.execute("BEGIN IMMEDIATE")
            zone = database.execute("SELECT id FROM domains WHERE name = ?", [self.template]).fetchone()[0]
            made = database.execute("INSERT INTO domains (name, type, account) VALUES (?, 'NATIVE', ?)", [name, f"floor-{number}"]).lastrowid
            rows = database.execute("SELECT name, type, content, ttl, prio, disabled, ordername, auth FROM records WHERE domain_id = ?", [zone]).fetchall()
            for row in rows:
                owner = row[0].replace(self.template, name)
                database.execute(
                    "INSERT INTO records (domain_id, name, type, content, ttl, prio, disabled, ordername, auth) VALUES (?,?,?,?,?,?,?,?,?)",
                    [made, owner, row[1], row[2] and row[2].replace(self.template, name), *row[3:]])
            database.execute("COMMIT")

    def remove(self, number, name, homes, accounts):
        for path in [self.names / name, self.names / ("www." + name), accounts / f"web{number}"]:
            path.unlink()
        shutil.rmtree(homes / f"web{number}")
        for database in self.databases:
            database.execute("BEGIN IMMEDIATE")
            database.execute("DELETE FROM records WHERE domain_id IN (SELECT id FROM domains WHERE account = ?)", [f"floor-{number}"])
            database.execute("DELETE FROM domains WHERE account = ?", [f"floor-{number}"])
            database.execute("COMMIT")


def renamed(record, names):
    """The record with other names in its fields, which are netstrings."""
    fields, at = [], 0
    while at < len(record):
        colon = record.index(b":", at)
        length = int(record[at:colon])
        fields.append(record[colon + 1:colon + 1 + length])
        at = colon + length + 2
    for old, new in names.items():
        fields = [field.replace(old, new) for field in fields]
    return b"".join(b"%d:%s," % (len(field), field) for field in fields)


def write(path, data, uid, gid):
    """Durable and whole, as any careful program writes."""
    new = Path(str(path) + "~")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
    os.fchown(handle, uid, gid)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    os.rename(new, path)
    directory = os.open(path.parent, os.O_RDONLY)
    os.fsync(directory)
    os.close(directory)
