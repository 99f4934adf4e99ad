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

# How much longer than on an idle machine everything may take; see also ./session.
PATIENCE = int(os.environ.get("TRANCHE_PATIENCE", "1"))
TIMEOUT = 15.0 * PATIENCE
# How long to wait between two looks: soon again at first, then longer, for whom is waited for needs the machine.
INTERVAL = 0.03
LONGEST_INTERVAL = 0.3

REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
CACHE = "/org/a11y/atspi/cache"

# Roles have had two names; the tests say the newer one.
ROLE_NAMES = {"push button": "button", "page tab": "tab", "page tab list": "tab list"}

# What the tree leaves out when it has no name, or says nothing new.
CONTAINERS = {"panel", "grouping", "filler", "scroll pane", "scroll bar", "list"}
CONTENTS = {"label", "table cell"}
EXCHANGING = {"grouping", "panel"}
ROWS = {"list item", "table row", "tree item", "menu item"}

# Keys whose action is there only a moment after the pages show what was done: pressed before, they do nothing.
ACTIONS_OF_KEYS = {"ctrl+z": "undo", "ctrl+shift+z": "redo"}
APPLICATION = os.environ.get("TRANCHE_APPLICATION_ID", "io.github.tranche_app.Tranche")

STATES = {
    name.lower(): int(getattr(Atspi.StateType, name)) for name in dir(Atspi.StateType) if name.isupper()
}

# Warnings that are the surroundings' and not ours.
HARMLESS = re.compile(
    r"dconf|Vulkan|MESA|libEGL|GtkSettings:gtk-application-prefer-dark-theme|Unable to acquire session bus"
    r"|Failed to (get|read) .*portal|DBus.Error.*(portal|ServiceUnknown)|cursor"
)


class UiError(AssertionError):
    """Something was not there in time."""


def accessibility_bus():
    """A connection to the session's accessibility bus."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, Gio.DBusCallFlags.NONE, 20000, None
    ).unpack()[0]
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


def wait_until(predicate, what, timeout=TIMEOUT):
    """Returns the predicate's first true value, asked again until the time is over."""
    end = time.monotonic() + timeout
    interval = INTERVAL
    while True:
        value = predicate()
        if value:
            return value
        if time.monotonic() > end:
            raise UiError(f"not within {timeout:g} s: {what}")
        time.sleep(interval)
        interval = min(interval * 1.2, LONGEST_INTERVAL)


def unpack(variant):
    """What a variant holds. PyGObject takes 30 µs for each value, which is too long for all that a window shows;
    JSON has the same (tuples come as lists)."""
    if Json is None or variant.get_size() < 4096:
        return variant.unpack()
    return json.loads(Json.gvariant_serialize_data(variant)[0])


def xdotool(*arguments):
    result = subprocess.run(
        ["xdotool", *map(str, arguments)], capture_output=True, text=True, timeout=20, check=False
    )
    return result.stdout.strip()


def matches(pattern, text):
    """A name is given whole, or as a compiled pattern that is searched for."""
    if pattern is None:
        return True
    if isinstance(pattern, re.Pattern):
        return pattern.search(text or "") is not None
    return pattern == text


class Item:
    """What one look at the program saw of one accessible object."""

    def __init__(self, row):
        (_, self.path), _, (_, self.parent), self.index, self.count, self.interfaces, name, role, description, states = row
        self.name = name
        self.description = description
        self.role = Atspi.role_get_name(Atspi.Role(role))
        self.role = ROLE_NAMES.get(self.role, self.role)
        self.states = states[0] | states[1] << 32
        self.children = []

    def has(self, state):
        return bool(self.states >> STATES[state] & 1)


class Widget:
    """One accessible object. What it says of itself is asked at that moment; one that has gone says nothing."""

    def __init__(self, app, path):
        self.app = app
        self.path = path

    def __repr__(self):
        return f"<{self.role} {self.name!r}>"

    def __eq__(self, other):
        return isinstance(other, Widget) and self.path == other.path

    def __hash__(self):
        return hash(self.path)

    def _call(self, interface, method, arguments=None):
        return self.app.call(self.path, "org.a11y.atspi." + interface, method, arguments)

    def _ask(self, interface, method, default, arguments=None):
        try:
            return self._call(interface, method, arguments)
        except GLib.Error:
            return default

    def _property(self, interface, name, default):
        arguments = GLib.Variant("(ss)", ("org.a11y.atspi." + interface, name))
        try:
            return self.app.call(self.path, "org.freedesktop.DBus.Properties", "Get", arguments)
        except GLib.Error:
            return default

    # What it is

    @property
    def role(self):
        role = Atspi.role_get_name(Atspi.Role(self._ask("Accessible", "GetRole", 0)))
        return ROLE_NAMES.get(role, role)

    @property
    def name(self):
        return self._property("Accessible", "Name", "")

    @property
    def description(self):
        return self._property("Accessible", "Description", "")

    @property
    def attributes(self):
        return self._ask("Accessible", "GetAttributes", {})

    @property
    def interfaces(self):
        return {name.rpartition(".")[2] for name in self._ask("Accessible", "GetInterfaces", [])}

    @property
    def text(self):
        """What an entry or a text shows; a label's words are its name as well."""
        whole = GLib.Variant("(ii)", (0, -1))
        text = self._ask("Text", "GetText", None, whole)
        return self.name if text is None else text

    @property
    def value(self):
        """The number of a scale, a spin button, a level bar."""
        return self._property("Value", "CurrentValue", None)

    @value.setter
    def value(self, number):
        arguments = GLib.Variant("(ssv)", ("org.a11y.atspi.Value", "CurrentValue", GLib.Variant("d", number)))
        self.app.call(self.path, "org.freedesktop.DBus.Properties", "Set", arguments)

    def has(self, state):
        """Whether it has a state by its AT-SPI name: "showing", "sensitive", "checked", "selected", "focused"."""
        low, high = self._ask("Accessible", "GetState", (0, 0))
        return bool((low | high << 32) >> STATES[state] & 1)

    showing = property(lambda self: self.has("showing"))
    sensitive = property(lambda self: self.has("sensitive"))
    checked = property(lambda self: self.has("checked"))
    selected = property(lambda self: self.has("selected"))
    focused = property(lambda self: self.has("focused"))
    expanded = property(lambda self: self.has("expanded"))
    invalid = property(lambda self: self.has("invalid_entry"))

    @property
    def extents(self):
        """x, y, width, height in its window. GTK 4.18 leaves the padding of what it is in out of x and y."""
        return self._ask("Component", "GetExtents", (0, 0, 0, 0), GLib.Variant("(u)", (Atspi.CoordType.WINDOW,)))

    # What is in it

    def look(self):
        """(depth, Item) from here down, as it is now, without what isn't showing."""
        items = self.app.snapshot()

        def walk(item, depth):
            yield depth, item
            for child in item.children:
                yield from walk(child, depth + 1)

        if self.path in items:
            yield from walk(items[self.path], 0)

    def find_all(self, role=None, name=None, **states):
        """All that shows in it with that role and name, in order; states as keywords: sensitive=True. Where no
        role is given, what bears the name comes before the label that shows it."""
        found = [
            item
            for depth, item in self.look()
            if depth > 0
            and matches(name, item.name)
            and (role is None or item.role == role)
            and all(item.has(state) == wanted for state, wanted in states.items())
        ]
        if role is None:
            found.sort(key=lambda item: item.role == "label")
        return [Widget(self.app, item.path) for item in found]

    def find(self, role=None, name=None, **states):
        return next(iter(self.find_all(role, name, **states)), None)

    def wait(self, role=None, name=None, *, timeout=TIMEOUT, **states):
        what = f"{role or 'anything'} {name!r} {states or ''}"
        return self.wait_for(lambda: self.find(role, name, **states), what, timeout)

    def wait_for(self, predicate, what, timeout=TIMEOUT):
        """Waits for what the predicate finds, and says what was there instead."""
        try:
            return wait_until(predicate, what, timeout)
        except UiError as error:
            raise UiError(f"{error} in\n{self.tree()}") from None
        except GLib.Error:
            self.app.check_runs()
            raise

    def wait_gone(self, role=None, name=None, *, timeout=TIMEOUT, **states):
        wait_until(lambda: self.find(role, name, **states) is None, f"{role or 'anything'} {name!r} gone", timeout)

    def wait_text(self, pattern, timeout=TIMEOUT):
        wait_until(lambda: matches(pattern, self.text), f"{self!r} showing {pattern!r}, not {self.text!r}", timeout)
        return self

    def wait_state(self, state, wanted=True, timeout=TIMEOUT):
        wait_until(lambda: self.has(state) == wanted, f"{self!r} {'' if wanted else 'not '}{state}", timeout)
        return self

    @property
    def words(self):
        """The names of what is in it, in order: what a row or a card says."""
        return [item.name for depth, item in self.look() if depth > 0 and item.name]

    def tree(self):
        """What is in it, one widget a line, without containers that have no name and labels said already."""
        lines = []
        depths = {}
        names = {}
        for _, item in self.look():
            depth = depths.get(item.parent, 0)
            above = names.get(item.parent, "")
            quiet = (item.role in CONTAINERS and not item.name) or (item.role in CONTENTS and item.name in above)
            depths[item.path] = depth if quiet else depth + 1
            names[item.path] = above if quiet else item.name
            if quiet:
                continue
            marks = [state for state in ("focused", "selected", "checked") if item.has(state)]
            if not item.has("sensitive"):
                marks.append("insensitive")
            text = Widget(self.app, item.path).text if "org.a11y.atspi.EditableText" in item.interfaces else ""
            shown = f" “{text}”" if text else ""
            lines.append(f"{'  ' * depth}{item.role} {item.name!r}{shown}{' [' + ' '.join(marks) + ']' if marks else ''}")
        return "\n".join(lines)

    # What one does with it

    @property
    def actions(self):
        """The actions that activate it; those of every text and every list row are left out."""
        return [name for _, name in self._numbered_actions()]

    def _numbered_actions(self):
        actions = self._ask("Action", "GetActions", [])
        return [(number, name) for number, (name, _, _) in enumerate(actions) if "." not in name]

    def press(self, action=None):
        """Does what activating it does: by its action where it has one, else by the keyboard, else by a click."""
        self.wait_state("sensitive")
        actions = [(number, name) for number, name in self._numbered_actions() if action in (None, name)]
        if actions:
            if not self._call("Action", "DoAction", GLib.Variant("(i)", (actions[0][0],))):
                raise UiError(f"{self!r} would not {actions[0][1]}")
            return self
        inner = next((w for w in self.find_all("toggle button", self.name) if w.actions), None)
        if inner is not None:
            return inner.press(action)
        if self._grab_focus():
            self.app.key("Return" if self.role in ROWS else "space")
            return self
        # A row of a list view takes no focus from outside; a click selects it, and the key then opens it.
        if self.role in ROWS:
            self._click_into_focus()
            self.app.key("Return")
        else:
            self.click()
        return self

    def _click_into_focus(self, tries=5):
        """A dialog that is still closing takes the click; so it is clicked again."""
        for again in range(tries, 0, -1):
            self.click()
            try:
                return self.wait_state("focused", timeout=TIMEOUT / tries if again > 1 else TIMEOUT)
            except UiError:
                if again == 1:
                    raise

    def click(self, button=1, repeat=1):
        """Clicks in its middle with the mouse: for rows and labels (see extents for why not for small things)."""
        x, y, width, height = wait_until(lambda: self.extents if self.extents[2] > 0 else None, f"a place of {self!r}")
        left, top = self.app.origin()
        xdotool("mousemove", "--sync", left + x + width // 2, top + y + height // 2)
        xdotool("click", "--repeat", repeat, "--delay", 40, button)
        return self

    def _grab_focus(self):
        return self._ask("Component", "GrabFocus", False)

    def focus(self):
        """Gives it the keyboard focus, or the part of it that takes keys."""
        if not self._grab_focus():
            self.click()
        wait_until(lambda: any(item.has("focused") for _, item in self.look()), f"{self!r} focused")
        return self

    def type(self, text):
        """Focuses it and types, after what is there."""
        self.focus()
        self.app.type(text)
        return self

    def set_text(self, text):
        """Replaces its text, any script, through the accessibility interface."""
        if "EditableText" not in self.interfaces:
            for depth, item in self.look():
                if depth > 0 and "org.a11y.atspi.EditableText" in item.interfaces:
                    return Widget(self.app, item.path).set_text(text)
            raise UiError(f"{self!r} can't be edited")
        self._call("EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))
        wait_until(lambda: self.text == text, f"{self!r} to be {text!r}, not {self.text!r}")
        return self

    def select(self, number):
        """Selects its child of that number, for what has the selection interface (list boxes, tab lists)."""
        if not self._call("Selection", "SelectChild", GLib.Variant("(i)", (number,))):
            raise UiError(f"{self!r} has no {number} to select")
        return self

    def choose(self, name, key=None):
        """Opens a drop-down or a combo row, by a key where one is given, and picks the item that shows the name."""
        known = {widget.path for widget in self.find_all("list item")}
        if key is None:
            self.press()
        else:
            self.app.key(key)

        def items():
            """Each item of the list with what it shows."""
            found = []
            for depth, item in self.look():
                if item.role == "list item" and item.path not in known:
                    found.append((depth, item, [item.name]))
                elif found and depth > found[-1][0]:
                    found[-1][2].append(item.name)
            return [(item, any(matches(name, word) for word in words)) for _, item, words in found]

        def opened():
            return next((found for found in [items()] if any(item.has("focused") for item, _ in found)), None)

        numbers = [number for number, (_, wanted) in enumerate(self.wait_for(opened, f"the list of {self!r}")) if wanted]
        if not numbers:
            raise UiError(f"{self!r} offers no {name!r}:\n{self.tree()}")
        self.app.key("Home", *["Down"] * numbers[0])
        self.wait_for(lambda: any(wanted and item.has("focused") for item, wanted in items()), f"the focus on {name!r}")
        self.app.key("Return")
        # What was chosen shows in the row, as an item too.
        self.wait_for(lambda: not any(item.has("focused") for item, _ in items()), f"the list of {self!r} closed")
        return self


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
