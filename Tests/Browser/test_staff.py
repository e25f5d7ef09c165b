"""Staff, roles, tokens, sessions, the audit log, and staff in a customer's panel."""
from harness import accessibility, fill, overflow, proves, submit, text
from pages import expect


@proves("H.PLAN-14", part="the permissions whose features do not exist yet have no effect")
def test_a_role_is_ticked_and_limits_what_its_member_sees(world):
    with world.browser.visit("/roles/new") as page:
        fill(page, name="Support")
        for words in ["See customers", "Enter customers' panels"]:
            page.get_by_label(words, exact=False).first.check()
        submit(page)
        assert "Support" in text(page), text(page)
        page.goto("/staff/new")
        fill(page, name="mira", person="Mira Sol", email="mira@hosting.example", password="five copper kettles")
        page.get_by_label("Support", exact=False).first.check()
        submit(page)
        assert "Mira Sol" in page.locator("h1").inner_text(), text(page)
    with world.browser.visit("/", storage=world.browser.sign_in_as("mira", "five copper kettles")) as page:
        links = set(page.eval_on_selector_all("nav a", "elements => elements.map(each => new URL(each.href).pathname)"))
        assert "/accounts" in links and "/servers" not in links and "/staff" not in links, links
        assert page.goto("/servers").status == 403 and page.goto("/accounts/new").status == 403


@proves("H.ADM-04")
def test_staff_enter_a_customers_panel_and_come_back(world):
    number = world.sample.own_accounts[0]
    with world.browser.visit(f"/accounts/{number}", storage=world.browser.sign_in_as("mira", "five copper kettles")) as page:
        submit(page, "Log in as customer")
        for path in ["/", f"/accounts/{number}", "/domains"]:
            page.goto(path)
            assert "You are in the panel of" in page.locator(".banners").inner_text(), path
        assert page.goto("/tokens").status == 403 and page.goto("/sessions").status == 403
        page.goto("/")
        with page.expect_navigation():
            page.get_by_role("button", name="Back to my own session").click()
        assert page.locator(".banners").count() == 0 and page.goto("/accounts").status == 200, text(page)
    with world.browser.visit("/audit", storage=world.customer) as page:
        assert "Panel entered" in text(page), text(page)


def test_a_token_is_shown_once_and_revoked(world):
    with world.browser.visit("/tokens/new", storage=world.browser.sign_in_as("mira", "five copper kettles")) as page:
        fill(page, name="Monitoring")
        submit(page)
        secret = page.locator(".code-line code").inner_text()
        assert secret.startswith("hw_") and len(secret) == 46, secret
        page.goto("/tokens")
        assert "Monitoring" in text(page) and secret not in page.content()
        page.goto("/sessions")
        assert "This one" in text(page) and ("Chrom" in text(page)), text(page)


def test_the_audit_log_is_searched_exported_and_whole(world):
    with world.browser.visit("/audit") as page:
        page.locator("main [name=q]").fill("Support")
        submit(page, "Show")
        assert "Role created" in text(page) and "q=Support" in page.url, page.url
        with page.expect_download() as download:
            page.get_by_role("link", name="Export as CSV").click()
        lines = open(download.value.path(), encoding="utf-8").read().splitlines()
        assert lines[0].startswith("sequence,time") and any("role.created" in line for line in lines), lines[:3]
        page.goto("/audit/verification")
        assert "Whole" in text(page), text(page)
    status, said = world.installation.run_command("audit", "verify")
    assert status == 0 and "whole" in said, said
    status, said = world.installation.run_command("audit", "verify", "--offline", "--state", str(world.installation.state))
    assert status == 0 and "whole" in said, said


def test_the_new_pages_fit_and_can_be_used_by_everybody(world):
    for look in ["desktop", "phone", "dark"]:
        for path in ["/staff", "/staff/new", "/roles", "/roles/new", "/tokens", "/tokens/new", "/sessions", "/audit", "/messages", "/provider-messages"]:
            with world.browser.visit(path, look) as page:
                assert not overflow(page), (path, look, overflow(page))
                assert not accessibility(page), (path, look, accessibility(page))
