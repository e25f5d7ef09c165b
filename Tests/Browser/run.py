#!/usr/bin/env python3
"""Runs the browser tests against one installation.

    .venv/bin/python Tests/Browser/run.py [--report FILE] [NAME ...]

A test is a function `test_...(world)` in a file test_*.py; NAMEs choose by part of the name. The report is JSON: name -> null
when it passed, else what went wrong. HOSTWRIGHT_BUILD chooses the build (debug).
"""
import argparse
import importlib
import json
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from harness import Browser, Installation  # noqa: E402
from pages import CUSTOMER, Sample, pages, prepare  # noqa: E402


@dataclass
class World:
    installation: Installation
    browser: Browser
    sample: Sample
    pages: list
    customer: dict  # the cookies of a customer with two accounts
    findings: dict = field(default_factory=dict)


def tests(names):
    for path in sorted(HERE.glob("test_*.py")):
        module = importlib.import_module(path.stem)
        for name, test in list(vars(module).items()):
            if name.startswith("test_") and callable(test) and (not names or any(each in name for each in names)):
                yield name.removeprefix("test_").replace("_", " "), test


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", type=Path)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    results = {}
    try:
        with Installation() as installation, Browser(installation) as browser:
            browser.create_administrator()
            sample = prepare(installation)
            world = World(installation, browser, sample, pages(sample), browser.sign_in_as(**CUSTOMER))
            for name, test in tests(arguments.names):
                started, results[name] = time.monotonic(), None
                try:
                    test(world)
                except Exception:
                    results[name] = traceback.format_exc()
                print(f"{'failed' if results[name] else 'passed'} {time.monotonic() - started:6.1f} s  {name}", flush=True)
                if results[name]:
                    print(results[name], flush=True)
    except Exception:
        results["the installation starts, and the first administrator signs in"] = traceback.format_exc()
        print(traceback.format_exc(), flush=True)
    if arguments.report:
        arguments.report.write_text(json.dumps(results, indent=1))
    return 1 if any(results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
