"""New customers from a template: each is a person with a sign-in name and a password, an account with limits, and a domain with a website, until all of it
is live on the node. Beside it libargon2 alone, for each of them wants a password hashed."""
import time

import signins
import sites
from installation import Installation, in_parallel

SIZES = [10, 100, 1000]
TEMPLATE = "Bench"


def measure(port_base, say, results):
    hashes = signins.capacity()
    installation = Installation(port_base)
    try:
        installation.start()
        installation.wait_until_ready()
        installation.api().must("POST", "/templates", {"name": TEMPLATE, "limits": [{"resource": "domain", "most": 2}]})
        have = 0
        for size in SIZES:
            numbers = list(range(have, size))
            cpu, start = installation.cpu(), time.monotonic()
            accepted = create(installation, numbers)
            sites.wait_until_settled(installation.api(), 60 + len(numbers) / 5)
            sites.look_at_all(installation, [name_of(number) for number in numbers])
            seconds = time.monotonic() - start
            results[size] = {"users": len(numbers), "rate": len(numbers) / seconds, "accepted": len(numbers) / accepted, "cpu": (installation.cpu() - cpu) / len(numbers),
                             "hashes": hashes}
            have = size
            say(f"{len(numbers):,} users from a template: {len(numbers) / seconds:.1f} a second live, {(installation.cpu() - cpu) / len(numbers) * 1000:.1f} ms CPU each; "
                f"libargon2 alone hashes {hashes:.1f} a second")
    finally:
        installation.remove()


def name_of(number):
    return f"u{number}.example"


def create(installation, numbers):
    """Seconds until the API has taken all of them, over as many connections as a burst of sites."""
    waiting, start = list(reversed(numbers)), time.monotonic()

    def add(_):
        api = installation.api()
        while waiting:
            try:
                number = waiting.pop()
            except IndexError:
                return
            api.must("POST", "/accounts", {
                "title": f"User {number}", "plan": "Starter", "login": f"user{number}", "email": f"user{number}@example.org", "person": f"Person {number}",
                "template": TEMPLATE, "data": {"city": "Kiel", "phone": "+49 431 555"}, "domains": [{"name": name_of(number)}]})

    in_parallel(sites.CONNECTIONS, add)
    return time.monotonic() - start
