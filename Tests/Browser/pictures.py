#!/usr/bin/env python3
"""Writes docs/pictures/<page>-<look>.png for every page in every window; run by scripts/screenshots."""
import io
import sys
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent))

from harness import LOOKS, ROOT, Browser, Installation, overflow, text  # noqa: E402
from pages import CUSTOMER, pages, prepare  # noqa: E402


# The pictures of docs/pictures; every other page can be asked for by its name.
SHOWN = ["sign-in", "home", "servers", "customer", "customers-home", "add-domain", "domain-live", "domain-failed", "suspended"]


def save(picture, path):
    """With a palette: a third of the size, and nobody sees the difference."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)


def main():
    chosen = set(sys.argv[1:])
    folder = ROOT / "docs/pictures"
    folder.mkdir(parents=True, exist_ok=True)
    problems = []
    with Installation() as installation, Browser(installation) as browser:
        browser.create_administrator()
        shown = pages(prepare(installation))
        customer = browser.sign_in_as(**CUSTOMER)
        for page in shown:
            if page.name not in (chosen or SHOWN):
                continue
            for look in LOOKS:
                with browser.visit(page.path, look, signed_in=page.signed_in, storage=customer if page.is_customers else None) as window:
                    if page.words not in text(window):
                        problems.append(f"{page.name} ({look}): '{page.words}' does not stand on it")
                    problems += [f"{page.name} ({look}): {each} sticks out" for each in overflow(window)]
                    save(window.screenshot(full_page=True), folder / f"{page.name}-{look}.png")
                    print(f"docs/pictures/{page.name}-{look}.png", flush=True)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
