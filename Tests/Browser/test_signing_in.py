"""How people prove who they are: passwords, second factors, passkeys (with Chromium's virtual authenticator)."""
import re
import subprocess

from harness import accessibility, fill, overflow, proves, submit, text, until
from pages import expect, new_account


def person(world, name, password):
    """A new customer, and a function that opens a page signed in as him."""
    new_account(world.installation, f"Account of {name}", "Starter", name, password)
    return world.browser.sign_in_as(name, password)


def code(secret):
    return subprocess.run(["oathtool", "--totp", "-b", secret], capture_output=True, text=True, check=True).stdout.strip()


def virtual_authenticator(page, verified=True):
    """A device with passkeys in this window, as the DevTools protocol makes one."""
    client = page.context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    client.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": verified,
        "automaticPresenceSimulation": True}})
    return client


@proves("C.GEN-07", part="the reseller's password opens his users' panels another way")
@proves("C.END-02")
def test_a_customer_changes_his_password_and_his_language(world):
    storage = person(world, "marlow", "nine copper kettles")
    with world.browser.visit("/profile", storage=storage) as page:
        page.locator("select[name=language]").select_option(value="de")
        page.locator("select[name=timeZone]").select_option(value="Europe/Berlin")
        submit(page)
        assert "Mein Profil" in text(page), text(page)
        page.locator("select[name=language]").select_option(value="en")
        submit(page)
        page.get_by_role("link", name="Change the password").click()
        page.locator("[name=newPassword]").fill("summerholiday")
        until("the strength while typing", lambda: "weak" in page.locator(".strength").inner_text())
        page.locator("[name=newPassword]").fill("twelve wooden whistles")
        until("the strength of a better one", lambda: page.locator(".strength").inner_text().strip() == "strong")
        page.locator("[name=password]").fill("nine copper kettles")
        page.locator("[name=newPasswordAgain]").fill("twelve wooden whistles")
        submit(page)
        assert "Your password is changed" in text(page), text(page)
    world.browser.sign_in_as("marlow", "twelve wooden whistles")


def test_a_weak_password_is_told_without_scripts(world):
    storage = person(world, "quill", "nine silver kettles")
    with world.browser.visit("/profile/password", storage=storage, scripts=False) as page:
        assert not page.locator(".strength").is_visible()
        for name, value in {"password": "nine silver kettles", "newPassword": "summerholiday", "newPasswordAgain": "summerholiday"}.items():
            page.locator(f"main [name={name}]").fill(value)
        submit(page)
        assert "easy to guess" in text(page) and page.locator(".strength").is_visible(), text(page)


def test_an_administrator_gives_a_password_that_is_shown_once(world):
    person(world, "harper", "nine golden kettles")
    number = next(each["number"] for each in expect(world.installation.api("GET", "/accounts"), 200)["items"] if each["login"] == "harper")
    with world.browser.visit(f"/accounts/{number}") as page:
        page.get_by_role("link", name="New password").click()
        submit(page)
        made = page.locator(".code-line code").last.inner_text()
        assert re.fullmatch(r"([a-z2-9]{5}-){3}[a-z2-9]{5}", made), made
        page.goto("/logins/harper/password")
        assert made not in page.content()
    world.browser.sign_in_as("harper", made)


def test_an_authenticator_app_is_set_up_and_asked_for(world):
    storage = person(world, "turing", "nine wooden kettles")
    with world.browser.visit("/profile/second-factors", storage=storage) as page:
        page.get_by_role("link", name="Set up the app").click()
        assert page.locator("svg.qr").is_visible()
        secret = page.locator(".code-line code").inner_text()
        first = code(secret)
        fill(page, code=first)
        submit(page)
        codes = page.locator(".recovery-codes code").all_inner_texts()
        assert len(codes) == 10, text(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="Save as a file").click()
        assert download.value.path().read_text().split() == codes
    with world.browser.visit("/sign-in", signed_in=False) as page:
        world.browser.sign_in(page, "turing", "nine wooden kettles")
        assert "/sign-in/second-factor" in page.url, text(page)
        page.goto("/")
        assert "/sign-in" in page.url, "the password alone opened something"
        world.browser.sign_in(page, "turing", "nine wooden kettles")
        fill(page, code=first)
        submit(page)
        assert "is not right, or it was used already" in text(page), "the code of the set-up was taken again"
        fill(page, code=codes[3])
        submit(page)
        assert page.url.rstrip("/") == world.installation.panel, text(page)


def test_a_passkey_is_added_and_signs_in(world):
    storage = person(world, "ida", "nine paper kettles")
    with world.browser.visit("/profile/second-factors/passkeys/new", storage=storage) as page:
        client = virtual_authenticator(page)
        page.locator("[name=name]").fill("Ida's laptop")
        submit(page)
        assert "The passkey is added" in text(page) and page.locator(".recovery-codes code").count() == 10, text(page)
        page.goto("/profile/second-factors")
        assert "Ida's laptop" in text(page) and "not used yet" in text(page), text(page)
        # The passkey alone, from the sign-in page.
        page.goto("/")
        page.locator("summary.avatar").click()
        with page.expect_navigation():
            page.get_by_role("button", name="Sign out").click()
        page.goto("/sign-in?next=%2Fprofile")
        submit(page, "Sign in with a passkey")
        assert page.url.endswith("/profile"), text(page)
        page.goto("/profile/second-factors")
        assert "last used" in text(page), text(page)
        # And as the second factor after the password.
        page.locator("summary.avatar").click()
        with page.expect_navigation():
            page.get_by_role("button", name="Sign out").click()
        world.browser.sign_in(page, "ida", "nine paper kettles")
        assert "/sign-in/second-factor" in page.url, text(page)
        submit(page, "Use a passkey")
        assert page.url.rstrip("/") == world.installation.panel, text(page)
        page.goto("/prove?next=%2Fprofile")
        submit(page, "Use a passkey")
        assert page.url.endswith("/profile"), text(page)
        # A device without the key gets nobody in.
        client.send("WebAuthn.disable")
    with world.browser.visit("/sign-in", signed_in=False) as page:
        virtual_authenticator(page)
        page.get_by_role("button", name="Sign in with a passkey").click()
        until("the browser has none", lambda: page.get_by_text("The browser did not get a passkey").is_visible())
        page.goto("/")
        assert "/sign-in" in page.url


def test_whoever_has_the_machine_helps_somebody_back_in(world):
    storage = person(world, "brontë".replace("ë", "e"), "nine marble kettles")
    with world.browser.visit("/profile/second-factors/authenticator", storage=storage) as page:
        fill(page, code=code(page.locator(".code-line code").inner_text()))
        submit(page)
        assert page.locator(".recovery-codes code").count() == 10, text(page)
    port = world.installation.panel.rsplit(":", 1)[1]
    status, said = world.installation.run_as_owner(
        "admin", "recover", "--state", str(world.installation.state), "--panel-port", port, "bronte")
    assert status == 0 and "/recover/" in said, said
    with world.browser.visit(said.strip().splitlines()[-1], signed_in=False) as page:
        fill(page, password="nine velvet kettles")
        submit(page)
        assert "You are signed in" in text(page), text(page)
    world.browser.sign_in_as("bronte", "nine velvet kettles")
    status, said = world.installation.run_as_owner("admin", "recover", "--state", str(world.installation.state), "nobody-here")
    assert status != 0 and "no such login" in said, said


def test_the_pages_of_signing_in_fit_and_are_accessible(world):
    storage = person(world, "lovelace", "nine linen kettles")
    for look in ["desktop", "phone", "dark"]:
        for path, signed_in in [("/lost-password", False), ("/profile", True), ("/profile/password", True), ("/profile/email", True),
                                ("/profile/second-factors", True), ("/profile/second-factors/authenticator", True),
                                ("/profile/second-factors/passkeys/new", True), ("/prove", True)]:
            with world.browser.visit(path, look=look, signed_in=signed_in, storage=storage if signed_in else None) as page:
                assert not overflow(page), f"{path} {look}: {overflow(page)}"
                assert not accessibility(page), f"{path} {look}: {accessibility(page)}"
