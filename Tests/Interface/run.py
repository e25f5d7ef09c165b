#!/usr/bin/env python3
"""Tries every operation of the REST interface against its own description, as administrator and as customer.

    .venv/bin/python Tests/Interface/run.py [--report FILE] [--examples N]

Schemathesis makes requests that fit the description and requests that do not; every answer must be described: its status, its kind of
content, its schema, its headers. Nothing is answered with 500. Each operation is also done once as its example says, so that it is seen to
succeed, and refuses at least once with a status that it describes. The report is JSON: name -> null when it passed, else what went wrong.
"""
import argparse
import contextlib
import hashlib
import json
import random
import re
import sqlite3
import sys
import time
import traceback
import uuid
import warnings
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Browser"))

import requests  # noqa: E402
import schemathesis  # noqa: E402
from harness import Installation, proves, until  # noqa: E402
from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from schemathesis import GenerationMode  # noqa: E402
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance, response_headers_conformance, response_schema_conformance, status_code_conformance)

CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance, response_headers_conformance]
SECONDS = 80  # for each role
# Streams have no end to wait for; they have tests of their own.
STREAMS = {"getEvents"}
# What cannot succeed here, and why.
UNREACHED = {
    "postServersConfirmation": "needs a server that has stopped by itself",
    "postSettingsMailRelayTest": "needs a mail server",
    "putMeEmail": "needs the person's password", "putMePassword": "needs the person's password",
    "postMeAuthenticator": "needs a proven person", "putMeAuthenticator": "needs an app that shows codes",
    "deleteMeAuthenticator": "needs an authenticator", "postMeRecoveryCodes": "needs a second factor",
    "deleteMePasskeysByPasskey": "needs a passkey", "deleteLoginsSecondFactors": "needs somebody's second factor",
    "postTokens": "needs a session in a browser", "deleteSessionsBySession": "needs a session in a browser",
}
# What ends the caller's own rights, or the installation's: tried by its example only where that is harmless.
LEFT_ALONE = re.compile(
    r"^(postServersRevocation|postServersJoinLine|deleteMe|deleteTokens|deleteSessions|putSettingsMaintenance|patchSettings"
    r"|putMe|postMe|postStaff|putStaff|deleteStaff|putLogins|deleteLogins|deleteRoles)")


class Caller:
    """One token, and what has been answered to it."""

    def __init__(self, installation, token, name):
        self.name, self.base = name, installation.panel
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"
        self.statuses = defaultdict(set)
        self.problems = []
        self.description = self.session.get(self.base + "/api/v1/openapi.json", timeout=30).json()
        self.schema = schemathesis.openapi.from_dict(self.description)
        self.operations = {}
        for found in self.schema.get_all_operations():
            operation = found.ok()
            self.operations[operation.definition.raw["operationId"]] = operation

    def call(self, method, path, body=None, **headers):
        answer = self.session.request(
            method, self.base + "/api/v1" + path, json=body if not isinstance(body, bytes) else None,
            data=body if isinstance(body, bytes) else None,
            headers={**({"Content-Type": "application/octet-stream"} if isinstance(body, bytes) else {}), **headers}, timeout=60)
        return answer

    def json(self, method, path, body=None):
        answer = self.call(method, path, body)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text[:300]}"
        return answer.json() if answer.text else None

    def note(self, name, case, answer):
        """Compares an answer with the description; the first problem of each kind is kept."""
        self.statuses[name].add(answer.status_code)
        try:
            assert answer.status_code != 500, f"500: {answer.text[:300]}"
            # A path that is another address of the interface says so with 405, which is of no operation.
            if answer.status_code != 405:
                case.validate_response(answer, checks=CHECKS)
        except Exception as problem:  # noqa: BLE001 - each kind of problem is one finding
            text = f"{name}: {' '.join(str(problem).split())[:600]}"
            if not any(each.startswith(text[:80]) for each in self.problems):
                self.problems.append(text)


class World:
    """Makes the things that operations are about, a fresh one wherever an operation changes it."""

    def __init__(self, installation, administrator):
        self.installation, self.administrator, self.count = installation, administrator, 0
        self.plan = administrator.json("POST", "/plans", {"name": "Interface", "includesPHP": True})
        # The one that accounts change to, also by themselves.
        larger = administrator.json("POST", "/plans", {"name": "Interface, larger", "includesPHP": True})
        administrator.json("PUT", f"/plans/{larger['id']}/offer")
        administrator.json("POST", "/plan-groups", {"name": "Interface", "plans": [self.plan["id"], larger["id"]]})
        self.template = administrator.json("POST", "/templates", {"name": "Interface"})["name"]
        self.login, self.webhooks = "interface", {}
        # What customers read.
        content = administrator.operations["postAnnouncements"].definition.raw["requestBody"]["content"]["application/json"]
        administrator.json("POST", "/announcements", content["example"])
        self.account = self.new_account(password="eleven paper lanterns")
        self.domain = self.new_domain()
        until("the domain is live", lambda: administrator.json("GET", f"/domains/{self.domain}")["liveState"] == "live", 60)

    def new_account(self, password=None):
        self.count += 1
        body = {"title": f"Interface {self.count}", "plan": "Interface", "login": self.login}
        if password:
            body |= {"email": "interface@hosting.example", "password": password}
        return self.administrator.json("POST", "/accounts", body)["number"]

    def new_domain(self, account=None):
        self.count += 1
        name = f"interface-{self.count}.example"
        self.administrator.json("POST", "/domains", {"name": name, "account": account or self.account})
        return name

    def new_server(self):
        self.count += 1
        return self.administrator.json("POST", "/servers", {"name": f"machine-{self.count}", "addresses": [f"192.0.2.{self.count}"]})["name"]

    def new_address(self):
        """One that nobody has, in the pool of the web server."""
        self.count += 1
        address = f"10.20.{self.count // 250}.{self.count % 250 + 1}"
        self.administrator.json("POST", "/servers/this-machine/addresses", {"addresses": [address]})
        return address

    def customers_token(self):
        """A token of the customer, written into the database: the panel makes one only in a session."""
        secret = "hw_" + uuid.uuid4().hex
        with contextlib.closing(sqlite3.connect(self.installation.state / "control-plane/hostwright.sqlite", timeout=30)) as db, db:
            login = db.execute("SELECT id FROM login WHERE name = ?", [self.login]).fetchone()[0]
            db.execute(
                "INSERT INTO api_token (id, secret_hash, login_id, name, role, created_at) VALUES (?, ?, ?, 'interface', 'customer', ?)",
                [str(uuid.uuid4()), hashlib.sha256(secret.encode()).hexdigest(), login, int(time.time() * 1000)])
        return secret

    def spare_token(self, caller):
        """A further token of the caller's, to be revoked."""
        own = hashlib.sha256(caller.session.headers["Authorization"].removeprefix("Bearer ").encode()).hexdigest()
        token = str(uuid.uuid4())
        with contextlib.closing(sqlite3.connect(self.installation.state / "control-plane/hostwright.sqlite", timeout=30)) as db, db:
            db.execute(
                "INSERT INTO api_token (id, secret_hash, login_id, name, role, created_at)"
                " SELECT ?, ?, login_id, 'spare', role, created_at FROM api_token WHERE secret_hash = ?",
                [token, hashlib.sha256(token.encode()).hexdigest(), own])
        return token

    def parameters(self, name, operation, caller):
        """Values for the path; a fresh thing where the operation ends or changes it."""
        values, raw = {}, operation.definition.raw
        for parameter in raw.get("parameters", []):
            if parameter.get("in") != "path":
                continue
            key = parameter["name"]
            values[key] = self.value(name, operation, key, parameter, caller, values)
        return values

    def value(self, name, operation, key, parameter, caller, values):
        method = operation.method.upper()
        trashed = "/trash/" in operation.path or operation.path.endswith("/restoration")
        if key == "account":
            if method == "DELETE" and not operation.path.endswith("/suspension") or trashed:
                account = self.new_account()
                if trashed:
                    self.administrator.json("DELETE", f"/accounts/{account}")
                return account
            if operation.path.endswith("/suspension"):
                account = self.new_account()
                if method == "DELETE":
                    self.administrator.json("PUT", f"/accounts/{account}/suspension", {"reason": "because"})
                return account
            if operation.path.endswith("/plan-changes") and method == "POST":
                return self.new_account()
            return self.account
        if key == "domain":
            if trashed or method == "DELETE":
                domain = self.new_domain()
                if trashed:
                    self.administrator.json("DELETE", f"/domains/{domain}")
                return domain
            return self.domain
        if key == "agent":
            self.administrator.json("PUT", f"/accounts/{values['account']}/suspension", {"reason": "because"})
            return "administrator"
        if key == "path":
            self.administrator.call("PUT", f"/websites/{values['domain']}/files/interface.txt", b"words")
            return "interface.txt"
        if key == "log":
            return "access"
        if key == "token" and method == "DELETE":
            return self.spare_token(caller)
        if key == "announcement":
            self.count += 1
            announcement = self.administrator.json("POST", "/announcements", {"title": f"News {self.count}", "text": "News."})["id"]
            if trashed:
                self.administrator.json("DELETE", f"/announcements/{announcement}")
            return announcement
        if key == "login" and operation.path.startswith(("/api/v1/logins/", "/logins/")):
            return self.login
        if key == "role" and method != "GET":
            self.count += 1
            return self.administrator.json("POST", "/roles", {"name": f"Role {self.count}", "permissions": ["message_reader"]})["id"]
        if key == "notification":
            return "account.suspended"
        if key == "subscription":
            self.count += 1
            return self.administrator.json(
                "POST", "/notification-subscriptions", {"email": f"copies-{self.count}@hosting.example", "lists": ["accounts"]})["id"]
        if key == "language":
            return "de"
        if key == "template":
            self.count += 1
            return self.administrator.json("POST", "/templates", {"name": f"Template {self.count}"})["id"]
        if key == "plan":
            if method == "GET":
                return self.plan["id"]
            # Accounts are made with the other one, by its name.
            self.count += 1
            return self.administrator.json("POST", "/plans", {"name": f"Plan {self.count}"})["id"]
        if key == "server":
            # Only a web server has addresses to give.
            return "this-machine" if "/addresses" in operation.path else self.new_server()
        if key == "address":
            return self.new_address()
        if key == "platform":
            # One that nobody else needs.
            self.count += 1
            platform = f"Linux-{self.count}"
            server = self.new_server()
            self.administrator.json("PATCH", f"/servers/{server}", {"platform": platform})
            return platform
        if key == "logical":
            server = self.administrator.json("GET", f"/servers/{values['server']}")
            return self.administrator.json(
                "POST", f"/servers/{values['server']}/logical-servers", {"kind": "web", "endpoints": [server["addresses"][0]]})["name"]
        if key == "job":
            if not operation.path.endswith("/retry"):
                return self.administrator.json("GET", "/jobs")["items"][0]["id"]
            # A delivery to where nobody listens waits for its next try.
            hook = self.administrator.json("POST", "/webhooks", {"url": "http://127.0.0.1:1/"})["id"]
            self.administrator.json("POST", f"/webhooks/{hook}/ping")
            waiting = lambda: [  # noqa: E731
                job for job in self.administrator.json("GET", "/jobs?state=waiting")["items"]
                if job["kind"] == "webhooks.deliver" and job["attempts"] > 0]
            return until("a job waits for its next try", waiting)[0]["id"]
        if key == "webhook":
            # One for all, but for the operation that ends it: there are at most twenty.
            if method == "DELETE":
                return self.webhook(caller)
            if caller.name not in self.webhooks:
                self.webhooks[caller.name] = self.webhook(caller)
            return self.webhooks[caller.name]
        if key == "delivery":
            return caller.json("POST", f"/webhooks/{values['webhook']}/ping")["id"]
        # A thing of a collection that is listed: the first of it.
        collection = operation.path.split("{" + key + "}")[0].removeprefix("/api/v1").rstrip("/")
        answer = caller.call("GET", collection)
        items = answer.json().get("items", []) if answer.ok else []
        for item in items:
            for field in (key, "id", "name", "number", "kind"):
                if field in item:
                    return item[field]
        return parameter.get("example", "1")

    def webhook(self, caller):
        url = f"http://127.0.0.1:{self.installation.port_base}/healthz"
        return caller.json("POST", "/webhooks", {"url": url, "account": self.account})["id"]

    def body(self, operation, parameters):
        """The example of the description, about what is really there."""
        content = operation.definition.raw.get("requestBody", {}).get("content", {})
        if "application/octet-stream" in content:
            return b"words"
        body = content.get("application/json", {}).get("example")
        if not isinstance(body, dict):
            return None
        self.count += 1
        fresh = {
            "account": self.account, "plan": "Interface", "template": self.template, "login": self.login, "email": "interface@hosting.example",
            "url": f"http://127.0.0.1:{self.installation.port_base}/healthz",
        }
        body = {key: fresh.get(key, value) for key, value in body.items()}
        if "name" in body:
            body["name"] = f"interface-{self.count}.example" if operation.path.endswith("/domains") else f"interface-{self.count}"
        if operation.path.endswith("/staff"):
            body |= {"login": f"clerk-{self.count}", "name": f"clerk-{self.count}"} if "login" in body else {"name": f"clerk-{self.count}"}
        if operation.path.endswith("/email"):
            body["email"] = f"interface-{self.count}@hosting.example"
        if operation.path.endswith("/notification-subscriptions"):
            body["email"] = f"office-{self.count}@hosting.example"
        if operation.path.endswith("/plan-changes"):
            body["plan"] = "Interface, larger"
        if operation.path.endswith("/accounts/{account}/period"):
            body["period"] = "1 month"
        if operation.path.endswith("/servers"):
            body["addresses"] = [f"192.0.2.{self.count}"]
        if operation.path.endswith("/servers/{server}/addresses"):
            body["addresses"] = [f"10.21.{self.count // 250}.{self.count % 250 + 1}"]
        if operation.path.endswith("/accounts/{account}/address"):
            body = {"ipv4": self.new_address()}
        if operation.path.endswith("/logical-servers"):
            body["endpoints"] = [self.administrator.json("GET", f"/servers/{parameters['server']}")["addresses"][0]]
        return body


def once(caller, world):
    """Every operation as its example says."""
    order = {"POST": 0, "PUT": 1, "GET": 2, "PATCH": 3, "DELETE": 4}
    for name, operation in sorted(caller.operations.items(), key=lambda each: order.get(each[1].method.upper(), 5)):
        if name in STREAMS:
            continue
        try:
            parameters = world.parameters(name, operation, caller)
            body = world.body(operation, parameters)
            case = operation.Case(
                method=operation.method, path_parameters=parameters,
                headers={"Idempotency-Key": str(uuid.uuid4())} if operation.method.upper() == "POST" else {},
                **({} if body is None else {"body": body, "media_type": next(iter(operation.definition.raw["requestBody"]["content"]))}))
            answer = case.call(base_url=caller.base, session=caller.session, timeout=60)
            caller.note(name, case, answer)
            # And once what nobody declared, which every operation refuses.
            refused = case.call(base_url=caller.base, session=caller.session, params={"nobody-declared-this": "1"}, timeout=60)
            caller.note(name, case, refused)
        except Exception:  # noqa: BLE001 - the next operation is tried all the same
            caller.problems.append(f"{name}: {traceback.format_exc()[-600:]}")


def fuzz(caller, world, examples):
    """Requests that fit the description, and requests that do not, about things that are there and things that are not."""
    end = time.monotonic() + SECONDS
    names = [name for name in caller.operations if name not in STREAMS and not LEFT_ALONE.match(name)]
    random.Random(1).shuffle(names)
    for name in names:
        operation = caller.operations[name]
        known = {}
        # What is deleted must be there for the others.
        if operation.method.upper() != "DELETE":
            with contextlib.suppress(Exception):
                known = world.parameters(name, operation, caller)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            for path in ([known] if known else []) + [None]:
                if time.monotonic() > end:
                    return
                with contextlib.suppress(schemathesis.errors.InvalidSchema):
                    attempt(caller, name, operation, mode, path, examples, end)


def attempt(caller, name, operation, mode, path, examples, end):
    strategy = operation.as_strategy(generation_mode=mode, **({"path_parameters": path} if path else {}))

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck))
    @given(case=strategy)
    def one(case):
        if time.monotonic() > end:
            return
        case.headers.pop("Prefer", None)
        # Schemathesis makes up tokens too; with them nothing would be tried but the door.
        if mode == GenerationMode.POSITIVE or random.Random(str(case.body)).random() < 0.9:
            case.headers.pop("Authorization", None)
        answer = case.call(base_url=caller.base, session=caller.session, timeout=60)
        caller.note(name, case, answer)

    try:
        one()
    except Exception as problem:  # noqa: BLE001 - nothing can be made that does not fit, or the like
        if "Unsatisfiable" not in type(problem).__name__ and "SkipTest" not in type(problem).__name__:
            caller.problems.append(f"{name}: {type(problem).__name__} {' '.join(str(problem).split())[:400]}")


@proves("H.API-01", part="sign-up, billing, support, mail, databases", door="api", client="schemathesis")
def test_every_answer_is_described(caller):
    assert not caller.problems, "\n".join([f"{len(caller.problems)} problems"] + caller.problems[:25])


def test_every_operation_succeeds_and_refuses(caller):
    missing = []
    for name in caller.operations:
        if name in STREAMS:
            continue
        statuses = caller.statuses[name]
        if name not in UNREACHED and not any(200 <= status < 300 for status in statuses):
            missing.append(f"{name} never succeeded: {sorted(statuses)}")
        described = {int(status) for status in caller.operations[name].definition.raw["responses"] if status.isdigit()}
        if not any(400 <= status < 500 and status in described for status in statuses):
            missing.append(f"{name} never refused as described: {sorted(statuses)}")
    assert not missing, "\n".join([f"{len(missing)} operations"] + missing)


def test_every_schema_has_fields(caller):
    schemas = caller.description["components"]["schemas"]
    empty = [name for name, schema in schemas.items() if not schema.get("properties")]
    assert schemas and not empty, f"schemas without fields: {empty}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--examples", type=int, default=8)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    results = {}
    try:
        with Installation() as installation:
            token = (installation.state / installation.ready["api"]["tokenFile"]).read_text().strip()
            administrator = Caller(installation, token, "administrator")
            world = World(installation, administrator)
            for caller in (administrator, Caller(installation, world.customers_token(), "customer")):
                started = time.monotonic()
                once(caller, world)
                fuzz(caller, world, arguments.examples)
                print(f"{caller.name}: {len(caller.operations)} operations, {time.monotonic() - started:.0f} s", flush=True)
                for test in (test_every_answer_is_described, test_every_operation_succeeds_and_refuses, test_every_schema_has_fields):
                    name = f"{caller.name}: {test.__name__.removeprefix('test_').replace('_', ' ')}"
                    results[name] = None
                    try:
                        test(caller)
                    except AssertionError as problem:
                        results[name] = str(problem)
                    print(f"{'failed' if results[name] else 'passed'}  {name}", flush=True)
                    if results[name]:
                        print(results[name], flush=True)
    except Exception:  # noqa: BLE001 - told in the report
        results["the installation answers"] = traceback.format_exc()
        print(traceback.format_exc(), flush=True)
    if arguments.report:
        arguments.report.write_text(json.dumps(results, indent=1))
    return 1 if any(results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
