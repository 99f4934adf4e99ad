# SPDX-License-Identifier: GPL-3.0-or-later
"""The user guide in its window: opened by F1 and from the menu, followed, searched, and closed with the last window."""

import re

from tranche_practice import go_to, make_folder, open_guide, tranchectl
from tranche_ui import App, Tap

tap = Tap()
practice = make_folder() / "Cape Town.tranche"
tranchectl("create", practice, "--office", "Cape Town")

with App() as app:
    with tap.point("/ui/help/start-page"):
        app.wait("button", "New Practice File…")
        open_guide(app)
        app.wait("heading", "Getting Started")
        app.wait("label", re.compile("Explore a Sample Practice"))

    with tap.point("/ui/help/search"):
        app.key("ctrl+f")
        app.type("claw-backs")
        app.wait_gone("list item", "Import")
        app.key("Return")
        app.wait("heading", "Strategy")

    with tap.point("/ui/help/nothing-found"):
        app.key("ctrl+f", "ctrl+a")
        app.type("helicopter")
        app.wait("label", "Nothing Found")
        app.key("Escape")
        app.wait("list item", "Import")

    with tap.point("/ui/help/closes"):
        app.key("ctrl+w")
        app.wait_gone("heading", "Strategy")
        app.wait("button", "New Practice File…")

with App(practice) as app:
    with tap.point("/ui/help/of-the-section"):
        app.wait("list item", re.compile("Clients"))
        go_to(app, "Segments")
        open_guide(app)
        app.wait("heading", "Segments and Benefits")

    with tap.point("/ui/help/with-the-last-window"):
        app.wait("frame", "Help", active=True)
        app.key("ctrl+q")
        app.wait_for(lambda: app.process.poll() is not None, "the program's end")

tap.finish()
