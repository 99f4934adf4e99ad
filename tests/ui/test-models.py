# SPDX-License-Identifier: GPL-3.0-or-later
"""Segmentation models by the keyboard: choosing one, its history, export, and who may do what."""

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


def choose_item(app, words):
    """In a menu that is open."""
    app.wait("menu item", re.compile("^" + words), sensitive=True).press()


def undo(app):
    app.key("ctrl+z")


def enter_path(app, title, path):
    """GTK's own dialog for files: a slash begins a path."""
    dialog = app.wait("dialog", title)
    dialog.wait("text", re.compile("^Name"), focused=True)
    app.key("ctrl+a")
    app.type(str(path))
    dialog.wait("button", re.compile("^_?Save$"), sensitive=True)
    app.key("Return")
    app.wait_gone("dialog", title)


def open_model_menu(app, item):
    app.wait("button", "Model").press()
    choose_item(app, item)


def test_choose(app):
    with tap.point("/ui/models/choose"):
        wait_rows(app, "Prospect", "Bronze", "Silver", "Premium", "Diamond")
        tab_to(app, "button", "^Choose")
        app.key("space")
        dialog = app.wait("dialog", "Choose Model")
        dialog.wait("radio button", "Our Way", checked=True)
        dialog.wait("label", "Built-in · 4 segments, 10 benefits")
        tab_to(app, "radio button", "^(Our Way|Tranche Standard)$")
        dialog.find("radio button", "Tranche Standard").press()
        tab_to(app, "button", "^Next$")
        app.key("space")
        app.wait("label", "1 office changes its model")
        app.wait("label", re.compile(r"^\d+ clients get a segment of this model"))
        app.wait("button", "Use This Model").press()
        app.wait("label", re.compile("^Choose what takes the place of each"))
        pick(app, "Premium", "Gold")
        app.wait_gone("label", re.compile("^Choose what takes the place of each"))
        tab_to(app, "button", "^Use This Model$")
        app.key("space")
        app.wait("list item", "Tranche Standard")
        wait_closed(app)
        wait_rows(app, *BUILT_IN)
        undo(app)
        app.wait("list item", "Our Way")
        wait_rows(app, "Prospect", "Bronze", "Silver", "Premium", "Diamond")


def test_history(app):
    with tap.point("/ui/models/history"):
        open_model_menu(app, "History")
        app.wait("frame", re.compile("^History of “Our Way”"))
        app.wait("list item", "Segment “Diamond” added")
        app.wait("label", re.compile("“Premium”: “Name” was “Gold”, is “Premium”"))
        app.wait("label", re.compile(r"^\S+.*, \d\d?:\d\d"))

    with tap.point("/ui/models/past-day"):
        app.press("button", "As It Was on a Day")
        app.wait("button", "Show That Day").press()
        app.wait("frame", re.compile("^As on"))
        app.wait("label", re.compile("Premium"))
        app.key("alt+Left")
        app.wait("frame", re.compile("^History"))
        app.key("alt+Left")
        app.wait("frame", re.compile("^Segments"))


def test_export(app):
    with tap.point("/ui/models/export"):
        for name in ("way.json", "way.csv"):
            open_model_menu(app, "Export")
            enter_path(app, "Export Model", folder / name)
            wait_until((folder / name).exists, f"{name} written")
        text = (folder / "way.csv").read_text(encoding="utf-8")
        assert "Premium" in text and "Annual review meeting" in text, text


def test_permissions(app):
    with tap.point("/ui/models/member-without-permission"):
        app.press("button", re.compile("Acting as"))
        app.wait("menu item", re.compile("^(?!Margaret).* .*"), checked=False).press()
        app.wait(None, re.compile("^Your role “.*” may not edit the practice’s segmentation model"))
        app.wait("button", re.compile("^Add Segment"), sensitive=False)
        app.wait("button", re.compile("^Choose"), sensitive=False)
        app.press("button", "Model")
        for item in ("Choose Model", "Duplicate to Practice", "Duplicate to Licensee", "Import"):
            app.wait("menu item", re.compile("^" + item), sensitive=False)
        for item in ("History", "Export"):
            app.wait("menu item", re.compile("^" + item), sensitive=True)
        app.key("Escape")
        app.wait_gone("menu item", re.compile("^Export"))


tranchectl("sample", practice, "--clients", 40)
tranchectl("model", practice, "--duplicate-to=practice", "--name=Our Way")
tranchectl("model", practice, "--choose=Our Way", "--for=practice")
tranchectl("segments", practice, "--edit=Gold", "--name=Premium")
tranchectl("segments", practice, "--add=Diamond", "--description=By invitation")
with App(practice) as app:
    app.resize(1200, 800)
    go_to(app, "Segments")
    test_choose(app)
    test_history(app)
    test_export(app)
    test_permissions(app)
tranchectl("check", practice)

tap.finish()
