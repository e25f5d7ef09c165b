"""What is sold: plans made and changed step by step, groups of them, and customers who take another one."""
from harness import fill, proves, submit, text, until
from pages import add_domain, expect, is_live, new_account


@proves("H.PLAN-02")
@proves("H.PLAN-03")
@proves("H.PLAN-04", part="address type and server groups")
@proves("H.PLAN-05", part="discounts")
@proves("H.PLAN-09")
@proves("H.PLAN-15")
@proves("H.PLAN-16", part="periods, subsidies, templates")
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
        submit(page, "Next: Billing")
        assert "More is free than an account may have" in text(page), text(page)
        page.locator("main input[name='resources.domain.most']").fill("unlimited")
        page.locator("main input[name='resources.domain.usage']").fill("0.50")
        submit(page, "Next: Billing")
        fill(page, trialDays="14", moneyBackDays="30")
        # Going back loses nothing.
        submit(page, "Back")
        assert page.locator("main input[name='resources.domain.usage']").input_value() == "0.50"
        submit(page, "Next: Billing")
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
        submit(page, "Next: Billing")
        submit(page, "Save plan")
        assert "PHP" not in page.locator("main table").inner_text(), text(page)
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
