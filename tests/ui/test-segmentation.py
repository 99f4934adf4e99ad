# SPDX-License-Identifier: GPL-3.0-or-later
"""Segmentation: what it shows, a run and its result, and its undo by keyboard; a client by keyboard, and its neighbour."""

import os
import re

from tranche_practice import make_folder, tranchectl, undo
from tranche_ui import App, Tap, wait_until

TODAY = "2026-11-21"


def make_sample():
    """A practice whose latest run was taken back, so that the next one has somebody to move."""
    path = make_folder() / "sample.tranche"
    tranchectl("sample", path, "--date", TODAY)
    tranchectl("undo", path)
    return path


def go_to(app, section):
    app.press("list item", section)
    return app.wait("grouping", section)


def main():
    tap = Tap()
    os.environ["TRANCHE_TODAY"] = TODAY
    with App(make_sample()) as app:
        with tap.point("/ui/window/section-selected"):
            app.wait("list item", re.compile("^Clients"), selected=True, focused=True)
            app.key("Down")
            app.wait("list item", "Overview", selected=True)
            app.wait_for(lambda: app.window().name.startswith("Overview"), "the section that is selected")
            app.key("Up")
            app.wait_for(lambda: app.window().name.startswith("Clients"), "the section that is selected")

        with tap.point("/ui/segmentation/overview"):
            page = go_to(app, "Overview")
            page.wait("label", "Gold")
            page.wait("label", re.compile(r"% of production"))
            page.wait("label", "Limits for Individual Clients")

        with tap.point("/ui/segmentation/run"):
            page = go_to(app, "Runs")
            page.wait("label", "undone")
            page.wait("button", "Run Segmentation").press()
            toast = re.compile(r"^Segmentation run: (\d+) moved$")
            n_moved = int(toast.search(app.wait("label", toast).name).group(1))
            assert n_moved > 0
            app.press("button", "Show")

        with tap.point("/ui/segmentation/result"):
            wait_until(lambda: app.window().name.startswith("Run of 21 Nov 2026"), "the result's page")

        with tap.point("/ui/segmentation/undo"):
            undo(app)
            page = go_to(app, "Runs")
            wait_until(
                lambda: len(page.find_all("label", "undone")) == 2 and not page.find("label", f"{n_moved} moved"),
                "the run undone",
            )

        with tap.point("/ui/client/open"):
            page = go_to(app, "Clients")
            page.wait("table row", re.compile("^Aaliyah Rao")).click()
            app.key("Return")
            wait_until(lambda: app.window().name.startswith("Aaliyah Rao"), "the client's page")

        with tap.point("/ui/client/neighbour"):
            app.key("alt+Down")
            wait_until(lambda: app.window().name.startswith("Abdi Landscapes"), "the next client")
            app.key("alt+Up")
            wait_until(lambda: app.window().name.startswith("Aaliyah Rao"), "the client before")
    tap.finish()


main()
