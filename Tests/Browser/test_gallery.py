"""The components as people meet them: a wizard, work that takes its time, an undo."""
from harness import fill, submit, text, until


def test_a_wizard_loses_nothing_with_scripts_and_without(world):
    for scripts in [True, False]:
        with world.browser.visit("/gallery/wizard", scripts=scripts) as page:
            page.get_by_label("Business", exact=False).first.check()
            page.locator("main [name=php]").uncheck()
            submit(page, "Next: Person")
            fill(page, name="Bäckerei Hof", email="info@baeckerei-hof")
            submit(page, "Next: Limits")
            assert "Did you mean info@baeckerei-hof.de?" in text(page), text(page)
            submit(page, "Back")
            assert page.get_by_label("Business", exact=False).first.is_checked() and not page.locator("main [name=php]").is_checked()
            submit(page, "Person")
            assert page.locator("main [name=name]").input_value() == "Bäckerei Hof"
            with page.expect_navigation():
                page.get_by_role("button", name="Next: Limits").click()
            with page.expect_navigation():
                page.get_by_role("button", name="info@baeckerei-hof.de").click()
            assert "Step 3 of 4" in text(page), text(page)
            with page.expect_navigation():
                page.locator("main [name=disk]").press("Enter")
            assert "Step 4 of 4" in text(page) and "web1043 · Bäckerei Hof" in text(page), text(page)
            submit(page, "Create account")
            assert "You chose Bäckerei Hof" in text(page), text(page)


def test_work_is_followed_live_and_is_as_far_after_a_reload(world):
    with world.browser.visit("/gallery/work") as page:
        submit(page, "Restore")
        page.evaluate("window.sameDocument = true")
        until("it goes on", lambda: "Restoring files, 0 %" not in text(page) and "Restoring files" in text(page) or "are back" in text(page))
        until("it is done, on the open page", lambda: "18,204 files are back" in text(page))
        assert page.evaluate("window.sameDocument === true"), "the page was loaded again"
        page.reload()
        assert "18,204 files are back" in text(page)


def test_what_was_done_is_undone_with_one_press(world):
    for scripts in [True, False]:
        with world.browser.visit("/gallery/removal", scripts=scripts) as page:
            fill(page, confirmation="kern-keramik.de")
            submit(page, "Move to trash")
            assert "is in the trash" in page.locator(".flash").inner_text()
            submit(page, "Undo")
            assert "is back" in page.locator(".flash").inner_text()
    name = "undone.example"
    status, _ = world.installation.api("POST", "/domains", {"name": name, "account": world.sample.account})
    assert status in (201, 202)
    with world.browser.visit(f"/domains/{name}/deletion") as page:
        submit(page, "Delete")
        assert "In trash" in page.locator("h1 + .badge").inner_text()
        submit(page, "Undo")
        assert "In trash" not in page.locator("h1 + .badge").inner_text(), text(page)
