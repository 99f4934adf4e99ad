#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a picture of a page of the window. Runs inside tests/support/session; `dev screenshot` calls it."""

import argparse
import os
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(TOP / "tests/support"))

import tranche_widget  # noqa: E402
from tranche_ui import App, Widget, set_text_scale  # noqa: E402


def program(build):
    os.environ.setdefault("GSETTINGS_SCHEMA_DIR", str(build / "data"))
    return str(build / "src/tranche")


def go_to(app, page):
    """Chooses the page in the sidebar by the words that it shows there."""
    words = re.compile(rf"^{re.escape(page)}\b", re.IGNORECASE)

    def row():
        for widget in app.find_all("list item"):
            if any(tranche_widget.matches(words, text) for text in (widget.name, *widget.words)):
                return widget
        return None

    found: Widget = app.wait_for(row, f"“{page}” in the sidebar")
    found.press()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output")
    parser.add_argument("--file", required=True)
    parser.add_argument("--page")
    parser.add_argument("--open", action="append", default=[], help="a row, button or tab to press then, in order")
    parser.add_argument("--size", default="1200x800")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--high-contrast", action="store_true")
    parser.add_argument("--text-scale", type=float, default=1)
    parser.add_argument("--build", type=pathlib.Path, default=TOP / "_build/dev")
    options = parser.parse_args()

    with App(
        options.file, program=program(options.build), dark=options.dark, high_contrast=options.high_contrast
    ) as app:
        if options.text_scale != 1:
            set_text_scale(options.text_scale)
        app.resize(1200, 800)
        if options.page:
            go_to(app, options.page)
        for name in options.open:
            app.press(None, re.compile(re.escape(name)))
        app.resize(*map(int, options.size.split("x")))
        app.screenshot(options.output)


if __name__ == "__main__":
    main()
