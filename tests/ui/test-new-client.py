#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A new client, by the keyboard: what is proposed, what stands beside the fields, adding and undoing."""

import json
import os
import pathlib
import re
import subprocess
import tempfile

from tranche_ui import App, Tap, wait_until

TRANCHECTL = os.environ["TRANCHECTL"]


def tell(*arguments):
    return json.loads(subprocess.run([TRANCHECTL, *map(str, arguments), "--json"], check=True, capture_output=True,
                                     text=True).stdout)


def field(app, name):
    return app.wait("text", re.compile(f"^{name}"))


def test_new_client(tap, practice):
    with App(practice) as app:
        app.wait("table row", re.compile("production"))

        with tap.point("/ui/new-client/beside-the-fields"):
            app.key("ctrl+n")
            field(app, "Given names").wait_state("focused")
            app.key("Return")
            app.wait("label", "Enter a family name.")
            field(app, "Family name").wait_state("focused")
            assert app.find("list item", re.compile("^Family name")).invalid
            field(app, "E-mail").set_text("wei at example")
            app.key("Return")
            app.wait("label", re.compile("isn’t an e-mail address"))
            field(app, "Client since").set_text("yesterday")
            app.key("Return")
            app.wait("label", re.compile("isn’t a day"))

        with tap.point("/ui/new-client/proposals"):
            field(app, "Family name").type("Ng")
            field(app, "Given names").type("Wei")
            field(app, "Name").wait_text("Ng Household")
            field(app, "Salutation").wait_text("Wei")
            app.wait("check box", "Partner").press()
            given, family = app.find_all("text", re.compile("^Given names")), app.find_all("text", re.compile("^Family name"))
            assert len(given) == len(family) == 2, app.tree()
            family[1].wait_text("Ng")
            given[1].set_text("Lin")
            family[1].set_text("Tan")
            field(app, "Name").wait_text("Ng & Tan Household")
            field(app, "Salutation").wait_text("Wei and Lin")
            # What was typed over is left alone.
            field(app, "Salutation").set_text("Dr Ng and Ms Tan")
            given[0].set_text("Wei Ming")
            field(app, "Salutation").wait_text("Dr Ng and Ms Tan")

        with tap.point("/ui/new-client/add-and-undo"):
            field(app, "E-mail").set_text("wei@example.com")
            field(app, "Client since").set_text("2026-03-01")
            app.key("Return")
            app.wait("frame", re.compile("^Ng & Tan Household"))
            clients = tell("clients", practice, "--search", "Ng Tan")["clients"]
            assert [client["name"] for client in clients] == ["Ng & Tan Household"], clients
            app.wait_gone("dialog")
            app.wait("button", "Back", focused=True)
            app.key("ctrl+z")
            wait_until(lambda: tell("clients", practice, "--search", "Ng Tan")["count"] == 0, "no such client")
            app.wait("frame", re.compile("^Clients"))

        with tap.point("/ui/new-client/undo-under-its-document"):
            app.key("ctrl+n")
            field(app, "Family name").type("Zhu")
            app.key("Return")
            app.wait("frame", re.compile("^Zhu Household"))
            app.wait("button", "Why?")
            app.key("ctrl+p")
            app.wait("frame", re.compile("^Fee Disclosure Statement"))
            app.key("ctrl+z")
            app.wait("frame", re.compile("^Clients"))

        with tap.point("/ui/new-client/namesake"):
            app.press("list item", "Clients")
            app.wait("frame", re.compile("^Clients"))
            app.press("button", "New Client")
            field(app, "Family name").set_text("Elliott")
            app.wait("label", "There is 1 client of this name already.")
            app.key("Escape")
            app.wait_gone("dialog")

        with tap.point("/ui/new-client/focus-returns"):
            app.wait("list item", "Clients").focus()
            app.key("ctrl+n")
            field(app, "Given names").wait_state("focused")
            app.key("Escape")
            app.wait_gone("dialog")
            app.wait("list item", "Clients", focused=True)

        # Up to the next frame, a dialog that turns from a sheet into a floating one passes no keys on to what is in it.
        with tap.point("/ui/new-client/escape-while-it-turns"):
            for _ in range(4):
                app.key("ctrl+n")
                field(app, "Given names").wait_state("focused")
                app.resize(360, 800)
                app.resize(1200, 800)
                app.key("Escape")
                app.wait_gone("dialog")


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="tranche-") as folder:
        practice = pathlib.Path(folder, "Elliott & Co.tranche")
        subprocess.run([TRANCHECTL, "sample", practice, "--clients", "60"], check=True, stdout=subprocess.DEVNULL)
        test_new_client(tap, practice)
    tap.finish()


main()
