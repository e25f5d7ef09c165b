"""What the provider does for the whole installation: settings, maintenance, jobs, mail."""
from harness import accessibility, fill, overflow, proves, submit, text, until


@proves("H.LNF-07")
def test_the_provider_sets_the_language_and_the_panel_speaks_it_at_once(world):
    with world.browser.visit("/settings") as page:
        try:
            fill(page, language="Deutsch")
            submit(page)
            until("German", lambda: (page.reload(), "Einstellungen" in text(page))[1])
            assert page.locator("html").get_attribute("lang") == "de"
        finally:
            status, _ = world.installation.api("PATCH", "/settings", {"language": "en"})
            assert status == 200
        until("English again", lambda: (page.reload(), "Settings" in text(page))[1])


def test_a_wrong_setting_is_refused_beside_its_field_and_nothing_is_lost(world):
    with world.browser.visit("/settings", scripts=False) as page:
        fill(page, company="Northern <b>Hosting</b>", currency="XXL")
        submit(page)
        assert "ISO 4217" in text(page) and page.locator("main [name=company]").input_value() == "Northern <b>Hosting</b>"


def test_customers_come_back_later_while_the_panel_is_maintained_and_staff_go_on(world):
    with world.browser.visit("/settings/operation") as page:
        page.locator("main [name=isInMaintenance]").check()
        fill(page, maintenanceText="New disks until 18:00.")
        submit(page)
        try:
            assert "customers cannot use it" in text(page), text(page)
            with world.browser.visit("/", storage=world.customer) as window:
                until("the customer is asked to come back", lambda: (window.reload(), "New disks until 18:00." in text(window))[1])
        finally:
            assert world.installation.api("PATCH", "/settings", {"isInMaintenance": False, "maintenanceText": ""})[0] == 200
        with world.browser.visit("/", storage=world.customer) as window:
            until("the customer is let in again", lambda: (window.reload(), "New disks" not in text(window))[1])


@proves("H.OPS-01")
def test_a_schedule_is_run_turned_off_and_on_by_hand(world):
    with world.browser.visit("/jobs/schedules") as page:
        row = page.locator("tr", has=page.get_by_text("notifications.prune_mail"))
        with page.expect_navigation():
            row.get_by_role("button", name="Run now").click()
        assert "It runs now." in text(page), text(page)
        for word, state in [("Turn off", "Off"), ("Turn on", "On")]:
            row.locator("summary").click()
            with page.expect_navigation():
                row.get_by_role("button", name=word).click()
            assert row.locator(".badge").first.inner_text().strip() == state, row.inner_text()


def test_a_failed_change_is_mailed_to_the_provider_once_and_stands_among_the_alerts(world):
    with world.browser.visit("/alerts") as page:
        until("the failed domain is an alert", lambda: (page.reload(), world.sample.failed_domain in text(page))[1], 90)
    status, mails = world.installation.api("GET", f"/mails?q={world.sample.failed_domain}")
    assert status == 200
    told = [mail for mail in mails["items"] if mail["kind"] == "alert.opened"]
    assert len(told) <= 1, told


def test_of_two_people_who_save_one_form_the_second_sees_both_versions(world):
    path = f"/accounts/{world.sample.account}/settings"
    with world.browser.visit(path) as first, world.browser.visit(path, "phone") as second:
        begun = first.locator("[name=title]").input_value()
        plans = first.locator("select[name=plan] option").all_inner_texts()
        fill(first, title="Kern Keramik & Töchter")
        submit(first, "Save")
        assert first.url.endswith(f"/accounts/{world.sample.account}"), text(first)
        fill(second, title="Kern Keramik GmbH")
        submit(second, "Save")
        shown = text(second)
        assert "Somebody else has saved meanwhile" in shown and "Stored meanwhile: Kern Keramik & Töchter" in shown, shown
        assert second.locator("[name=title]").input_value() == "Kern Keramik GmbH", "what was typed is lost"
        assert second.locator("select[name=plan]").evaluate("e => e.selectedOptions[0].text") in plans
        assert second.locator("#f-title-meanwhile").get_attribute("id") in second.locator("[name=title]").get_attribute("aria-describedby")
        assert not overflow(second), overflow(second)
        assert not accessibility(second), accessibility(second)
        # He may take the other's, or save his own anyway.
        with world.browser.visit(path) as third:
            assert third.locator("[name=title]").input_value() == "Kern Keramik & Töchter"
        submit(second, "Save anyway")
        assert second.locator("h1").inner_text() == "Kern Keramik GmbH", text(second)
        second.goto(path)
        fill(second, title=begun)
        submit(second, "Save")
        assert second.locator("h1").inner_text() == begun
