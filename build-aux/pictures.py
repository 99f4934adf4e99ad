#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes every picture of docs/screenshots from a sample practice, so that none is ever made by hand.

Runs inside tests/support/session; `./dev pictures` calls it. Each shot is taken at 1200 px and 360 px, light and dark;
those of the metainfo file, and those in German, once.
"""

import argparse
import json
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
from tranche_desktop import FileChooser  # noqa: E402
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
        app.key("Return")
        app.wait_for(lambda: name in app.window().name, f"the page of “{name}”")
        for tab in then:
            # The sidebar may have a section of the same name; the page comes after it.
            app.find_all(None, re.compile(rf"^{re.escape(tab)}$"))[-1].press()

    return visit


def package_dialog(app):
    client("Elliott Household")(app)
    app.press("button", re.compile("^Set Package"))
    app.wait("radio button", "Gold")


def package_of_many(app):
    go_to(app, "Clients")
    app.wait("table row", re.compile(", production ")).click()
    app.key(*["shift+Down"] * 11)
    app.press("button", re.compile("^Set Package"))
    app.wait("radio button", "Gold")


def wait_page(app):
    """Until a page is drawn: what is on it is the picture's description."""
    app.wait_for(lambda: any(len(image.description) > 40 for image in app.find_all("image")), "a page")


def document(app):
    client("Elliott Household")(app)
    app.key("ctrl+p")
    wait_page(app)


def model_sheet(app):
    go_to(app, "Overview")
    app.key("ctrl+p")
    wait_page(app)


def menu_item(app, item):
    """In the menu that is open, or opens."""
    app.wait("menu item", re.compile(rf"^{item}"), sensitive=True).press()


def add_segment(app):
    go_to(app, "Segments")
    app.press("button", re.compile("^Add Segment"))
    app.wait("dialog").wait("text", re.compile("^Name"), focused=True)


def make_inactive(app):
    go_to(app, "Segments")
    app.wait("list item", "Silver").find_all("button", "More")[0].press()
    menu_item(app, "Make Inactive")
    app.wait("alert", "Make “Silver” Inactive?")


def choose_model(app):
    go_to(app, "Segments")
    app.press("button", re.compile("^Choose"))
    app.wait("dialog").wait("radio button", "Tranche Standard")


def model_history(app):
    go_to(app, "Segments")
    app.press("button", "Model")
    menu_item(app, "History")
    app.wait("frame", re.compile("^History"))


def import_model(app):
    go_to(app, "Segments")
    app.press("button", "Model")
    menu_item(app, "Import")
    chooser.wait("Import Model").answer(model_file)
    app.wait("list item", re.compile("^Segment “"))


# The desktop that is asked for files, and a model to import; there once the pictures are begun.
chooser = None
model_file = None


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
# The same, of a practice that has a segmentation model of its own, made and edited on earlier days.
OWN_MODEL = {
    "add-segment": add_segment,
    "make-inactive": make_inactive,
    "choose-model": choose_model,
    "model-history": model_history,
    "import-model": import_model,
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


def make_own_model(folder, tranchectl):
    """A copy of the sample that uses a model of its own, and a file that would change it."""
    global model_file
    model_file = folder / "own-model/licensee.json"
    model_file.parent.mkdir()
    practice = model_file.with_name("Elliott & Co.tranche")
    practice.write_bytes((folder / "Elliott & Co.tranche").read_bytes())

    def edit(day, command, *words):
        subprocess.run([tranchectl, command, practice, *words, "--as=Margaret Elliott"], check=True,
                       stdout=subprocess.DEVNULL,
                       env={**os.environ, "TRANCHE_TODAY": day})

    edit("2026-03-02", "model", "--duplicate-to=practice", "--name=Elliott & Co")
    edit("2026-03-02", "model", "--choose=Elliott & Co", "--for=practice")
    edit("2026-03-02", "segments", "--edit=Prospect", "--description=People who are getting to know us.")
    edit("2026-08-17", "segments", "--add=Diamond", "--description=By invitation of the partners.")
    edit("2026-11-21", "segments", "--edit=Diamond", "--name=Platinum")
    edit(TODAY, "model", f"--export={model_file}")
    model = json.loads(model_file.read_text(encoding="utf-8"))
    model["segments"] = [segment for segment in model["segments"] if segment["name"] != "Platinum"]
    model["segments"][0]["description"] = "People who think about becoming clients."
    model["benefits"][0]["frequency"] = "quarterly"
    for benefit in model["benefits"]:
        benefit["segments"] = [name for name in benefit["segments"] if name != "Platinum"]
    model_file.write_text(json.dumps(model), encoding="utf-8")
    return practice


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

    global chooser
    with tempfile.TemporaryDirectory() as name, FileChooser() as chooser:
        folder = pathlib.Path(name)
        make_files(folder, options.build / "src/cli/tranchectl")
        failures += shoot_once(options, str(folder / "Elliott & Co.tranche"), METAINFO, METAINFO_SIZE)
        sample = folder / "Elliott & Co.tranche"
        own = make_own_model(folder, options.build / "src/cli/tranchectl")
        shots = [(shot, visit, sample) for shot, visit in SHOTS.items()]
        shots += [(shot, visit, own) for shot, visit in OWN_MODEL.items()]
        for theme in ("light", "dark"):
            for shot, visit, file in shots:
                if options.names and shot not in options.names:
                    continue
                try:
                    with App(str(file), program=program(options.build), environment=FileChooser.environment,
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
