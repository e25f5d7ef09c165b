"""What administrators do in the panel, from the first link to a live domain."""
import os
import signal

from harness import ADMINISTRATOR, fill, proves, submit, text, until
from pages import add_domain, expect, is_live, new_account
from test_installation import processes_of


def test_the_first_administrators_link_works_once(world):
    with world.browser.visit(world.installation.ready["firstAdministratorLink"], signed_in=False) as page:
        assert page.locator("input[type=password]").count() == 0, "the form is offered again"
        page.get_by_role("link", name="Sign in").click()
        assert "/sign-in" in page.url, page.url


def test_a_link_that_never_was_leads_somewhere(world):
    with world.browser.visit("/first-administrator/of-another-time", signed_in=False) as page:
        assert page.get_by_role("link", name="Sign in").is_visible() and "prints one" in text(page), text(page)


def test_a_wrong_password_is_refused_and_the_name_stays(world):
    with world.browser.visit("/sign-in", signed_in=False) as page:
        world.browser.sign_in(page, password="not the password")
        assert "/sign-in" in page.url, page.url
        assert page.locator("main [name=name]").input_value() == ADMINISTRATOR["name"], "what was typed is lost"
        assert page.locator("main [name=password]").input_value() == "", "the password is sent back"


def test_a_person_signs_in_without_scripts_and_out_again(world):
    with world.browser.visit("/sign-in", signed_in=False, scripts=False) as page:
        world.browser.sign_in(page)
        assert page.url.rstrip("/") == world.installation.panel, page.url
        page.locator(".person-menu summary").click()
        with page.expect_navigation():
            page.get_by_role("button", name="Sign out").click()
        page.goto("/accounts")
        assert "/sign-in" in page.url, "the session goes on"


def test_a_stranger_is_led_to_the_sign_in_page_and_back(world):
    with world.browser.visit("/sign-in", signed_in=False) as window:
        for page in world.pages:
            if page.signed_in:
                window.goto(page.path)
                assert "/sign-in" in window.url, f"{page.name} is open to strangers"
    with world.browser.visit("/domains?sort=created", signed_in=False) as window:
        fill(window, name=ADMINISTRATOR["name"], password=ADMINISTRATOR["password"])
        submit(window)
        assert window.url.endswith("/domains?sort=created"), f"not where he wanted to go: {window.url}"


@proves("H.DOM-04")
@proves("H.WEB-01")
@proves("H.DNS-01")
@proves("H.DNS-04")
def test_a_domain_added_in_the_panel_becomes_live_on_the_open_page(world):
    name = "rosehill-bakery.example"
    with world.browser.visit(f"/domains/new?account={world.sample.account}") as page:
        fill(page, name=name)
        submit(page)
        page.evaluate("window.sameDocument = true")
        until("the word Live on the domain's page", lambda: page.locator("h1 + .badge").inner_text().strip() == "Live")
        until("all three parts", lambda: page.locator(".view .badge.live").count() == 3)
        assert page.evaluate("window.sameDocument === true"), "the page was loaded again"
        registrar = page.locator(".card", has=page.get_by_role("heading", name="For your registrar")).inner_text()
        assert "ns1." in registrar and "ns2." in registrar, registrar
    with world.browser.visit("/mail-log") as page:
        page.get_by_role("link", name=f"{name}: what to give your registrar").click()
        page.wait_for_url("**/mail-log/*")
        letter = text(page)
        assert "Name server 1:" in letter and "ns1." in letter and "ns2." in letter, letter
    until("the site's own page", lambda: world.installation.site(name)[0] == 200)
    answers = {world.installation.dig(server, name, "SOA") for server in world.installation.ready["nameServers"]}
    assert len(answers) == 1 and answers != {""}, f"the name servers do not agree: {answers}"


@proves("H.PLAT-05")
def test_a_new_plan_a_new_account_and_its_domain_without_scripts(world):
    with world.browser.visit("/plans", scripts=False) as page:
        page.get_by_role("link", name="New plan").click()
        page.get_by_role("link", name="New plan for customers").click()
        fill(page, name="Corner shop")
        for words in ["Next: Resources", "Next: Amounts and prices"]:
            submit(page, words)
        page.locator("main input[name='resources.domain.free']").fill("1")
        for words in ["Next: Billing periods", "Next: Prices per period", "Next: Billing", "Create plan"]:
            submit(page, words)
        assert "Corner shop" in text(page), text(page)
        page.goto("/accounts/new")
        fill(page, plan="Corner shop")
        for words in ["Next: Services", "Next: Personal data"]:
            submit(page, words)
        fill(page, title="Pepper & Salt", login="pepper", email="post@pepper.example", password="four wooden spoons")
        submit(page, "Next: Domains")
        submit(page, "Create account")
        page.get_by_role("link", name="Go to the account").click()
        assert "/accounts/" in page.url and "0 of 1" in text(page), text(page)
        page.get_by_role("link", name="Add domain").first.click()
        fill(page, name="pepper-salt.example")
        submit(page)
        assert page.url.endswith("/domains/pepper-salt.example"), text(page)
        account = expect(world.installation.api("GET", "/domains/pepper-salt.example"), 200)["account"]
        page.goto(f"/domains/new?account={account}")
        fill(page, name="one-too-many.example")
        submit(page)
        assert "1 of 1 are in use" in text(page) and page.locator("main [name=name]").input_value() == "one-too-many.example", text(page)
    is_live(world.installation, "pepper-salt.example")


@proves("C.ADM-22")
def test_a_change_that_waits_for_its_server_is_shown_as_such_until_it_is_there(world):
    name = "patient-heron.example"
    agents = [process for process, command in processes_of(world.installation.state).items() if "hostwright-agent run" in command]
    assert agents, "no agent runs"
    for process in agents:
        os.kill(process, signal.SIGSTOP)
    try:
        with world.browser.visit(f"/domains/new?account={world.sample.account}") as page:
            fill(page, name=name)
            submit(page)
            word = page.locator("h1 + .badge").inner_text().strip()
            assert word in ["Waiting", "Applying"], word
            assert world.installation.site(name)[0] != 200
            for process in agents:
                os.kill(process, signal.SIGCONT)
            until("the word Live on the open page", lambda: page.locator("h1 + .badge").inner_text().strip() == "Live")
    finally:
        for process in agents:
            os.kill(process, signal.SIGCONT)
    until("the site's own page", lambda: world.installation.site(name)[0] == 200)


@proves("H.WEB-01")
def test_an_option_with_a_price_is_turned_on_after_the_price_was_agreed_to_without_scripts(world):
    installation, name = world.installation, "priced-willow.example"
    with world.browser.visit("/plans/new", scripts=False) as page:
        fill(page, name="Priced")
        for words in ["Next: Resources", "Next: Amounts and prices"]:
            submit(page, words)
        page.locator("main input[name='resources.domain.free']").fill("5")
        page.locator("main input[name='resources.php.recurring']").fill("2.00")
        for words in ["Next: Billing periods", "Next: Prices per period", "Next: Billing", "Create plan"]:
            submit(page, words)
        assert "A month €2.00" in text(page), text(page)
    account = new_account(installation, "Priced Willow", "Priced", "willow", "nine copper kettles")
    add_domain(installation, name, account)
    is_live(installation, name)
    with world.browser.visit(f"/domains/{name}/website", scripts=False) as page:
        row = page.get_by_role("row", name="PHP")
        assert "2.00 EUR a month" in row.inner_text() and "off" in row.inner_text(), row.inner_text()
        row.get_by_role("link", name="Turn on").click()
        assert "PHP costs 2.00 EUR a month" in text(page), text(page)
        submit(page, "Turn on")
        assert "PHP is on" in text(page), text(page)
        assert "on" in page.get_by_role("row", name="PHP").inner_text(), text(page)
    installation.put_file(name, "sum.php", b"<?php echo 6 * 7;")
    until("PHP runs", lambda: installation.site(name, "/sum.php") == (200, "42"))


def test_a_wrong_domain_is_refused_beside_its_field(world):
    with world.browser.visit(f"/domains/new?account={world.sample.account}") as page:
        fill(page, name="not a domain")
        submit(page)
        field = page.locator("main [name=name]")
        assert field.input_value() == "not a domain", "what was typed is lost"
        assert field.get_attribute("aria-invalid") == "true", "the field is not marked"
        described = (field.get_attribute("aria-describedby") or "").split()
        assert any(page.locator(f"#{each}").inner_text() for each in described if each.endswith("-error")), "the field says nothing"


def test_a_name_without_an_ending_gets_a_suggestion_that_one_press_takes(world):
    for scripts in [True, False]:
        name = "millstream" if scripts else "millpond"
        with world.browser.visit(f"/domains/new?account={world.sample.account}", scripts=scripts) as page:
            fill(page, name=name)
            submit(page)
            assert f"Did you mean {name}.com?" in text(page), text(page)
            with page.expect_navigation():
                page.get_by_role("button", name=f"{name}.com").click()
            assert page.url.endswith(f"/domains/{name}.com"), page.url


def test_a_form_that_is_sent_twice_does_its_work_once(world):
    with world.browser.visit(f"/domains/new?account={world.sample.account}") as page:
        fields = page.evaluate("Object.fromEntries(new FormData(document.querySelector('main form')))")
        for name in ["sent-once.example", "sent-again.example"]:
            answer = page.context.request.post(
                page.url, form={**fields, "name": name}, headers={"Origin": world.installation.panel, "Sec-Fetch-Site": "same-origin"})
        assert "nothing was done twice" in answer.text() and answer.url.endswith("/domains/sent-once.example"), answer.url
    assert world.installation.api("GET", "/domains/sent-once.example")[0] == 200
    assert world.installation.api("GET", "/domains/sent-again.example")[0] == 404


@proves("H.OPS-04", part="only what is failing now: no history, no mail")
def test_a_domain_that_failed_says_why_and_is_live_again_when_the_cause_is_gone(world):
    installation, name = world.installation, "blocked-root.example"
    account = new_account(installation, "Blocked Root", "Starter", "blocked", "five rusty hinges")
    add_domain(installation, name, account)
    is_live(installation, name)
    root = expect(installation.api("GET", f"/websites/{name}"), 200)["documentRoot"].strip("/")
    installation.put_file(name, "shop", b"in the way\n")
    with world.browser.visit(f"/domains/{name}/website") as page:
        fill(page, documentRoot=f"{root}/shop/public")
        submit(page)
        page.evaluate("window.sameDocument = true")
        until("Failed on the open page", lambda: page.locator("h1 + .badge").inner_text().strip() == "Failed")
        shown = page.locator("main").inner_text()
        assert "Not a directory" in shown and "tr" in shown.lower() and "is not affected" in shown, shown
        assert page.evaluate("window.sameDocument === true"), "the page was loaded again"
        assert installation.site(name)[0] == 200, "what was served before is served no more"
        submit(page, "Try again now")
        assert "try again now" in text(page), text(page)
        page.get_by_role("link", name="Website options").click()
        fill(page, documentRoot=f"{root}/elsewhere")
        submit(page)
        until("Live again", lambda: page.locator("h1 + .badge").inner_text().strip() == "Live")
    assert expect(installation.api("GET", f"/domains/{name}"), 200)["liveState"] == "live"
    status, shown = installation.run_command("domain", "show", name)
    assert status == 0 and "live" in shown.lower(), shown


def test_what_is_told_while_the_page_is_fetched_again_is_not_undone_by_the_older_copy(world):
    installation, name = world.installation, world.sample.failed_domain
    root = world.sample.blocked_root.split("/")[0]
    badge = lambda: page.locator("h1 + .badge").inner_text().strip()  # noqa: E731
    with world.browser.visit("/") as page:
        held = []
        page.route(f"**/domains/{name}", lambda route: held.append((route, route.fetch()))
                   if route.request.headers.get("x-requested-with") == "live" else route.continue_())
        page.goto(f"/domains/{name}")
        assert badge() == "Failed", badge()
        until("the page is fetched again", lambda: page.wait_for_timeout(20) or held)
        try:
            expect(installation.api("PATCH", f"/websites/{name}", {"documentRoot": root}), 200, 202)
            until("Live is told", lambda: page.wait_for_timeout(20) or badge() == "Live")
            route, older = held[0]
            assert "Failed" in older.text()
            route.fulfill(response=older)
            page.unroute_all(behavior="ignoreErrors")
            page.wait_for_timeout(500)
            assert badge() == "Live", badge()
        finally:
            expect(installation.api("PATCH", f"/websites/{name}", {"documentRoot": world.sample.blocked_root + "/public"}), 200, 202)
            until("it fails again", lambda: expect(installation.api("GET", f"/domains/{name}"), 200)["liveState"] == "failed")


@proves("H.ADM-05", part="web only: mail and FTP are not there yet")
@proves("H.ADM-06", part="web only: mail and FTP are not there yet")
def test_suspended_sites_show_a_neutral_page_until_the_account_is_resumed(world):
    installation, name = world.installation, "quiet-harbour.example"
    account = new_account(installation, "Quiet Harbour", "Starter", "quiet", "two grey herons")
    add_domain(installation, name, account)
    is_live(installation, name)
    with world.browser.visit(f"/accounts/{account}") as page:
        page.get_by_role("link", name="Suspend").click()
        fill(page, reason="The invoice of October is unpaid.")
        submit(page)
        assert "Suspended since" in text(page) and "invoice of October" in text(page), text(page)
        until("the neutral page", lambda: installation.site(name)[0] == 503)
        assert "invoice" not in installation.site(name)[1], "the reason is the provider's and the customer's business"
        submit(page, "Resume")
        assert "is active again" in text(page), text(page)
    until("the site's own page", lambda: installation.site(name)[0] == 200)


@proves("H.DOM-12")
def test_a_domain_goes_to_the_trash_comes_back_and_is_purged_by_its_typed_name(world):
    installation, name = world.installation, "passing-cloud.example"
    add_domain(installation, name, world.sample.account)
    is_live(installation, name)
    with world.browser.visit(f"/domains/{name}") as page:
        page.get_by_role("link", name="Delete").click()
        assert "30 days" in text(page), text(page)
        submit(page, "Delete")
        assert "In trash" in text(page) and "restored until" in text(page), text(page)
        until("the site is served no more", lambda: installation.site(name)[0] != 200)
        until("its zone neither", lambda: not any(installation.dig(server, name, "SOA") for server in installation.ready["nameServers"]))
        submit(page, "Restore")
        until("the site's own page", lambda: installation.site(name)[0] == 200)
        until("its zone too", lambda: all(installation.dig(server, name, "SOA") for server in installation.ready["nameServers"]))

        page.goto(f"/domains/{name}/deletion")
        submit(page, "Delete")
        page.get_by_role("link", name="Delete for good").click()
        fill(page, confirmation="another-name.example")
        submit(page)
        assert "/purge" in page.url and f"Type {name}" in text(page), text(page)
        fill(page, confirmation=name)
        submit(page)
        assert "deleted for good" in text(page), text(page)
    assert installation.api("GET", f"/domains/{name}")[0] == 404


def test_an_account_goes_to_the_trash_and_comes_back_with_its_sites(world):
    installation, name = world.installation, "round-trip.example"
    account = new_account(installation, "Round Trip", "Starter", "roundtrip", "six brass compasses")
    add_domain(installation, name, account)
    is_live(installation, name)
    with world.browser.visit(f"/accounts/{account}") as page:
        page.get_by_role("link", name="Delete").click()
        assert name in text(page), "what is lost is not named"
        submit(page, "Delete")
        until("the site is served no more", lambda: installation.site(name)[0] != 200)
        page.goto("/accounts?state=trashed")
        page.get_by_role("link", name="Round Trip").click()
        submit(page, "Restore")
    until("the site's own page", lambda: installation.site(name)[0] == 200)


@proves("H.WEB-02")
def test_the_first_page_stands_there_at_first_and_comes_back(world):
    installation, name = world.installation, "first-page.example"
    add_domain(installation, name, world.sample.account)
    is_live(installation, name)
    status, first = installation.site(name)
    assert status == 200 and name in first, first
    installation.put_file(name, "index.html", b"my own page\n")
    assert installation.site(name) == (200, "my own page\n")
    with world.browser.visit(f"/domains/{name}/website") as page:
        submit(page, "Restore the first page")
        assert "first page is back" in text(page), text(page)
    assert installation.site(name) == (200, first)


def test_a_request_stands_in_the_log_and_is_only_text_there(world):
    world.installation.site(world.sample.site, "/%3Cscript%3Ealert(1)%3C/script%3E")
    world.installation.site(world.sample.site, "/looked-for-in-the-log")
    with world.browser.visit(f"/domains/{world.sample.site}/logs") as page:
        def shown():
            page.reload()
            return "/looked-for-in-the-log" in text(page)
        until("the request in the access log", shown)
        page.get_by_role("link", name="Error log").click()
        assert "Error log" in text(page)


def test_names_with_markup_in_them_run_nothing(world):
    evil = "<img src=x onerror=document.title='run'>"
    account = new_account(world.installation, evil, "Starter", "evil", "eight silver bells")
    add_domain(world.installation, "evil-name.example", account)
    for path in ["/", "/accounts", f"/accounts/{account}", f"/accounts/{account}/suspension", f"/accounts/{account}/deletion",
                 "/domains", "/domains/evil-name.example", "/search?q=%3Cimg%20src", "/domains/new", "/search?q=<script>document.title='run'</script>"]:
        with world.browser.visit(path) as page:
            assert not page.title().startswith("run") and page.locator("img").count() == 0, f"{path} runs it"
            if path == f"/accounts/{account}":
                assert evil in page.locator("h1").inner_text(), "the name is not shown as typed"


def test_search_finds_by_parts_and_opens_a_single_hit(world):
    with world.browser.visit("/") as page:
        page.keyboard.press("Control+k")
        page.keyboard.type("lindqvist")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "indqvist" in page.locator("main").inner_text(), page.url
        page.goto("/search?q=lindqvist")
        shown = page.locator("main").inner_text()
        assert "lindqvist-sails.example" in shown and "Lindqvist Sailmakers" in shown, shown
        page.goto("/search?q=lighthouse-bo")
        assert page.url.endswith(f"/domains/{world.sample.suspended_domain}"), page.url


def test_a_domain_is_added_with_the_keyboard_alone(world):
    with world.browser.visit("/") as page:
        def tab_to(words):
            for _ in range(60):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.innerText?.trim()") == words:
                    return
            raise AssertionError(f"the tabulator does not reach {words}")
        tab_to("Skip to the content")
        page.keyboard.press("Enter")
        tab_to("Add domain")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.keyboard.type("keyboard-only.example")
        page.locator("select").focus()
        page.keyboard.type("web1")
        with page.expect_navigation():
            page.locator("main [name=name]").focus()
            page.keyboard.press("Enter")
        assert page.url.endswith("/domains/keyboard-only.example"), text(page)


def test_twelve_tabs_share_one_stream_and_all_follow(world):
    """A browser opens at most six connections to one server: a stream for each tab would leave none for the seventh."""
    name = "twelve-tabs.example"
    add_domain(world.installation, name, world.sample.account)
    is_live(world.installation, name)
    with world.browser.visit(f"/domains/{name}") as first:
        streams = []
        first.context.on("request", lambda request: streams.append(request.url) if request.url.endswith("/events") else None)
        tabs = [first] + [first.context.new_page() for _ in range(11)]
        for tab in tabs[1:]:
            tab.goto(f"/domains/{name}", timeout=15_000)
        expect(world.installation.api("DELETE", f"/domains/{name}"), 200, 202, 204)
        for tab in tabs:
            until("the tab follows", lambda tab=tab: tab.locator("h1 + .badge").inner_text().strip() == "In trash")
        assert len(streams) <= 1, f"{len(streams)} streams beside the first"


@proves("H.SRV-01")
def test_a_server_is_added_and_its_join_line_shown_once(world):
    with world.browser.visit("/servers/new") as page:
        fill(page, name="second-machine", addresses="192.0.2.10 2001:db8::10")
        submit(page)
        assert "second-machine" in page.locator("h1").inner_text(), text(page)
        page.get_by_role("link", name="join line").click()
        submit(page)
        line = page.locator(".code-line code").inner_text()
        assert len(line) > 40, line
        page.goto("/servers/second-machine/join-line")
        assert line not in page.content(), "the line is shown again"
        page.goto("/servers/second-machine/settings")
        fill(page, accountLimit="0", diskLimit="80", loginAddress="192.0.2.10", loginPort="2222", loginUser="root")
        page.get_by_label("A virtual machine").check()
        submit(page)
        shown = text(page)
        assert "ssh -p 2222 root@192.0.2.10" in shown and "A virtual machine" in shown and "No password is kept" in shown, shown
        assert "Takes no new accounts: 0 of 0 accounts" in shown and page.locator("svg.meter").count() >= 1, shown
        page.goto("/servers/second-machine/settings")
        fill(page, diskLimit="500")
        submit(page)
        assert page.locator("main [name=diskLimit]").get_attribute("aria-invalid") == "true", "the field is not marked"
        page.goto("/")
        assert "second-machine waits for its agent" in text(page), text(page)
    status, listed = world.installation.run_command("server", "list")
    assert status == 0 and "second-machine" in listed, listed
