#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's half of the portals, for tests: it answers at once what the test wrote down.

The frontend, the document portal, the bus's filter and the sandbox are the real ones; only the dialogs are this.
$TRANCHE_DESKTOP/answers.json is read at each question:

    open        the path that the file chooser gives back; without it the user cancels
    save        the folder that is saved to, under the name that was proposed
    print       the folder that takes what is printed, as 1.pdf, 2.pdf …; without it the user cancels
    thinking    whether the user still looks at the print dialog: the answer comes when this is no longer so
    background  whether the program may stay in the background
    dark        whether the desktop is dark
    contrast    whether it is in high contrast

They are read anew on SIGHUP, and the settings told. Each question is a line of JSON in $TRANCHE_DESKTOP/questions.
"""

import json
import os
import pathlib
import signal

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

FOLDER = pathlib.Path(os.environ["TRANCHE_DESKTOP"])
PORTAL = "org.freedesktop.impl.portal."
DONE, CANCELLED = dbus.UInt32(0), dbus.UInt32(1)


def answers():
    return json.loads((FOLDER / "answers.json").read_text())


def note(portal, method, **details):
    with (FOLDER / "questions").open("a") as questions:
        questions.write(json.dumps({"portal": portal, "method": method, **details}, default=str) + "\n")


def settings():
    now = answers()
    return {
        "org.freedesktop.appearance": {
            "color-scheme": dbus.UInt32(1 if now.get("dark") else 2),
            "contrast": dbus.UInt32(bool(now.get("contrast"))),
        },
        "org.gnome.desktop.interface": {
            "font-name": "Adwaita Sans 11",
            "icon-theme": "Adwaita",
            "cursor-theme": "Adwaita",
            "enable-animations": dbus.Boolean(False),
        },
        "org.gnome.desktop.a11y.interface": {"high-contrast": dbus.Boolean(bool(now.get("contrast")))},
    }


def file_chosen(path):
    uris = dbus.Array([pathlib.Path(path).as_uri()], signature="s")
    return dbus.Dictionary({"uris": uris, "writable": dbus.Boolean(True)}, signature="sv")


def nothing():
    return dbus.Dictionary({}, signature="sv")


class Desktop(dbus.service.Object):
    printed = 0
    waiting = []

    def changed(self):
        if not answers().get("thinking"):
            while Desktop.waiting:
                Desktop.waiting.pop()()
        self.tell_settings()
        return GLib.SOURCE_CONTINUE

    # FileChooser

    @dbus.service.method(PORTAL + "FileChooser", in_signature="osssa{sv}", out_signature="ua{sv}")
    def OpenFile(self, handle, application, parent, title, options):
        folder = bool(options.get("directory"))
        note("FileChooser", "OpenFile", application=application, title=title, folder=folder)
        path = answers().get("open")
        return (DONE, file_chosen(path)) if path else (CANCELLED, nothing())

    @dbus.service.method(PORTAL + "FileChooser", in_signature="osssa{sv}", out_signature="ua{sv}")
    def SaveFile(self, handle, application, parent, title, options):
        name = str(options.get("current_name", "unnamed"))
        note("FileChooser", "SaveFile", application=application, title=title, name=name)
        folder = answers().get("save")
        return (DONE, file_chosen(pathlib.Path(folder) / name)) if folder else (CANCELLED, nothing())

    # Print

    @dbus.service.method(
        PORTAL + "Print",
        in_signature="osssa{sv}a{sv}a{sv}",
        out_signature="ua{sv}",
        async_callbacks=("reply", "fail"),
    )
    def PreparePrint(self, handle, application, parent, title, print_settings, page_setup, options, reply, fail):
        note("Print", "PreparePrint", application=application, title=title)
        Desktop.waiting.append(lambda: reply(*self.print_settings()))
        self.changed()

    @staticmethod
    def print_settings():
        if not answers().get("print"):
            return CANCELLED, nothing()
        page = dict.fromkeys(("MarginTop", "MarginBottom", "MarginLeft", "MarginRight"), 6.0)
        page.update(PPDName="A4", DisplayName="A4", Width=210.0, Height=297.0, Orientation="portrait")
        return DONE, dbus.Dictionary(
            {
                "settings": dbus.Dictionary({"n-copies": "1"}, signature="sv"),
                "page-setup": dbus.Dictionary(page, signature="sv"),
                "token": dbus.UInt32(1),
            },
            signature="sv",
        )

    @dbus.service.method(PORTAL + "Print", in_signature="osssha{sv}", out_signature="ua{sv}")
    def Print(self, handle, application, parent, title, descriptor, options):
        note("Print", "Print", application=application, title=title)
        folder = answers().get("print")
        if not folder:
            return CANCELLED, nothing()
        Desktop.printed += 1
        with os.fdopen(descriptor.take(), "rb") as job:
            (pathlib.Path(folder) / f"{Desktop.printed}.pdf").write_bytes(job.read())
        return DONE, nothing()

    # Background: asked as an access dialog, and told of what runs

    @dbus.service.method(PORTAL + "Access", in_signature="osssssa{sv}", out_signature="ua{sv}")
    def AccessDialog(self, handle, application, parent, title, subtitle, body, options):
        note("Access", "AccessDialog", application=application, title=title)
        return (DONE if answers().get("background") else CANCELLED), nothing()

    @dbus.service.method(PORTAL + "Background", in_signature="", out_signature="a{sv}")
    def GetAppState(self):
        return nothing()

    @dbus.service.method(PORTAL + "Background", in_signature="oss", out_signature="ua{sv}")
    def NotifyBackground(self, handle, application, name):
        note("Background", "NotifyBackground", application=application)
        return DONE, dbus.Dictionary({"result": dbus.UInt32(1)}, signature="sv")

    @dbus.service.method(PORTAL + "Background", in_signature="sbasu", out_signature="b")
    def EnableAutostart(self, application, enable, commandline, flags):
        note("Background", "EnableAutostart", enable=bool(enable), command=list(map(str, commandline)))
        return enable

    # Notification

    @dbus.service.method(PORTAL + "Notification", in_signature="ssa{sv}", out_signature="")
    def AddNotification(self, application, identifier, notification):
        words = {key: str(notification.get(key, "")) for key in ("title", "body")}
        note("Notification", "AddNotification", application=application, **words)

    @dbus.service.method(PORTAL + "Notification", in_signature="ss", out_signature="")
    def RemoveNotification(self, application, identifier):
        pass

    # Settings

    @dbus.service.method(PORTAL + "Settings", in_signature="as", out_signature="a{sa{sv}}")
    def ReadAll(self, namespaces):
        return dbus.Dictionary(
            {name: dbus.Dictionary(values, signature="sv") for name, values in settings().items()},
            signature="sa{sv}",
        )

    @dbus.service.method(PORTAL + "Settings", in_signature="ss", out_signature="v")
    def Read(self, namespace, key):
        try:
            return settings()[namespace][key]
        except KeyError:
            raise dbus.exceptions.DBusException(
                "no such setting", name="org.freedesktop.portal.Error.NotFound"
            ) from None

    @dbus.service.signal(PORTAL + "Settings", signature="ssv")
    def SettingChanged(self, namespace, key, value):
        pass

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return dbus.UInt32(1)

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return dbus.Dictionary({"version": dbus.UInt32(1)}, signature="sv")

    def tell_settings(self):
        for namespace, values in settings().items():
            for key, value in values.items():
                self.SettingChanged(namespace, key, value)


DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
desktop = Desktop(bus, "/org/freedesktop/portal/desktop")
name = dbus.service.BusName(PORTAL + "desktop.tranche_tests", bus)
(FOLDER / "desktop.pid").write_text(str(os.getpid()))
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGHUP, desktop.changed)
GLib.MainLoop().run()
