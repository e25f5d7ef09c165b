"""The pages that are looked at in every window: for each a name, where it is, and who sees it.

`prepare` makes the states that the pages show: a customer with two accounts, one whose account is suspended, and a domain that fails.
"""
import itertools
from dataclasses import dataclass

from harness import until

PAGES_OF_A_WINDOW = 15
CUSTOMER = {"name": "lindqvist", "password": "eleven paper lanterns"}


@dataclass
class Sample:
    """What the pages are about."""
    site: str  # the example's website
    account: int  # its account
    own_accounts: list  # the accounts of CUSTOMER
    own_domain: str
    suspended_account: int
    suspended_domain: str
    failed_domain: str
    blocked_root: str  # where a file is, and the document root wants a directory


@dataclass
class Page:
    name: str
    path: str
    signed_in: bool = True
    # Words that have to stand on it, so that a picture never shows an error page.
    words: str = ""
    is_customers: bool = False
    # False for samples and for what programs read: English in every language.
    is_translated: bool = True


def prepare(installation):
    site = installation.ready["site"]["name"]
    account = expect(installation.api("GET", f"/domains/{site}"), 200)["account"]
    expect(installation.api("POST", "/plans", {
        "name": "Business", "domainLimit": 10, "includesPHP": True, "setupFee": "9.90", "recurringFee": "4.90", "periods": [
            {"length": "1 month"}, {"length": "3 months", "recurringDiscount": "5"},
            {"length": "1 year", "setupDiscount": "100", "prices": [{"item": "plan", "recurringPrice": "49.00"}]}]}), 201)
    expect(installation.api("POST", "/plan-groups", {"name": "Web hosting", "plans": ["Business", "Starter"]}), 201)
    for plan in ["Business", "Starter"]:
        expect(installation.api("PUT", f"/plans/{plan}/offer"), 200)

    expect(installation.api("POST", "/templates", {"name": "Small shop", "limits": [
        {"resource": "domain", "most": 3}, {"resource": "php", "most": 1}]}), 201)
    own = []
    for title, domains in [("Lindqvist Sailmakers", ["lindqvist-sails.example", "lindqvist-charter.example"]), ("Harbour Festival", ["harbour-festival.example"])]:
        own.append(new_account(installation, title, "Business", CUSTOMER["name"], CUSTOMER["password"]))
        for domain in domains:
            add_domain(installation, domain, own[-1])

    suspended = new_account(installation, "Lighthouse Books", "Starter", "lighthouse", "seven quiet harbours")
    add_domain(installation, "lighthouse-books.example", suspended)
    expect(installation.api("PUT", f"/accounts/{suspended}/suspension", {"reason": "The invoice of October is unpaid."}), 200, 204)

    failed, name = new_account(installation, "Miller Carpentry", "Starter", "miller", "nine wooden ladders"), "miller-carpentry.example"
    add_domain(installation, name, failed)
    is_live(installation, name)
    root = expect(installation.api("GET", f"/websites/{name}"), 200)["documentRoot"].strip("/")
    installation.put_file(name, "shop", b"a file, where the document root needs a directory\n")
    expect(installation.api("PATCH", f"/websites/{name}", {"documentRoot": f"{root}/shop/public"}), 200, 202)
    until("the state failed", lambda: expect(installation.api("GET", f"/domains/{name}"), 200)["liveState"] == "failed")
    # Somebody beyond a maximum, for the list of them, and some traffic to plot.
    expect(installation.api("POST", "/plans", {"name": "Archive", "resources": [
        {"resource": "web"}, {"resource": "domain", "free": 3}, {"resource": "disk_space", "free": 1}, {"resource": "traffic", "free": 1}]}), 201)
    archive = new_account(installation, "Harbour Archive", "Archive", "archive", "two dusty cellars")
    add_domain(installation, "harbour-archive.example", archive)
    is_live(installation, "harbour-archive.example")
    installation.put_file("harbour-archive.example", "film.bin", b"x" * 1_400_000)
    expect(installation.api("POST", "/servers/this-machine/addresses", {"addresses": ["127.0.0.201-127.0.0.206", "2001:db8::10/127"]}), 201)
    expect(installation.api("PUT", f"/accounts/{archive}/address", {"ipv4": "127.0.0.202"}), 200)
    for each in ["lindqvist-sails.example", "lindqvist-charter.example", "harbour-festival.example"]:
        is_live(installation, each)
        for path in ["/", "/none", "/"]:
            installation.site(each, path)
    return Sample(site, account, own, "lindqvist-sails.example", suspended, "lighthouse-books.example", name, f"{root}/shop")


def windows(world, chosen=None, look="desktop", scripts=True):
    """Each page with the window that shows it. The pages of one reader come one after the other in one window, for a new one takes longer than a page;
    after a few a new one all the same, so that a message of the browser is about few pages, and the session is young enough for what is protected."""
    of = lambda page: (page.signed_in, page.is_customers)  # noqa: E731
    pages = sorted(world.pages if chosen is None else chosen, key=of)
    for (signed_in, is_customers), group in itertools.groupby(pages, key=of):
        group = list(group)
        for start in range(0, len(group), PAGES_OF_A_WINDOW):
            with world.browser.visit(
                    "about:blank", look, signed_in=signed_in, scripts=scripts, storage=world.customer if is_customers else None) as window:
                for page in group[start:start + PAGES_OF_A_WINDOW]:
                    window.goto(page.path)
                    yield page, window


def new_account(installation, title, plan, login, password):
    return expect(installation.api("POST", "/accounts", {
        "title": title, "plan": plan, "login": login, "email": f"{login}@hosting.example", "password": password}), 201)["number"]


def add_domain(installation, name, account):
    expect(installation.api("POST", "/domains", {"name": name, "account": account}), 201, 202)


def is_live(installation, name):
    until(f"{name} is live", lambda: expect(installation.api("GET", f"/domains/{name}"), 200)["liveState"] == "live")


def expect(answer, *statuses):
    status, payload = answer
    assert status in statuses, f"{status} instead of {statuses}: {payload}"
    return payload


def pages(sample):
    site, failed = f"/domains/{sample.site}", f"/domains/{sample.failed_domain}"
    return [
        Page("sign-in", "/sign-in", signed_in=False, words="Sign in"),
        Page("home", "/", words="failed"),
        Page("servers", "/servers", words="this-machine"),
        Page("server", "/servers/this-machine", words="ns1."),
        Page("new-server", "/servers/new", words="Add"),
        Page("server-settings", "/servers/this-machine/settings", words="Limits"),
        Page("new-logical-server", "/servers/this-machine/logical-servers", words="Add"),
        Page("logical-server", "/servers/this-machine/logical-servers/web1.hosting.example", words="Group"),
        Page("server-addresses", "/servers/this-machine/addresses", words="IP addresses"),
        Page("new-server-addresses", "/servers/this-machine/addresses/new", words="ranges"),
        Page("own-address", f"/accounts/{sample.own_accounts[0]}/address", words="Only for this user"),
        Page("join-line", "/servers/this-machine/join-line", words="agent"),
        Page("customers", "/accounts", words="Lighthouse Books"),
        Page("customer", f"/accounts/{sample.own_accounts[0]}", words="of 10"),
        Page("new-account", "/accounts/new", words="Step 1 of 5"),
        Page("new-account-services", "/accounts/new?_step=services&plan=Business", words="Step 2 of 5"),
        Page("new-account-person", "/accounts/new?_step=person&plan=Business", words="Sign-in name"),
        Page("new-account-domains", "/accounts/new?_step=domains&plan=Business&domains.0.name=one.example&domains.0.zone=on", words="Step 4 of 5"),
        Page("registration-mail-of-account", f"/accounts/{sample.own_accounts[0]}/registration-mail", words="Send"),
        Page("person", f"/accounts/{sample.own_accounts[0]}/person", words="Postal code"),
        Page("services-by-template", f"/accounts/{sample.own_accounts[0]}/template?template=Small%20shop", words="Apply template"),
        Page("own-fields", "/user-fields", words="Name of field 1"),
        Page("circulars", "/circulars", words="Circulars"),
        Page("new-circular", "/circulars/new", words="Step 1 of 2"),
        Page("circular-recipients", "/circulars/new?_step=recipients&subject=Maintenance&text=On+Sunday", words="lindqvist"),
        Page("templates", "/templates", words="Small shop"),
        Page("new-template", "/templates/new", words="Create template"),
        Page("template", "/templates/Small%20shop", words="Save"),
        Page("template-mail", "/templates/Small%20shop/mail", words="{password}"),
        Page("default-mail", "/registration-mail", words="Variables"),
        Page("copy-template", "/templates/Small%20shop/copy", words="Name of the copy"),
        Page("delete-template", "/templates/Small%20shop/deletion", words="keep all they have"),
        Page("customers-found", "/accounts?domain=example&plan=Business", words="Lindqvist Sailmakers"),
        Page("account-history", f"/accounts/{sample.own_accounts[0]}/history", words="Domain added"),
        Page("account-note", f"/accounts/{sample.own_accounts[0]}/notes/new", words="The customer does not see it"),
        Page("account-recreation", f"/accounts/{sample.own_accounts[0]}/recreation", words="DNS zone"),
        Page("recreations", "/recreations", words="All accounts of a server"),
        Page("system", "/system", words="Accounts by plan"),
        Page("plans", "/plans", words="Starter"),
        Page("new-plan", "/plans/new", words="The plan so far"),
        Page("plan", "/plans/Business", words="What it includes"),
        Page("change-plan", "/plans/Business/change", words="The plan so far"),
        Page("plan-periods", "/plans/new?_step=periods", words="Another period"),
        Page("plan-prices", "/plans/new?_step=prices&name=x&currency=EUR&platform=Linux&fee.recurring=4.90&periods.0.count=1&periods.0.unit=year&periods.0.isOnOffer=on",
             words="Leave a price empty"),
        Page("account-period", f"/accounts/{sample.own_accounts[0]}/period", words="Next charge"),
        Page("change-account-period", f"/accounts/{sample.own_accounts[0]}/period/change", words="Trial until"),
        Page("plan-settings", "/plans/Business/settings", words="Who sees it"),
        Page("copy-plan", "/plans/Business/copy", words="Name of the copy"),
        Page("limits", f"/accounts/{sample.own_accounts[0]}/limits", words="Within the limit"),
        Page("change-limits", f"/accounts/{sample.own_accounts[0]}/limits/change", words="The plan says"),
        Page("account-usage", f"/accounts/{sample.own_accounts[0]}/usage", words="Traffic by day"),
        Page("account-usage-of-a-year", f"/accounts/{sample.own_accounts[0]}/usage?days=365", words="Traffic by month"),
        Page("usage", "/usage", words="Disk space and traffic"),
        Page("plan-groups", "/plan-groups", words="Web hosting"),
        Page("new-plan-group", "/plan-groups/new", words="same platform"),
        Page("change-account-plan", f"/accounts/{sample.own_accounts[0]}/plan", words="See what changes"),
        Page("plan-change", f"/accounts/{sample.own_accounts[0]}/plan/Starter", words="What changes"),
        Page("resources", "/resources", words="No server provides it"),
        Page("domains", "/domains", words=sample.site),
        Page("add-domain", f"/domains/new?account={sample.account}", words="What happens"),
        Page("domain-live", site, words="Live"),
        Page("domain-website", f"{site}/website", words="Document root"),
        Page("website-option", f"{site}/website/php", words="Turn PHP off"),
        Page("domain-dns", f"{site}/dns", words="SOA"),
        Page("domain-logs", f"{site}/logs", words="Access log"),
        Page("delete-domain", f"{site}/deletion", words="trash"),
        Page("domain-failed", failed, words="Failed"),
        Page("suspended", f"/accounts/{sample.suspended_account}", words="Suspended"),
        Page("suspended-domain", f"/domains/{sample.suspended_domain}", words="neutral page"),
        Page("suspend", f"/accounts/{sample.account}/suspension", words="Reason"),
        Page("delete-account", f"/accounts/{sample.account}/deletion", words="trash"),
        Page("jobs", "/jobs", words="Jobs"),
        Page("schedules", "/jobs/schedules", words="Look for alerts"),
        Page("alerts", "/alerts", words="Not applied"),
        Page("mail-log", "/mail-log", words="what to give your registrar"),
        Page("notifications", "/notifications", words="Lost password"),
        Page("notification", "/notifications/account.suspended?in=de", words="Ihr Konto"),
        Page("secret-notification", "/notifications/login.new_password_link", words="Never copied"),
        Page("notification-recipients", "/notification-recipients", words="copies"),
        Page("new-notification-recipient", "/notification-recipients/new", words="Lists"),
        Page("mail-relay", "/settings/mail", words="STARTTLS"),
        Page("mail-relay-test", "/settings/mail/test", words="kept here"),
        Page("settings", "/settings", words="cp.hosting.example"),
        Page("settings-people", "/settings/people", words="Shortest password"),
        Page("settings-operation", "/settings/operation", words="Alerts"),
        Page("accounts-bulk", f"/accounts/bulk?row={sample.account}&row={sample.own_accounts[0]}&do=suspend", words="Reason"),
        Page("domains-bulk", f"/domains/bulk?row={sample.site}&do=trash", words="trash"),
        Page("give-password", "/logins/lindqvist/password", words="lindqvist"),
        Page("give-look", "/logins/lindqvist/look", words="lindqvist"),
        Page("staff", "/staff", words="Ada Brandt"),
        Page("new-staff", "/staff/new", words="Sign-in name"),
        Page("roles", "/roles", words="Administrator"),
        Page("new-role", "/roles/new", words="See customers"),
        Page("audit", "/audit", words="Export"),
        Page("audit-verification", "/audit/verification", words="hole"),
        Page("messages", "/messages", words="Messages"),
        Page("provider-messages", "/provider-messages", words=""),
        Page("announcements", "/announcements", words=""),
        Page("new-announcement", "/announcements/new", words="Publish"),
        Page("webhooks", "/webhooks", words="Webhooks"),
        Page("new-webhook", "/webhooks/new", words="https://"),
        Page("profile", "/profile", words="About you"),
        Page("password", "/profile/password", words="Present password"),
        Page("email", "/profile/email", words="New address"),
        Page("second-factors", "/profile/second-factors", words="asskey"),
        Page("authenticator", "/profile/second-factors/authenticator", words=""),
        Page("new-passkey", "/profile/second-factors/passkeys/new", words="asskey"),
        Page("prove", "/prove", words=""),
        Page("sessions", "/sessions", words="This one"),
        Page("tokens", "/tokens", words="token"),
        Page("new-token", "/tokens/new", words="Name"),
        Page("manual", "/help", words="Manual for staff"),
        Page("manual-page", "/help/domains", words="Live"),
        Page("api-reference", "/api-reference", words="openapi.json", is_translated=False),
        Page("api-collection", "/api-reference/domains", words="/api/v1/domains", is_translated=False),
        Page("lost-password", "/lost-password", signed_in=False, words="password"),
        Page("search", "/search?q=example", words="hits"),
        Page("nothing-found", "/search?q=nothing-has-this-name", words="Nothing found"),
        Page("nothing-here", "/accounts/999999", words="nothing here"),
        Page("customers-home", "/", words="Harbour Festival", is_customers=True),
        Page("customers-account", f"/accounts/{sample.own_accounts[0]}", words="of 10", is_customers=True),
        Page("customers-usage", f"/accounts/{sample.own_accounts[0]}/usage", words="Disk space by day", is_customers=True),
        Page("customers-domains", "/domains", words=sample.own_domain, is_customers=True),
        Page("customers-profile", "/profile", words="About you", is_customers=True),
        Page("customers-webhooks", "/webhooks", words="Webhooks", is_customers=True),
        Page("customers-manual", "/help", words="For customers", is_customers=True),
        Page("customers-domain", f"/domains/{sample.own_domain}", words="For your registrar", is_customers=True),
    ] + [
        Page("gallery" + name, "/gallery" + path, words=words, is_translated=False) for name, path, words in [
            ("", "", "Each in its states"), ("-home", "/home", "Wants a decision"), ("-domain", "/domain", "Seen from outside"),
            ("-list", "/domains", "2,907"), ("-list-of-one", "/domain-alone", "donaudampf"), ("-empty", "/domains-empty", "No domains yet"),
            ("-form", "/form", "Did you mean"), ("-long-form", "/long-form", "service 24"), ("-wizard", "/wizard", "Step 1 of 4"),
            ("-removal", "/removal", "18,204 files"),
            ("-work", "/work", "Restore"),
        ]
    ]
