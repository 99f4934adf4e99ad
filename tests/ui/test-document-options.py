#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents in a narrow window: the options lie over the pages, and Escape closes them before the page."""

import os
import re

from tranche_practice import make_folder, tranchectl
from tranche_ui import App, Tap

TODAY = "2026-11-21"


def open_document(app):
    app.press("list item", "Clients")
    app.wait("table row", re.compile("Household, ")).click()
    app.wait("button", "Print").press()
    app.press("menu item", re.compile("Fee Disclosure"))
    app.wait("button", "Issue…", sensitive=True)


def test_escape(tap, app):
    with tap.point("/ui/document-options/escape"):
        app.resize(360, 720)
        app.wait_gone("check box", "Arrangement")
        app.wait("toggle button", "Options").press()
        app.wait("check box", "Arrangement")
        app.key("Escape")
        app.wait_gone("check box", "Arrangement")
        app.wait("button", "Issue…")
        app.key("Escape")
        app.wait_gone("button", "Issue…")


def main():
    tap = Tap()
    os.environ["TRANCHE_TODAY"] = TODAY
    practice = make_folder() / "practice.tranche"
    tranchectl("sample", practice, "--clients", 60, "--date", TODAY)
    with App(practice) as app:
        app.resize(1200, 800)
        open_document(app)
        test_escape(tap, app)
    tap.finish()


main()
