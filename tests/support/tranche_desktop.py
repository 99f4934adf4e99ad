# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's half of what the program asks for over the session bus, in a thread of the test's own.

    with FileChooser() as chooser, App(practice, environment=chooser.environment) as app:
        app.key("ctrl+o")
        chooser.wait("Open Practice File").answer(other)

The program asks as it asks any desktop, and gets a path back. GTK's own dialog, which takes a typed path only when
it has come to its first folder, is left out.
"""

import os
import pathlib
import queue
import threading

from gi.repository import Gio, GLib

from tranche_ui import TIMEOUT, UiError

BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
PORTAL = "org.freedesktop.portal."
PORTAL_PATH = "/org/freedesktop/portal/desktop"
DONE, CANCELLED = 0, 1


def arguments(names, direction):
    return "".join(f"<arg type='{kind}' direction='{direction}'/>" for kind in names)


def describe(interface, methods, properties=()):
    """An interface for D-Bus: its methods with the types that go in and come out, and what can be read, as “u”."""
    inside = "".join(
        f"<method name='{name}'>{arguments(given, 'in')}{arguments(returned, 'out')}</method>"
        for name, (given, returned) in methods.items()
    )
    inside += "".join(f"<property name='{name}' type='u' access='read'/>" for name in properties)
    return Gio.DBusNodeInfo.new_for_xml(f"<node><interface name='{interface}'>{inside}</interface></node>").interfaces[0]


class StandIn:
    """Objects on the session bus, and the names that they are called by; `with` ends it."""

    def __init__(self, names, objects):
        self.names = names
        self.objects = objects
        self.connection = None
        self.loop = GLib.MainLoop.new(GLib.MainContext.new(), False)
        self.ready = queue.SimpleQueue()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        problem = self.ready.get(timeout=TIMEOUT)
        if problem is not None:
            raise problem

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.loop.quit()
        self.thread.join(TIMEOUT)

    def _run(self):
        self.loop.get_context().push_thread_default()
        try:
            address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION)
            flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
            self.connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
            for path, interface in self.objects:
                self.connection.register_object(path, interface, self._called, self._read, None)
            for name in self.names:
                self.call_bus("RequestName", GLib.Variant("(su)", (name, 0)))
        except GLib.Error as error:
            self.ready.put(error)
            return
        self.ready.put(None)
        self.loop.run()
        self.connection.close_sync()

    def call_bus(self, method, given=None):
        self.connection.call_sync(*BUS, method, given, None, Gio.DBusCallFlags.NONE, 20000, None)

    def _called(self, _connection, sender, path, interface, method, given, invocation):
        self.called(method, given.unpack(), invocation)

    def _read(self, _connection, _sender, _path, interface, name):
        return GLib.Variant("u", self.read(interface, name))

    def called(self, method, given, invocation):
        """A method was called, in the thread of this; answers by the invocation."""
        raise NotImplementedError

    def read(self, interface, name):
        """What a property is."""
        raise NotImplementedError

    @staticmethod
    def request_path(invocation, options):
        """The object that stands for a question: whoever asks knows it before."""
        return f"{PORTAL_PATH}/request/{invocation.get_sender()[1:].replace('.', '_')}/{options['handle_token']}"

    def begin_request(self, invocation, options):
        """Answers a portal's method, which asks the user something."""
        invocation.return_value(GLib.Variant("(o)", (self.request_path(invocation, options),)))

    def answer_request(self, invocation, options, response, **results):
        """Tells whoever asked what the user said."""
        self.connection.emit_signal(
            invocation.get_sender(), self.request_path(invocation, options), PORTAL + "Request", "Response",
            GLib.Variant("(ua{sv})", (response, results)),
        )


class Question:
    """The program asks for a file: what its dialog would show. It waits until it is answered."""

    def __init__(self, chooser, method, given, invocation):
        _, self.title, self.options = given
        self.chooser = chooser
        self.invocation = invocation
        self.saves = method == "SaveFile"
        self.folder = self.options.get("directory", False)
        self.name = self.options.get("current_name")
        # Each with what it lets through: a pattern, or the name of a type.
        self.filters = {name: [pattern for _, pattern in rules] for name, rules in self.options.get("filters", [])}

    def _finish(self, response, *uris):
        # The real one gives an empty list when the user cancels, too.
        self.chooser.answer_request(self.invocation, self.options, response, uris=GLib.Variant("as", uris))

    def answer(self, path):
        """The user chooses that path."""
        self._finish(DONE, pathlib.Path(path).absolute().as_uri())

    def answer_uri(self, uri):
        """The user chooses what isn't on this computer."""
        self._finish(DONE, uri)

    def cancel(self):
        self._finish(CANCELLED)


class FileChooser(StandIn):
    """The desktop's dialogs for files; programs that are started meanwhile with its environment ask it."""

    INTERFACE = describe(
        PORTAL + "FileChooser",
        {"OpenFile": (("s", "s", "a{sv}"), "o"), "SaveFile": (("s", "s", "a{sv}"), "o")},
        ["version"],
    )
    # The session says “no-portals” to everybody else.
    environment = {"GDK_DEBUG": ""}

    def __init__(self):
        self.questions = queue.SimpleQueue()
        # GTK asks a portal only where the bus could start it.
        folder = pathlib.Path(os.environ["XDG_DATA_HOME"], "dbus-1/services")
        folder.mkdir(parents=True, exist_ok=True)
        self.activation = folder / f"{PORTAL}Desktop.service"
        self.activation.write_text(f"[D-BUS Service]\nName={PORTAL}Desktop\nExec=/bin/false\n")
        super().__init__([PORTAL + "Desktop"], [(PORTAL_PATH, self.INTERFACE)])
        self.call_bus("ReloadConfig")

    def stop(self):
        self.activation.unlink(missing_ok=True)
        self.call_bus("ReloadConfig")
        super().stop()

    def read(self, interface, name):
        return 3

    def called(self, method, given, invocation):
        question = Question(self, method, given, invocation)
        self.begin_request(invocation, question.options)
        self.questions.put(question)

    def wait(self, title, timeout=TIMEOUT):
        """The next question, which must have that title."""
        try:
            question = self.questions.get(timeout=timeout)
        except queue.Empty:
            raise UiError(f"not within {timeout:g} s: a question for a file, {title!r}") from None
        if question.title != title:
            raise UiError(f"asked for a file: {question.title!r}, not {title!r}")
        return question
