# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program through AT-SPI, as a screen reader does, for the tests in tests/ui and for pictures.

Runs inside tests/support/session. A test is a script:

    from tranche_ui import App, Tap

    tap = Tap()
    with App(file) as app:
        with tap.point("/ui/clients/search"):
            app.key("ctrl+f")
            app.type("ell")
            app.wait("table row", re.compile("Elliott")).press()
            app.wait("label", "Elliott Household")
    tap.finish()

Every wait has an end; what is not found by then raises UiError with the tree that was there instead.
"""

import contextlib
import json
import os
import pathlib
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

try:
    gi.require_version("Json", "1.0")
    from gi.repository import Json
except (ImportError, ValueError):
    Json = None

from tranche_tap import Tap  # noqa: E402, F401
from tranche_widget import TIMEOUT, Item, UiError, Widget, wait_until, xdotool  # noqa: E402, F401

REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
CACHE = "/org/a11y/atspi/cache"

# Containers whose only child may be another one by now.
EXCHANGING = {"grouping", "panel"}

# Keys whose action is there only a moment after the pages show what was done: pressed before, they do nothing.
ACTIONS_OF_KEYS = {"ctrl+z": "undo", "ctrl+shift+z": "redo"}
APPLICATION = os.environ.get("TRANCHE_APPLICATION_ID", "io.github.tranche_app.Tranche")

# Warnings that are the surroundings' and not ours.
HARMLESS = re.compile(
    r"dconf|Vulkan|MESA|libEGL|GtkSettings:gtk-application-prefer-dark-theme|Unable to acquire session bus"
    r"|Failed to (get|read) .*portal|DBus.Error.*(portal|ServiceUnknown)|cursor"
)


def accessibility_bus():
    """A connection to the session's accessibility bus."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, Gio.DBusCallFlags.NONE, 20000, None
    ).unpack()[0]
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


def unpack(variant):
    """What a variant holds. PyGObject takes 30 µs for each value, which is too long for all that a window shows;
    JSON has the same (tuples come as lists)."""
    if Json is None or variant.get_size() < 4096:
        return variant.unpack()
    return json.loads(Json.gvariant_serialize_data(variant)[0])


class App(Widget):
    """The program, started with a file and arguments, and its accessible root."""

    def __init__(self, *arguments, program=None, environment=None, dark=False, high_contrast=False, window=True):
        command = shlex.split(program or os.environ.get("TRANCHE_PROGRAM", "tranche"))
        surroundings = dict(os.environ, **(environment or {}))
        if dark:
            surroundings["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        if high_contrast:
            surroundings["ADW_DEBUG_HIGH_CONTRAST"] = "1"
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [*command, *map(str, arguments)], env=surroundings, stdout=self.log, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
        self.bus = accessibility_bus()
        self.peer = None
        try:
            self.peer = wait_until(self._peer, "the program on the accessibility bus", TIMEOUT * 2)
            super().__init__(self, ROOT)
            if window:
                self.window()
        except BaseException:
            self.stop()
            print(f"# the program said: {self.output()}", file=sys.stderr)
            raise

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.quit()
        else:
            self.stop()

    def _peer(self):
        """The program's name on the accessibility bus, once its objects are there."""
        if self.process.poll() is not None:
            raise UiError(f"the program ended with {self.process.returncode}: {self.output()}")
        try:
            for peer, _ in self.call(ROOT, "org.a11y.atspi.Accessible", "GetChildren", None, REGISTRY):
                arguments = GLib.Variant("(s)", (peer,))
                number = self.call(
                    "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixProcessID", arguments,
                    "org.freedesktop.DBus",
                )
                if number == self.process.pid:
                    self.call(CACHE, "org.a11y.atspi.Cache", "GetItems", None, peer)
                    return peer
        except GLib.Error:
            pass
        return None

    def call(self, path, interface, method, arguments=None, peer=None):
        """One question to the program over the accessibility bus; an answer of one value comes without its tuple."""
        reply = unpack(
            self.bus.call_sync(
                peer or self.peer, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 20000, None
            )
        )
        return reply[0] if len(reply) == 1 else reply

    def snapshot(self):
        """All that shows, by path. GTK lists an object only after somebody asked for its parent's children, so
        this asks until nothing new comes; libatspi would ask for each object by itself, 100 times slower."""
        asked = {}
        while True:
            rows = self.call(CACHE, "org.a11y.atspi.Cache", "GetItems")
            items = {item.path: item for item in map(Item, rows)}
            listed = {}
            for item in items.values():
                listed.setdefault(item.parent, []).append((item.index, item.path))
            reached = [items[ROOT]] if ROOT in items else []
            missing = []
            for item in reached:
                # The list gives the root no children, and of others it may lack some, or still have some that
                # went: the only child of a container, as a page is, may be another one by now.
                known = sorted(listed.get(item.path, []))
                complete = [index for index, path in known] == list(range(item.count))
                exchanged = item.count == 1 and item.role in EXCHANGING
                if item.path in asked:
                    paths = asked[item.path]
                elif item.path != ROOT and complete and not exchanged:
                    paths = [path for index, path in known]
                else:
                    paths = asked[item.path] = self._children(item.path)
                for path in paths:
                    child = items.get(path)
                    if child is None:
                        missing.append(path)
                    elif child.has("showing"):
                        if not child.name and child.role.endswith("menu item"):
                            child.name = self._label_of(child.path)
                        item.children.append(child)
                        reached.append(child)
            if not missing or all(path in asked for path in missing):
                return {item.path: item for item in reached}
            for path in missing:
                asked.setdefault(path, self._children(path))

    def _label_of(self, path):
        """The words of what labels it: GTK gives a menu item its name only in this way."""
        try:
            for kind, targets in self.call(path, "org.a11y.atspi.Accessible", "GetRelationSet"):
                if kind == Atspi.RelationType.LABELLED_BY:
                    return " ".join(Widget(self, target).text for _, target in targets)
        except GLib.Error:
            pass
        return ""

    def _children(self, path):
        try:
            return [child for _, child in self.call(path, "org.a11y.atspi.Accessible", "GetChildren")]
        except GLib.Error:
            return []

    # Windows

    def window(self):
        """The first window that shows."""
        return wait_until(
            lambda: next((w for w in self.find_all() if w.role in ("frame", "window", "dialog")), None), "a window"
        )

    def x_window(self):
        """The X server's id of the active window when it is the program's, else of its first one."""
        active = xdotool("getactivewindow")
        return active if active in self.x_windows() else wait_until(self.x_windows, "an X window")[0]

    def x_windows(self):
        """The X server's ids of its windows that show, popovers too."""
        return xdotool("search", "--onlyvisible", "--pid", self.process.pid, "--name", ".").split()

    def _has_settled(self):
        """Whether the window manager knows of every window that has come or gone: the active one is one of them. A
        popover is none of its windows, and on no desktop."""
        managed = [window for window in self.x_windows() if xdotool("get_desktop_for_window", window) not in ("", "-1")]
        return xdotool("getactivewindow") in managed and len(managed) == len(self.snapshot()[ROOT].children)

    def geometry(self):
        """x, y, width, height of the active window on the screen."""
        lines = xdotool("getwindowgeometry", "--shell", self.x_window()).splitlines()
        values = dict(line.split("=") for line in lines if "=" in line)
        return tuple(int(values[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))

    def origin(self):
        return self.geometry()[:2]

    def resize(self, width, height):
        """Resizes the window; the program's smallest size may hold against it. Returns the size it has then."""
        window = self.x_window()
        xdotool("windowsize", window, width, height)
        with contextlib.suppress(UiError):
            wait_until(lambda: self.geometry()[2:] == (width, height), "the size", 3)
        return self.geometry()[2:]

    def screenshot(self, path, timeout=TIMEOUT):
        """Writes the window as PNG (what lies over it, such as a popover, too), once two pictures are alike."""
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        x, y, width, height = self.geometry()
        xdotool("mousemove", 9999, 9999)
        crop = ["-crop", f"{width}x{height}+{x}+{y}", "+repage"]
        previous = None
        end = time.monotonic() + timeout
        while True:
            subprocess.run(["import", "-silent", "-window", "root", *crop, str(path)], check=True, timeout=30)
            pixels = subprocess.run(
                ["identify", "-quiet", "-format", "%#", str(path)], check=True, capture_output=True, timeout=30
            ).stdout
            if pixels == previous or time.monotonic() > end:
                return path
            previous = pixels
            time.sleep(0.1)

    # Keys and the pointer, for the window that has the focus

    def press(self, role=None, name=None, **how):
        """Waits for a widget and presses it."""
        return self.wait(role, name, **how).press()

    def has_keyboard(self):
        """Whether keys come to one of its windows."""
        return xdotool("getwindowfocus", "getwindowpid") == str(self.process.pid)

    def _wait_keyboard(self):
        self.wait_for(self.has_keyboard, "the X server's focus")

    def type(self, text):
        """Types into what has the focus. Letters that the keyboard lacks are slow; see Widget.set_text."""
        self._wait_keyboard()
        xdotool("type", "--clearmodifiers", "--delay", 12, "--", text)
        return self

    def key(self, *combinations):
        """Presses keys: "ctrl+f", "Escape", "shift+Tab"."""
        self._wait_keyboard()
        action = ACTIONS_OF_KEYS.get(combinations[0])
        if action is not None:
            # In an entry they mean its own, which is there in any case.
            with contextlib.suppress(UiError):
                wait_until(lambda: self.can(action), f"the action {action!r}", 5)
        xdotool("key", "--clearmodifiers", "--delay", 12, *combinations)
        return self

    def can(self, action):
        """Whether the (first) window's action is there and enabled."""
        path = f"/{APPLICATION.replace('.', '/')}/window/1"
        try:
            reply = Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
                APPLICATION, path, "org.gtk.Actions", "Describe", GLib.Variant("(s)", (action,)), None,
                Gio.DBusCallFlags.NO_AUTO_START, 20000, None,
            )
        except GLib.Error:
            return False
        return reply.unpack()[0][0]

    def focus_widget(self):
        """What has the keyboard focus, or None."""
        return self.find(focused=True)

    # The end

    def output(self):
        self.log.flush()
        return os.pread(self.log.fileno(), 1 << 20, 0).decode(errors="replace")

    def warnings(self):
        """The warnings and criticals that the program has printed so far, without the surroundings' own."""
        return [
            line
            for line in self.output().splitlines()
            if re.search(r"WARNING|CRITICAL|ERROR|Sanitizer|runtime error", line) and not HARMLESS.search(line)
        ]

    def quit(self, timeout=TIMEOUT):
        """Closes the window as its user would; the program has to end well, without a warning."""
        if self.process.poll() is None:
            # The key would close a dialog once more that has just been closed.
            self.wait_for(self._has_settled, "its windows settled")
            self.key("alt+F4")
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                tree = self.tree()
                self.stop()
                raise UiError(f"still there {timeout:g} s after its window was closed:\n{tree}") from None
        if self.process.returncode != 0:
            raise UiError(f"ended with {self.process.returncode}: {self.output()}")
        if self.warnings():
            raise UiError("the program warned:\n" + "\n".join(self.warnings()))

    def check_runs(self):
        """Says so when the program has ended, and what it said."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
            raise UiError(f"the program ended with {self.process.returncode}: {self.output()}") from None

    def stop(self):
        """Ends it whatever state it is in."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is None:
                self.process.send_signal(number)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(5)


def set_text_scale(factor):
    """Makes all text of the session larger, as the desktop's setting does."""
    path = pathlib.Path(os.environ["TRANCHE_TEST_XSETTINGS"])
    lines = [line for line in path.read_text().splitlines() if not line.startswith("Xft/DPI")]
    path.write_text("\n".join([*lines, f"Xft/DPI {int(96 * 1024 * factor)}"]) + "\n")
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (process / "cmdline").read_bytes().split(b"\0")
            if words[0].endswith(b"xsettingsd") and os.fsencode(path) in words:
                os.kill(int(process.name), signal.SIGHUP)
