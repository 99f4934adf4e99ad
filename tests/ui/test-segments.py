# SPDX-License-Identifier: GPL-3.0-or-later
"""Segments by the keyboard: from the built-in model to one of the practice's own, and all that is done with its list."""

import re

from tranche_practice import (
    BUILT_IN,
    focus_segment,
    go_to,
    make_folder,
    redo,
    segments,
    tab_to,
    tranchectl,
    undo,
    wait_closed,
    wait_segments,
)
from tranche_ui import App, Tap, wait_until, xdotool

REASON = re.compile("can’t be changed")

tap = Tap()
folder = make_folder()
practice = folder / "Fremantle.tranche"


# The model, and what it allows -------------------------------------------------


def test_built_in(app):
    with tap.point("/ui/segments/built-in-is-read-only"):
        go_to(app, "Segments")
        app.wait("button", re.compile("^Add Segment"), sensitive=False)
        app.wait("label", REASON)
        assert segments(app) == BUILT_IN, segments(app)

    with tap.point("/ui/segments/menu-says-why"):
        focus_segment(app, "Gold")
        app.key("shift+F10")
        app.wait("menu item", re.compile("^Edit"), sensitive=False)
        app.wait("menu item", re.compile("^Make Inactive"), sensitive=False)
        app.wait("menu item", "Show Clients", sensitive=True)
        assert len(app.find_all("label", REASON)) == 2
        app.key("Escape")
        app.wait_gone("menu item", "Show Clients")

    with tap.point("/ui/benefits/built-in-is-read-only"):
        go_to(app, "Benefits & Services")
        box = app.wait("check box", "Half-yearly portfolio report, Prospect")
        box.focus()
        app.key("space")
        app.wait("button", re.compile("^Add Benefit"), sensitive=False)
        assert not box.checked
        columns = {
            name: sum(box.checked for box in app.find_all("check box", re.compile(f", {name}$"))) for name in BUILT_IN
        }
        assert columns["Prospect"] == 6 and columns["Gold"] == 10, columns
        go_to(app, "Segments")

    with tap.point("/ui/segments/duplicate-to-practice"):
        tab_to(app, "button", "^Duplicate to Practice", back=True)
        app.key("space")
        app.wait("text", "Name").wait_state("focused")
        app.key("ctrl+a")
        app.type("Our Way")
        app.key("Return")
        app.wait("list item", "Our Way")
        wait_closed(app)
        app.wait("button", "Add Segment", sensitive=True)
        # The copy and its use are one step.
        undo(app)
        app.wait("list item", "Tranche Standard")
        app.wait("button", "Add Segment", sensitive=False)
        redo(app)
        app.wait("list item", "Our Way")
        app.wait("button", "Add Segment", sensitive=True)


def test_edit(app):
    with tap.point("/ui/segments/add"):
        app.key("ctrl+n")
        app.wait("button", "Add", sensitive=True)
        app.wait("text", re.compile("^Name")).wait_state("focused")
        app.key("Return")
        app.wait("label", "Enter a name.")
        app.wait("label", "Say who belongs in this segment.")
        app.type("gold")
        app.key("Tab")
        app.wait("text", re.compile("^Description")).wait_state("focused")
        app.type("By invitation")
        app.key("Return")
        app.type("of the partners")
        app.key("ctrl+Return")
        app.wait("label", re.compile("a segment with this name already"))
        app.wait("text", re.compile("^Name")).wait_state("focused")
        app.key("ctrl+a")
        app.type("Platinum")
        app.key("Return")
        wait_segments(app, *BUILT_IN, "Platinum")
        wait_closed(app)
        app.wait("label", "By invitation\nof the partners")
        undo(app)
        wait_segments(app, *BUILT_IN)
        redo(app)
        wait_segments(app, *BUILT_IN, "Platinum")

    with tap.point("/ui/segments/rename-and-recolour"):
        focus_segment(app, "Platinum")
        app.key("Return")
        app.wait("text", re.compile("^Name")).wait_state("focused")
        app.key("ctrl+a")
        app.type("Diamond")
        app.press("toggle button", "Pink")
        app.wait("toggle button", "Pink", pressed=True)
        tab_to(app, "text", "^Description")
        app.key("ctrl+Return")
        wait_segments(app, *BUILT_IN, "Diamond")
        wait_closed(app)
        wait_until(lambda: app.focus_widget() == app.find("list item", "Diamond"), "the focus on the row again")
        app.key("Return")
        app.wait("toggle button", "Pink", pressed=True)
        app.key("Escape")
        wait_closed(app)
        undo(app)
        wait_segments(app, *BUILT_IN, "Platinum")
        redo(app)
        wait_segments(app, *BUILT_IN, "Diamond")

    with tap.point("/ui/segments/move"):
        focus_segment(app, "Diamond")
        app.key("alt+Up")
        wait_segments(app, "Prospect", "Bronze", "Silver", "Diamond", "Gold")
        wait_until(lambda: app.focus_widget() == app.find("list item", "Diamond"), "the focus on the row that moved")
        app.key("alt+Up")
        wait_segments(app, "Prospect", "Bronze", "Diamond", "Silver", "Gold")
        app.key("alt+Down")
        wait_segments(app, "Prospect", "Bronze", "Silver", "Diamond", "Gold")
        undo(app)
        wait_segments(app, "Prospect", "Bronze", "Diamond", "Silver", "Gold")
        redo(app)
        wait_segments(app, "Prospect", "Bronze", "Silver", "Diamond", "Gold")


def test_drag(app):
    with tap.point("/ui/segments/drag"):
        left, top = app.origin()

        def place(name):
            # See Widget.extents: the padding of the list's page is left out.
            x, y, _, height = app.wait("list item", name).extents
            return left + x + 31, top + y + 10, height

        x, y, height = place("Diamond")
        xdotool("mousemove", "--sync", x, y + height // 2, "mousedown", 1)
        x, end, height = place("Prospect")
        for step in (0.9, 0.7, 0.4, 0.2, 0.1, 0):
            xdotool("mousemove", "--sync", x + 4, round(end + 8 + (y - end) * step))
            # An answer from the program comes after it has seen the pointer.
            app.find("list", "Segments")
        xdotool("mouseup", 1)
        wait_segments(app, "Diamond", *BUILT_IN)
        undo(app)
        wait_segments(app, "Prospect", "Bronze", "Silver", "Diamond", "Gold")


tranchectl("sample", practice, "--clients", 40)
with App(practice) as app:
    app.resize(1200, 800)
    test_built_in(app)
    test_edit(app)
    test_drag(app)
tranchectl("check", practice)

tap.finish()
