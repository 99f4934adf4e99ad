#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes every picture of docs/screenshots from a sample practice, so that none is ever made by hand.

Runs inside tests/support/session; `./dev pictures` calls it. Each shot is taken at 1200 px and 360 px, light and dark;
those of the metainfo file, and those in German, once.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(TOP / "tests/support"))
sys.path.insert(0, str(TOP / "build-aux"))

import catalogue_names  # noqa: E402
from screenshot import go_to, program  # noqa: E402
from tranche_ui import App, UiError  # noqa: E402

TODAY = "2026-11-21"
SIZES = {"1200": (1200, 800), "360": (360, 720)}


def press_all(*names):
    """A visit: presses one thing after the other, found by name."""

    def visit(app):
        for name in names:
            app.press(None, re.compile(re.escape(name)))

    return visit


def page(name, *names):
    def visit(app):
        go_to(app, name)
        press_all(*names)(app)

    return visit


def client(name, *then):
    """The page of the client whose name is typed into the search, as a person would."""

    def visit(app):
        go_to(app, "Clients")
        app.key("ctrl+f")
        app.type(name)
        app.wait_for(lambda: app.find(None, re.compile(rf"^{name}")), f"“{name}” in the list")
        time.sleep(1)
        app.key("Return")
        app.wait_for(lambda: name in app.window().name, f"the page of “{name}”")
        for tab in then:
            # The sidebar may have a section of the same name; the page comes after it.
            app.find_all(None, re.compile(rf"^{re.escape(tab)}$"))[-1].press()
        time.sleep(1)

    return visit


def package_dialog(app):
    client("Elliott Household")(app)
    app.press("button", re.compile("^Set Package"))
    app.wait("radio button", "Gold")
    time.sleep(0.5)


def package_of_many(app):
    go_to(app, "Clients")
    app.wait("table row", re.compile(", production ")).click()
    app.key(*["shift+Down"] * 11)
    app.press("button", re.compile("^Set Package"))
    app.wait("radio button", "Gold")
    time.sleep(0.5)


def document(app):
    client("Elliott Household")(app)
    app.key("ctrl+p")
    time.sleep(3)


def model_sheet(app):
    go_to(app, "Overview")
    app.key("ctrl+p")
    time.sleep(3)


# What the picture is called, and how to get there in a window that shows the sample practice.
SHOTS = {
    "clients": page("Clients"),
    "client-overview": client("Elliott Household"),
    "client-production": client("Elliott Household", "Production"),
    "client-agreements": client("Elliott Household", "Agreements"),
    "client-segments": client("Elliott Household", "Segments"),
    "client-activity": client("Elliott Household", "Activity"),
    "package": package_dialog,
    "package-many": package_of_many,
    "document": document,
    "overview": page("Overview"),
    "model-sheet": model_sheet,
    "segments": page("Segments"),
    "benefits": page("Benefits & Services"),
    "runs": page("Runs"),
}
# What software centres show: 1000 × 700 at most, light. The metainfo file has them by the same names.
METAINFO_SIZE = (1000, 700)
METAINFO = {
    "metainfo-clients": SHOTS["clients"],
    "metainfo-client": SHOTS["client-overview"],
    "metainfo-overview": SHOTS["overview"],
    "metainfo-production": SHOTS["client-production"],
    "metainfo-document": SHOTS["document"],
}
# A language with long words.
GERMAN = {
    "german-clients": SHOTS["clients"],
    "german-client": SHOTS["client-overview"],
    "german-segments": SHOTS["segments"],
    "german-document": SHOTS["document"],
}
# What the picture is called, and the file to open; None: start without one.
STATES = {
    "first-run": None,
    "not-found": "missing.tranche",
    "damaged": "damaged.tranche",
    "foreign": "foreign.tranche",
    "too-new": "too-new.tranche",
}


def make_files(folder, tranchectl):
    environment = {**os.environ, "TRANCHE_TODAY": TODAY}
    subprocess.run([tranchectl, "sample", folder / "Elliott & Co.tranche"], check=True, env=environment,
                   stdout=subprocess.DEVNULL)
    whole = (folder / "Elliott & Co.tranche").read_bytes()
    (folder / "damaged.tranche").write_bytes(whole[: len(whole) // 3])
    (folder / "foreign.tranche").write_text("Dear Jean,\n\nthis is a letter.\n" * 40, encoding="utf-8")
    (folder / "too-new.tranche").write_bytes(whole)
    subprocess.run(["sqlite3", folder / "too-new.tranche", "PRAGMA user_version = 900"], check=True)


def shoot(app, output, name, theme):
    for size, (width, height) in SIZES.items():
        app.resize(width, height)
        time.sleep(1)
        app.screenshot(str(output / f"{name}-{theme}-{size}.png"))
    app.resize(*SIZES["1200"])
    # A window that is told to close closes its dialog instead, and stays.
    cancel = app.find("button", "Cancel")
    if cancel:
        cancel.press()
    else:
        app.key("Escape")
    app.wait_gone("dialog")


def shoot_once(options, file, shots, size):
    """Returns how many failed."""
    failures = 0
    for shot, visit in shots.items():
        if options.names and shot not in options.names:
            continue
        try:
            with App(file, program=program(options.build)) as app:
                app.resize(*size)
                visit(app)
                time.sleep(1)
                # Nothing is said for the moment, and nothing is pointed at.
                app.screenshot(str(options.output / f"{shot}.png"))
                app.key("Escape")
        except (UiError, AssertionError) as error:
            print(f"{shot}: {str(error).splitlines()[0]}", file=sys.stderr)
            failures += 1
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("names", nargs="*", help="only these")
    parser.add_argument("--build", type=pathlib.Path, default=TOP / "_build/dev")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    os.environ["TRANCHE_TODAY"] = TODAY
    os.environ["LC_ALL"] = "en_AU.UTF-8"
    failures = 0

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make_files(folder, options.build / "src/cli/tranchectl")
        failures += shoot_once(options, str(folder / "Elliott & Co.tranche"), METAINFO, METAINFO_SIZE)
        for theme in ("light", "dark"):
            for shot, visit in SHOTS.items():
                if options.names and shot not in options.names:
                    continue
                try:
                    with App(str(folder / "Elliott & Co.tranche"), program=program(options.build),
                             dark=theme == "dark") as app:
                        app.resize(*SIZES["1200"])
                        visit(app)
                        shoot(app, options.output, shot, theme)
                except (UiError, AssertionError) as error:
                    print(f"{shot} ({theme}): {str(error).splitlines()[0]}", file=sys.stderr)
                    failures += 1
            for state, file in STATES.items():
                if options.names and state not in options.names:
                    continue
                arguments = [str(folder / file)] if file else []
                with App(*arguments, program=program(options.build), dark=theme == "dark") as app:
                    shoot(app, options.output, state, theme)
        os.environ["LC_ALL"] = "de_DE.UTF-8"
        catalogue_names.speak(options.build / "po/de/LC_MESSAGES/tranche.mo")
        failures += shoot_once(options, str(folder / "Elliott & Co.tranche"), GERMAN, SIZES["1200"])
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
