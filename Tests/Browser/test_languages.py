"""Every page in German and in Russian: nothing is left in English, and it fits a phone."""
import re

from harness import overflow, proves, text
from pages import windows

# What a reader finds on a page: its text, and what stands in attributes. Code, logs and words of daemons are nobody's language, and what is marked with
# a language of its own is a text for others.
READ = """() => {
    const skipped = 'code, pre, script, style, .log, [translate=no], [lang]:not(html)'
    const said = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(skipped)) said.push(walk.currentNode.data)
    for (const each of document.querySelectorAll('[aria-label], [placeholder], [title], [data-confirm]'))
        if (!each.closest(skipped)) said.push(...['aria-label', 'placeholder', 'title', 'data-confirm'].map(name => each.getAttribute(name) ?? ''))
    return said.map(each => each.replace(/\\s+/g, ' ').trim()).filter(each => each)
}"""

# Words that are longer than their place: cut off, or lying over their neighbour. Whatever may be longer scrolls or ends in three dots on purpose.
CUT = """() => [...document.querySelectorAll('a, button, summary, label, legend, h1, h2, h3, dt, dd, th, td, p, .badge, .figure-value')]
    .filter(each => each.checkVisibility() && !each.closest('.visually-hidden, .skip, .log, pre, code, [hidden]'))
    .filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0 && getComputedStyle(each).display !== 'inline')
    .map(each => `cut: ${each.tagName.toLowerCase()}.${each.className} "${each.textContent.trim().slice(0, 40)}"`).slice(0, 5)"""

# What people have typed themselves, as long as a sentence.
TYPED = ["The invoice of October is unpaid.", "Program on this machine", "Called about the <regatta>: wants two more domains."]


def read(window, page, language):
    window.goto(page.path + ("&" if "?" in page.path else "?") + f"language={language}")
    assert window.locator("html").get_attribute("lang") == language, f"{page.name} is not in {language}"
    said = window.evaluate(READ)
    out = []
    for size in [{"width": 1280, "height": 800}, {"width": 360, "height": 740}]:
        window.set_viewport_size(size)
        out += overflow(window) + window.evaluate(CUT)
    return window.title(), said, out


def is_sentence(said):
    # `web1 · Kern Keramik` is an account by its names; what has a sample's domain in it is a subject of a mail or a daemon's own word.
    return len(said.split()) > 3 and said not in TYPED and not re.match(r"web\d+ · ", said) and ".example" not in said


@proves("H.LNF-07")
@proves("C.GEN-08", part="a reseller's own choice as the default of his new users")
def test_no_page_is_left_in_english(world):
    english, wide = {}, {}
    for page, window in windows(world, [each for each in world.pages if each.is_translated], "phone"):
        title, said, _ = read(window, page, "en")
        sentences = {each for each in said if is_sentence(each)}
        for language in ("de", "ru"):
            other_title, other, out = read(window, page, language)
            left = sentences & set(other)
            # A page about a thing is called by the thing's name in every language.
            if other_title == title and is_sentence(title.split(" · ")[0]):
                left.add(title)
            if left:
                english[f"{page.name} ({language})"] = sorted(left)
            if out:
                wide[f"{page.name} ({language})"] = out
    assert not english, f"left in English: {english}"
    assert not wide, f"wider than a phone: {wide}"


@proves("C.END-02")
def test_a_stranger_chooses_a_language_and_keeps_it(world):
    with world.browser.visit("/sign-in", signed_in=False) as window:
        assert "Sign in" in text(window)
        window.get_by_role("link", name="Русский").click()
        window.wait_for_url("**language=ru*")
        assert window.locator("html").get_attribute("lang") == "ru"
        window.goto("/sign-in")
        assert window.get_by_role("button", name="Войти", exact=True).is_visible(), text(window)
        answer = window.goto("/sign-in?language=de")
        assert answer.headers["content-language"] == "de"
        assert window.get_by_role("button", name="Anmelden", exact=True).is_visible()


def test_what_is_refused_is_said_in_the_readers_language(world):
    with world.browser.visit("/sign-in?language=de", signed_in=False) as window:
        window.fill("[name=name]", "nobody")
        window.fill("[name=password]", "not his password")
        window.get_by_role("button", name="Anmelden", exact=True).click()
        window.wait_for_selector("[role=alert]")
        assert "Name oder Passwort stimmt nicht." in text(window), text(window)
    with world.browser.visit("/domains/new?language=ru") as window:
        window.fill("[name=name]", "www.example.org")
        window.locator("main form button[type=submit]").last.click()
        window.wait_for_selector(".error")
        assert "Выберите аккаунт" in text(window) or "Добавьте домен без www" in text(window), text(window)
