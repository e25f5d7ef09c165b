"""What people type is text, wherever it is shown: a sample installation in which every name is an attack."""
import re

from harness import fill, submit, text
from pages import PAGES_OF_A_WINDOW, add_domain, expect, new_account

# Each breaks out of another place: an element, an attribute, a script, a style, an address, Markdown, a comment, a title.
ATTACKS = [
    "<script>window.broken=1</script>",
    "\"><img src=x onerror=window.broken=1>",
    "'><svg onload=window.broken=1>",
    "</title></textarea><script>alert(1)</script>",
    "javascript:alert(1)//",
    "--><iframe srcdoc=\"<script>parent.broken=1</script>\">",
    "`${window.broken=1}` {{constructor.constructor('window.broken=1')()}}",
]


def test_no_script_that_somebody_typed_runs_on_any_page(world):
    installation, browser = world.installation, world.browser
    names = iter(ATTACKS * 8)
    expect(installation.api("POST", "/plans", {"name": next(names)[:60], "domainLimit": 3, "includesPHP": True}), 201)
    plan = ATTACKS[0][:60]
    accounts = []
    for number, attack in enumerate(ATTACKS[:4]):
        accounts.append(new_account(installation, attack, plan, f"attacker{number % 2}", "nine hollow kettles"))
        add_domain(installation, f"attack-{number}.example", accounts[-1])
    expect(installation.api("PUT", f"/accounts/{accounts[1]}/suspension", {"reason": ATTACKS[1]}), 200, 204)
    expect(installation.api("DELETE", f"/accounts/{accounts[2]}"), 200, 202, 204)
    installation.site("attack-0.example", "/%3Cscript%3Ewindow.broken=1%3C/script%3E")
    attacker = browser.sign_in_as("attacker0", "nine hollow kettles")
    with browser.visit("/profile", storage=attacker) as page:
        fill(page, person=ATTACKS[1])
        submit(page)
        page.goto("/tokens/new")
        fill(page, name=ATTACKS[2])
        submit(page)
        page.goto("/webhooks/new")
        fill(page, url="https://hooks.example/" + re.sub(r"[^!-~]", "", ATTACKS[1]), events=ATTACKS[2])
        submit(page)
    with browser.visit("/announcements/new") as page:
        fill(page, title=ATTACKS[0])
        page.locator("main [name=text]").fill("\n\n".join(ATTACKS) + "\n\n[here](javascript:window.broken=1) ![x](x\" onerror=\"window.broken=1)")
        submit(page)
        page.goto("/roles/new")
        fill(page, name=ATTACKS[3])
        submit(page)
        page.goto("/settings")
        before = page.locator("main [name=company]").input_value()
        fill(page, company=ATTACKS[1], phone="1")
        page.locator("main [name=address]").fill("\n".join(ATTACKS))
        submit(page)
    try:
        read = {}
        for who, storage, starts in [
            ("administrator", None, ["/", f"/accounts/{accounts[0]}", f"/accounts/{accounts[0]}/deletion", f"/accounts/{accounts[2]}/purge",
                                     f"/accounts/bulk?row={accounts[0]}&do=trash", "/logins/attacker0/look", "/domains/attack-0.example/logs",
                                     "/search?q=%3Cscript%3E", "/search?q=attack", "/accounts?q=%22%3E%3Cimg"]),
            ("attacker", attacker, ["/", f"/accounts/{accounts[0]}", f"/accounts/{accounts[2]}", "/domains/attack-0.example"]),
        ]:
            read[who] = walk(world, storage, starts)
        assert read["administrator"] > 40 and read["attacker"] > 12, read
        with browser.visit(f"/accounts/{accounts[0]}") as page:
            assert page.locator("h1").inner_text() == ATTACKS[0], "the name is not shown as it was typed"
            page.keyboard.press("Control+k")
            page.keyboard.type("script")
            page.locator(".palette [role=option]", has_text=ATTACKS[0]).first.wait_for()
    finally:
        expect(installation.api("PATCH", "/settings", {"company": before, "address": "", "phone": ""}), 200)


def walk(world, storage, starts):
    """Reads every page that links lead to, as somebody; `visit` fails when a script runs, a dialog opens or a policy is violated."""
    waiting, seen, shapes = list(starts), set(starts), {}
    while waiting:
        # One window for several pages: a new one takes longer than a page.
        with world.browser.visit("about:blank", storage=storage) as page:
            for path in [waiting.pop(0) for _ in range(min(len(waiting), PAGES_OF_A_WINDOW))]:
                page.goto(path)
                assert not page.evaluate("'broken' in window"), f"a script that somebody typed has run on {path}"
                assert page.locator("main img, main iframe, main script, main object").count() == 0, f"{path} has an element that was typed"
                for address in page.eval_on_selector_all("a", "elements => elements.map(each => each.getAttribute('href'))"):
                    assert not address.lower().strip().startswith(("javascript:", "data:")), f"{path} leads to {address}"
                    plain = address.split("#")[0]
                    # One list sorted in every way, and every page of the books, are the same pages over and over.
                    shape = re.sub(r"[0-9a-f-]{20,}|\d+", "N", plain.split("?")[0])
                    if not plain.startswith("/") or plain in seen or shape.startswith(("/assets", "/help/", "/api-reference", "/gallery", "/audit/export")):
                        continue
                    if shapes.get(shape, 0) < 3:
                        shapes[shape] = shapes.get(shape, 0) + 1
                        seen.add(plain)
                        waiting.append(plain)
    return len(seen)
