"""What is sold: plans made and changed step by step, groups of them, and customers who take another one."""
import time

from harness import fill, proves, submit, text, until
from pages import add_domain, expect, is_live, new_account


def to_billing(page):
    """From the amounts to the last step."""
    for step in ["Billing periods", "Prices per period", "Billing"]:
        submit(page, f"Next: {step}")


@proves("H.PLAN-02")
@proves("H.PLAN-03")
@proves("H.PLAN-04")
@proves("H.PLAN-05")
@proves("H.PLAN-09")
@proves("H.PLAN-15")
@proves("H.PLAN-16", part="subsidies; templates of mails for each plan")
def test_a_plan_is_made_step_by_step_changed_copied_and_deleted(world):
    with world.browser.visit("/plans") as page:
        page.get_by_role("link", name="New plan").click()
        page.get_by_role("link", name="New plan for customers").click()
        fill(page, name="Workshop", description="For small workshops", currency="CHF")
        submit(page, "Next: Resources")
        page.locator("main input[name='resources.php.activated']").uncheck()
        submit(page, "Next: Amounts and prices")
        page.locator("main input[name='resources.domain.free']").fill("3")
        page.locator("main input[name='resources.domain.most']").fill("2")
        submit(page, "Next: Billing periods")
        assert "More is free than an account may have" in text(page), text(page)
        page.locator("main input[name='resources.domain.most']").fill("unlimited")
        page.locator("main input[name='resources.domain.usage']").fill("0.50")
        to_billing(page)
        fill(page, trialDays="14", moneyBackDays="30")
        # Going back loses nothing.
        for _ in range(3):
            submit(page, "Back")
        assert page.locator("main input[name='resources.domain.usage']").input_value() == "0.50"
        to_billing(page)
        assert page.locator("main [name=trialDays]").input_value() == "14"
        submit(page, "Create plan")
        said = text(page)
        assert all(words in said for words in ["Workshop", "For small workshops", "Not offered at sign-up", "unlimited", "CHF", "14"]), said
        page.get_by_role("button", name="Offer at sign-up").click()
        until("it is offered", lambda: "Offered at sign-up" in text(page))
        # A resource is taken out through the same steps.
        page.get_by_role("link", name="Change plan").click()
        submit(page, "Next: Resources")
        page.locator("main input[name='resources.php.included']").uncheck()
        submit(page, "Next: Amounts and prices")
        to_billing(page)
        submit(page, "Save plan")
        assert "PHP" not in page.locator("main table").first.inner_text(), text(page)
        page.get_by_role("link", name="Copy", exact=True).click()
        fill(page, name="Workshop, larger")
        submit(page)
        assert "Workshop, larger" in text(page) and "Not offered at sign-up" in text(page), text(page)
        page.get_by_role("link", name="Delete plan").click()
        submit(page, "Delete plan")
        assert "Workshop, larger" not in page.locator("main table").inner_text(), text(page)
    status, listed = world.installation.run_command("plan", "show", "Workshop")
    assert status == 0 and "Workshop" in listed, listed
    new_account(world.installation, "Workshop Ltd", "Workshop", "workshop", "nine quiet lathes")
    status, answer = world.installation.api("DELETE", "/plans/Workshop")
    assert status == 409 and "1 account has the plan" in answer["detail"], answer


@proves("H.PLAN-10")
@proves("H.PLAN-11", part="quotas that are bought, which come with billing")
def test_a_customer_takes_another_plan_of_his_group_and_sees_before_what_it_does(world):
    installation, name = world.installation, "paper-mill.example"
    for plan, php in [("Mill Large", True), ("Mill Small", False)]:
        expect(installation.api("POST", "/plans", {"name": plan, "domainLimit": 5, "includesPHP": php}), 201)
        expect(installation.api("PUT", f"/plans/{plan.replace(' ', '%20')}/offer"), 200)
    account = new_account(installation, "Paper Mill", "Mill Large", "mill", "four slow wheels")
    add_domain(installation, name, account)
    is_live(installation, name)
    installation.put_file(name, "sum.php", b"<?php echo 6 * 7;")
    until("PHP runs", lambda: installation.site(name, "/sum.php") == (200, "42"))
    with world.browser.visit("/plan-groups") as page:
        page.get_by_role("link", name="New group").click()
        fill(page, name="Mill")
        page.get_by_label("Mill Large").check()
        page.get_by_label("Mill Small").check()
        submit(page)
        assert "The group Mill is created" in text(page), text(page)
    customer = world.browser.sign_in_as("mill", "four slow wheels")
    with world.browser.visit(f"/accounts/{account}", storage=customer) as page:
        page.get_by_role("link", name="Change plan").click()
        page.get_by_role("link", name="See what changes").click()
        said = text(page)
        assert "This is turned off" in said and "PHP" in said, said
        assert installation.site(name, "/sum.php") == (200, "42"), "looking has changed something"
        submit(page, "Change to Mill Small")
        assert "has the plan Mill Small now" in text(page), text(page)
    until("PHP is off, and its source is not shown", lambda: "42" not in installation.site(name, "/sum.php")[1])
    assert "echo" not in installation.site(name, "/sum.php")[1]
    with world.browser.visit(f"/accounts/{account}/plan", storage=customer) as page:
        page.get_by_role("link", name="See what changes").click()
        submit(page, "Change to Mill Large")
    with world.browser.visit(f"/domains/{name}/website", storage=customer) as page:
        page.get_by_role("row", name="PHP").get_by_role("link", name="Turn on").click()
        submit(page, "Turn on")
    until("PHP runs again", lambda: installation.site(name, "/sum.php") == (200, "42"))


@proves("H.PLAN-08", part="panel designs and dedicated servers")
@proves("H.PLAN-21")
def test_what_is_withdrawn_is_kept_from_new_accounts_and_the_meter_says_so(world):
    installation = world.installation
    old = new_account(installation, "Old Kiln", "Business", "oldkiln", "seven hot bricks")
    with world.browser.visit("/resources") as page:
        page.get_by_role("row", name="PHP", exact=False).first.get_by_role("button", name="Stop selling").click()
        until("it is said", lambda: "Sell again" in text(page))
        try:
            new = new_account(installation, "New Kiln", "Business", "newkiln", "eight hot bricks")
        finally:
            with page.expect_navigation():
                page.get_by_role("button", name="Sell again").click()
        page.goto(f"/accounts/{old}/limits")
        assert "PHP" in page.locator("main table").inner_text()
        assert "0 of 10" in page.locator("main table").inner_text(), text(page)
        page.goto(f"/accounts/{new}/limits")
        row = page.locator("main tr", has_text="PHP").first.inner_text()
        assert "Not available" in row or "not available" in row, row


@proves("H.PLAN-05")
@proves("H.PLAN-06")
@proves("H.PLAN-16", part="subsidies; templates of mails for each plan")
@proves("H.ADM-11", part="the address; the bill")
@proves("H.ACC-11", part="traffic and disk")
def test_a_plan_has_prices_for_each_billing_period_and_a_customer_sees_when_he_pays(world):
    installation = world.installation
    field = lambda page, name: page.locator(f"main [name='{name}']")  # noqa: E731
    expect(installation.api("POST", "/plans", {"name": "Harbour", "domainLimit": 5, "trialDays": 0}), 201)
    with world.browser.visit("/plans/Harbour/change") as page:
        submit(page, "Next: Resources")
        submit(page, "Next: Amounts and prices")
        field(page, "fee.setup").fill("10")
        field(page, "fee.recurring").fill("4.95")
        submit(page, "Next: Billing periods")
        assert field(page, "periods.0.count").input_value() == "1"
        field(page, "periods.1.count").fill("0")
        field(page, "periods.1.unit").select_option(label="years")
        field(page, "periods.1.recurringDiscount").fill("10")
        field(page, "periods.1.setupDiscount").fill("100")
        submit(page, "Next: Prices per period")
        assert "Type a whole number from 1 to 10." in text(page), text(page)
        field(page, "periods.1.count").fill("1")
        field(page, "periods.2.count").fill("3")
        submit(page, "Next: Prices per period")
        # What a year costs is computed, and the quarter gets a price of its own.
        assert field(page, "periods.1.prices.plan.recurring").get_attribute("placeholder") == "= 53.46"
        field(page, "periods.2.prices.plan.recurring").fill("14")
        submit(page, "Next: Billing")
        submit(page, "Save plan")
        table = page.locator("section.card", has=page.get_by_role("heading", name="Prices per billing period")).inner_text()
        for words in ["1 month", "1 year", "3 months", "€4.95", "€53.46", "10% off", "€14.00", "set for this period", "€10.00"]:
            assert words in table, f"{words}: {table}"
        # Nothing else of the plan has changed on the way, and walking through it again changes nothing.
        page.get_by_role("link", name="Change plan").click()
        submit(page, "Next: Resources")
        submit(page, "Next: Amounts and prices")
        to_billing(page)
        submit(page, "Save plan")
    status, plan = installation.api("GET", "/plans/Harbour")
    assert status == 200 and plan["version"] == 2, plan
    with world.browser.visit("/accounts/new") as page:
        fill(page, plan="Harbour")
        submit(page, "Next: Services")
        field(page, "period").select_option(label="1 year, €53.46, 10% off")
        submit(page, "Next: Personal data")
        fill(page, title="Harbour Café", login="harbour", email="harbour@hosting.example", password="six grey herons")
        submit(page, "Next: Domains")
        assert "1 year" in text(page), text(page)
        submit(page, "Create account")
    status, found = installation.api("GET", "/accounts?login=harbour")
    account = found["items"][0]["number"]
    customer = world.browser.sign_in_as("harbour", "six grey herons")
    with world.browser.visit("/", storage=customer) as page:
        said = text(page)
        for words in ["Billing period", "Harbour", "1 year", "Next charge", "€53.46", "does not charge anything yet"]:
            assert words in said, f"{words}: {said}"
        page.get_by_role("link", name="Details", exact=True).click()
        said = text(page)
        assert "The plan itself: Each period" in said and "€53.46" in said and "Change period" not in said, said
    # Staff give a trial, and the history says who.
    with world.browser.visit(f"/accounts/{account}/period") as page:
        page.get_by_role("link", name="Change period").click()
        field(page, "trialUntil").fill("2020-01-01")
        submit(page, "Save")
        assert "Type a day from today on" in text(page), text(page)
        later = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 30 * 86400))
        field(page, "trialUntil").fill(later)
        submit(page, "Save")
        assert "Trial" in text(page) and "until" in text(page), text(page)
        page.goto(f"/accounts/{account}/history")
        assert "Billing period of the account changed" in text(page), text(page)
    status, period = installation.api("GET", f"/accounts/{account}/period")
    assert status == 200 and period["isInTrial"] and period["nextChargeOn"] == later, period
    status, said = installation.run_command("account", "period", "show", str(account))
    assert status == 0 and later in said, said


@proves("H.PLAN-13")
@proves("H.PLAN-16", part="subsidies; templates of mails for each plan")
@proves("H.SIGN-05", part="the pages of sign-up")
def test_a_demonstration_shows_the_panel_and_uses_no_server(world):
    installation = world.installation
    for plan in ["Showroom", "For friends"]:
        expect(installation.api("POST", "/plans", {"name": plan, "domainLimit": 5}), 201)
    with world.browser.visit("/plans/Showroom/settings") as page:
        page.locator("main [name=audience]").select_option(label="only who is listed below")
        page.get_by_label("A plan for demonstration").check()
        submit(page, "Save plan")
        assert "List somebody" in text(page), text(page)
        page.locator("main [name=audienceMembers]").fill("For friends\nfriend@hosting.example")
        submit(page, "Save plan")
        said = text(page)
        assert "A plan for demonstration" in said and "only who is listed below: For friends, friend@hosting.example" in said, said
    account = new_account(installation, "Visitor", "Showroom", "visitor", "seven open doors")
    # An account of it has the panel, a domain and a website, and no server knows of them.
    customer = world.browser.sign_in_as("visitor", "seven open doors")
    with world.browser.visit("/domains/new", storage=customer) as page:
        fill(page, name="showroom.example")
        submit(page)
        said = text(page)
        assert "nothing you make in Visitor is on a server" in said and "This account is a demonstration" in said, said
        page.goto("/domains")
        assert "Demo" in page.locator("main table").inner_text(), text(page)
        page.goto("/domains/showroom.example/logs")
        assert "nothing of it is on a server" in text(page), text(page)
    status, domain = installation.api("GET", "/domains/showroom.example")
    assert status == 200 and domain["isDemo"] and domain["statuses"] == [], domain
    status, answer = installation.api("PATCH", f"/accounts/{account}", {"plan": "Business"})
    assert status == 422 and "demonstration" in answer["errors"][0]["detail"], answer
    status, said = installation.run_command("account", "show", str(account))
    assert status == 0 and "Visitor" in said, said
    with world.browser.visit("/plans/Showroom/settings") as page:
        page.get_by_label("A plan for demonstration").uncheck()
        submit(page, "Save plan")
        assert "stays as it is" in text(page), text(page)
