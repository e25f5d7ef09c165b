"""What a customer sees and does: his own things, all of them, and nothing else."""
from harness import fill, proves, submit, text, until
from pages import expect


def test_a_customer_sees_his_accounts_and_no_menu_of_administrators(world):
    with world.browser.visit("/", storage=world.customer) as page:
        links = set(page.eval_on_selector_all("nav a", "elements => elements.map(each => new URL(each.href).pathname)"))
        assert links == {"/", "/domains", "/messages", "/webhooks"} | {f"/accounts/{number}" for number in world.sample.own_accounts}, links
        shown = page.locator("main").inner_text()
        assert world.sample.own_domain in shown and "of 10 domains" in shown, shown
        assert world.sample.site not in shown and "Lighthouse" not in shown, "somebody else's things are shown"


def test_what_is_not_his_does_not_exist_for_a_customer(world):
    sample = world.sample
    paths = ["/servers", "/plans", "/plans/new", "/jobs", "/accounts/new", "/servers/this-machine", f"/accounts/{sample.account}",
             f"/domains/{sample.site}", f"/domains/{sample.site}/website", f"/domains/{sample.site}/logs", f"/domains/{sample.site}/deletion",
             f"/accounts/{sample.own_accounts[0]}/suspension", f"/accounts/{sample.own_accounts[0]}/purge"]
    with world.browser.visit("/", storage=world.customer) as page:
        open_to_him = [path for path in paths if page.goto(path).status != 404]
        assert not open_to_him, open_to_him
        page.goto(f"/search?q={sample.site.split('.')[0]}")
        assert sample.site not in page.locator("main a").all_inner_texts(), "search finds what is not his"
        page.goto("/domains")
        assert sample.site not in page.locator("main").inner_text()


@proves("H.ACC-02")
def test_a_customer_goes_from_one_of_his_accounts_to_the_next_without_signing_in(world):
    first, second = world.sample.own_accounts
    with world.browser.visit(f"/accounts/{first}", storage=world.customer) as page:
        assert page.locator("h1").inner_text() == "Lindqvist Sailmakers"
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Harbour Festival").click()
        assert page.url.endswith(f"/accounts/{second}") and page.locator("h1").inner_text() == "Harbour Festival", page.url
        assert page.locator("aside nav [aria-current=page]").inner_text() == "Harbour Festival"
        assert "harbour-festival.example" in text(page) and world.sample.own_domain not in page.locator("main").inner_text()
    with world.browser.visit("/", "phone", storage=world.customer) as page:
        page.get_by_label("Menu", exact=True).check()
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Harbour Festival").click()
        assert page.url.endswith(f"/accounts/{second}"), page.url
    # The other doors know the same: both accounts belong to one login.
    items = expect(world.installation.api("GET", "/accounts"), 200)["items"]
    owners = {each["number"]: each["login"] for each in items}
    assert owners[first] == owners[second] == "lindqvist", owners
    status, listed = world.installation.run_command("account", "list")
    assert status == 0 and "Harbour Festival" in listed, listed


def test_a_customer_adds_a_domain_to_the_account_he_chooses(world):
    name = "lindqvist-winter.example"
    with world.browser.visit("/domains/new", storage=world.customer) as page:
        choices = page.locator("select[name=account] option").all_inner_texts()
        assert not any("Kern" in each for each in choices), choices
        fill(page, name=name, account=next(each for each in choices if "Sailmakers" in each))
        submit(page)
        until("Live", lambda: page.locator("h1 + .badge").inner_text().strip() == "Live")
        # The form of somebody else's account is refused as if there were none.
        page.goto("/domains/new")
        page.evaluate(f"document.querySelector('select[name=account] option:last-child').value = '{world.sample.account}'")
        fill(page, name="stolen.example")
        page.locator("select[name=account]").select_option(value=str(world.sample.account))
        submit(page)
        assert "Choose the account" in text(page), text(page)
    assert world.installation.api("GET", "/domains/stolen.example")[0] == 404


def test_a_customer_whose_account_is_suspended_reads_the_reason(world):
    with world.browser.visit("/", storage=world.browser.sign_in_as("lighthouse", "seven quiet harbours")) as page:
        shown = page.locator("main").inner_text()
        assert "Lighthouse Books is suspended" in shown and "invoice of October" in shown, shown
        assert page.get_by_role("link", name="Add domain").count() == 0, "a button that leads nowhere"
        page.get_by_role("link", name="Look").click()
        assert "Suspended since" in text(page), text(page)


@proves("C.USR-11")
def test_a_domain_s_zone_goes_elsewhere_and_comes_back(world):
    installation, name = world.installation, world.sample.own_domain
    zone = lambda: [bool(installation.dig(server, name, "SOA")) for server in installation.ready["nameServers"]]  # noqa: E731
    until("both name servers answer", lambda: all(zone()))
    with world.browser.visit(f"/domains/{name}/dns", storage=world.customer) as page:
        page.get_by_role("link", name="Stop serving DNS here").click()
        assert "records of the zone" in text(page) and "The website stays" in text(page), text(page)
        submit(page, "Stop serving DNS here")
        assert "Somebody else's name servers answer" in text(page), text(page)
        until("neither name server answers", lambda: not any(zone()))
        page.get_by_role("button", name="Serve DNS here").click()
        page.wait_for_load_state()
        assert "SOA" in text(page), text(page)
    until("both name servers answer again", lambda: all(zone()))
