"""Every page in every window: it fits, axe finds nothing serious, nothing on it is broken."""
from harness import LOOKS, accessibility, overflow, proves, shifted, submit, text, until
from pages import windows


def visited(world, page, look="desktop", scripts=True):
    return world.browser.visit(
        page.path, look, signed_in=page.signed_in, scripts=scripts, storage=world.customer if page.is_customers else None)


def looked_over(world):
    """What is wrong with each page in each window; every one is opened once for all the tests that ask."""
    if not world.findings:
        for look in LOOKS:
            for page, window in windows(world, look=look):
                world.findings[f"{page.name} ({look})"] = {
                    "silent": [] if page.words in text(window) and window.title() else [page.words],
                    "wide": overflow(window), "jumps": shifted(window),
                    "serious": accessibility(window)}
    return world.findings


def found(world, kind):
    return {name: findings[kind] for name, findings in looked_over(world).items() if findings[kind]}


def test_every_page_says_what_it_is_about(world):
    assert not (silent := found(world, "silent")), f"these do not: {silent}"


def test_no_page_is_wider_than_its_window(world):
    assert not (wide := found(world, "wide")), wide


def test_axe_finds_nothing_serious(world):
    assert not (serious := found(world, "serious")), serious


def test_no_page_jumps_while_it_is_loaded(world):
    assert not (jumps := found(world, "jumps")), jumps


def test_no_page_asks_for_more_than_60_kb_with_a_cold_cache(world):
    heavy = {}
    for page in world.pages:
        with visited(world, page) as window:
            client = window.context.new_cdp_session(window)
            client.send("Network.enable")
            client.send("Network.clearBrowserCache")
            sizes = {}
            client.on("Network.loadingFinished", lambda told, sizes=sizes: sizes.update({told["requestId"]: told["encodedDataLength"]}))
            window.reload()
            window.wait_for_load_state("load")
            until("everything has come", lambda window=window, sizes=sizes: len(sizes) >= window.evaluate(
                "performance.getEntriesByType('resource').filter(each => each.responseEnd && !each.name.endsWith('/events')).length"))
            if (total := sum(sizes.values())) > 60_000:
                heavy[page.name] = f"{total:,.0f} bytes"
    assert not heavy, heavy


def test_the_colours_of_the_reader_are_kept(world):
    """Forced colours: the browser paints everything in the reader's own; what was said by a surface is drawn, and nothing vanishes."""
    for page in [each for each in world.pages if each.name in ["home", "customers", "gallery", "sign-in", "domain-failed"]]:
        with world.browser.visit(page.path, signed_in=page.signed_in, forced_colors="active") as window:
            pale = window.evaluate("""() => [...document.querySelectorAll('.badge, .button, .count, .meter, .chip, .step-mark')]
                .filter(each => each.checkVisibility() && !each.classList.contains('quiet') && !each.closest('.menu-items'))
                .filter(each => {
                    const style = getComputedStyle(each)
                    if (each.tagName === 'svg') return !each.querySelector('.meter-part')
                    if (each.classList.contains('count')) return style.color === style.backgroundColor
                    return style.borderStyle === 'none' && style.color === style.backgroundColor
                }).map(each => each.outerHTML.slice(0, 80))""")
            assert not pale, f"{page.name}: {pale}"
            assert not accessibility(window), accessibility(window)


def test_the_design_is_chosen_by_the_person_and_drawn_before_any_script(world):
    def colours(window):
        return window.evaluate("""() => {
            const style = getComputedStyle(document.body)
            return [document.documentElement.dataset.theme ?? '', style.backgroundColor, style.color]
        }""")
    with world.browser.visit("/profile", scripts=False) as window:
        seen = {}
        try:
            for theme in ["light", "dark", "contrast"]:
                window.locator(f"main input[name=theme][value={theme}]").check()
                submit(window)
                seen[theme] = colours(window)
                assert seen[theme][0] == theme, seen
        finally:
            window.locator("main input[name=theme][value='']").check()
            submit(window)
        assert len({tuple(each[1:]) for each in seen.values()}) == 3, seen
    # The system's wish is another's when nobody has chosen.
    for scheme in ["light", "dark"]:
        with world.browser.visit("/", color_scheme=scheme, scripts=False) as window:
            assert colours(window)[1:] == seen[scheme][1:], (scheme, colours(window), seen)
    # What was chosen wins over the system, from the first paint on: the document says it before its style sheet.
    status, _ = world.installation.api("PATCH", "/settings", {"theme": "dark"})
    assert status == 200
    try:
        with world.browser.visit("/sign-in", signed_in=False, scripts=False) as window:
            until("the provider's design", lambda: (window.reload(), colours(window)[0] == "dark")[1])
            head = window.content().split("<link")[0]
            assert 'data-theme="dark"' in head and 'content="dark"' in head, head
    finally:
        assert world.installation.api("PATCH", "/settings", {"theme": "system"})[0] == 200
    with world.browser.visit("/sign-in", signed_in=False) as window:
        until("the system's again", lambda: (window.reload(), colours(window)[0] == "")[1])


def test_every_page_works_without_scripts(world):
    for page, window in windows(world, scripts=False):
        assert page.words in text(window), f"{page.name} says nothing without scripts"


def test_no_page_needs_the_mouse(world):
    """The tabulator leads to every link, button and field in view, in order, and what has the focus is marked."""
    for page, window in windows(world):
        wanted = window.evaluate("""() => {
            const name = element => element.tagName + (element.href ?? element.name) + element.textContent.trim()
            window.focused = { seen: [], unmarked: [] }
            document.addEventListener('focusin', event => {
                const element = event.target
                const style = getComputedStyle(element)
                focused.seen.push(name(element))
                if (style.outlineStyle === 'none' && style.boxShadow === 'none' && style.opacity !== '0') focused.unmarked.push(element.outerHTML.slice(0, 80))
            })
            return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
                .filter(each => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && each.tabIndex >= 0
                    && each.type !== 'radio' && each.type !== 'hidden' && !each.closest('details:not([open]) > :not(summary)'))
                .map(name)
        }""")
        for _ in range(len(wanted) + 12):  # the way round begins at the field that has the focus at first
            window.keyboard.press("Tab")
        focused = window.evaluate("focused")
        missed = set(wanted) - set(focused["seen"])  # by what they are: a part that changes by itself is drawn anew
        assert not missed, f"{page.name}: the tabulator does not reach {sorted(missed)}"
        assert not focused["unmarked"], f"{page.name}: what has the focus is not marked: {focused['unmarked'][:3]}"


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
