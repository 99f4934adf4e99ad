# SPDX-License-Identifier: GPL-3.0-or-later
"""Segmentation models by the keyboard: choosing one, its history, export, and who may do what."""

import json
import re

from tranche_desktop import FileChooser
from tranche_practice import (
    BUILT_IN,
    choose_item,
    go_to,
    make_folder,
    pick,
    redo,
    segments,
    tab_to,
    tranchectl,
    undo,
    use_own_model,
    wait_closed,
    wait_segments,
)
from tranche_ui import App, Tap, wait_until


OWN = ["Prospect", "Bronze", "Silver", "Premium", "Diamond"]

tap = Tap()
folder = make_folder()
practice = folder / "Fremantle.tranche"


def open_model_menu(app, item):
    app.wait("button", "Model").press()
    choose_item(app, item)


def choose_again(app, item, chooser, title):
    """The dialog for files, after it was cancelled: nothing is told as an error."""
    open_model_menu(app, item)
    question = chooser.wait(title)
    assert not app.find("label", re.compile("^Couldn’t")), app.tree()
    return question


def test_choose(app):
    with tap.point("/ui/models/choose"):
        wait_segments(app, *OWN)
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
        wait_segments(app, *BUILT_IN)
        undo(app)
        app.wait("list item", "Our Way")
        wait_segments(app, *OWN)


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


def export(app, chooser, name):
    """Exports the model to a file of that name, and gives its text."""
    path = folder / name
    open_model_menu(app, "Export")
    question = chooser.wait("Export Model")
    assert question.saves and question.name == "Our Way.csv", question.options
    assert question.filters["Segmentation Models"] == ["*.[cC][sS][vV]", "*.[jJ][sS][oO][nN]"], question.filters
    question.answer(path)
    app.wait("label", f"Model exported to “{name}”")
    return path.read_text(encoding="utf-8")


def test_export(app, chooser):
    with tap.point("/ui/models/export-json"):
        model = json.loads(export(app, chooser, "way.json"))
        assert [segment["name"] for segment in model["segments"]] == OWN, model
        review = next(benefit for benefit in model["benefits"] if benefit["name"] == "Annual review meeting")
        assert review["segments"] == OWN[:4], review

    with tap.point("/ui/models/export-csv"):
        text = export(app, chooser, "way.csv")
        assert "Premium" in text and "Diamond" in text and "Annual review meeting" in text, text

    with tap.point("/ui/models/export-cancelled"):
        before = set(folder.iterdir())
        open_model_menu(app, "Export")
        chooser.wait("Export Model").cancel()
        choose_again(app, "Export", chooser, "Export Model").answer(folder / "way.txt")
        app.wait("label", "The file’s name has to end in “.csv” or “.json”.")
        assert set(folder.iterdir()) == before, set(folder.iterdir()) - before

    with tap.point("/ui/models/export-fails"):
        open_model_menu(app, "Export")
        # A folder that takes no files, from nobody.
        chooser.wait("Export Model").answer("/proc/way.csv")
        app.wait("label", re.compile("^Couldn’t write the file"))


def begin_import(app, chooser, name):
    open_model_menu(app, "Import")
    question = chooser.wait("Import Model")
    assert not question.saves and not question.folder, question.options
    question.answer(folder / name)


def write_model(name, drop, **descriptions):
    """The exported model without a segment, and with other descriptions."""
    model = json.loads((folder / "way.json").read_text(encoding="utf-8"))
    model["segments"] = [segment for segment in model["segments"] if segment["name"] not in drop]
    for segment in model["segments"]:
        segment["description"] = descriptions.get(segment["name"], segment["description"])
    for benefit in model["benefits"]:
        benefit["segments"] = [segment for segment in benefit["segments"] if segment not in drop]
    (folder / name).write_text(json.dumps(model), encoding="utf-8")


def test_import(app, chooser):
    with tap.point("/ui/models/import-json"):
        write_model("new.json", ["Diamond"], Prospect="They know us by name.")
        begin_import(app, chooser, "new.json")
        dialog = app.wait("dialog", "Import Model")
        dialog.wait("list item", re.compile("^Segment “Prospect”: “Description” was "))
        dialog.wait("list item", "Segment “Diamond”: set inactive")
        tab_to(app, "button", "^Import$")
        app.key("space")
        wait_closed(app)
        wait_segments(app, *OWN[:4])
        app.wait("label", "They know us by name.")
        app.wait(None, "Model imported")
        undo(app)
        wait_segments(app, *OWN)
        app.wait_gone("label", "They know us by name.")
        redo(app)
        wait_segments(app, *OWN[:4])
        app.wait("label", "They know us by name.")

    with tap.point("/ui/models/import-csv"):
        # What was exported before that.
        begin_import(app, chooser, "way.csv")
        dialog = app.wait("dialog", "Import Model")
        dialog.wait("list item", re.compile("^Segment “Prospect”: “Description” was “They know us by name.”"))
        dialog.wait("list item", re.compile("^Segment “Diamond”"))
        app.press("button", "Import")
        wait_closed(app)
        wait_segments(app, *OWN)
        app.wait_gone("label", "They know us by name.")
        undo(app)
        wait_segments(app, *OWN[:4])

    with tap.point("/ui/models/import-nothing-to-change"):
        begin_import(app, chooser, "new.json")
        app.wait("label", "Nothing to Change")
        app.wait("button", "Import", sensitive=False)
        app.key("Escape")
        wait_closed(app)

    with tap.point("/ui/models/import-cancelled"):
        open_model_menu(app, "Import")
        chooser.wait("Import Model").cancel()
        # It can be asked again, and the difference left alone.
        choose_again(app, "Import", chooser, "Import Model").answer(folder / "way.json")
        app.wait("list item", re.compile("^Segment “Diamond”"))
        app.key("Escape")
        wait_closed(app)
        assert segments(app) == OWN[:4], segments(app)

    with tap.point("/ui/models/import-says-what-is-in-use"):
        write_model("used.json", ["Diamond", "Silver"], Prospect="They know us by name.")
        begin_import(app, chooser, "used.json")
        app.wait("list item", "Segment “Silver”: set inactive")
        app.press("button", "Import")
        app.wait("label", re.compile("^“Silver” would become inactive, and is in use: "))
        app.wait("button", "Import", sensitive=False)
        app.key("Escape")
        wait_closed(app)
        assert segments(app) == OWN[:4], segments(app)

    with tap.point("/ui/models/import-says-what-is-wrong"):
        (folder / "bad.csv").write_text("Annual review\n1,2,3\n", encoding="utf-8")
        (folder / "bad.json").write_text('{"segments": [', encoding="utf-8")
        for name, problem in (("bad.csv", "^line 1: expected the benefits’ name"), ("bad.json", "^line ")):
            begin_import(app, chooser, name)
            alert = app.wait("alert", "Can’t Read This File")
            alert.wait("label", re.compile(problem))
            alert.wait("button", "Close").press()
            app.wait_gone("alert", "Can’t Read This File")
        assert segments(app) == OWN[:4], segments(app)

    with tap.point("/ui/models/import-of-another-kind"):
        (folder / "letter.txt").write_text("Dear Jean,\n", encoding="utf-8")
        begin_import(app, chooser, "letter.txt")
        app.wait("label", "Choose a file whose name ends in “.csv” or “.json”.")
        begin_import(app, chooser, "gone.csv")
        app.wait("label", re.compile("^Couldn’t read the file"))
        (folder / "large.json").write_bytes(b" " * (4 * 1024 * 1024))
        begin_import(app, chooser, "large.json")
        app.wait("label", "The file is too large to be a segmentation model.")
        assert app.find("dialog") is None


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
use_own_model(practice)
tranchectl("segments", practice, "--edit=Gold", "--name=Premium")
tranchectl("segments", practice, "--add=Diamond", "--description=By invitation")
with FileChooser() as chooser, App(practice, environment=chooser.environment) as app:
    app.resize(1200, 800)
    go_to(app, "Segments")
    test_choose(app)
    test_history(app)
    test_export(app, chooser)
    test_import(app, chooser)
    test_permissions(app)
tranchectl("check", practice)

tap.finish()
