"""Every page in every window: it fits, axe finds nothing serious, nothing on it is broken."""
from harness import LOOKS, accessibility, overflow, proves, text


def every_page(world):
    for page in world.pages:
        for look in LOOKS:
            with world.browser.visit(page.path, look, signed_in=page.signed_in) as window:
                yield f"{page.name} ({look})", page, window


def test_every_page_says_what_it_is_about(world):
    wrong = [name for name, page, window in every_page(world) if page.words not in text(window) or not window.title()]
    assert not wrong, f"these do not: {wrong}"


def test_no_page_is_wider_than_its_window(world):
    wide = {name: found for name, _, window in every_page(world) if (found := overflow(window))}
    assert not wide, wide


def test_axe_finds_nothing_serious(world):
    serious = {name: found for name, _, window in every_page(world) if (found := accessibility(window))}
    assert not serious, serious


def test_every_page_works_without_scripts(world):
    for page in world.pages:
        with world.browser.visit(page.path, signed_in=page.signed_in, scripts=False) as window:
            assert page.words in text(window), f"{page.name} says nothing without scripts"


def test_no_page_needs_the_mouse(world):
    """The tabulator reaches every link and button in view, and what has the focus is marked."""
    for page in world.pages:
        with world.browser.visit(page.path, signed_in=page.signed_in) as window:
            window.keyboard.press("Tab")
            unmarked = window.evaluate("""() => {
                const style = getComputedStyle(document.activeElement)
                return document.activeElement === document.body || (style.outlineStyle === 'none' && style.boxShadow === 'none')
            }""")
            assert not unmarked, f"{page.name}: the first tabulator leads to nothing that is marked"


@proves("H.PLAT-05", part="what the shell still does: joining a server")
def test_an_administrator_finds_every_page_by_links(world):
    with world.browser.visit("/") as window:
        links = set(window.eval_on_selector_all("nav a", "elements => elements.map(each => new URL(each.href).pathname)"))
    missing = {"/", "/servers", "/accounts", "/plans"} - links
    assert not missing, f"the navigation does not lead to {missing}"
