# SPDX-License-Identifier: GPL-3.0-or-later
"""An agreement is entered on a client's page by keyboard: the client's package is its default, a second one of the kind
is asked about, and what can't be is said beside the field."""

import os
import pathlib
import re
import subprocess
import tempfile

from tranche_ui import App, Tap

tap = Tap()
folder = pathlib.Path(tempfile.mkdtemp(prefix="tranche-"))
practice = folder / "Elliott & Co.tranche"
os.environ["TRANCHE_TODAY"] = "2026-11-21"
subprocess.run([os.environ["TRANCHECTL"], "sample", practice, "--date", "2026-11-21"], check=True, stdout=2)


def open_dialog(app):
    app.key("alt+n")
    app.wait("button", "Add")
    app.wait(None, re.compile("First day"))


def enter_last_day(app, text):
    app.key("alt+l", "ctrl+a")
    app.type(text)


with App(practice) as app:
    with tap.point("/ui/agreement/client"):
        app.wait("button", re.compile("Acting as"), timeout=60)
        app.key("ctrl+f")
        app.type("Elliott Household")
        app.wait_for(lambda: app.find(None, re.compile("^Elliott Household")), "the client in the list")
        app.key("Return")
        app.wait_for(lambda: "Elliott Household" in app.window().name, "the client's page")
        app.press(None, "Agreements")
        app.wait(None, "New Agreement…")

    with tap.point("/ui/agreement/asks-about-another"):
        open_dialog(app)
        app.wait(None, re.compile("The same as the client’s"))
        app.key("alt+a")
        app.wait(None, "Add Another Agreement?")
        app.key("Escape")
        app.wait_gone(None, "Add Another Agreement?")
        app.key("alt+a")
        app.wait("button", "Add Another").press()
        toast = app.wait(None, re.compile(r"^Agreement OFA-\d+ added$"))
        number = toast.name.split()[1]
        app.wait("label", number)
        app.wait_gone("button", "Add")

    with tap.point("/ui/agreement/undo"):
        app.key("ctrl+z")
        app.wait_gone("label", number)

    with tap.point("/ui/agreement/wrong-days"):
        open_dialog(app)
        app.key("space", "Down", "Return")
        app.wait(None, re.compile("Last day"))
        enter_last_day(app, "31/10/2026")
        app.key("Return")
        app.wait("label", "The last day is before the first.")
        enter_last_day(app, "21/11/2027")
        app.wait("label", re.compile("A fixed term ends by 20 Nov 2027"))
        enter_last_day(app, "soon")
        app.key("Return")
        app.wait("label", re.compile("This isn’t a day"))
        app.key("Escape")
        app.wait_gone("button", "Add")

# A draft is what Ctrl+P prints where nothing else runs.
draft = folder / "draft.tranche"
statement = pathlib.Path(__file__).resolve().parent.parent / "fixtures/provider-statement.csv"
for arguments in (
    ("create", draft, "--office", "Cape Town", "--as", "Thandi Nkosi"),
    ("import", "statements", draft, statement, "--office", "Cape Town", "--create-clients",
     "--map", "client-ref=Client Ref,date=Statement Date,amount=Amount,reference=Reference"),
    ("agreements", draft, "--client", "SM-1002", "--add", "ongoing"),
):
    subprocess.run([os.environ["TRANCHECTL"], *arguments], check=True, stdout=2)

with App(draft) as app:
    with tap.point("/ui/agreement/prints-the-draft"):
        app.wait("list item", re.compile("Clients"), timeout=60)
        app.key("ctrl+f")
        app.type("SM-1002")
        app.wait_for(lambda: app.find(None, re.compile("SM-1002")), "the client in the list")
        app.key("Return")
        app.wait(None, re.compile("Set Pac"))
        app.wait("label", re.compile("^Household|^Client since|Individual"))
        app.key("ctrl+p")
        app.wait(None, re.compile("^Ongoing fee arrangement schedule"))
        app.wait(None, re.compile("Issue…"))

tap.finish()
