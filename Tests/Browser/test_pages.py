"""Every page in every window: it fits, axe finds nothing serious, nothing on it is broken."""
from harness import LOOKS, accessibility, overflow, proves, text


def visited(world, page, look="desktop", scripts=True):
    return world.browser.visit(
        page.path, look, signed_in=page.signed_in, scripts=scripts, storage=world.customer if page.is_customers else None)


def looked_over(world):
    """What is wrong with each page in each window; every one is opened once for all the tests that ask."""
    if not world.findings:
        for page in world.pages:
            for look in LOOKS:
                with visited(world, page, look) as window:
                    world.findings[f"{page.name} ({look})"] = {
                        "silent": [] if page.words in text(window) and window.title() else [page.words],
                        "wide": overflow(window), "serious": accessibility(window)}
    return world.findings


def found(world, kind):
    return {name: findings[kind] for name, findings in looked_over(world).items() if findings[kind]}


def test_every_page_says_what_it_is_about(world):
    assert not (silent := found(world, "silent")), f"these do not: {silent}"


def test_no_page_is_wider_than_its_window(world):
    assert not (wide := found(world, "wide")), wide


def test_axe_finds_nothing_serious(world):
    assert not (serious := found(world, "serious")), serious


def test_every_page_works_without_scripts(world):
    for page in world.pages:
        with visited(world, page, scripts=False) as window:
            assert page.words in text(window), f"{page.name} says nothing without scripts"


def test_no_page_needs_the_mouse(world):
    """The tabulator leads to every link, button and field in view, in order, and what has the focus is marked."""
    for page in world.pages:
        with visited(world, page) as window:
            wanted = window.evaluate("""() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
                .filter(each => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && each.tabIndex >= 0
                    && each.type !== 'radio' && each.type !== 'hidden' && !each.closest('details:not([open]) > :not(summary)'))
                .map(each => each.tagName + (each.href ?? each.name) + each.textContent.trim())""")
            seen, unmarked = set(), []
            for _ in range(len(wanted) + 12):  # the way round begins at the field that has the focus at first
                window.keyboard.press("Tab")
                here = window.evaluate("""() => {
                    const element = document.activeElement
                    const style = getComputedStyle(element)
                    const isMarked = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.opacity === '0'
                    return [element.tagName + (element.href ?? element.name) + element.textContent.trim(), element === document.body || isMarked, element.outerHTML.slice(0, 80)]
                }""")
                seen.add(here[0])
                if not here[1]:
                    unmarked.append(here[2])
            missed = set(wanted) - seen  # by what they are: a part that changes by itself is drawn anew
            assert not missed, f"{page.name}: the tabulator does not reach {sorted(missed)}"
            assert not unmarked, f"{page.name}: what has the focus is not marked: {unmarked[:3]}"


def test_an_administrator_finds_every_page_by_links(world):
    with world.browser.visit("/") as window:
        links = set(window.eval_on_selector_all("nav a", "elements => elements.map(each => new URL(each.href).pathname)"))
    missing = {"/", "/servers", "/accounts", "/domains", "/plans", "/jobs"} - links
    assert not missing, f"the navigation does not lead to {missing}"


@proves("H.PLAT-10", part="mail and database servers are not there yet")
def test_servers_are_named_by_kind_and_number_in_the_service_zone(world):
    with world.browser.visit("/servers/this-machine") as window:
        shown = text(window)
    names = [each for each in shown.split() if each.startswith(("ns1.", "ns2.", "web1."))]
    zones = {name.split(".", 1)[1] for name in names}
    assert {name.split(".")[0] for name in names} == {"ns1", "ns2", "web1"} and len(zones) == 1, names
    status, served = world.installation.api("GET", "/servers/this-machine")
    assert status == 200 and all(name in str(served) for name in names), served
    status, listed = world.installation.run_command("server", "show", "this-machine")
    assert status == 0 and all(name in listed for name in names), listed
