# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's states: the start page, what can't be opened, a new practice file, the sample practice."""

import re

from tranche_desktop import FileChooser
from tranche_practice import make_folder, tranchectl
from tranche_ui import App, Tap

tap = Tap()
folder = make_folder()
letter = folder / "letter.tranche"
letter.write_text("not a practice file\n")
practice = folder / "Cape Town.tranche"
tranchectl("create", practice, "--office", "Cape Town")
damaged = folder / "damaged.tranche"
damaged.write_bytes(practice.read_bytes()[: practice.stat().st_size // 3])


def choose_place(app, chooser, place):
    """A new practice file, in a dialog of its own: GTK asks for a second place beside the first one, and looks at its
    folder; when the answer comes before it has, it complains in the program's name."""
    app.press("button", "New Practice File…")
    app.wait("text", "Office name").set_text("Walvis Bay")
    app.wait("text", "Your name").set_text("Ndapewa Shikongo")
    app.press("button", "Save to")
    question = chooser.wait("Save Practice File")
    assert question.saves and question.name == "Walvis Bay.tranche", question.options
    question.answer(place)
    app.wait(None, re.compile(re.escape(f"{place.parent.name}/{place.name}") + "$"))
    app.press("button", "Create")


def leave_dialog(app):
    app.key("Escape")
    app.wait_gone("dialog")


with App() as app:
    with tap.point("/ui/window/start-page"):
        app.wait("button", "New Practice File…")
        app.wait("button", "Open…")
        app.wait("button", "Explore a Sample Practice")

    with tap.point("/ui/window/new-file-errors"):
        app.wait("button", "New Practice File…").press()
        app.wait("button", "Create").press()
        app.wait("label", "Enter the name of the office.")
        app.key("Escape")
        app.wait_gone("button", "Create")

    with tap.point("/ui/window/sample"):
        app.wait("button", "Explore a Sample Practice").press()
        app.wait("button", re.compile("Acting as"), timeout=60)
        app.wait("list item", re.compile("Clients"))

with FileChooser() as chooser, App(letter, environment=chooser.environment) as app:
    with tap.point("/ui/window/foreign-file"):
        app.wait("label", "Can’t Read This File")
        app.wait("button", "Start Page").press()
        app.wait("button", "New Practice File…")

    with tap.point("/ui/window/open-cancelled"):
        app.press("button", "Open…")
        question = chooser.wait("Open Practice File")
        assert list(question.filters.values()) == [["*.[tT][rR][aA][nN][cC][hH][eE]"]], question.filters
        question.cancel()
        app.key("ctrl+o")
        chooser.wait("Open Practice File").cancel()
        app.wait("button", "New Practice File…")
        assert not app.find("label", re.compile("Couldn’t")), app.tree()

    with tap.point("/ui/window/open-damaged"):
        before = damaged.read_bytes()
        app.press("button", "Open…")
        chooser.wait("Open Practice File").answer(damaged)
        app.wait("label", "Can’t Read This File")
        app.wait("label", re.compile("^“damaged.tranche” is damaged"))
        app.wait("button", "Start Page").press()
        app.wait("button", "New Practice File…")
        assert damaged.read_bytes() == before

    with tap.point("/ui/window/open-elsewhere"):
        app.press("button", "Open…")
        chooser.wait("Open Practice File").answer_uri("sftp://example.org/Cape%20Town.tranche")
        app.wait("label", "Only files on this computer can be opened")

    with tap.point("/ui/window/new-practice-needs-a-place"):
        app.press("button", "New Practice File…")
        app.wait("text", "Office name").set_text("Walvis Bay")
        app.wait("text", "Your name").set_text("Ndapewa Shikongo")
        app.press("button", "Save to")
        chooser.wait("Save Practice File").cancel()
        app.press("button", "Create")
        app.wait("label", "Choose where to save the file.")
        leave_dialog(app)

    with tap.point("/ui/window/new-practice-in-a-place-that-is-no-good"):
        choose_place(app, chooser, folder / "gone/Walvis Bay.tranche")
        app.wait("label", "This folder isn’t there any more. Choose another one.")
        leave_dialog(app)
        before = practice.read_bytes()
        choose_place(app, chooser, practice)
        app.wait("label", "There is a file of this name already. Choose another name.")
        leave_dialog(app)
        assert practice.read_bytes() == before

    with tap.point("/ui/window/new-practice"):
        new = folder / "Walvis Bay.tranche"
        choose_place(app, chooser, new)
        app.wait("button", re.compile("Acting as Ndapewa Shikongo"))
        app.wait("frame", re.compile("Walvis Bay$"))
        tranchectl("check", new)

    with tap.point("/ui/window/open-another"):
        app.key("ctrl+o")
        chooser.wait("Open Practice File").answer(practice)
        app.wait("frame", re.compile("Cape Town$"))
        app.wait("frame", re.compile("Walvis Bay$"))
        # One that is open comes to the front, and no third window.
        app.key("ctrl+o")
        chooser.wait("Open Practice File").answer(new)
        app.wait("frame", re.compile("Walvis Bay$"), active=True)
        assert len(app.find_all("frame")) == 2, app.tree()
        app.key("ctrl+q")
        app.wait_for(lambda: app.process.poll() is not None, "the program's end")

with App(folder / "gone.tranche") as app:
    with tap.point("/ui/window/missing-file"):
        app.wait("label", "File Not Found")
        tranchectl("create", folder / "gone.tranche", "--office", "Back Again")
        app.wait("button", "Try Again").press()
        app.wait("list item", re.compile("Clients"))

with App(practice) as app:
    with tap.point("/ui/window/practice"):
        app.wait("list item", re.compile("Clients"))
        app.wait("label", "Cape Town")

with App() as app:
    with tap.point("/ui/window/last-file"):
        app.wait("label", "Cape Town")

tap.finish()
