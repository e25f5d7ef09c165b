"""What people do in the panel, from the first link to a live domain."""
from harness import ADMINISTRATOR, fill, proves, submit, text, until


def test_the_first_administrators_link_works_once(world):
    with world.browser.visit(world.installation.ready["firstAdministratorLink"], signed_in=False) as page:
        assert page.locator("input[type=password]").count() == 0 or "/sign-in" in page.url, "the form is offered again"


def test_a_wrong_password_is_refused_and_the_name_stays(world):
    with world.browser.visit("/sign-in", signed_in=False) as page:
        world.browser.sign_in(page, password="not the password")
        assert "/sign-in" in page.url, page.url
        assert page.locator("main [name=name]").input_value() == ADMINISTRATOR["name"], "what was typed is lost"
        assert page.locator("main [name=password]").input_value() == "", "the password is sent back"


def test_a_person_signs_in_without_scripts(world):
    with world.browser.visit("/sign-in", signed_in=False, scripts=False) as page:
        world.browser.sign_in(page)
        assert page.url.rstrip("/") == world.installation.panel, page.url


def test_a_stranger_is_led_to_the_sign_in_page(world):
    for page in world.pages:
        if page.signed_in:
            with world.browser.visit(page.path, signed_in=False) as window:
                assert "/sign-in" in window.url, f"{page.name} is open to strangers"


@proves("H.DOM-04")
@proves("H.WEB-01")
def test_a_domain_added_in_the_panel_becomes_live(world):
    name = "rosehill-bakery.example"
    with world.browser.visit(f"/domains/new?account={world.sample.account}") as page:
        fill(page, name=name)
        submit(page)
        until("the word Live on the domain's page, without loading it again", lambda: "Live" in text(page))
    until("the site's own page", lambda: world.installation.site(name)[0] == 200)
    answers = {world.installation.dig(server, name, "SOA") for server in world.installation.ready["nameServers"]}
    assert len(answers) == 1 and answers != {""}, f"the name servers do not agree: {answers}"


def test_a_wrong_domain_is_refused_beside_its_field(world):
    with world.browser.visit(f"/domains/new?account={world.sample.account}") as page:
        fill(page, name="not a domain")
        submit(page)
        field = page.locator("main [name=name]")
        assert field.input_value() == "not a domain", "what was typed is lost"
        assert field.get_attribute("aria-invalid") == "true", "the field is not marked"
        described = (field.get_attribute("aria-describedby") or "").split()
        assert any(page.locator(f"#{each}").inner_text() for each in described if each.endswith("-error")), "the field says nothing"


def test_the_customer_of_a_suspended_account_has_a_neutral_page(world):
    until("the neutral page", lambda: world.installation.site("lighthouse-books.example")[0] == 503)
    _, body = world.installation.site("lighthouse-books.example")
    assert "invoice" not in body, "the reason is the provider's and the customer's business"
