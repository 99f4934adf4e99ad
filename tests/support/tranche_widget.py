# SPDX-License-Identifier: GPL-3.0-or-later
"""One accessible object of the program, and what one does with it; see tranche_ui.py, which finds it."""

import os
import re
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# How much longer than on an idle machine everything may take; see also ./session.
PATIENCE = int(os.environ.get("TRANCHE_PATIENCE", "1"))
TIMEOUT = 15.0 * PATIENCE
# How long to wait between two looks: soon again at first, then longer, for whom is waited for needs the machine.
INTERVAL = 0.03
LONGEST_INTERVAL = 0.3

# Roles have had two names; the tests say the newer one.
ROLE_NAMES = {"push button": "button", "page tab": "tab", "page tab list": "tab list"}

# What the tree leaves out when it has no name, or says nothing new.
CONTAINERS = {"panel", "grouping", "filler", "scroll pane", "scroll bar", "list"}
CONTENTS = {"label", "table cell"}
ROWS = {"list item", "table row", "tree item", "menu item"}

STATES = {
    name.lower(): int(getattr(Atspi.StateType, name)) for name in dir(Atspi.StateType) if name.isupper()
}


class UiError(AssertionError):
    """Something was not there in time."""


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

    def _click_into_focus(self):
        return self.click_until(lambda: self.has("focused"), f"{self!r} focused")

    def click_until(self, happened, what, tries=5):
        """Clicks; a dialog that is still closing takes the click, so it is clicked again."""
        for again in range(tries, 0, -1):
            self.click()
            try:
                return wait_until(happened, what, TIMEOUT / tries if again > 1 else TIMEOUT)
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
