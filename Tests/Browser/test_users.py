"""Templates and customers made from them: the journeys of whoever creates customers."""
from harness import fill, proves, submit, text, until
from pages import expect


def field(page, name):
    return page.locator(f"main [name='{name}']")


@proves("C.TPL-01")
@proves("C.TPL-02")
@proves("C.TPL-03")
@proves("C.TPL-04")
@proves("C.TPL-05")
@proves("C.TPL-06")
@proves("C.TPL-07")
@proves("C.TPL-08")
def test_a_template_from_its_first_line_to_its_end(world):
    """Journey 3.15."""
    with world.browser.visit("/templates") as page:
        page.get_by_role("link", name="New template").first.click()
        fill(page, name="Atelier")
        field(page, "limits.domain").fill("two")
        submit(page, "Create template")
        assert "whole number" in text(page) and field(page, "limits.domain").input_value() == "two", text(page)
        field(page, "limits.domain").fill("2")
        field(page, "limits.php").select_option(label="on")
        submit(page, "Create template")
        row = page.locator("tr", has=page.get_by_role("link", name="Atelier", exact=True))
        assert "Domains: 2" in row.inner_text(), row.inner_text()

        row.locator("summary").click()
        row.get_by_role("link", name="E-mail").click()
        assert "{password}" in text(page) and "Sign-in name" in text(page)
        fill(page, subject="Welcome, {persn}")
        submit(page, "Save")
        assert "There is no variable {persn}" in text(page), text(page)
        fill(page, subject="Welcome to the atelier, {person}", text="You are {login}, and {password} opens {panel}.")
        submit(page, "Preview")
        assert "Welcome to the atelier, Anna Berg" in text(page) and "You are anna" in text(page), text(page)
        submit(page, "Save")
        assert "The e-mail is saved" in text(page) and "Your text" in text(page), text(page)

        # It is there to choose in the first step, and its mail in the last.
        page.goto("/templates")
        page.locator("tr", has=page.get_by_role("link", name="Atelier", exact=True)).get_by_role("link", name="Create customer").click()
        fill(page, plan="Business")
        submit(page, "Next: Services")
        assert field(page, "limits.domain").input_value() == "2"
        submit(page, "Next: Personal data")
        fill(page, title="Studio North", login="studio", email="post@studio.example")
        submit(page, "Next: Domains")
        submit(page, "Create account")
        assert field(page, "subject").input_value() == "Welcome to the atelier, studio", text(page)
        number = next(each["number"] for each in expect(world.installation.api("GET", "/accounts?q=studio"), 200)["items"])

        def most():
            items = expect(world.installation.api("GET", f"/accounts/{number}/limits"), 200)["items"]
            return next(each["most"] for each in items if each["resource"] == "domain")

        assert most() == 2
        page.goto("/templates")
        page.get_by_role("link", name="Atelier", exact=True).click()
        field(page, "limits.domain").fill("9")
        submit(page, "Save")
        assert "keep what they have" in text(page) and most() == 2, text(page)
        row = page.locator("tr", has=page.get_by_role("link", name="Atelier", exact=True))
        row.locator("summary").click()
        row.get_by_role("link", name="Delete").click()
        submit(page, "Delete")
        assert page.get_by_role("link", name="Atelier", exact=True).count() == 0 and most() == 2


@proves("C.USR-05")
@proves("C.USR-06")
@proves("C.USR-07")
@proves("C.USR-08")
@proves("C.USR-09")
@proves("C.USR-10")
@proves("C.USR-11")
@proves("C.USR-13")
def test_a_customer_is_created_in_five_steps_with_scripts_and_without(world):
    """Journey 3.16."""
    with world.browser.visit("/user-fields") as page:
        fill(page, field1="Customer number")
        submit(page, "Save")
    for scripts in [True, False]:
        login, domain = ("hbooks", "harbour-books.example") if scripts else ("qbooks", "quay-books.example")
        with world.browser.visit("/accounts/new", scripts=scripts) as page:
            fill(page, plan="Business", template="Small shop")
            submit(page, "Next: Services")
            assert field(page, "limits.domain").input_value() == "3"
            for wrong in ["-3", "11", "2.5"]:
                field(page, "limits.domain").fill(wrong)
                submit(page, "Next: Personal data")
                assert "Step 2 of 5" in text(page) and page.locator("[id='f-limits.domain-error']").is_visible(), text(page)
            field(page, "limits.domain").fill("4")
            submit(page, "Next: Personal data")
            fill(page, title=f"Books {login}", login=login, email=f"{login}@books.example", field1="4711", city="Kiel")
            field(page, "isShown").check()
            submit(page, "Back")
            assert field(page, "limits.domain").input_value() == "4"
            submit(page, "Back")
            assert "Step 1 of 5" in text(page)
            submit(page, "Next: Services")
            assert field(page, "limits.domain").input_value() == "4"
            submit(page, "Next: Personal data")
            assert field(page, "city").input_value() == "Kiel" and field(page, "isShown").is_checked()
            submit(page, "Next: Domains")
            field(page, "domains.0.name").fill(domain)
            field(page, "domains.0.registration").check()
            submit(page, "Add another domain")
            field(page, "domains.1.name").fill("mistake.example")
            submit(page, "Add another domain")
            field(page, "domains.1.gone").check()
            submit(page, "Remove ticked ones")
            assert field(page, "domains.0.name").input_value() == domain and field(page, "domains.1.name").input_value() == ""
            assert world.installation.api("GET", f"/accounts?q={login}")[1]["items"] == [], "he exists too early"
            submit(page, "Create account")
            assert "Books" in text(page) and login in text(page), text(page)
            password = page.locator(".code-line code").nth(1).inner_text()
            assert password.isalnum() and len(password) >= 12, password
            letter = field(page, "text").input_value()
            assert login in letter and password in letter and domain in letter, letter
            submit(page, "Send")
            assert f"{login}@books.example is on its way" in text(page), text(page)
        with world.browser.visit("/mail-log") as page:
            assert f"{login}@books.example" in text(page)
        with world.browser.visit("/", storage=world.browser.sign_in_as(login, password)) as page:
            shown = page.locator("main").inner_text()
            assert "Your data with us" in shown and "4711" in shown and "Kiel" in shown, shown
        until(f"{domain} is live", lambda: expect(world.installation.api("GET", f"/domains/{domain}"), 200)["liveState"] == "live")
        assert expect(world.installation.api("GET", f"/domains/{domain}"), 200)["registration"] == "wanted"
        with world.browser.visit("/") as page:
            page.get_by_role("link", name="To register").click()
            page.get_by_role("link", name=domain).click()
            page.get_by_role("button", name="It is registered").click()
            assert f"{domain} is registered" in text(page), text(page)
            page.goto("/domains?state=unregistered")
            assert domain not in text(page), text(page)


@proves("C.USR-01", part="tools for certificates and databases")
@proves("C.USR-02")
@proves("C.USR-03")
@proves("C.USR-14")
@proves("C.USR-15")
@proves("C.USR-16")
def test_a_customer_is_found_and_changed(world):
    """Journey 3.17."""
    number = world.sample.own_accounts[1]
    with world.browser.visit("/accounts") as page:
        assert page.get_by_role("link", name="New account").is_visible()
        page.locator("main [name=name]").fill(f"web{number}")
        page.get_by_role("button", name="Go to customer").click()
        page.wait_for_url(f"**/accounts/{number}")
        page.goto("/accounts")
        page.get_by_role("button", name="Go to customer").click()
        page.wait_for_url("**/accounts")
        row = page.locator("tr", has=page.get_by_role("link", name="Harbour Festival"))
        assert "Active" in row.inner_text(), row.inner_text()
        row.locator("summary").click()
        row.get_by_role("link", name="Personal data").click()
        fill(page, phone="+49 431 555")
        submit(page, "Save")
        page.goto(f"/accounts/{number}/person")
        assert field(page, "phone").input_value() == "+49 431 555"
        page.goto(f"/accounts/{number}/template")
        fill(page, template="Small shop")
        submit(page, "Show what changes")
        assert "Changes" in text(page) and "Domains" in text(page), text(page)
        submit(page, "Apply template")
        assert "The template Small shop is applied" in text(page), text(page)


@proves("C.USR-04")
def test_a_circular_reaches_those_who_stay_ticked(world):
    """Journey 3.24."""
    with world.browser.visit("/circulars/new") as page:
        submit(page, "Next: Recipients")
        assert "Write what your customers are to read" in text(page), text(page)
        fill(page, subject="Maintenance on Sunday", text="From 4 to 5 in the morning.")
        submit(page, "Next: Recipients")
        boxes = page.locator("main input[type=checkbox]")
        assert boxes.count() >= 3 and all(boxes.nth(place).is_checked() for place in range(boxes.count()))
        page.locator("label", has_text="lighthouse@hosting.example").locator("input").uncheck()
        submit(page, "Send to those ticked")
        assert "is on its way" in text(page) and "Maintenance on Sunday" in text(page), text(page)
        page.evaluate("window.sameDocument = true")
        all_written = f"{boxes.count()}"
        until("all are written, on the open page", lambda: page.locator(".work-done").count() == 1)
        assert page.evaluate("window.sameDocument === true"), all_written
        page.goto("/mail-log?q=Maintenance+on+Sunday")
        listed = text(page)
        assert listed.count("lindqvist@hosting.example") == 1 and "lighthouse@hosting.example" not in listed, listed


@proves("C.USR-12", part="resellers")
@proves("C.USR-14")
@proves("H.SRV-10", part="addresses for resellers' name servers and panels")
def test_addresses_are_added_and_given_in_the_wizard_and_afterwards(world):
    with world.browser.visit("/servers/this-machine") as page:
        page.goto("/servers/this-machine/addresses/new")
        fill(page, addresses="127.0.0.211-127.0.0.209")
        submit(page, "Add IP addresses")
        assert "comes after" in text(page) and field(page, "addresses").input_value() == "127.0.0.211-127.0.0.209", text(page)
        fill(page, addresses="127.0.0.211-127.0.0.213")
        submit(page, "Add IP addresses")
        assert "3 IP addresses were added" in text(page) and "127.0.0.212" in text(page), text(page)
    expect(world.installation.api("POST", "/plans", {"name": "Own address", "resources": [
        {"resource": "web"}, {"resource": "domain", "free": 3}, {"resource": "dedicated_ip", "most": 1}]}), 201)
    domain = "lighthouse-lamps.example"
    with world.browser.visit("/accounts/new") as page:
        fill(page, plan="Own address")
        submit(page, "Next: Services")
        submit(page, "Next: Personal data")
        fill(page, title="Lighthouse Lamps", login="lamps", email="lamps@lamps.example")
        submit(page, "Next: Domains")
        field(page, "domains.0.name").fill(domain)
        field(page, "ipv4").select_option("127.0.0.212")
        field(page, "ipv4IsExclusive").check()
        submit(page, "Create account")
        assert "lamps" in text(page), text(page)
    account = expect(world.installation.api("GET", f"/domains/{domain}"), 200)["account"]
    with world.browser.visit(f"/accounts/{account}") as page:
        assert "127.0.0.212" in text(page) and "only for this user" in text(page), text(page)
        page.goto("/servers/this-machine/addresses?state=taken")
        assert "Lighthouse Lamps" in text(page), text(page)
        page.goto("/accounts/new?_step=domains&plan=Own+address")
        assert page.locator("option[value='127.0.0.212']").count() == 0 and page.locator("option[value='127.0.0.213']").count() == 1
        page.goto(f"/accounts/{account}/address")
        field(page, "ipv4").select_option("127.0.0.213")
        submit(page, "Save")
        assert "The IP addresses of Lighthouse Lamps are set" in text(page), text(page)
        assert expect(world.installation.api("GET", f"/accounts/{account}/address"), 200)["ipv4"] == "127.0.0.213"
    until(f"{domain} is live", lambda: expect(world.installation.api("GET", f"/domains/{domain}"), 200)["liveState"] == "live")
