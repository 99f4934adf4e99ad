#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents: the preview of one client and of several, what is on them, issuing, saving and printing to a file."""

import os
import re
import subprocess

from tranche_desktop import FileChooser
from tranche_practice import make_folder, print_to_file, read_pdf, save_pdf, tranchectl, wait_page
from tranche_ui import App, Tap, wait_until

TODAY = "2026-11-21"


def open_document(app, kind, n_clients):
    """From the list of clients: the first rows that are households, and Print."""
    app.press("list item", "Clients")
    app.wait("table row", re.compile("Household, ")).click()
    for _ in range(n_clients - 1):
        app.key("shift+Down")
    app.wait("button", "Print").press()
    app.press("menu item", re.compile(kind))
    app.wait("button", re.compile("^Issue"), sensitive=True)


def go_back(app):
    app.press("button", "Back")
    app.wait_gone("button", "Print…")


def count_toasts(app):
    return len(app.find_all("button", "Dismiss"))


def test_one(tap, app, chooser, folder):
    with tap.point("/ui/documents/one"):
        open_document(app, "Fee Disclosure", 1)
        wait_page(app, "Your arrangement")
        app.wait("image", re.compile("^Preview of a draft, page 1"))

    with tap.point("/ui/documents/parts"):
        arrangement = app.wait("check box", "Arrangement")
        arrangement.press()
        wait_page(app, "Your arrangement", False)
        arrangement.press()
        wait_page(app, "Your arrangement")

    with tap.point("/ui/documents/zoom"):
        def width():
            return app.find("image", re.compile("^Preview")).extents[2]

        fit = width()
        for _ in range(3):
            app.key("ctrl+plus")
        wait_until(lambda: width() > fit, "larger pages")
        app.press("button", "Fit to Width")
        wait_until(lambda: width() == fit, "pages as wide as the room")

    with tap.point("/ui/documents/save-draft"):
        draft = folder / "draft.pdf"
        text = save_pdf(app, chooser, draft)
        assert "Draft, not issued" in text and "Your arrangement" in text, text
        about = subprocess.run(["pdfinfo", draft], check=True, capture_output=True, text=True).stdout
        assert "Fee Disclosure Statement" in about, about

    with tap.point("/ui/documents/save-cancelled"):
        app.press("button", "Dismiss")
        wait_until(lambda: count_toasts(app) == 0, "no toast")
        app.press("button", "Save…")
        chooser.wait("Save as PDF").cancel()
        # It can be asked again.
        app.press("button", "Save…")
        chooser.wait("Save as PDF").cancel()
        assert count_toasts(app) == 0

    with tap.point("/ui/documents/save-fails"):
        app.press("button", "Save…")
        # A folder that takes no files, from nobody.
        chooser.wait("Save as PDF").answer("/proc/draft.pdf")
        app.wait("label", re.compile("^Couldn’t save the document"))

    with tap.point("/ui/documents/issue"):
        app.press("button", "Issue…")
        app.wait("alert", "Issue This Document?").wait("button", "Cancel").press()
        app.wait("button", "Issue…", sensitive=True)
        app.press("button", "Issue…")
        app.wait("alert", "Issue This Document?").wait("button", "Issue").press()
        app.wait("label", "Document FDS-2026-00001 issued")
        app.wait("label", "FDS-2026-00001 · issued")
        wait_page(app, "FDS-2026-00001")
        app.wait("image", re.compile("^Preview, page 1"))
        assert not app.wait("button", "Issue…").sensitive

    with tap.point("/ui/documents/save-issued"):
        issued = folder / "issued.pdf"
        text = save_pdf(app, chooser, issued)
        assert "FDS-2026-00001" in text and "Draft" not in text, text

    with tap.point("/ui/documents/issue-another"):
        app.press("check box", "Signatures")
        app.wait("button", "Issue…", sensitive=True)
        app.press("button", "Issue…")
        app.wait("alert", "Issue Another Document?").wait("button", "Cancel").press()
        app.wait_gone("alert", "Issue Another Document?")


def test_print(tap, app, folder):
    with tap.point("/ui/documents/print-cancelled"):
        before = set(folder.iterdir())
        wait_until(lambda: count_toasts(app) == 0, "no toast", 30)
        app.press("button", "Print…")
        app.wait("dialog", "Fee Disclosure Statement").wait("button", "Cancel").press()
        app.wait_gone("dialog", "Fee Disclosure Statement")
        assert count_toasts(app) == 0
        assert set(folder.iterdir()) == before

    with tap.point("/ui/documents/print-to-file"):
        app.press("button", "Print…")
        print_to_file(app, "Fee Disclosure Statement")
        text = read_pdf(folder / "output.pdf")
        assert "Draft, not issued" in text, text


def close_print(app):
    dialog = app.find("dialog", "Fee Disclosure Statement")
    if dialog is not None:
        dialog.wait("button", "Cancel").press()
    go_back(app)


def test_several(tap, app):
    with tap.point("/ui/documents/several"):
        open_document(app, "Fee Disclosure", 3)
        app.wait("label", "3 clients")
        wait_page(app, "Your arrangement")

    with tap.point("/ui/documents/issue-all"):
        app.press("button", "Issue All…")
        question = app.wait("alert", re.compile(r"^Issue \d Documents?\?$"))
        question.wait("label", re.compile("1 was issued for this period already"))
        n_new = int(re.search(r"\d", question.name).group())
        question.wait("button", "Issue").press()
        app.wait("label", re.compile(rf"^{n_new} documents? issued$"))
        app.wait("label", re.compile(r"^\d documents? · issued$"))
        wait_page(app, "FDS-2026-00002")

    with tap.point("/ui/documents/nothing-to-issue"):
        go_back(app)
        open_document(app, "Fee Disclosure", 3)
        app.press("button", "Issue All…")
        app.wait("alert", "Nothing to Issue").wait("button", "Close").press()
        app.wait("button", "Issue All…", sensitive=True)
        go_back(app)


def main():
    tap = Tap()
    os.environ["TRANCHE_TODAY"] = TODAY
    folder = make_folder()
    practice = folder / "practice.tranche"
    tranchectl("sample", practice, "--clients", 60, "--date", TODAY)
    # Where the program starts is where printing to a file goes.
    os.chdir(folder)
    with FileChooser() as chooser, App(practice, environment=chooser.environment) as app:
        app.resize(1200, 800)
        test_one(tap, app, chooser, folder)
        test_print(tap, app, folder)
        close_print(app)
        test_several(tap, app)
    tranchectl("check", practice)
    tap.finish()


main()
