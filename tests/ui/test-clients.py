#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of clients: reading, sorting, searching, selecting, opening, by keyboard and by what is announced."""

import os
import pathlib
import re
import subprocess
import tempfile

from tranche_ui import App, Tap, set_text_scale

N_CLIENTS = 150


def rows(app):
    """What the rows that show say, in order."""
    return [row.name for row in app.find_all("table row", re.compile(", production "))]


def names(app):
    return [row.split(",")[0] for row in rows(app)]


def amounts(app):
    found = [re.search(r"production ([−-]?[\d.,]+)", row) for row in rows(app)]
    return [float(match.group(1).replace("−", "-").replace(",", "")) for match in found if match]


def wait_count(app, text):
    return app.wait("label", re.compile(text))


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "practice.tranche")
        subprocess.run(
            [os.environ["TRANCHECTL"], "sample", str(file), "--clients", str(N_CLIENTS), "--months", "24", "--seed", "1"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with App(file) as app:
            app.resize(1200, 800)

            with tap.point("/ui/clients/rows"):
                wait_count(app, f"^{N_CLIENTS} clients")
                app.wait("table row", re.compile("Household.*production"))
                shown = names(app)
                assert shown == sorted(shown, key=str.casefold), shown

            with tap.point("/ui/clients/sort"):
                app.press(None, re.compile(r"^Production \("))
                app.wait_for(lambda: amounts(app) and amounts(app) == sorted(amounts(app), reverse=True), "the largest first")
                app.press(None, re.compile(r"^Production \("))
                app.wait_for(lambda: amounts(app) == sorted(amounts(app)), "the smallest first")
                app.press(None, "Name")
                app.wait_for(lambda: names(app) == shown, "the names in order")

            with tap.point("/ui/clients/filter-by-keyboard"):
                app.press("button", "Filter")
                app.wait("check box", "Gold")
                for _ in range(8):
                    focus = app.focus_widget()
                    if focus and focus.name == "Gold":
                        break
                    app.key("Tab")
                    app.wait_for(lambda before=focus: app.focus_widget() != before, "the next stop")
                app.wait("check box", "Gold", focused=True)
                app.key("space")
                wait_count(app, f"^[1-9]\\d* of {N_CLIENTS} clients")
                app.wait("check box", "Gold", checked=True, focused=True)
                app.key("space")
                wait_count(app, f"^{N_CLIENTS} clients")
                app.key("Escape")
                app.wait_gone("check box", "Gold")

            with tap.point("/ui/clients/search"):
                app.key("ctrl+f")
                app.wait(None, "Search clients", focused=True)
                app.type("elliott")
                wait_count(app, rf"^\d+ of {N_CLIENTS} clients")
                app.wait_for(lambda: names(app) and all("Elliott" in name for name in names(app)), "Elliotts only")

            with tap.point("/ui/clients/nothing-found"):
                app.type(" xyzzy")
                app.wait("label", "No Results Found")

            with tap.point("/ui/clients/open-by-keyboard"):
                app.key("ctrl+a")
                app.type("elliott household")
                app.wait_for(lambda: "Elliott Household" in names(app), "the Elliott Household")
                app.key("Down")
                app.wait_for(lambda: app.find("table row", re.compile("^Elliott Household"), selected=True), "it is selected")
                app.key("Return")
                app.wait("frame", re.compile("^Elliott Household –"))
                app.key("alt+Left")
                app.wait("frame", re.compile("^Clients –"))

            with tap.point("/ui/clients/open-first-found"):
                app.key("ctrl+f")
                app.wait(None, "Search clients", focused=True)
                app.key("ctrl+a")
                app.type("baker household").key("Return")
                app.wait_for(lambda: "Baker Household" in app.window().name, "the Baker Household’s page")

            # What needs more room than there is would put the window's buttons out of it.
            with tap.point("/ui/clients/large-text-in-a-narrow-window"):
                app.key("alt+Left")
                app.wait("frame", re.compile("^Clients –"))
                set_text_scale(2)
                app.resize(360, 800)

                def fits():
                    button = app.find("button", "Close")
                    x, _, width, _ = button.extents if button is not None else (0, 0, 0, 0)
                    return 0 < x and x + width <= 360

                app.wait_for(fits, "the header's last button in the window")
    tap.finish()


if __name__ == "__main__":
    main()
