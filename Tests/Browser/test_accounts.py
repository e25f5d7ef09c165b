"""The life of an account in the hands of the staff: found, looked at, suspended and resumed for several reasons, noted of, published anew."""
from harness import fill, proves, submit, text, until
from pages import add_domain, expect, is_live, new_account


@proves("H.ADM-01", part="billing columns")
@proves("H.ADM-02", part="billing data, resellers")
def test_an_account_is_found_by_any_word_and_by_its_columns(world):
    with world.browser.visit("/accounts") as page:
        for words in ["lindqvist-charter", "Sailmakers", "lindqvist@hosting", "business sailm"]:
            field = page.locator("main .list-tools [type=search], main form [name=q]").first
            field.fill(words)
            with page.expect_navigation():
                field.press("Enter")
            assert "Lindqvist Sailmakers" in text(page) and "Lighthouse Books" not in text(page), words
        page.goto("/accounts")
        page.get_by_text("More ways to narrow the list").click()
        page.get_by_label("Domain", exact=True).fill("HOUSE-BOOKS")
        page.locator("select[name=type]").select_option(label="User")
        page.get_by_role("button", name="Show", exact=True).click()
        page.wait_for_load_state()
        assert "Lighthouse Books" in text(page) and "Sailmakers" not in text(page), text(page)
        # What was asked for stands in the address and stays when the rows are sorted.
        page.get_by_role("link", name="Created").click()
        page.wait_for_load_state()
        assert "domain=HOUSE-BOOKS" in page.url and "sort=created" in page.url and "Lighthouse Books" in text(page), page.url


@proves("H.ADM-07")
def test_an_account_suspended_for_two_reasons_is_resumed_when_both_are_gone(world):
    number = world.sample.own_accounts[1]
    with world.browser.visit(f"/accounts/{number}") as page:
        page.get_by_role("link", name="Suspend").click()
        fill(page, reason="The invoice of May is unpaid.")
        page.get_by_label("On behalf of").select_option(value="debt")
        submit(page)
        page.get_by_role("link", name="Add a reason").click()
        fill(page, reason="Sends spam.")
        submit(page)
        assert "The invoice of May" in text(page) and "Sends spam." in text(page), text(page)
        assert "May be lifted by: the administration, the reseller, the check of debts." in text(page), text(page)
        page.locator(".callout", has_text="Sends spam.").get_by_role("button", name="Lift").click()
        page.wait_for_load_state()
        assert "stays suspended for 1 other reason" in text(page), text(page)
        assert page.locator("h1 + .badge").inner_text().strip() == "Suspended"
        page.get_by_role("button", name="Resume").click()
        page.wait_for_load_state()
        assert page.locator("h1 + .badge").inner_text().strip() == "Active"


@proves("H.ADM-13")
def test_staff_note_what_happened_and_find_it_in_the_history(world):
    number = world.sample.own_accounts[0]
    with world.browser.visit(f"/accounts/{number}") as page:
        page.get_by_role("navigation", name="Sections").get_by_role("link", name="History").click()
        page.get_by_role("link", name="Write a note").click()
        fill(page, text="Called about the <regatta>: wants two more domains.")
        submit(page)
        assert "<regatta>" in text(page) and "Domain added" in text(page), text(page)
        page.get_by_label("Person, thing or note").fill("REGATTA")
        page.get_by_role("button", name="Show", exact=True).click()
        page.wait_for_load_state()
        assert "<regatta>" in text(page) and "Domain added" not in page.locator("table").inner_text(), text(page)
    with world.browser.visit(f"/accounts/{number}/history", storage=world.customer) as page:
        assert "regatta" not in text(page) and "Domain added" in text(page), text(page)


@proves("H.PLAN-22")
def test_an_account_is_published_anew_and_the_report_says_when_it_is_live(world):
    number = world.sample.own_accounts[0]
    with world.browser.visit(f"/accounts/{number}") as page:
        page.get_by_role("link", name="Publish anew").click()
        page.get_by_role("button", name="Publish anew").click()
        page.wait_for_load_state()
        assert "/recreations/" in page.url, page.url
        until("everything is live", lambda: page.locator("h1 + .badge").inner_text().strip() == "Done" or page.reload() and False)
        assert page.locator("table .badge", has_text="Live").count() >= 5, text(page)
    found = expect(world.installation.api("GET", "/recreations"), 200)["items"][0]
    assert found["isDone"] and found["failed"] == 0, found


@proves("H.ADM-12")
def test_the_installation_is_told_in_numbers(world):
    with world.browser.visit("/system") as page:
        info = expect(world.installation.api("GET", "/system-info"), 200)
        assert info["version"] in text(page) and "Web servers" in text(page), text(page)
        assert str(next(each["count"] for each in info["accountsByType"] if each["name"] == "user")) in text(page)


@proves("H.ADM-03", part="balance, billing period and data, jobs of the customer")
def test_the_page_of_an_account_tells_who_has_it_what_it_has_and_what_can_be_done(world):
    with world.browser.visit(f"/accounts/{world.sample.own_accounts[0]}") as page:
        shown = page.locator("main").inner_text()
        for words in ["lindqvist@hosting.example", "Business", "2 of 10", world.sample.own_domain, "web1.", "Account created"]:
            assert words in shown, f"{words}: {shown}"
        for words in ["Log in as customer", "Settings", "Suspend", "Delete", "Change plan", "All resources"]:
            assert page.locator("main").get_by_text(words, exact=True).first.is_visible(), words


@proves("C.USR-18", part="panel, FTP and POP")
@proves("C.USR-19", part="mail")
@proves("C.USR-17", part="mail boxes, databases")
@proves("H.ADM-10", part="refunds and charges, data that stay for reports, resellers")
def test_a_customer_is_locked_unlocked_and_deleted_and_web_and_dns_follow(world):
    installation, name = world.installation, "short-lived.example"
    account = new_account(installation, "Short Lived", "Starter", "shortlived", "nine brief candles")
    add_domain(installation, name, account)
    is_live(installation, name)
    installation.put_file(name, "index.html", b"candles\n")
    zone = lambda: [bool(installation.dig(server, name, "SOA")) for server in installation.ready["nameServers"]]  # noqa: E731
    until("the site's own page", lambda: installation.site(name) == (200, "candles\n"))
    with world.browser.visit(f"/accounts/{account}") as page:
        page.get_by_role("link", name="Suspend").click()
        fill(page, reason="Unpaid.")
        submit(page)
        until("the neutral page", lambda: "candles" not in installation.site(name)[1])
        page.goto("/accounts?state=suspended")
        assert "Short Lived" in page.locator("main table").inner_text()
        customer = world.browser.sign_in_as("shortlived", "nine brief candles")
        with world.browser.visit("/", storage=customer) as window:
            assert "Unpaid." in text(window), text(window)
        assert all(zone()), "mail goes on to arrive, so the zone stays"
        page.goto(f"/accounts/{account}")
        submit(page, "Resume")
        until("the site's own page again", lambda: installation.site(name) == (200, "candles\n"))
        page.get_by_role("link", name="Delete").click()
        assert name in text(page), text(page)
        submit(page, "Delete")
        until("the site is served no more", lambda: "candles" not in installation.site(name)[1])
        until("nor its zone", lambda: not any(zone()))
        page.get_by_role("link", name="Delete for good").click()
        fill(page, confirmation="1")
        submit(page)
        assert "/purge" in page.url, page.url
        fill(page, confirmation=str(account))
        submit(page)
        assert "Short Lived" not in page.locator("main table").inner_text(), text(page)
        page.goto("/audit")
        assert "Account deleted for good" in text(page) and "Short Lived" in text(page), text(page)
    assert installation.api("GET", f"/accounts/{account}")[0] == 404
