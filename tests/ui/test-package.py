# SPDX-License-Identifier: GPL-3.0-or-later
"""A client's package: set by hand until a day, kept by a run, taken back; for many at once; and in every place that
offers segments, what is inactive isn't offered."""

import json
import os
import pathlib
import re
import subprocess
import tempfile

from tranche_ui import App, Tap, wait_until

os.environ["TRANCHE_TODAY"] = "2026-11-21"

tap = Tap()
folder = tempfile.TemporaryDirectory(prefix="tranche-")
practice = pathlib.Path(folder.name, "Elliott & Co.tranche")


def tranchectl(command, *arguments):
    done = subprocess.run(
        [os.environ["TRANCHECTL"], command, practice, *arguments], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout) if "--json" in arguments else done.stdout


def package(reference):
    return tranchectl("package", "--client", reference, "--json")


def clients(*arguments):
    return tranchectl("clients", *arguments, "--json")["clients"]


def go_to_list(app):
    app.press("list item", "Clients")
    app.wait("frame", re.compile("^Clients"))


def open_client(app, name):
    go_to_list(app)
    app.key("ctrl+f")
    app.wait(None, "Search clients", focused=True)
    app.key("ctrl+a")
    app.type(name)
    app.key("Return")
    app.wait("frame", re.compile(f"^{re.escape(name)} –", re.IGNORECASE))
    app.wait("button", re.compile("^Set Package"), sensitive=True)


def open_dialog(app):
    app.key("alt+k")
    app.wait("radio button", "Gold")
    return app.wait("dialog", "Set Package")


def offered(widget):
    return [radio.name for radio in widget.find_all("radio button")]


def badge(app, pattern):
    return app.wait("grouping", re.compile(pattern))


def row(app, name):
    """What the client's row in the list says."""
    return next((r.name for r in app.find_all("table row", re.compile("^" + re.escape(name) + ","))), "")


def close(app):
    app.key("Escape")
    app.wait_gone("dialog")


# A model of the practice's own with a segment that one client keeps and nobody can choose any more.
subprocess.run(
    [os.environ["TRANCHECTL"], "sample", practice, "--clients", "60", "--months", "14"], check=True, stdout=subprocess.DEVNULL
)
tranchectl("model", "--duplicate-to", "practice", "--name", "Ours")
tranchectl("model", "--choose", "Ours", "--for", "practice")
tranchectl("segments", "--add", "Legacy", "--description", "Of old")
tranchectl("package", "--client", "00002", "--segment", "Legacy", "--reason", "As promised")
tranchectl("segments", "--inactive", "Legacy", "--keep")
elliott = next(client for client in clients() if client["reference"] == "00001")
keeper = next(client["name"] for client in clients() if client["reference"] == "00002")
automatic = elliott["segment"]
wanted = "Bronze" if automatic != "Bronze" else "Gold"
order = ["Prospect", "Bronze", "Silver", "Gold"]

with App(practice) as app:
    app.resize(1200, 800)

    with tap.point("/ui/package/set-by-keyboard"):
        open_client(app, elliott["name"])
        dialog = open_dialog(app)
        assert offered(dialog) == order, offered(dialog)
        # What the client has is chosen, and has the focus.
        app.wait("list item", automatic, focused=True)
        assert dialog.find("radio button", automatic).checked
        app.key("alt+s")
        app.wait("label", "Say why, for those who ask later.")
        app.wait("text", re.compile("^Reason"), focused=True)
        app.type("Related to J. Elliott")
        app.key("Tab")
        app.wait("text", re.compile("^Last day"), focused=True)
        app.type("2026-11-20")
        app.key("Return")
        app.wait("label", "The last day is over already.")
        app.key("ctrl+a")
        app.type("2027-06-30")
        app.wait("list item", automatic).focus()
        steps = order.index(wanted) - order.index(automatic)
        for _ in range(abs(steps)):
            app.key("Down" if steps > 0 else "Up")
        app.wait("list item", wanted, focused=True)
        app.key("space")
        wait_until(lambda: dialog.find("radio button", wanted).checked, f"{wanted} chosen")
        app.key("alt+s")
        app.wait_gone("dialog")
        badge(app, f"^{wanted}, Set by hand")
        now = package("00001")
        assert now["by_hand"] and now["segment"] == wanted, now

    with tap.point("/ui/package/differs-on-both-sides"):
        agreement = next(a for a in package("00001")["agreements"] if a["differs"])
        app.wait("label", f"Agreement {agreement['number']} has “{agreement['segment']}”")
        app.press("tab", "Agreements")
        app.wait("list item", "Service Package")
        app.wait("label", f"Differs from the client’s package, “{wanted}”")

    with tap.point("/ui/package/timeline"):
        app.press("tab", "Segments")
        app.wait("list item", f"Set by hand to {wanted}")
        app.wait("label", re.compile(r"^Related to J\. Elliott · until "))

    with tap.point("/ui/package/survives-a-run"):
        tranchectl("segment", "--date", "2026-11-21")
        badge(app, f"^{wanted}, Set by hand")
        go_to_list(app)
        wait_until(lambda: f", {wanted}, set by hand" in row(app, elliott["name"]), "the pin in the list")
        assert package("00001")["segment"] == wanted

    with tap.point("/ui/package/leave-to-segmentation"):
        open_client(app, elliott["name"])
        dialog = open_dialog(app)
        # What is set is there to be changed.
        assert dialog.wait("text", re.compile("^Reason")).text == "Related to J. Elliott"
        app.press(None, "Leave It to Segmentation")
        app.wait_gone("dialog")
        badge(app, f"^{automatic}$")
        assert not package("00001")["by_hand"]
        app.key("ctrl+z")
        badge(app, f"^{wanted}, Set by hand")
        app.key("ctrl+shift+z")
        badge(app, f"^{automatic}$")

    with tap.point("/ui/package/many"):
        go_to_list(app)
        app.key("ctrl+f")
        app.wait(None, "Search clients", focused=True)
        app.key("ctrl+a", "BackSpace")
        app.wait("label", re.compile("^60 clients"))
        app.key("Down")
        app.wait("table row", selected=True, focused=True)
        app.key("shift+Down", "shift+Down")
        app.wait("label", re.compile("3 selected"))
        names = [widget.name.split(",")[0] for widget in app.find_all("table row", selected=True)]
        dialog = open_dialog(app)
        app.wait("label", re.compile("^3 clients: "))
        assert offered(dialog) == order, offered(dialog)
        assert not any(radio.checked for radio in dialog.find_all("radio button"))
        app.press("button", "Set")
        app.wait("label", "Choose a package.")
        dialog.find("radio button", "Silver").press()
        app.wait("text", re.compile("^Reason")).set_text("Friends of the house")
        app.press("button", "Set")
        app.wait_gone("dialog")
        wait_until(lambda: all(", Silver, set by hand" in row(app, name) for name in names), "three set by hand")
        app.key("ctrl+z")
        wait_until(lambda: not any("set by hand" in row(app, name) for name in names), "all three as before")

    with tap.point("/ui/package/inactive-is-kept"):
        open_client(app, keeper)
        badge(app, "^Legacy, Set by hand, Inactive")
        dialog = open_dialog(app)
        assert offered(dialog) == [*order, "Legacy"], offered(dialog)
        kept = dialog.find("radio button", "Legacy")
        assert kept.checked
        dialog.wait("label", "Inactive")
        app.press("button", "Set")
        app.wait("label", "“Legacy” can’t be set any more: choose another package.")
        close(app)

    with tap.point("/ui/package/filter-says-inactive"):
        go_to_list(app)
        app.press("button", "Filter")
        app.wait("check box", "Legacy (inactive)")
        app.key("Escape")
        app.wait_gone("check box", "Legacy (inactive)")

    with tap.point("/ui/package/from-a-segment-to-its-clients"):
        app.press("list item", "Segments")
        app.wait("frame", re.compile("^Segments"))
        app.wait("list item", "Gold").wait("button", re.compile(r"^\d+ clients?$")).press()
        app.wait("frame", re.compile("^Clients"))
        app.wait("label", re.compile(r"^\d+ of 60 clients"))
        app.wait("button", "Gold").press()
        app.wait("label", re.compile("^60 clients"))
        app.wait_gone("button", "Gold")

    with tap.point("/ui/package/denied"):
        open_client(app, keeper)
        app.press("button", re.compile("Acting as"))
        app.press(None, re.compile("Lindiwe Dlamini"))
        button = app.wait("button", re.compile("^Set Package"), sensitive=False)
        assert "may not set a segment by hand" in button.description, button.description

folder.cleanup()
tap.finish()
