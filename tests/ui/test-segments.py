# SPDX-License-Identifier: GPL-3.0-or-later
"""Segments by the keyboard: from the built-in model to one of the practice's own, and all that is done with its list."""

import os
import pathlib
import re
import subprocess
import tempfile

from tranche_ui import App, Tap, UiError, wait_until, xdotool

BUILT_IN = ["Prospect", "Bronze", "Silver", "Gold"]
REASON = re.compile("can’t be changed")

tap = Tap()
folder = pathlib.Path(tempfile.mkdtemp(prefix="tranche-"))
practice = folder / "Fremantle.tranche"


def tranchectl(*words):
    result = subprocess.run([os.environ["TRANCHECTL"], *map(str, words)], check=True, capture_output=True, text=True)
    return result.stdout


def go_to(app, section):
    app.wait("list item", re.compile(section + "$")).press()
    app.wait("frame", re.compile("^" + section))


def rows(app):
    """The names of the segments that are listed, in order."""
    found = app.find("list", "Segments")
    return [row.name for row in found.find_all("list item")] if found else []


def wait_rows(app, *names):
    wait_until(lambda: rows(app) == list(names), f"the rows {names}, not {rows(app)}")


def wait_closed(app):
    """A dialog holds the focus until it has gone."""
    app.wait_gone("dialog")


def tab_to(app, role, name, back=False):
    """Presses Tab until that has the focus, as somebody without a mouse does."""
    focused = app.focus_widget()
    for _ in range(40):
        if focused and focused.role == role and re.search(name, focused.name):
            return focused
        before = focused
        app.key("shift+Tab" if back else "Tab")
        focused = wait_until(
            lambda before=before: next((w for w in [app.focus_widget()] if w and w != before), None), "the next widget"
        )
    raise UiError(f"Tab doesn't reach {role} {name!r}:\n{app.tree()}")


def focus_row(app, name):
    """Goes to a segment's row by Tab into the list and the arrow keys in it."""
    names = rows(app)
    focused = app.focus_widget()
    if not (focused and focused.role == "list item" and focused.name in names):
        focused = tab_to(app, "list item", f"^({'|'.join(names)})$")
    steps = names.index(name) - names.index(focused.name)
    for _ in range(abs(steps)):
        app.key("Down" if steps > 0 else "Up")
    wait_until(lambda: getattr(app.focus_widget(), "name", None) == name, f"the row {name!r}")


def undo(app):
    app.key("ctrl+z")


def redo(app):
    app.key("ctrl+shift+z")


# The model, and what it allows -------------------------------------------------


def test_built_in(app):
    with tap.point("/ui/segments/built-in-is-read-only"):
        go_to(app, "Segments")
        app.wait("button", re.compile("^Add Segment"), sensitive=False)
        app.wait("label", REASON)
        assert rows(app) == BUILT_IN, rows(app)

    with tap.point("/ui/segments/menu-says-why"):
        focus_row(app, "Gold")
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
        wait_rows(app, *BUILT_IN, "Platinum")
        wait_closed(app)
        app.wait("label", "By invitation\nof the partners")
        undo(app)
        wait_rows(app, *BUILT_IN)
        redo(app)
        wait_rows(app, *BUILT_IN, "Platinum")

    with tap.point("/ui/segments/rename-and-recolour"):
        focus_row(app, "Platinum")
        app.key("Return")
        app.wait("text", re.compile("^Name")).wait_state("focused")
        app.key("ctrl+a")
        app.type("Diamond")
        app.press("toggle button", "Pink")
        app.wait("toggle button", "Pink", pressed=True)
        tab_to(app, "text", "^Description")
        app.key("ctrl+Return")
        wait_rows(app, *BUILT_IN, "Diamond")
        wait_closed(app)
        wait_until(lambda: app.focus_widget() == app.find("list item", "Diamond"), "the focus on the row again")
        app.key("Return")
        app.wait("toggle button", "Pink", pressed=True)
        app.key("Escape")
        wait_closed(app)
        undo(app)
        wait_rows(app, *BUILT_IN, "Platinum")
        redo(app)
        wait_rows(app, *BUILT_IN, "Diamond")

    with tap.point("/ui/segments/move"):
        focus_row(app, "Diamond")
        app.key("alt+Up")
        wait_rows(app, "Prospect", "Bronze", "Silver", "Diamond", "Gold")
        wait_until(lambda: app.focus_widget() == app.find("list item", "Diamond"), "the focus on the row that moved")
        app.key("alt+Up")
        wait_rows(app, "Prospect", "Bronze", "Diamond", "Silver", "Gold")
        app.key("alt+Down")
        wait_rows(app, "Prospect", "Bronze", "Silver", "Diamond", "Gold")
        undo(app)
        wait_rows(app, "Prospect", "Bronze", "Diamond", "Silver", "Gold")
        redo(app)
        wait_rows(app, "Prospect", "Bronze", "Silver", "Diamond", "Gold")


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
        wait_rows(app, "Diamond", *BUILT_IN)
        undo(app)
        wait_rows(app, "Prospect", "Bronze", "Silver", "Diamond", "Gold")


tranchectl("sample", practice, "--clients", 40)
with App(practice) as app:
    app.resize(1200, 800)
    test_built_in(app)
    test_edit(app)
    test_drag(app)
tranchectl("check", practice)

tap.finish()
