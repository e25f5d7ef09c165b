#!/usr/bin/env python3
"""Writes docs/pictures/<page>-<look>.png for every page in every window; run by scripts/screenshots."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from harness import LOOKS, ROOT, Browser, Installation, overflow, text  # noqa: E402
from pages import pages, prepare  # noqa: E402


def main():
    chosen = set(sys.argv[1:])
    folder = ROOT / "docs/pictures"
    folder.mkdir(parents=True, exist_ok=True)
    problems = []
    with Installation() as installation, Browser(installation) as browser:
        browser.create_administrator()
        for page in pages(prepare(installation)):
            if chosen and page.name not in chosen:
                continue
            for look in LOOKS:
                with browser.visit(page.path, look, signed_in=page.signed_in) as window:
                    if page.words not in text(window):
                        problems.append(f"{page.name} ({look}): '{page.words}' does not stand on it")
                    problems += [f"{page.name} ({look}): {each} sticks out" for each in overflow(window)]
                    window.screenshot(path=folder / f"{page.name}-{look}.png", full_page=True)
                    print(f"docs/pictures/{page.name}-{look}.png", flush=True)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
