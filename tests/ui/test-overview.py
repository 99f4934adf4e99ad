#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The segments at a glance: whom each has, and the page to hand out, printed and saved, by keyboard too."""

import datetime
import os
import re

from tranche_desktop import FileChooser
from tranche_practice import make_folder, print_to_file, read_pdf, save_pdf, tranchectl, wait_page
from tranche_ui import App, Tap

TODAY = "2026-11-21"


def test_cards(tap, app):
    with tap.point("/ui/overview/clients"):
        app.press("list item", "Overview")
        card = app.wait("grouping", "Gold")
        card.wait("label", re.compile("% of production"))
        button = card.wait("button", re.compile(r"^\d+ clients$"))
        number = int(button.name.split()[0])
        assert number > 0
        button.press()
        app.wait_for(lambda: app.window().name.startswith("Clients"), "the list of clients")
        app.wait("label", re.compile(rf"^{number} (of \d+ )?clients"))


def test_narrow(tap, app):
    with tap.point("/ui/overview/narrow"):
        app.press("list item", "Overview")
        app.wait("label", "A Month")
        app.resize(360, 720)
        # There is no room for a table; the limits are sentences then.
        app.wait("list item", "Gold").wait("label", re.compile("^From .* a month"))
        app.wait_gone("label", "A Month")
        app.resize(1200, 800)
        app.wait("label", "A Month")


def test_sheet(tap, app, chooser, folder):
    with tap.point("/ui/overview/print-by-keyboard"):
        app.press("list item", "Overview")
        app.wait("grouping", "Gold")
        app.key("ctrl+p")
        wait_page(app, r"Our service packages\nAs on 21 Nov 2026\n")
        wait_page(app, "olleagues", False)
        app.wait("label", re.compile("^Page 1 of"))

    with tap.point("/ui/overview/save"):
        path = folder / "packages.pdf"
        app.key("alt+s")
        chooser.wait("Save as PDF").answer(path)
        app.wait("label", "“packages.pdf” saved")
        text = read_pdf(path)
        assert "Gold" in text and "✓" in text and "% of production" not in text, text

    with tap.point("/ui/overview/for-colleagues"):
        app.press(None, re.compile("^For Colleagues"))
        wait_page(app, r"As on 21 Nov 2026  ·  For colleagues only\n")
        text = save_pdf(app, chooser, folder / "colleagues.pdf")
        assert "% of production" in text, text

    with tap.point("/ui/overview/save-fails"):
        app.press("button", "Save as PDF…")
        # A folder that takes no files, from nobody.
        chooser.wait("Save as PDF").answer("/proc/packages.pdf")
        app.wait("label", re.compile("^Couldn’t save the document"))

    with tap.point("/ui/overview/print-to-file"):
        app.key("ctrl+p")
        print_to_file(app, "Service Packages")
        assert "For colleagues only" in read_pdf(folder / "output.pdf")

    with tap.point("/ui/overview/not-remembered"):
        app.press("button", "Back")
        app.wait_gone("button", "Print…")
        app.press("button", "Print or Save as PDF")
        wait_page(app, "Our service packages")
        wait_page(app, "olleagues", False)


def test_past_day(tap, app, day):
    with tap.point("/ui/overview/past-day"):
        app.press("list item", "Segments")
        app.wait("button", "Model").press()
        app.wait("menu item", "History").press()
        app.wait("button", "As It Was on a Day").press()
        app.wait("button", "Show That Day").press()
        app.wait_for(lambda: app.window().name.startswith("As on"), "the model of that day")
        app.wait("button", "Print or Save as PDF", sensitive=True)
        app.key("ctrl+p")
        wait_page(app, rf"Our service packages\nAs on 0?{day.day} ")
        assert not app.find("check box", "For Colleagues")


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
        test_cards(tap, app)
        test_narrow(tap, app)
        test_sheet(tap, app, chooser, folder)
    # What was done when goes by the real clock.
    today = datetime.date.today()
    os.environ["TRANCHE_TODAY"] = str(today)
    with App(practice) as app:
        app.resize(1200, 800)
        test_past_day(tap, app, today)
    tranchectl("check", practice)
    tap.finish()


main()
