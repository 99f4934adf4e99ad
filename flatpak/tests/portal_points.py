# SPDX-License-Identifier: GPL-3.0-or-later
"""The points that ask the desktop for something by its portals, for ./run."""

import json
import re
import subprocess

from sandbox import (
    DATA,
    DESKTOP,
    HOME,
    ID,
    PICTURES,
    RUN,
    Sandboxed,
    answer,
    flatpak,
    inside,
    leave_preferences,
    lightness,
    make_practice,
    open_documents,
    pdf_text,
    preference,
    questions,
    tranchectl,
    wait_ended,
    wait_practice,
    wait_until,
    windows,
)

SETTINGS = "io.github.tranche_app.Tranche"


def test_file_chooser_save():
    """A new practice, saved in Documents by the portal's dialog; elsewhere is refused, and leaves nothing."""
    elsewhere = HOME / "elsewhere"
    elsewhere.mkdir()
    practice = HOME / "Documents/Cape Town.tranche"
    with Sandboxed() as app:
        app.press("button", "New Practice File…")
        app.wait("text", "Office name").set_text("Cape Town")
        app.wait("text", "Your name").set_text("Ayanda")
        answer(save=elsewhere)
        app.press("button", "Save to")
        app.wait(None, re.compile(r"Cape Town\.tranche"))
        app.press("button", "Create")
        app.wait(None, re.compile("can’t be written to"))
        answer(save=practice.parent)
        app.press("button", "Save to")
        wait_until(lambda: len(questions("FileChooser")) == 2, "the second question")
        app.wait_gone(None, re.compile("can’t be written to"))
        app.press("button", "Create")
        app.wait("button", re.compile("Acting as"))
    wait_ended()
    assert [line["name"] for line in questions("FileChooser")] == ["Cape Town.tranche"] * 2, questions("FileChooser")
    assert not list(elsewhere.iterdir()), list(elsewhere.iterdir())
    assert json.loads(tranchectl("check", practice, "--json"))["ok"] is True


def test_file_chooser_open():
    """Opens a file in Documents by the portal's dialog, and shows the clients in it."""
    practice = make_practice("chosen.tranche")
    answer(open=practice)
    with Sandboxed() as app:
        app.key("ctrl+o")
        wait_until(lambda: questions("FileChooser"), "the file chooser")
        wait_practice(app)
        app.wait("table row", re.compile("."))
        app.screenshot(PICTURES / "sandbox-clients.png")
    wait_ended()


def test_outside_documents():
    """A file from elsewhere comes without its folder, and is refused with a word on what to do."""
    practice = make_practice("elsewhere.tranche")
    elsewhere = HOME / "elsewhere.tranche"
    practice.rename(elsewhere)
    before = elsewhere.read_bytes()
    answer(open=elsewhere)
    with Sandboxed() as app:
        app.key("ctrl+o")
        app.wait(None, "Can’t Write Here")
    wait_ended()
    assert elsewhere.read_bytes() == before


def test_save_pdf():
    """A document of one client, and one file of several, to places that only the portal reaches."""
    practice = make_practice("saved.tranche")
    paper = HOME / "saved"
    paper.mkdir()
    with Sandboxed(practice) as app:
        answer(save=paper)
        open_documents(app, lambda: None)
        app.press("button", "Save…")
        app.wait("label", re.compile("” saved"))
        (one,) = paper.iterdir()
        assert "Annual summary" in pdf_text(one)
        app.press("button", "Back")
        app.wait_gone("button", "Print…")
        one.unlink()
        app.key("ctrl+a", "ctrl+p")
        app.wait("button", re.compile("^Print"), sensitive=True, timeout=60)
        app.press("button", re.compile("^Save"))
        app.wait("label", re.compile("documents saved"), timeout=60)
        (many,) = paper.iterdir()
        assert pdf_text(many).count("Annual summary") > 1
    wait_ended()


def test_print():
    """Prints documents through the portal's dialog; the job arrives whole."""
    practice = make_practice("printed.tranche")
    paper = HOME / "paper"
    paper.mkdir()
    answer(print=paper)

    def select(app):
        app.key("ctrl+a")
        app.wait(None, re.compile("60 selected"))

    with Sandboxed(practice) as app:
        open_documents(app, lambda: select(app))
        app.screenshot(PICTURES / "sandbox-document.png")
        app.key("ctrl+p")
        wait_until(lambda: (paper / "1.pdf").exists(), "the printed document", 60)
    wait_ended()
    assert "Annual summary" in pdf_text(paper / "1.pdf")
    assert [line["method"] for line in questions("Print")] == ["PreparePrint", "Print"], questions("Print")


def test_print_outlives_window():
    """The window is closed while the portal's dialog is open: the program stays until the job is handed over."""
    practice = make_practice("closed.tranche")
    paper = HOME / "late"
    paper.mkdir()
    answer(print=paper, thinking=1)
    with Sandboxed(practice) as app:
        open_documents(app, lambda: None)
        app.key("ctrl+p")
        wait_until(lambda: questions("Print"), "the print dialog")
        app.key("alt+F4")
        wait_until(lambda: not windows(), "no window")
        assert not list(paper.iterdir())
        answer(print=paper)
        app.process.wait(60)
    wait_ended()
    (job,) = paper.iterdir()
    assert "Annual summary" in pdf_text(job)


def test_print_cancelled():
    practice = make_practice("unprinted.tranche")
    with Sandboxed(practice) as app:
        open_documents(app, lambda: None)
        app.key("ctrl+p")
        wait_until(lambda: questions("Print"), "the print dialog")
        # It can be asked again, and nothing is told as an error.
        app.key("ctrl+p")
        wait_until(lambda: len(questions("Print")) == 2, "the print dialog again")
        assert not app.find(None, re.compile("Couldn’t")), app.tree()
    wait_ended()
    assert {line["method"] for line in questions("Print")} == {"PreparePrint"}, questions("Print")


def test_cancelled_chooser():
    answer()
    with Sandboxed() as app:
        app.key("ctrl+o")
        wait_until(lambda: questions("FileChooser"), "the file chooser")
        assert not app.find(None, re.compile("Couldn’t")), app.tree()
    wait_ended()


def test_dark_and_contrast():
    """The window follows the desktop's settings while it is open."""
    practice = make_practice("dark.tranche")
    before, dark, contrast = (DESKTOP / f"{name}.png" for name in ("before", "dark", "contrast"))
    with Sandboxed(practice) as app:
        wait_practice(app)
        app.wait("table row", re.compile("."))
        assert lightness(app.screenshot(before)) > 0.6
        answer(dark=1)
        wait_until(lambda: lightness(app.screenshot(dark)) < 0.35, "a dark window")
        answer(dark=1, contrast=1)
        wait_until(lambda: app.screenshot(contrast).read_bytes() != dark.read_bytes(), "a window in high contrast")
        app.screenshot(PICTURES / "sandbox-dark-contrast.png")
        answer()
        wait_until(lambda: lightness(app.screenshot(before)) > 0.6, "a light window again")
    wait_ended()


def allow(permission):
    """What the desktop keeps about the program's running without a window."""
    flatpak("permission-set", "background", "background", ID, permission)


def autostart():
    """The command that the session starts with, or nothing. Portals before 1.18 leave the file to the desktop."""
    told = [line for line in questions("Background") if line["method"] == "EnableAutostart"]
    file = HOME / f".config/autostart/{ID}.desktop"
    if file.exists():
        (command,) = re.findall("^Exec=(.*)$", file.read_text(), re.M)
        return command
    return " ".join(told[-1]["command"]) if told and told[-1]["enable"] else None


def test_background():
    """Asks whether it may run at night, and does what is answered: refused, granted, taken back."""
    practice = make_practice("night.tranche")
    with Sandboxed(practice) as app:
        wait_practice(app)
        allow("ask")
        answer()
        switch = preference(app, "Segment every night").press()
        app.wait("label", re.compile("isn’t allowed to run without a window"))
        assert len(questions("Access")) == 1, questions("Access")
        switch.wait_state("checked", False)
        assert autostart() is None, autostart()
        allow("ask")
        answer(background=1)
        switch.press().wait_state("checked")
        wait_until(autostart, "the program among those that start with the session")
        assert len(questions("Access")) == 2, questions("Access")
        command = autostart()
        assert command.startswith("flatpak run") and ID in command and "--background" in command, command
        leave_preferences(app)
        # Closed, it goes on: a second start finds it, and has nothing to stay for.
        app.key("alt+F4")
        wait_until(lambda: not windows(), "no window")
        second = subprocess.run([*RUN, ID], capture_output=True, text=True, timeout=60, check=False)
        assert second.returncode == 0, second.stderr
        wait_practice(app)
        preference(app, "Segment every night").press().wait_state("checked", False)
        wait_until(lambda: autostart() is None, "the program away from the session's start")
        leave_preferences(app)
    wait_ended()


def test_night():
    """Started without a window, it backs up and segments, and tells so by figures."""
    practice = HOME / "Documents/nightly.tranche"
    tranchectl("sample", practice, "--clients", 40, "--date", "2025-08-14")
    for key, value in (("last-file", practice), ("nightly-in-background", "true")):
        inside("gsettings", "set", SETTINGS, key, value)
    night = subprocess.Popen([*RUN, "--command=tranche", ID, "--background"], stdin=subprocess.DEVNULL)
    try:
        wait_until(lambda: questions("Notification"), "a notification", 60)
        assert not windows(), windows()
    finally:
        flatpak("kill", ID, check=False)
        night.wait(20)
    wait_ended()
    (told,) = questions("Notification")
    assert told["title"] == "Segmentation finished" and told["application"] == ID, told
    assert list((DATA / "tranche/backups").glob("nightly*")), list(DATA.rglob("*"))


TESTS = {
    "file-chooser-save": test_file_chooser_save,
    "file-chooser-open": test_file_chooser_open,
    "file-chooser-cancelled": test_cancelled_chooser,
    "outside-documents": test_outside_documents,
    "save-pdf": test_save_pdf,
    "print": test_print,
    "print-outlives-window": test_print_outlives_window,
    "print-cancelled": test_print_cancelled,
    "dark-and-contrast": test_dark_and_contrast,
    "background": test_background,
    "night": test_night,
}
