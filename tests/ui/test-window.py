# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's states: the start page, what can't be opened, a new practice file, the sample practice."""

import os
import pathlib
import re
import subprocess
import tempfile

from tranche_ui import App, Tap

tap = Tap()
folder = pathlib.Path(tempfile.mkdtemp(prefix="tranche-"))
letter = folder / "letter.tranche"
letter.write_text("not a practice file\n")
practice = folder / "Cape Town.tranche"
subprocess.run([os.environ["TRANCHECTL"], "create", practice, "--office", "Cape Town"], check=True, stdout=2)

with App() as app:
    with tap.point("/ui/window/start-page"):
        app.wait("button", "New Practice File…")
        app.wait("button", "Open…")
        app.wait("button", "Explore a Sample Practice")

    with tap.point("/ui/window/new-file-errors"):
        app.wait("button", "New Practice File…").press()
        app.wait("button", "Create").press()
        app.wait("label", "Enter the name of the office.")
        app.key("Escape")
        app.wait_gone("button", "Create")

    with tap.point("/ui/window/sample"):
        app.wait("button", "Explore a Sample Practice").press()
        app.wait("button", re.compile("Acting as"), timeout=60)
        app.wait("list item", re.compile("Clients"))

with App(letter) as app:
    with tap.point("/ui/window/foreign-file"):
        app.wait("label", "Can’t Read This File")
        app.wait("button", "Start Page").press()
        app.wait("button", "New Practice File…")

with App(folder / "gone.tranche") as app:
    with tap.point("/ui/window/missing-file"):
        app.wait("label", "File Not Found")
        subprocess.run([os.environ["TRANCHECTL"], "create", folder / "gone.tranche", "--office", "Back Again"],
                       check=True, stdout=2)
        app.wait("button", "Try Again").press()
        app.wait("list item", re.compile("Clients"))

with App(practice) as app:
    with tap.point("/ui/window/practice"):
        app.wait("list item", re.compile("Clients"))
        app.wait("label", "Cape Town")

with App() as app:
    with tap.point("/ui/window/last-file"):
        app.wait("label", "Cape Town")

tap.finish()
