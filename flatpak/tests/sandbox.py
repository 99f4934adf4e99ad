# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak, driven from outside its sandbox, for ./run. Inside ./session only."""

import contextlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/support"))

from gi.repository import GLib  # noqa: E402

from tranche_ui import CACHE, ROOT, TIMEOUT, App, Item, Tap, Widget, wait_until, xdotool  # noqa: E402, F401

ID = os.environ.get("TRANCHE_APPLICATION", "io.github.tranche_app.Tranche")
DESKTOP = pathlib.Path(os.environ["TRANCHE_DESKTOP"])
HOME = pathlib.Path(os.environ["HOME"])
DATA = HOME / ".var/app" / ID / "data"
PICTURES = pathlib.Path(os.environ.get("TRANCHE_PICTURES", TOP / "_build/flatpak-pictures"))
KIND = "application/vnd.tranche.practice+sqlite3"
REGISTRY = "org.a11y.atspi.Registry"
TODAY = "--env=TRANCHE_TODAY=2026-11-21"
# Without graphics hardware, and the same on every machine.
RUN = ["flatpak", "run", "--user", TODAY, "--env=GSK_RENDERER=cairo", "--env=G_DEBUG=fatal-criticals"]


def flatpak(*words, check=True):
    result = subprocess.run(["flatpak", *map(str, words)], capture_output=True, text=True, timeout=180, check=False)
    if check:
        assert result.returncode == 0, f"flatpak {words}: {result.returncode}\n{result.stdout}{result.stderr}"
    return result.stdout


def inside(*words, options=()):
    """What a command prints that runs in the sandbox in place of the window."""
    return flatpak("run", "--user", TODAY, *options, f"--command={words[0]}", ID, *words[1:])


def tranchectl(*words):
    return inside("tranchectl", *words)


def answer(**answers):
    """What the desktop answers from now on."""
    new = DESKTOP / "answers.new"
    new.write_text(json.dumps({key: str(value) for key, value in answers.items()}))
    new.rename(DESKTOP / "answers.json")
    os.kill(int((DESKTOP / "desktop.pid").read_text()), signal.SIGHUP)


def questions(portal):
    path = DESKTOP / "questions"
    lines = path.read_text().splitlines() if path.exists() else []
    return [line for line in map(json.loads, lines) if line["portal"] == portal]


def windows():
    return xdotool("search", "--onlyvisible", "--class", "^tranche$").split()


class Sandboxed(App):
    """The program in its sandbox. Its process ids mean nothing out here, and it comes to the accessibility bus
    through a proxy: it is known by being new there, and its windows by their class."""

    def __init__(self, *arguments, command=None, environment=None, **how):
        environment = {"LC_ALL": "en_US.UTF-8", **(environment or {})}
        super().__init__(*arguments, program=" ".join(command or [*RUN, ID]), environment=environment, **how)

    def _peers(self):
        children = self.call(ROOT, "org.a11y.atspi.Accessible", "GetChildren", None, REGISTRY)
        return {peer for peer, _ in children}

    def _peer(self):
        try:
            for peer in self._peers():
                arguments = GLib.Variant("(ss)", ("org.a11y.atspi.Accessible", "Name"))
                name = self.call(ROOT, "org.freedesktop.DBus.Properties", "Get", arguments, peer)
                if name in ("tranche", ID, "Tranche"):
                    self.call(CACHE, "org.a11y.atspi.Cache", "GetItems", None, peer)
                    return peer
        except GLib.Error:
            pass
        return None

    def snapshot(self):
        """GTK 4.24 leaves out of its list what was made after the first look; that is asked for one by one."""
        listed = {item.path: item for item in map(Item, self.call(CACHE, "org.a11y.atspi.Cache", "GetItems"))}
        reached = {}

        def reach(path):
            item = listed.get(path) or self._ask_for(path)
            reached[path] = item
            for child in self._children(path):
                if child not in reached:
                    inner = reach(child)
                    if inner.has("showing"):
                        item.children.append(inner)
            return item

        reach(ROOT)
        return reached

    def _ask_for(self, path):
        widget = Widget(self, path)
        role = widget._ask("Accessible", "GetRole", 0)
        states = widget._ask("Accessible", "GetState", (0, 0))
        where = ("", path)
        return Item((where, where, ("", ""), 0, 0, [], widget.name, role, widget.description, states))

    def has_keyboard(self):
        return xdotool("getwindowfocus") in windows()

    def x_windows(self):
        return windows()

    def stop(self):
        flatpak("kill", ID, check=False)
        super().stop()

    def kill(self):
        """Ends it from outside; nothing more is asked of it when its block is left."""
        self.stop()
        wait_ended()
        self.process = subprocess.Popen(["true"])
        self.process.wait(20)


class Wayland(Sandboxed):
    """The same in a Wayland session without a keyboard: what is pressed has to have an action."""

    SOCKET = "tranche-tests-wayland"

    def __init__(self, *arguments, **how):
        environment = {"WAYLAND_DISPLAY": self.SOCKET, "XDG_SESSION_TYPE": "wayland"}
        super().__init__(*arguments, command=["env", "-u", "DISPLAY", *RUN, ID], environment=environment, **how)

    @classmethod
    @contextlib.contextmanager
    def compositor(cls):
        log = (DESKTOP / "weston.log").open("w")
        weston = subprocess.Popen(
            ["weston", "--backend=headless-backend.so", "--use-pixman", "--width=1280", "--height=900",
             "--idle-time=0", "--no-config", "--debug", f"--socket={cls.SOCKET}"],
            stdout=log, stderr=log, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            socket = pathlib.Path(os.environ["XDG_RUNTIME_DIR"], cls.SOCKET)
            wait_until(lambda: socket.is_socket() or weston.poll() is not None, "a Wayland compositor")
            assert weston.poll() is None, (DESKTOP / "weston.log").read_text()
            yield
        finally:
            weston.terminate()
            weston.wait(10)

    def screenshot(self, path, timeout=TIMEOUT * 2):
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        taken = set(DESKTOP.glob("wayland-*.png"))
        environment = dict(os.environ, WAYLAND_DISPLAY=self.SOCKET)
        subprocess.run(["weston-screenshooter"], cwd=DESKTOP, env=environment, check=True, timeout=timeout)
        (picture,) = set(DESKTOP.glob("wayland-*.png")) - taken
        path.write_bytes(picture.read_bytes())
        picture.unlink()
        return path

    def quit(self, timeout=TIMEOUT * 2):
        self.press("button", "Close")
        self.process.wait(timeout)
        assert self.process.returncode == 0, self.output()
        assert not self.warnings(), self.warnings()


def is_running():
    return ID in flatpak("ps", "--columns=application").split()


def wait_ended():
    """The sandbox lives a moment longer than its window."""
    wait_until(lambda: not is_running(), "the end of the sandbox")


def wait_practice(app):
    app.wait("list item", re.compile("Clients"), timeout=60)


def open_documents(app, select):
    """The documents' page of clients with production; select() selects further ones."""
    wait_practice(app)
    app.wait("table row", re.compile("production"), timeout=60).click()
    select()
    app.key("ctrl+p")
    app.wait("button", re.compile("^Print"), sensitive=True, timeout=60)


def pdf_text(path):
    return subprocess.check_output(["pdftotext", str(path), "-"], text=True)


def preference(app, name):
    """A switch of the preferences, which stay open. Its role is newer than the accessibility library's names."""
    app.key("ctrl+comma")
    return app.wait(None, re.compile(f"^{name}"))


def leave_preferences(app):
    app.key("Escape")
    app.wait_gone("dialog")


def make_practice(name):
    practice = HOME / "Documents" / name
    tranchectl("sample", practice, "--clients", 60, "--months", 14, "--seed", 5)
    tranchectl("segment", practice)
    return practice


def lightness(picture):
    """The mean of a picture, from 0 (black) to 1 (white)."""
    return float(subprocess.check_output(["identify", "-format", "%[fx:mean]", str(picture)], text=True))
