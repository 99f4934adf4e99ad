#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program is on the desktop: its search, its launcher, and what runs without a window."""

import os
import pathlib
import re
import subprocess
import tempfile

from gi.repository import Gio, GLib

from tranche_desktop import CANCELLED, DONE, PORTAL, PORTAL_PATH, StandIn, describe
from tranche_ui import ROOT, App, Tap, Widget, accessibility_bus, wait_until, xdotool

TRANCHECTL = os.environ["TRANCHECTL"]
NAME = os.environ.get("TRANCHE_APPLICATION_ID", "io.github.tranche_app.Tranche")
PATH = "/" + NAME.replace(".", "/")


def field(app, name):
    return app.wait("text", re.compile(f"^{name}"))


def scalar(practice, sql):
    return subprocess.run(["sqlite3", str(practice), sql], check=True, capture_output=True, text=True).stdout.strip()


class Settings:
    """The program's own, changed from outside as another of its windows would."""

    def __init__(self):
        self.settings = Gio.Settings.new("io.github.tranche_app.Tranche")

    def set(self, **values):
        for name, value in values.items():
            key = name.replace("_", "-")
            kind = self.settings.get_default_value(key).get_type_string()
            self.settings.set_value(key, GLib.Variant(kind, value))
        Gio.Settings.sync()

    def get(self, key):
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass
        return self.settings.get_value(key).unpack()


class Bus:
    """What the desktop says to the program over the session bus."""

    def __init__(self):
        self.connection = Gio.bus_get_sync(Gio.BusType.SESSION)

    def call(self, path, interface, method, arguments, name=NAME):
        reply = self.connection.call_sync(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 20000,
                                          None)
        return reply.unpack()[0] if reply is not None and reply.n_children() == 1 else None

    def has_owner(self, name=NAME):
        return self.call("/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner", GLib.Variant("(s)", (name,)),
                         "org.freedesktop.DBus")

    def search(self, method, *arguments):
        kinds = {"GetInitialResultSet": "(as)", "GetSubsearchResultSet": "(asas)", "GetResultMetas": "(as)",
                 "ActivateResult": "(sasu)", "LaunchSearch": "(asu)"}
        return self.call(f"{PATH}/SearchProvider", "org.gnome.Shell.SearchProvider2", method,
                         GLib.Variant(kinds[method], arguments))

    def activate(self, action, *parameter):
        self.call(PATH, "org.freedesktop.Application", "ActivateAction", GLib.Variant("(sava{sv})", (action, parameter, {})))

    def act_as(self, member):
        self.call(f"{PATH}/window/1", "org.gtk.Actions", "Activate",
                  GLib.Variant("(sava{sv})", ("acting", [GLib.Variant("x", member)], {})))


class Service(App):
    """The program without a window: as the bus starts it, or the session."""

    def __init__(self, bus, *arguments):  # pylint: disable=super-init-not-called
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([os.environ["TRANCHE_PROGRAM"], *arguments], stdout=self.log,
                                        stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        self.bus = accessibility_bus()
        wait_until(lambda: bus.has_owner() or self.process.poll() is not None, "the program on the bus")

    def show(self):
        """It has a window now, and can be looked at."""
        self.peer = wait_until(self._peer, "the program on the accessibility bus", 30)
        Widget.__init__(self, self, ROOT)
        return self.window()

    def wait_end(self, bus):
        assert self.process.wait(40) == 0, self.output()
        wait_until(lambda: not bus.has_owner(), "the name free")
        assert not self.warnings(), self.warnings()

    def __exit__(self, kind, *_):
        self.stop()


class Portal(StandIn):
    """A desktop that is asked for permission to run in the background, and told what happened there."""

    NAMES = ("org.freedesktop.portal.Desktop", "org.freedesktop.Notifications")
    OBJECTS = (
        (PORTAL_PATH, describe(PORTAL + "Background", {"RequestBackground": (("s", "a{sv}"), "o")})),
        ("/org/freedesktop/Notifications",
         describe("org.freedesktop.Notifications",
                  {"Notify": (("s", "u", "s", "s", "s", "as", "a{sv}", "i"), "u"), "GetCapabilities": ((), ("as",))})),
    )

    def __init__(self):
        self.answer = (DONE, True)
        self.asked = []
        self.notified = []
        super().__init__(self.NAMES, self.OBJECTS)

    def called(self, method, given, invocation):
        if method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["body", "actions"],)))
        elif method == "Notify":
            self.notified.append(given)
            invocation.return_value(GLib.Variant("(u)", (len(self.notified),)))
        else:
            self.asked.append(given[1])
            self.begin_request(invocation, given[1])
            if self.answer is not None:
                response, allowed = self.answer
                self.answer_request(invocation, given[1], response, background=GLib.Variant("b", allowed),
                                    autostart=GLib.Variant("b", allowed))


def names_of(bus, ids):
    return [meta["name"] for meta in bus.search("GetResultMetas", ids)]


def test_search(tap, practice, bus, settings):
    with App(practice) as app:
        app.wait("table row", re.compile("production"))

        with tap.point("/ui/search/off-by-default"):
            assert settings.get("search-clients") is False
            assert bus.search("GetInitialResultSet", ["elliott"]) == []
            assert bus.search("GetResultMetas", ["1", "9"]) == []
            bus.search("ActivateResult", "9", ["elliott"], 0)
            assert app.window().name.startswith("Clients")

        with tap.point("/ui/search/finds"):
            settings.set(search_clients=True)
            ids = wait_until(lambda: bus.search("GetInitialResultSet", ["elliott", "house"]), "the clients")
            assert names_of(bus, ids) == ["Elliott Household"], names_of(bus, ids)
            assert bus.search("GetSubsearchResultSet", ids, ["elliott", "nowhere"]) == []
            # One letter finds nobody, and nobody else may be asked about.
            assert bus.search("GetInitialResultSet", ["e"]) == []
            assert bus.search("GetResultMetas", [*ids, "-1", "x"]) == []

        with tap.point("/ui/search/goes-there"):
            bus.search("ActivateResult", ids[0], ["elliott"], 0)
            app.wait("frame", re.compile("^Elliott Household"))
            bus.search("LaunchSearch", ["house", "elliott"], 0)
            app.wait("frame", re.compile("^Clients"))
            app.wait("label", re.compile("^1 of"))

        with tap.point("/ui/search/respects-sharing"):
            adviser = scalar(practice, "SELECT t.id FROM team_member t JOIN role r ON r.id = t.role_id"
                                       " WHERE r.permissions & 1 = 0 AND t.active = 1 ORDER BY t.id LIMIT 1")
            clients = "SELECT p.display_name FROM client JOIN party p USING (id) WHERE length (p.display_name) > 12"
            own = scalar(practice, f"{clients} AND owner_id = {adviser} ORDER BY id LIMIT 1")
            strange = scalar(practice, f"{clients} AND owner_id <> {adviser} ORDER BY id LIMIT 1")
            assert strange in names_of(bus, bus.search("GetInitialResultSet", strange.split()))
            bus.act_as(int(adviser))
            wait_until(lambda: strange not in names_of(bus, bus.search("GetInitialResultSet", strange.split())), "unseen")
            assert own in names_of(bus, bus.search("GetInitialResultSet", own.split()))

    with tap.point("/ui/search/without-a-window"), Service(bus, "--gapplication-service") as service:
        ids = bus.search("GetInitialResultSet", ["elliott", "household"])
        assert names_of(bus, ids) == ["Elliott Household"]
        assert not xdotool("search", "--onlyvisible", "--pid", service.process.pid, "--name", ".")
        bus.search("ActivateResult", ids[0], ["elliott"], 0)
        service.show()
        service.wait("frame", re.compile("^Elliott Household"))
        service.quit()

    with tap.point("/ui/search/leaves-again"), Service(bus, "--gapplication-service") as service:
        settings.set(search_clients=False)
        assert bus.search("GetInitialResultSet", ["elliott"]) == []
        service.wait_end(bus)


def test_launcher(tap, practice, bus, settings):
    with tap.point("/ui/launcher/without-a-file"):
        settings.set(last_file="")
        with Service(bus, "--gapplication-service") as service:
            bus.activate("new-client")
            service.show()
            service.wait("label", "Open or make a practice file first")
            assert service.find("dialog") is None
            service.quit()
        settings.set(last_file=str(practice))

    with tap.point("/ui/launcher/new-client"), Service(bus, "--gapplication-service") as service:
        bus.activate("new-client")
        service.show()
        service.wait("dialog", "New Client")
        field(service, "Given names").wait_state("focused")
        service.key("Escape")
        service.wait_gone("dialog")
        service.quit()

    with tap.point("/ui/launcher/option"), App("--new-client") as app:
        app.wait("dialog", "New Client")
        app.key("Escape")
        app.wait_gone("dialog")

    with tap.point("/ui/launcher/run-segmentation"), App(practice) as app:
        app.wait("table row", re.compile("production"))
        runs = scalar(practice, "SELECT count(*) FROM run")
        subprocess.run([os.environ["TRANCHE_PROGRAM"], "--run-segmentation"], check=True, timeout=60)
        wait_until(lambda: scalar(practice, "SELECT count(*) FROM run") != runs, "another run")


LATEST = "SELECT moves FROM run WHERE run_date > '2025-08-14'"


def make_practice(beside, name):
    """One that was segmented last on 14 August 2025."""
    path = beside.with_name(f"{name}.tranche")
    subprocess.run([TRANCHECTL, "sample", path, "--clients", "40", "--date", "2025-08-14"], check=True,
                   stdout=subprocess.DEVNULL)
    return path


def moved(practice):
    return int(scalar(practice, LATEST) or 0)


def night_switch(app):
    app.key("ctrl+comma")
    return app.wait("check box", re.compile("^Segment every night"))


def test_background(tap, practice, bus, settings):
    with App(practice) as app:
        app.wait("table row", re.compile("production"))
        with tap.point("/ui/background/nobody-to-ask"):
            night_switch(app).press()
            app.wait("label", re.compile("This desktop has no way"))
            app.wait("label", re.compile("systemctl --user enable --now 'tranche-nightly@.*[.]timer'"))
            assert settings.get("nightly-in-background") is False
            app.key("Escape")
            app.wait_gone("dialog")

        portal = Portal()
        with tap.point("/ui/background/refused"):
            portal.answer = (DONE, False)
            switch = night_switch(app).press()
            app.wait("label", re.compile("isn’t allowed to run without a window"))
            switch.wait_state("checked", False)
            assert settings.get("nightly-in-background") is False
            # By the dialog of the desktop that asks.
            portal.answer = (CANCELLED, False)
            switch.press()
            wait_until(lambda: len(portal.asked) == 2, "asked again")
            app.wait("label", re.compile("isn’t allowed to run without a window"))
            assert settings.get("nightly-in-background") is False

        with tap.point("/ui/background/asked-and-left"):
            portal.answer = None
            night_switch(app).press()
            wait_until(lambda: len(portal.asked) == 3, "asked")
            app.key("Escape")
            app.wait_gone("dialog")
            assert settings.get("nightly-in-background") is False

        with tap.point("/ui/background/granted"):
            portal.answer = (DONE, True)
            night_switch(app).press()
            wait_until(lambda: settings.get("nightly-in-background"), "the setting")
            options = portal.asked[-1]
            assert options["autostart"] is True and options["commandline"] == ["tranche", "--background"], options
            assert "Elliott" not in repr(options), options
            app.key("Escape")
            app.wait_gone("dialog")
            # It goes on without its window, until somebody quits it.
            app.key("alt+F4")
            wait_until(lambda: not xdotool("search", "--onlyvisible", "--pid", app.process.pid, "--name", "."), "no window")
            assert app.process.poll() is None
            bus.activate("quit")
            app.process.wait(20)

    with tap.point("/ui/background/works-at-night"):
        settings.set(last_file=str(make_practice(practice, "night")))
        portal.notified.clear()
        with Service(bus, "--background") as service:
            wait_until(lambda: portal.notified, "a notification")
            (notification,) = portal.notified
            assert notification[3] == "Segmentation finished", notification
            assert re.fullmatch(r"\d+ clients? moved|No client moved", notification[4]), notification
            people = scalar(practice.with_name("night.tranche"), "SELECT DISTINCT display_name FROM party")
            assert not any(name in notification[3] + notification[4] for name in people.splitlines()), notification
            assert not xdotool("search", "--onlyvisible", "--pid", service.process.pid, "--name", ".")
            assert service.process.poll() is None
            folder = pathlib.Path(os.environ["XDG_DATA_HOME"], "tranche", "backups")
            assert [path.name for path in folder.iterdir() if path.name.startswith("night")], list(folder.iterdir())
            bus.activate("show-runs", GLib.Variant("s", str(practice.with_name("night.tranche"))))
            service.show()
            service.wait("frame", re.compile("^Runs"))
            bus.activate("quit")
            service.wait_end(bus)

    with tap.point("/ui/background/every-practice-has-its-night"):
        first, second = (make_practice(practice, name) for name in ("first", "second"))
        settings.set(last_file=str(first), recent_files=[str(first), str(second)])
        portal.notified.clear()
        with Service(bus, "--background") as service:
            # Told once, when both are done.
            wait_until(lambda: portal.notified, "a notification", 60)
            assert [notification[4] for notification in portal.notified] == [
                f"{moved(first) + moved(second)} clients moved, in 2 practices"], portal.notified
            bus.activate("quit")
            service.wait_end(bus)

    with tap.point("/ui/background/made-good-in-its-window"):
        missed = make_practice(practice, "missed")
        with App(missed) as app:
            # Where the practice is open, it is told there, and can be undone.
            app.wait("label", f"Segmentation run: {wait_until(lambda: moved(missed), 'the run')} moved")
            app.wait("button", "Undo")
            app.key("ctrl+z")
            wait_until(lambda: scalar(missed, f"{LATEST} AND state = 2"), "the run undone")
            bus.activate("quit")
            app.process.wait(20)

    with tap.point("/ui/background/off"):
        settings.set(nightly_in_background=False)
        with Service(bus, "--background") as service:
            service.wait_end(bus)
    portal.stop()


def test_missed_run(tap, practice):
    """Without the nights, what nobody ran meanwhile is offered when the practice is opened."""
    missed = make_practice(practice, "offered")
    with tap.point("/ui/missed-run/offered"), App(missed, environment={"TRANCHE_TODAY": "2025-10-02"}) as app:
        app.wait("label", "Segmentation last ran on 14 Aug 2025")
        app.press("button", "Run Now")
        app.wait("label", re.compile("^Segmentation run: "))
        assert scalar(missed, "SELECT max (run_date) FROM run") == "2025-10-02"


def main():
    tap = Tap()
    bus = Bus()
    settings = Settings()
    with tempfile.TemporaryDirectory(prefix="tranche-") as folder:
        practice = pathlib.Path(folder, "Elliott & Co.tranche")
        subprocess.run([TRANCHECTL, "sample", practice, "--clients", "150"], check=True, stdout=subprocess.DEVNULL)
        test_search(tap, practice, bus, settings)
        test_launcher(tap, practice, bus, settings)
        test_background(tap, practice, bus, settings)
        test_missed_run(tap, practice)
    tap.finish()


main()
