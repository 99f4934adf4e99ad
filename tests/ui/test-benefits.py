# SPDX-License-Identifier: GPL-3.0-or-later
"""Benefits & Services by the keyboard: the list, its dialog, and the matrix."""

import json
import os
import pathlib
import re
import subprocess
import tempfile

from tranche_ui import App, Tap

tap = Tap()
folder = pathlib.Path(tempfile.mkdtemp(prefix="tranche-"))
practice = folder / "Fremantle.tranche"


def tranchectl(*arguments):
    subprocess.run([os.environ["TRANCHECTL"], *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


tranchectl("sample", practice, "--clients", 40)
tranchectl("model", practice, "--duplicate-to", "practice", "--name", "Our Way")
tranchectl("model", practice, "--choose", "Our Way", "--for", "practice")
tranchectl("segments", practice, "--add", "Platinum", "--description", "By invitation")
tranchectl("segments", practice, "--inactive", "Platinum")


def make_agreements(count):
    """Of the practice's own model, for the first clients that have none; returns their names."""
    listed = subprocess.run([os.environ["TRANCHECTL"], "clients", practice, "--json"], check=True, capture_output=True)
    made = []
    for client in json.loads(listed.stdout)["clients"]:
        command = [os.environ["TRANCHECTL"], "agreements", practice, "--client", client["reference"],
                   "--add", "ongoing", "--package", "Gold"]
        if len(made) < count and subprocess.run(command, check=False, capture_output=True).returncode == 0:
            made.append(client["name"])
    assert len(made) == count, made
    return made


clients = make_agreements(3)


def go_to(app, section):
    app.wait("list item", re.compile(section + "$")).press()
    app.wait("frame", re.compile("^" + section))


def benefits(app):
    """The names of the benefits, from the top."""
    return [row.name for row in app.find_all("row header")]


def wait_benefits(app, *expected, at):
    app.wait_for(lambda: benefits(app)[at] == list(expected), f"{expected}, not {benefits(app)}")


def total(app, benefit):
    """What is said beside its row: “3 of 4”."""
    return app.wait_for(
        lambda: next((label.name for label in app.find_all("label", re.compile(" of ")) if label.description == benefit), None),
        f"the total of {benefit}",
    )


def services(app, segment):
    return app.wait("toggle button", segment).description


def tab_into_matrix(app):
    """As far as it takes; the focus comes to where it was."""
    places = ("row header", "check box")
    for _ in range(10):
        focus = app.wait_for(app.focus_widget, "a focus")
        if focus.role in places:
            return focus
        app.key("Tab")
        app.wait_for(lambda: app.focus_widget() != focus, "the next stop")
    raise AssertionError(f"no way into the matrix:\n{app.tree()}")


def wait_focus(app, role, name):
    app.wait(role, name, focused=True)


def tab_to(app, role, name):
    for _ in range(12):
        focus = app.focus_widget()
        if focus and focus.role == role and focus.name == name:
            return
        app.key("Tab")
        app.wait_for(lambda: app.focus_widget() != focus, "the next stop")
    raise AssertionError(f"Tab doesn't reach {role} {name!r}:\n{app.tree()}")


def choose_columns(app, name):
    app.wait("grouping", "Segments shown").wait("radio button", name).press()


with App(practice) as app:
    app.resize(1200, 800)
    go_to(app, "Benefits & Services")
    app.wait("row header", "Client events")

    with tap.point("/ui/benefits/required"):
        app.key("ctrl+n")
        app.wait("dialog", "Add Benefit")
        app.wait("text", re.compile("^Name")).wait_state("focused")
        app.key("Return")
        app.wait("label", "Enter a name.")
        app.wait("label", "Choose how often it is due.")

    with tap.point("/ui/benefits/add"):
        app.wait("text", re.compile("^Name")).wait_state("focused")
        app.type("Budget meeting")
        app.wait("combo box", re.compile("^Frequency")).choose("Quarterly")
        app.wait("combo box", "Kind").choose("Additional service")
        app.wait("label", "Printed when delivered")
        # The order number: the last one, and eight down.
        app.key("Tab", *["Down"] * 8)
        app.wait("button", "Add").press()
        app.wait_gone("dialog")
        # It has the number of another one: by name.
        wait_benefits(app, "Half-yearly portfolio report", "Budget meeting", "Quarterly market update", at=slice(1, 4))
        assert total(app, "Budget meeting") == "0 of 4"

    with tap.point("/ui/benefits/cells"):
        before = services(app, "Gold")
        tab_into_matrix(app)
        app.key("ctrl+Home")
        wait_focus(app, "row header", "Annual review meeting")
        app.key("Down", "Down", "End")
        wait_focus(app, "check box", "Budget meeting, Gold")
        app.key("space")
        app.wait("check box", "Budget meeting, Gold", checked=True)
        app.wait_for(lambda: total(app, "Budget meeting") == "1 of 4", "the row's total")
        assert before == "10 services" and services(app, "Gold") == "11 services", (before, services(app, "Gold"))
        app.key("Left", "space")
        app.wait("check box", "Budget meeting, Silver", checked=True)
        app.key("space")
        app.wait("check box", "Budget meeting, Silver", checked=False)
        app.key("ctrl+z")
        app.wait("check box", "Budget meeting, Silver", checked=True)
        app.wait_for(lambda: total(app, "Budget meeting") == "2 of 4", "the row's total")

    with tap.point("/ui/benefits/move"):
        app.key("Home", "alt+Up")
        wait_benefits(app, "Annual review meeting", "Budget meeting", "Half-yearly portfolio report", at=slice(0, 3))
        wait_focus(app, "row header", "Budget meeting")
        app.key("alt+Down")
        wait_benefits(app, "Half-yearly portfolio report", "Budget meeting", at=slice(1, 3))

    with tap.point("/ui/benefits/edit"):
        wait_focus(app, "row header", "Budget meeting")
        app.key("Return")
        app.wait("dialog", "Edit Benefit")
        app.wait("text", re.compile("^Name")).set_text("Client events")
        app.key("Return")
        app.wait("label", "There is a benefit with this name already.")
        app.wait("text", re.compile("^Name")).set_text("Budget review")
        app.key("Return")
        app.wait_gone("dialog")
        app.wait("row header", "Budget review", focused=True)

    with tap.point("/ui/benefits/remove"):
        app.key("Delete")
        app.wait_gone("row header", "Budget review")
        app.wait("label", "Benefit “Budget review” removed")
        wait_focus(app, "row header", "Quarterly market update")
        app.key("ctrl+z")
        app.wait("row header", "Budget review")
        app.wait("check box", "Budget review, Gold", checked=True)

    with tap.point("/ui/benefits/columns"):
        assert app.find("toggle button", "Platinum") is None
        choose_columns(app, "All")
        app.wait("check box", "Annual review meeting, Platinum", checked=False)
        assert services(app, "Platinum") == "Inactive"
        choose_columns(app, "Active")
        app.wait_gone("toggle button", "Platinum")

    with tap.point("/ui/benefits/agreements"):
        tab_into_matrix(app)
        app.key("ctrl+Home")
        wait_focus(app, "row header", "Annual review meeting")
        app.key("Return")
        app.wait("dialog", "Edit Benefit")
        app.wait("spin button", re.compile("^Order Number"))
        app.wait("text", re.compile("^Name")).set_text("Annual talk")
        app.wait("list item", "In 3 Agreements").click()
        # What isn't saved is asked about.
        app.wait(None, re.compile("^Discard Changes"))
        app.key("Escape")
        app.wait_gone(None, re.compile("^Discard Changes"))
        app.wait("text", re.compile("^Name")).wait_text("Annual talk").set_text("Annual review meeting")
        row = app.wait("list item", "In 3 Agreements")
        row.click_until(lambda: app.find("dialog") is None, "the dialog gone")
        app.wait("label", "3 agreements")
        assert [row.name for row in app.wait("list", "Agreements").find_all("list item")] == clients

    with tap.point("/ui/benefits/agreements-clients"):
        title = re.compile("^" + re.escape(clients[0]))
        app.wait("list item", clients[0]).click_until(lambda: app.find("frame", title), "the client's page")
        app.key("alt+Down")
        app.wait("frame", re.compile("^" + re.escape(clients[1])))
        app.key("alt+Up")
        app.wait("frame", re.compile("^" + re.escape(clients[0])))
        app.key("alt+Left")
        app.wait("frame", re.compile("^Agreements"))
        app.key("alt+Left")
        app.wait("row header", "Annual review meeting")

    with tap.point("/ui/benefits/narrow"):
        tab_into_matrix(app)
        app.key("ctrl+Home", "End")
        wait_focus(app, "check box", "Annual review meeting, Gold")
        app.resize(360, 720)
        # There are no cells here; the keyboard stays on the benefit.
        wait_focus(app, "row header", "Annual review meeting")
        app.key("Return")
        app.wait("check box", "Platinum", checked=False)
        gold = app.wait("check box", "Gold", checked=True)
        tab_to(app, "check box", "Gold")
        app.key("space")
        gold.wait_state("checked", False)
        app.key("alt+Left")
        app.wait("row header", "Annual review meeting").wait("label", "3 of 4")
        app.resize(1200, 800)
        app.wait("check box", "Annual review meeting, Gold", checked=False)

    with tap.point("/ui/benefits/no-permission"):
        app.press("button", re.compile("Acting as"))
        app.wait("menu item", re.compile("^Lindiwe Dlamini"), checked=False).press()
        app.wait_gone("menu item")
        button = app.wait("button", "Add Benefit", sensitive=False)
        assert "may not" in button.description, button.description
        tab_into_matrix(app)
        app.key("ctrl+Home", "End")
        wait_focus(app, "check box", "Annual review meeting, Gold")
        app.key("space", "Home", "alt+Down", "Delete", "Return")
        # It opens, for reading.
        app.wait("dialog", "Benefit")
        app.wait("button", "Close")
        assert app.find("button", "Save") is None
        app.key("Escape")
        app.wait_gone("dialog")
        app.wait("check box", "Annual review meeting, Gold", checked=False)
        assert benefits(app)[0] == "Annual review meeting"

tap.finish()
