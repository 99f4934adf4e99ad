# SPDX-License-Identifier: GPL-3.0-or-later
"""Making a segment inactive with moving its clients, the filter, and making it active again, by the keyboard."""

import json
import re

from tranche_practice import (
    BUILT_IN,
    choose_item,
    focus_segment,
    go_to,
    make_folder,
    pick,
    redo,
    tab_to,
    tranchectl,
    undo,
    use_own_model,
    wait_closed,
    wait_segments,
)
from tranche_ui import App, Tap, wait_until

tap = Tap()
folder = make_folder()
practice = folder / "Fremantle.tranche"


def count(app, name, number):
    app.wait("radio button", f"{name} ({number})")


def move_to(app, key, toggle):
    """An arrow key goes from one toggle of the filter to the next, and Space chooses it."""
    app.key(key)
    app.wait("radio button", re.compile("^" + toggle), focused=True)


def test_inactive(app):
    with tap.point("/ui/segments/make-inactive"):
        focus_segment(app, "Silver")
        app.key("shift+F10")
        choose_item(app, "Make Inactive")
        alert = app.wait("alert", "Make “Silver” Inactive?")
        alert.wait("label", re.compile(r"^\d+ clients have it; it is set by hand 1 time; .*“Individual Clients” uses it"))
        pick(app, "Set by hand", "Gold")
        pick(app, "Strategies", "Bronze")
        tab_to(app, "button", "^Make Inactive$")
        app.key("space")
        wait_segments(app, "Prospect", "Bronze", "Gold", "Diamond")
        count(app, "Inactive", 1)
        assert "Gold" in tranchectl("package", practice, "--client", client)
        undo(app)
        wait_segments(app, "Prospect", "Bronze", "Silver", "Gold", "Diamond")
        redo(app)
        wait_segments(app, "Prospect", "Bronze", "Gold", "Diamond")

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
        wait_segments(app, "Silver")
        move_to(app, "Right", "All")
        app.key("space")
        wait_segments(app, "Prospect", "Bronze", "Silver", "Gold", "Diamond")
        move_to(app, "Left", "Inactive")
        app.key("space")
        wait_segments(app, "Silver")

    with tap.point("/ui/segments/make-active"):
        focus_segment(app, "Silver")
        app.key("shift+F10")
        choose_item(app, "Make Active")
        app.wait("label", "No segments here.")
        count(app, "Active", 5)
        app.press("radio button", re.compile("^Active"))
        wait_segments(app, "Prospect", "Bronze", "Silver", "Gold", "Diamond")
        undo(app)
        wait_segments(app, "Prospect", "Bronze", "Gold", "Diamond")
        redo(app)
        wait_segments(app, "Prospect", "Bronze", "Silver", "Gold", "Diamond")

    with tap.point("/ui/segments/unused-needs-no-question"):
        focus_segment(app, "Diamond")
        app.key("shift+F10")
        choose_item(app, "Make Inactive")
        wait_segments(app, *BUILT_IN)
        undo(app)
        wait_segments(app, "Prospect", "Bronze", "Silver", "Gold", "Diamond")

    with tap.point("/ui/segments/show-clients"):
        row = app.wait("list item", "Gold")
        number = int(row.wait("button", re.compile(r"\d+ clients?")).name.split()[0])
        focus_segment(app, "Gold")
        app.key("Tab")
        app.key("space")
        app.wait("frame", re.compile("^Clients"))
        wait_until(lambda: len(app.find_all("table row", re.compile("Gold"))) == number, f"{number} clients")
        assert not app.find_all("table row", re.compile("Bronze"))


tranchectl("sample", practice, "--clients", 40)
use_own_model(practice)
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
