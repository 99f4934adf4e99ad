#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes pictures of every page in the languages of pseudo-translation.py, at 1200 px and 360 px, to look at by eye:
what has no brackets isn’t translated, what lacks its closing bracket is cut.

Runs inside tests/support/session; `./dev pictures --pseudo` calls it. A few go to docs/screenshots as well.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True

import pictures  # noqa: E402
import tranche_widget  # noqa: E402
from screenshot import go_to, program  # noqa: E402
from tranche_ui import App, UiError  # noqa: E402

# The direction, the language of pseudo-translation.py that has it, and a locale: GTK goes by that one's script.
LANGUAGES = {"ltr": ("qps", "en_AU"), "rtl": ("yi", "yi_US")}
PUBLISHED = {
    "pseudo-clients-ltr-1200", "pseudo-package-ltr-360", "pseudo-clients-rtl-360",
    "pseudo-client-overview-rtl-1200", "pseudo-document-ltr-360",
}


def relax_names():
    """The names that a visit looks for are in English; here they are a part of what is shown."""

    def matches(pattern, text):
        if pattern is None:
            return True
        source = pattern.pattern if isinstance(pattern, re.Pattern) else re.escape(pattern)
        flags = pattern.flags if isinstance(pattern, re.Pattern) else 0
        return re.search(source.replace("^", "").replace("$", ""), text or "", flags) is not None

    tranche_widget.matches = matches


def make_locales(folder):
    """Most systems have no Yiddish; where it is made, glibc looks for the others as well."""
    for _, locale in LANGUAGES.values():
        subprocess.run(
            ["localedef", "--no-archive", "-i", locale, "-f", "UTF-8", folder / f"{locale}.UTF-8"], check=True
        )
    os.environ["LOCPATH"] = str(folder)


def visit(page, *names, keys=()):
    """Goes to a page, presses one thing after the other, then keys."""

    def go(app):
        if page:
            go_to(app, page)
        for name in names:
            app.press(None, re.compile(re.escape(name)))
            time.sleep(0.7)
        for key in keys:
            app.key(key)
            time.sleep(0.7)

    return go


def new_agreement(app):
    pictures.client("Elliott Household", "Agreements")(app)
    app.press("button", re.compile("New Agreement"))
    time.sleep(1)


# Beside those of pictures.py.
MORE = {
    "main-menu": visit(None, "Main Menu"),
    "shortcuts": visit(None, keys=("ctrl+question",)),
    "about": visit(None, "Main Menu", "About Tranche"),
    "filter": visit("Clients", "Filter"),
    "selection": visit("Clients", keys=("ctrl+a",)),
    "add-segment": visit("Segments", "Add Segment"),
    "add-benefit": visit("Benefits & Services", "Add Benefit"),
    "choose-model": visit("Segments", "Choose…"),
    "run": visit("Runs", "Individual clients"),
    "new-file": visit(None, keys=("ctrl+shift+n",)),
    "new-client": visit("Clients", keys=("ctrl+n",)),
    "new-agreement": new_agreement,
    "preferences": visit(None, keys=("ctrl+comma",)),
    "help": visit(None, keys=("F1",)),
}


def take(app, output, name):
    for size, (width, height) in pictures.SIZES.items():
        app.resize(width, height)
        time.sleep(1)
        path = output / f"pseudo-{name}-{size}.png"
        app.screenshot(str(path))
        if path.stem in PUBLISHED:
            shutil.copy(path, pictures.TOP / "docs/screenshots")
    # A dialog that is open keeps the window from closing.
    app.key("Escape")
    time.sleep(0.5)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("names", nargs="*", help="only these; “rtl” or “ltr” among them chooses the direction")
    parser.add_argument("--build", type=pathlib.Path, default=pictures.TOP / "_build/dev")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    os.environ["TRANCHE_TODAY"] = pictures.TODAY
    directions = [name for name in options.names if name in LANGUAGES] or list(LANGUAGES)
    wanted = [name for name in options.names if name not in LANGUAGES]
    failures = 0

    with tempfile.TemporaryDirectory() as folder_name:
        folder = pathlib.Path(folder_name)
        (folder / "locales").mkdir()
        pictures.make_files(folder, options.build / "src/cli/tranchectl")
        relax_names()
        make_locales(folder / "locales")
        practice = str(folder / "Elliott & Co.tranche")
        # The built-in model can't be edited.
        subprocess.run(
            [options.build / "src/cli/tranchectl", "model", practice, "--duplicate-to", "practice", "--name", "Elliott & Co"],
            check=True, stdout=subprocess.DEVNULL,
        )
        subprocess.run(
            [options.build / "src/cli/tranchectl", "model", practice, "--choose", "Elliott & Co"],
            check=True, stdout=subprocess.DEVNULL,
        )
        shots = {name: ([practice], go) for name, go in {**pictures.SHOTS, **MORE}.items()}
        for state, file in pictures.STATES.items():
            shots[state] = ([str(folder / file)] if file else [], lambda app: None)
        for direction in directions:
            os.environ["LANGUAGE"] = LANGUAGES[direction][0]
            os.environ["LC_ALL"] = f"{LANGUAGES[direction][1]}.UTF-8"
            for name, (arguments, go) in shots.items():
                if wanted and name not in wanted:
                    continue
                try:
                    with App(*arguments, program=program(options.build)) as app:
                        app.resize(*pictures.SIZES["1200"])
                        go(app)
                        take(app, options.output, f"{name}-{direction}")
                except (UiError, AssertionError) as error:
                    print(f"{name} ({direction}): {" ".join(str(error).splitlines()[:3])}", file=sys.stderr)
                    failures += 1
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
