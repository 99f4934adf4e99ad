# SPDX-License-Identifier: GPL-3.0-or-later
"""Segments, benefits and the matrix, by the keyboard: from the built-in model to one of the practice's own."""

import os
import pathlib
import re
import subprocess
import tempfile

from tranche_ui import App, Tap

tap = Tap()
folder = pathlib.Path(tempfile.mkdtemp(prefix="tranche-"))
practice = folder / "Fremantle.tranche"
subprocess.run([os.environ["TRANCHECTL"], "sample", practice, "--clients", "40"], check=True, stdout=2)


def go_to(app, section):
    app.wait("list item", re.compile(section + "$")).press()
    app.wait("frame", re.compile("^" + section))


def rows(app):
    """The names of the segments that are listed, in order."""
    return [row.name for row in app.wait("list", "Segments").find_all("list item")]


def wait_closed(app):
    """A dialog holds the focus until it has gone."""
    app.wait_gone("dialog")


def cell(app, benefit, segment):
    return app.wait("check box", f"{benefit}, {segment}")


with App(practice) as app:
    with tap.point("/ui/segments/built-in-is-read-only"):
        go_to(app, "Segments")
        app.wait("button", re.compile("^Add Segment"), sensitive=False)
        app.wait("label", re.compile("can’t be changed"))
        assert rows(app) == ["Prospect", "Bronze", "Silver", "Gold"], rows(app)

    with tap.point("/ui/benefits/built-in-is-read-only"):
        go_to(app, "Benefits & Services")
        box = cell(app, "Half-yearly portfolio report", "Prospect")
        box.focus()
        app.key("space")
        app.wait("button", "Add Benefit", sensitive=False)
        assert not box.checked
        columns = {name: sum(box.checked for box in app.find_all("check box", re.compile(f", {name}$")))
                   for name in ("Prospect", "Bronze", "Silver", "Gold")}
        assert columns["Prospect"] == 6 and columns["Gold"] == 10, columns

    with tap.point("/ui/segments/duplicate-to-practice"):
        go_to(app, "Segments")
        app.wait("button", "Duplicate to Practice…").press()
        app.wait("text", "Name").set_text("Our Way")
        app.key("Return")
        app.wait("list item", "Our Way")
        wait_closed(app)
        app.wait("button", "Add Segment", sensitive=True)

    with tap.point("/ui/segments/add"):
        app.key("ctrl+n")
        app.wait("button", "Add", sensitive=True)
        app.wait("text", re.compile("^Name")).wait_state("focused")
        app.key("Return")
        app.wait("label", "Enter a name.")
        app.type("gold")
        app.key("Tab")
        app.type("By invitation")
        app.key("Return")
        app.wait("label", re.compile("a segment with this name already"))
        app.wait("text", re.compile("^Name")).set_text("Platinum")
        app.key("Return")
        app.wait("list item", "Platinum")
        wait_closed(app)
        assert rows(app)[-1] == "Platinum"

tap.finish()
