#!/usr/bin/env python3
"""Writes docs/pictures/<page>-<look>.png for the pages that are shown, or for those named; run by scripts/screenshots."""
import io
import os
import sys
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent))

from harness import ROOT, Browser, Installation, overflow, text  # noqa: E402
from pages import CUSTOMER, pages, prepare  # noqa: E402


# The pictures of docs/pictures; every other page can be asked for by its name.
SHOWN = [
    "sign-in", "home", "servers", "customers", "customer", "add-domain", "domain-live", "domain-failed", "suspended", "customers-home", "profile",
    "audit", "gallery", "gallery-wizard", "plan", "new-plan", "new-account-person", "limits", "change-account-plan", "template-mail",
]
WINDOWS = ["desktop", "phone", "dark"]
# Further pictures in other languages: page, language, windows.
TRANSLATED = [("home", "de", ["desktop", "phone"]), ("customers-home", "ru", ["desktop", "phone"])]


def save(picture, path):
    """With a palette: a third of the size, and nobody sees the difference."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)


def main():
    chosen = set(sys.argv[1:])
    folder = Path(os.environ.get("PICTURES", ROOT / "docs/pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    problems = []
    with Installation() as installation, Browser(installation) as browser:
        browser.create_administrator()
        shown = pages(prepare(installation))
        customer = browser.sign_in_as(**CUSTOMER)
        wanted = [(page, look, None) for page in shown if page.name in (chosen or SHOWN) for look in WINDOWS]
        if not chosen:
            wanted += [(page, look, language) for name, language, looks in TRANSLATED for page in shown if page.name == name for look in looks]
        for page, look, language in wanted:
            path = page.path + (("&" if "?" in page.path else "?") + f"language={language}" if language else "")
            name = "-".join(each for each in [page.name, language, look] if each)
            with browser.visit(path, look, signed_in=page.signed_in, storage=customer if page.is_customers else None) as window:
                if page.words not in text(window) and not language:
                    problems.append(f"{name}: '{page.words}' does not stand on it")
                problems += [f"{name}: {each} sticks out" for each in overflow(window)]
                window.evaluate("scrollTo(0, 0)")
                save(window.screenshot(full_page=True), folder / f"{name}.png")
                print(f"docs/pictures/{name}.png", flush=True)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
