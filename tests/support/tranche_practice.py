# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the window share: a practice file to open, and what people do in it by the keyboard.

    from tranche_practice import go_to, make_folder, tranchectl

    practice = make_folder() / "Fremantle.tranche"
    tranchectl("sample", practice, "--clients", 40)
"""

import os
import pathlib
import re
import subprocess
import tempfile

from tranche_ui import UiError, wait_until

BUILT_IN = ["Prospect", "Bronze", "Silver", "Gold"]


def tranchectl(*words):
    """What the command prints; it has to succeed."""
    result = subprocess.run(
        [os.environ["TRANCHECTL"], *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert result.returncode == 0, f"tranchectl {words}: {result.returncode}\n{result.stdout}"
    return result.stdout


def make_folder():
    """A new one, which the session throws away with all that is in it."""
    return pathlib.Path(tempfile.mkdtemp(prefix="tranche-", dir=os.environ.get("TRANCHE_TEST_SESSION")))


def use_own_model(practice, name="Our Way"):
    """Lets the practice use a copy of the built-in model, which it may edit."""
    tranchectl("model", practice, "--duplicate-to=practice", f"--name={name}")
    tranchectl("model", practice, f"--choose={name}", "--for=practice")


def read_pdf(path):
    """The text of a document, once the file is whole."""
    wait_until(lambda: path.exists() and path.read_bytes().rstrip().endswith(b"%%EOF"), f"{path.name} written")
    assert path.read_bytes().startswith(b"%PDF-"), path.read_bytes()[:20]
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout


# What one does anywhere


def go_to(app, section):
    """Chooses a section in the sidebar."""
    app.press("list item", re.compile(section + "$"))
    app.wait("frame", re.compile("^" + section))


def open_guide(app, title="Help"):
    """The guide is a window of its own: keys go there once it is the active one."""
    app.key("F1")
    app.wait("frame", title, active=True)


def undo(app):
    app.key("ctrl+z")


def redo(app):
    app.key("ctrl+shift+z")


def wait_closed(app):
    """A dialog holds the focus until it has gone."""
    app.wait_gone("dialog")


def choose_item(app, words):
    """In a menu that is open."""
    app.wait("menu item", re.compile("^" + words), sensitive=True).press()


def tab_to(app, role, name, back=False):
    """Presses Tab until that has the focus, as somebody without a mouse does."""
    focused = app.wait_for(app.focus_widget, "a focus")
    for _ in range(40):
        if focused.role == role and re.search(name, focused.name):
            return focused
        before = focused
        app.key("shift+Tab" if back else "Tab")
        focused = app.wait_for(
            lambda before=before: next((w for w in [app.focus_widget()] if w and w != before), None),
            f"the next widget after {before!r}",
        )
    raise UiError(f"Tab doesn't reach {role} {name!r}:\n{app.tree()}")


def pick(app, combo, name):
    """Goes to a combo row by Tab, opens it and goes down its list to a name."""
    tab_to(app, "combo box", f"^{combo}$").choose(name, key="space")
    app.wait("combo box", combo, focused=True)


# Documents


def wait_page(app, pattern, wanted=True):
    """Waits until the page that is looked at says that to assistive technology, or no longer does."""

    def page_text():
        image = app.find("image", re.compile("^Preview"))
        return image.description if image else ""

    def shown():
        text = page_text()
        return text and bool(re.search(pattern, text)) == wanted

    app.wait_for(shown, f"{'a' if wanted else 'no'} page with {pattern!r}")


def save_pdf(app, chooser, path):
    """Saves what the page shows, and gives the document's text."""
    app.wait("button", re.compile("^Save"), sensitive=True).press()
    question = chooser.wait("Save as PDF")
    assert question.saves and question.name.endswith(".pdf"), question.options
    assert question.filters == {"PDF Documents": ["application/pdf"]}, question.filters
    question.answer(path)
    app.wait("label", f"“{path.name}” saved")
    return read_pdf(path)


def print_to_file(app, title):
    """In GTK's dialog with that title, which is a window of its own and has to have the keyboard first. It offers
    every printer in a list of the old kind, whose rows only the keyboard reaches."""
    dialog = app.wait("dialog", title, active=True)
    dialog.wait("table row", "Print to File")
    app.key("Down", "space")
    dialog.wait("button", "Print", sensitive=True).press()
    app.wait("label", "Sent to the printer")


# The list of segments


def segments(app):
    """The names of the segments that are listed, in order."""
    found = app.find("list", "Segments")
    return [row.name for row in found.find_all("list item")] if found else []


def wait_segments(app, *names):
    app.wait_for(lambda: segments(app) == list(names), f"the segments {names}, not {segments(app)}")


def focus_segment(app, name):
    """Goes to a segment's row by Tab into the list and the arrow keys in it."""
    names = segments(app)
    focused = app.focus_widget()
    if not (focused and focused.role == "list item" and focused.name in names):
        focused = tab_to(app, "list item", f"^({'|'.join(names)})$")
    steps = names.index(name) - names.index(focused.name)
    for _ in range(abs(steps)):
        app.key("Down" if steps > 0 else "Up")
    app.wait("list item", name, focused=True)
