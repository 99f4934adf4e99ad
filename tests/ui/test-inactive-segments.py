# SPDX-License-Identifier: GPL-3.0-or-later
"""Making a segment inactive with moving its clients, the filter, and making it active again, by the keyboard."""

import json
import os
import pathlib
import re
import subprocess
import tempfile

from tranche_ui import App, Tap, UiError, wait_until

BUILT_IN = ["Prospect", "Bronze", "Silver", "Gold"]

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


def choose_item(app, words):
    """In a menu that is open."""
    app.wait("menu item", re.compile("^" + words), sensitive=True).press()


def pick(app, combo, name):
    """Opens a combo row and goes down its list to a name."""

    def words():
        focused = app.focus_widget()
        return [focused.name, *focused.words] if focused and focused.role == "list item" else []

    tab_to(app, "combo box", f"^{combo}$")
    app.key("space")
    wait_until(words, f"the list of {combo!r}")
    app.key("Home")
    for _ in range(10):
        before = words()
        if name in before:
            app.key("Return")
            wait_until(lambda: getattr(app.focus_widget(), "role", None) == "combo box", "the list closed")
            return
        app.key("Down")
        wait_until(lambda: words() != before, "the next choice")
    raise UiError(f"{combo!r} offers no {name!r}:\n{app.tree()}")


def undo(app):
    app.key("ctrl+z")


def redo(app):
    app.key("ctrl+shift+z")


def count(app, name, number):
    app.wait("radio button", f"{name} ({number})")


def move_to(app, key, toggle):
    """An arrow key goes from one toggle of the filter to the next, and Space chooses it."""
    app.key(key)
    app.wait("radio button", re.compile("^" + toggle), focused=True)


def test_inactive(app):
    with tap.point("/ui/segments/make-inactive"):
        focus_row(app, "Silver")
        app.key("shift+F10")
        choose_item(app, "Make Inactive")
        alert = app.wait("alert", "Make “Silver” Inactive?")
        alert.wait("label", re.compile(r"^\d+ clients have it; it is set by hand 1 time; .*“Individual Clients” uses it"))
        pick(app, "Set by hand", "Gold")
        pick(app, "Strategies", "Bronze")
        tab_to(app, "button", "^Make Inactive$")
        app.key("space")
        wait_rows(app, "Prospect", "Bronze", "Gold", "Diamond")
        count(app, "Inactive", 1)
        assert "Gold" in tranchectl("package", practice, "--client", client)
        undo(app)
        wait_rows(app, "Prospect", "Bronze", "Silver", "Gold", "Diamond")
        redo(app)
        wait_rows(app, "Prospect", "Bronze", "Gold", "Diamond")

    with tap.point("/ui/segments/name-of-an-inactive-one-is-taken"):
        app.key("ctrl+n")
        app.wait("text", re.compile("^Name")).wait_state("focused")
        app.type("SILVER")
        app.key("Tab")
        app.type("Again")
        app.key("ctrl+Return")
        app.wait("label", re.compile("Inactive ones count too"))
        app.key("Escape")
        wait_closed(app)

    with tap.point("/ui/segments/filter"):
        tab_to(app, "radio button", "^Active", back=True)
        move_to(app, "Right", "Inactive")
        app.key("space")
        wait_rows(app, "Silver")
        move_to(app, "Right", "All")
        app.key("space")
        wait_rows(app, "Prospect", "Bronze", "Silver", "Gold", "Diamond")
        move_to(app, "Left", "Inactive")
        app.key("space")
        wait_rows(app, "Silver")

    with tap.point("/ui/segments/make-active"):
        focus_row(app, "Silver")
        app.key("shift+F10")
        choose_item(app, "Make Active")
        app.wait("label", "No segments here.")
        count(app, "Active", 5)
        app.press("radio button", re.compile("^Active"))
        wait_rows(app, "Prospect", "Bronze", "Silver", "Gold", "Diamond")
        undo(app)
        wait_rows(app, "Prospect", "Bronze", "Gold", "Diamond")
        redo(app)
        wait_rows(app, "Prospect", "Bronze", "Silver", "Gold", "Diamond")

    with tap.point("/ui/segments/unused-needs-no-question"):
        focus_row(app, "Diamond")
        app.key("shift+F10")
        choose_item(app, "Make Inactive")
        wait_rows(app, *BUILT_IN)
        undo(app)
        wait_rows(app, "Prospect", "Bronze", "Silver", "Gold", "Diamond")

    with tap.point("/ui/segments/show-clients"):
        row = app.wait("list item", "Gold")
        number = int(row.wait("button", re.compile(r"\d+ clients?")).name.split()[0])
        focus_row(app, "Gold")
        app.key("Tab")
        app.key("space")
        app.wait("frame", re.compile("^Clients"))
        wait_until(lambda: len(app.find_all("table row", re.compile("Gold"))) == number, f"{number} clients")
        assert not app.find_all("table row", re.compile("Bronze"))


tranchectl("sample", practice, "--clients", 40)
tranchectl("model", practice, "--duplicate-to=practice", "--name=Our Way")
tranchectl("model", practice, "--choose=Our Way", "--for=practice")
tranchectl("segments", practice, "--add=Diamond", "--description=By invitation")
listed = json.loads(tranchectl("clients", practice, "--segment", "Silver", "--json"))
client = listed["clients"][0]["reference"]
tranchectl("package", practice, "--client", client, "--segment", "Silver", "--reason", "Asked for it")
with App(practice) as app:
    app.resize(1200, 800)
    go_to(app, "Segments")
    test_inactive(app)
tranchectl("check", practice)

tap.finish()
