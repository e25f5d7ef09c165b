"""The texts of mails that the panel writes by itself, and who gets copies."""
import urllib.parse

from harness import fill, proves, submit, text, until
from pages import expect, new_account


def mails(world, searched):
    return expect(world.installation.api("GET", f"/mails?q={urllib.parse.quote(searched)}"), 200)["items"]


@proves("H.NTF-02")
def test_staff_write_the_german_text_of_a_mail_and_a_german_customer_gets_it(world):
    new_account(world.installation, "Kontor Weiss", "Business", "weiss", "seven quiet gardens")
    with world.browser.visit("/profile", storage=world.browser.sign_in_as("weiss", "seven quiet gardens")) as page:
        page.locator("main [name=language]").select_option(label="Deutsch")
        submit(page, "Save")

    with world.browser.visit("/notifications") as page:
        page.locator("main input[type=search]").fill("password")
        page.locator("main input[type=search]").press("Enter")
        page.wait_for_url("**q=password**")
        assert "Account suspended" not in page.locator("main").inner_text()
        page.get_by_role("link", name="Lost password").click()
        page.get_by_role("link", name="Deutsch").click()
        subject, body = page.locator("main [name=subject]"), page.locator("main [name=text]")
        assert subject.input_value() == "Neues Passwort für {panel}", subject.input_value()
        assert "Wählen Sie das neue Passwort hier" in body.input_value(), body.input_value()
        assert "Never copied" in text(page)

        # The preview follows the typing; what is wrong stands there too, and nothing is lost.
        fill(page, subject="Neues Kennwort, {persn}?")
        preview = page.locator("[data-preview]")
        until("the preview says what is wrong", lambda: "There is no variable {persn}. Did you mean {person}?" in preview.inner_text())
        fill(page, subject="Neues Kennwort, ", text="Guten Tag {person},\n\nbitte hier: ")
        subject.press("End")
        page.get_by_role("button", name="{login}", exact=True).click()
        body.press("Control+End")
        page.get_by_role("button", name="{link}", exact=True).click()
        assert subject.input_value() == "Neues Kennwort, {login}" and body.input_value().endswith("bitte hier: {link}"), body.input_value()
        until("the preview shows the typed text", lambda: "Neues Kennwort, anna" in preview.inner_text() and "bitte hier: https://" in preview.inner_text())
        submit(page, "Send me a test")
        assert "ada@hosting.example is on its way" in text(page) and body.input_value().endswith("bitte hier: {link}")
        submit(page, "Save")
        assert "The text is saved" in text(page) and "Edited" in text(page), text(page)

    with world.browser.visit("/lost-password", signed_in=False) as page:
        fill(page, name="weiss")
        submit(page)
    until("the mail is there", lambda: any(mail["subject"] == "Neues Kennwort, weiss" for mail in mails(world, "weiss@hosting.example")))
    letter = next(mail for mail in mails(world, "weiss@hosting.example") if mail["kind"] == "login.new_password_link")
    with world.browser.visit(f"/mail-log/{letter['id']}") as page:
        assert "bitte hier: " + world.installation.panel + "/new-password/" in text(page), text(page)

    with world.browser.visit("/notifications/login.new_password_link?in=de") as page:
        page.get_by_role("link", name="Restore the default").click()
        assert "Neues Kennwort, {login}" in text(page) and "Neues Passwort für {panel}" in text(page) and "is lost" in text(page)
        submit(page, "Restore the default")
        assert page.locator("main [name=subject]").input_value() == "Neues Passwort für {panel}" and "Standard" in text(page)


@proves("H.NTF-01", part="welcome, accounting, trouble tickets")
@proves("H.NTF-03")
@proves("H.ADM-05", part="panel closed, mail boxes, billing address")
def test_an_owner_is_told_of_a_suspension_and_the_office_gets_a_copy(world):
    number = new_account(world.installation, "Kontor Schwarz", "Business", "schwarz", "seven quiet gardens")
    for scripts in [True, False]:
        with world.browser.visit("/notification-recipients/new", scripts=scripts) as page:
            address = "office@hosting.example" if scripts else "desk@hosting.example"
            fill(page, email=address)
            submit(page, "Add")
            assert "Choose at least one list" in text(page) and page.locator("main [name=email]").input_value() == address, text(page)
            page.get_by_label("Accounts", exact=True).check()
            submit(page, "Add")
            assert address in text(page), text(page)
    with world.browser.visit("/notifications/account.suspended?in=en") as page:
        assert "Subscribers of “Accounts”: desk@hosting.example, office@hosting.example." in text(page), text(page)
        assert page.locator("main [name=copies]").is_checked()
    with world.browser.visit(f"/accounts/{number}/suspension") as page:
        fill(page, reason="The invoice is unpaid")
        submit(page)
    told = mails(world, "Kontor Schwarz is suspended")
    assert sorted(mail["to"] for mail in told) == ["desk@hosting.example", "office@hosting.example", "schwarz@hosting.example"], told
    with world.browser.visit("/mail-log?q=Kontor+Schwarz") as page:
        assert page.get_by_text("Copy", exact=True).count() == 2, text(page)
    with world.browser.visit("/notification-recipients") as page:
        for address in ["office@hosting.example", "desk@hosting.example"]:
            row = page.locator("tr", has=page.get_by_role("link", name=address))
            row.locator("summary").click()
            with page.expect_navigation():
                row.get_by_role("button", name="Remove").click()
        assert "Nobody gets copies" in text(page), text(page)
