"""The pages that are looked at in every window: for each a name, where it is, and who sees it.

`prepare` makes the states that the pages show: a customer whose account is suspended and a domain that fails.
"""
from dataclasses import dataclass

from harness import until


@dataclass
class Sample:
    """What the pages are about."""
    site: str  # the example's website
    account: int  # its account
    suspended_account: int
    failed_domain: str


@dataclass
class Page:
    name: str
    path: str
    signed_in: bool = True
    # Words that have to stand on it, so that a picture never shows an error page.
    words: str = ""


def prepare(installation):
    site = installation.ready["site"]["name"]
    account = expect(installation.api("GET", f"/domains/{site}"), 200)["account"]
    plan = expect(installation.api("GET", "/plans"), 200)["items"][0]["name"]

    suspended = expect(installation.api("POST", "/accounts", {
        "title": "Lighthouse Books", "plan": plan, "login": "lighthouse", "email": "post@lighthouse.example", "password": "seven quiet harbours"}), 201)["number"]
    expect(installation.api("POST", "/domains", {"name": "lighthouse-books.example", "account": suspended}), 201, 202)
    expect(installation.api("PUT", f"/accounts/{suspended}/suspension", {"reason": "The invoice of October is unpaid."}), 200, 204)

    failed = expect(installation.api("POST", "/accounts", {
        "title": "Miller Carpentry", "plan": plan, "login": "miller", "email": "post@miller.example", "password": "nine wooden ladders"}), 201)["number"]
    expect(installation.api("POST", "/domains", {"name": "miller-carpentry.example", "account": failed}), 201, 202)
    expect(installation.api("PATCH", "/websites/miller-carpentry.example", {"documentRoot": "no/such/folder"}), 200, 202)
    until("the state failed", lambda: expect(installation.api("GET", "/domains/miller-carpentry.example"), 200)["liveState"] == "failed")
    return Sample(site, account, suspended, "miller-carpentry.example")


def expect(answer, *statuses):
    status, payload = answer
    assert status in statuses, f"{status} instead of {statuses}: {payload}"
    return payload


def pages(sample):
    return [
        Page("sign-in", "/sign-in", signed_in=False, words="Sign in"),
        Page("home", "/"),
        Page("servers", "/servers", words="this-machine"),
        Page("customers", "/accounts", words="Lighthouse Books"),
        Page("account", f"/accounts/{sample.account}", words=sample.site),
        Page("plans", "/plans", words="Starter"),
        Page("add-domain", f"/domains/new?account={sample.account}"),
        Page("domain-live", f"/domains/{sample.site}", words="Live"),
        Page("domain-failed", f"/domains/{sample.failed_domain}", words="Failed"),
        Page("suspended", f"/accounts/{sample.suspended_account}", words="Suspended"),
    ]
