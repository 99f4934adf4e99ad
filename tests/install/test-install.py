#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs what was built into a folder and uses it from there, as a package of a distribution would.

usage: test-install.py BUILD PREFIX APPLICATION-ID
"""

import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

from tranche_ui import App, Tap

BUILD, PREFIX, APPLICATION = sys.argv[1:]
TOP = pathlib.Path(__file__).resolve().parent.parent.parent

INSTALLED = """
bin/tranche
bin/tranchectl
lib/systemd/user/tranche-nightly@.service
lib/systemd/user/tranche-nightly@.timer
share/applications/{id}.desktop
share/bash-completion/completions/tranchectl
share/dbus-1/services/{id}.service
share/gnome-shell/search-providers/{id}.search-provider.ini
share/glib-2.0/schemas/io.github.tranche_app.Tranche.gschema.xml
share/icons/hicolor/scalable/apps/{id}.svg
share/icons/hicolor/scalable/mimetypes/{id}.Practice.svg
share/icons/hicolor/symbolic/apps/{id}-symbolic.svg
share/man/man1/tranche.1
share/man/man1/tranchectl.1
share/metainfo/{id}.metainfo.xml
share/mime/packages/{id}.xml
"""


def run(*command, **options):
    """What a command prints on standard output; it has to succeed."""
    result = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=120, check=False, **options
    )
    assert result.returncode == 0, f"{command}: {result.returncode}\n{result.stdout}{result.stderr}"
    return result.stdout



def test_files(root):
    expected = INSTALLED.format(id=APPLICATION).split()
    missing = [path for path in expected if not (root / path).is_file()]
    assert not missing, f"not installed: {missing}"

    files = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    others = [path for path in files - set(expected) if not re.fullmatch(r"share/(locale|help)/.*", path)]
    assert not others, f"installed, and nobody knows why: {others}"


def test_no_build_paths(root):
    """What is installed names the prefix, never the folders that it was built or staged in."""
    for path in INSTALLED.format(id=APPLICATION).split():
        # A debugger's lines name the source; that part is not what a package ships.
        if path.startswith("bin/"):
            continue
        # The prefix may lie in the folder that it was built in.
        text = (root / path).read_text().replace(str(PREFIX), "")
        # In a build for developing, the prefix is a folder of the build.
        assert BUILD not in text.replace(PREFIX, "") and str(root) not in text, path
        assert not re.search(r"@[a-z_]+@", text), f"{path}: something was not filled in"
    assert f"Exec={PREFIX}/bin/tranche " in (root / f"share/dbus-1/services/{APPLICATION}.service").read_text()
    assert f"ExecStart={PREFIX}/bin/tranchectl " in (root / "lib/systemd/user/tranche-nightly@.service").read_text()


def test_desktop_file(root):
    """The launcher, the bus and the metainfo speak of the same application."""
    desktop = (root / f"share/applications/{APPLICATION}.desktop").read_text()
    assert f"Icon={APPLICATION}\n" in desktop
    assert "DBusActivatable=true\n" in desktop
    service = (root / f"share/dbus-1/services/{APPLICATION}.service").read_text()
    assert f"Name={APPLICATION}\n" in service
    for action in re.search(r"^Actions=(.*);$", desktop, re.M)[1].split(";"):
        section = desktop.partition(f"[Desktop Action {action}]\n")[2].partition("\n[")[0]
        assert re.search(rf"^Exec=tranche --{action}$", section, re.M), f"{action}: {section}"
        assert f"--{action}" in run(root / "bin/tranche", "--help", env=dict(os.environ, LC_ALL="C.UTF-8"))
    provider = dict(
        line.split("=", 1)
        for line in (root / f"share/gnome-shell/search-providers/{APPLICATION}.search-provider.ini").read_text().splitlines()
        if "=" in line
    )
    # Off in the desktop's settings, too, until somebody switches it on.
    assert provider == {
        "DesktopId": f"{APPLICATION}.desktop",
        "BusName": APPLICATION,
        "ObjectPath": "/" + APPLICATION.replace(".", "/") + "/SearchProvider",
        "Version": "2",
        "DefaultDisabled": "true",
    }, provider
    metainfo = (root / f"share/metainfo/{APPLICATION}.metainfo.xml").read_text()
    assert f'<launchable type="desktop-id">{APPLICATION}.desktop</launchable>' in metainfo


def test_screenshots(root):
    """Every picture that the metainfo shows is one of the tree's, and of the size that it says."""
    metainfo = (root / f"share/metainfo/{APPLICATION}.metainfo.xml").read_text()
    images = re.findall(r'<image type="source" width="(\d+)" height="(\d+)">https://[^<]*/([^/<]+)</image>', metainfo)
    assert 3 <= len(images) <= 6, images
    for width, height, name in images:
        header = (TOP / "docs/screenshots" / name).read_bytes()[:24]
        size = struct.unpack(">II", header[16:24])
        assert header.startswith(b"\x89PNG") and size == (int(width), int(height)), (name, size)
        assert size[0] <= 1000 and size[1] <= 700, (name, size)
    captions = re.findall(r"<caption[^>]*>([^<]*)</caption>", metainfo)
    assert len(captions) >= len(images) and not any(caption.endswith(".") for caption in captions), captions


def test_command_line(root, practice):
    tranchectl = root / "bin/tranchectl"
    assert run(tranchectl, "--version").startswith("tranchectl ")
    run(tranchectl, "sample", practice, "--clients", 40, "--months", 14, "--seed", 3, "--date", "2025-08-14")
    assert "Moved:" in run(tranchectl, "segment", practice, "--date", "2025-08-14")
    run(tranchectl, "check", practice)


def test_completion(root):
    """Every command is offered, and the options of one."""
    script = f"""
      PATH={root}/bin:$PATH
      . {root}/share/bash-completion/completions/tranchectl
      compopt () {{ :; }}
      complete_line () {{ COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tranchectl; printf '%s\\n' "${{COMPREPLY[@]}}"; }}
      complete_line tranchectl ''; echo; complete_line tranchectl seg; echo
      complete_line tranchectl segment --; echo; complete_line tranchectl report ''"""
    commands, some, options, kinds = (part.split() for part in run("bash", "-c", script).split("\n\n"))
    told = re.findall(r"^  ([a-z-]+) ", run(root / "bin/tranchectl", "--help"), re.M)
    assert len(told) > 10 and set(told) <= set(commands), (told, commands)
    assert some == ["segment", "segments"], some
    assert {"--office", "--dry-run", "--json"} <= set(options), options
    assert kinds == ["fds", "ofa", "fta"], kinds


def test_manual(root):
    """The manual knows every command, and what it says is well-formed."""
    page = root / "share/man/man1/tranchectl.1"
    told = re.findall(r"^  ([a-z-]+) ", run(root / "bin/tranchectl", "--help"), re.M)
    text = page.read_text()
    missing = [name for name in told if not re.search(rf'^\.BI? "[^\n]*(?:\b|P){name} ', text, re.M)]
    assert not missing, f"the manual does not tell of {missing}"


def test_mime(root, practice):
    """A practice file is known by its content, also where its name says nothing."""
    run("update-mime-database", root / "share/mime")
    nameless = practice.with_name("nameless")
    nameless.write_bytes(practice.read_bytes())
    stranger = practice.with_name("stranger")
    run("sqlite3", stranger, "CREATE TABLE a (b)")
    environment = dict(os.environ, XDG_DATA_DIRS=f"{root}/share:/usr/share")
    for path, kind in (
        (practice, "application/vnd.tranche.practice+sqlite3"),
        (nameless, "application/vnd.tranche.practice+sqlite3"),
        (stranger, "application/vnd.sqlite3"),
    ):
        told = run("gio", "info", "-a", "standard::content-type,standard::icon", path, env=environment)
        assert kind in told, f"{path.name}: {told}"
        assert ("Tranche.Practice" in told) == (path != stranger), told


def test_window(root, practice):
    run("glib-compile-schemas", "--strict", root / "share/glib-2.0/schemas")
    environment = {
        "GSETTINGS_SCHEMA_DIR": str(root / "share/glib-2.0/schemas"),
        "XDG_DATA_DIRS": f"{root}/share:/usr/share",
        "G_DEBUG": "fatal-criticals",
        "ASAN_OPTIONS": "detect_leaks=0",
    }
    with App(practice, program=str(root / "bin/tranche"), environment=environment) as app:
        app.wait(None, "Clients")


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="tranche-install-") as folder:
        staged = pathlib.Path(folder) / "root"
        root = staged / PREFIX.lstrip("/")
        practice = pathlib.Path(folder) / "practice.tranche"
        run("meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", staged)

        for name, test, arguments in (
            ("files", test_files, ()),
            ("no-build-paths", test_no_build_paths, ()),
            ("one-application", test_desktop_file, ()),
            ("screenshots", test_screenshots, ()),
            ("command-line", test_command_line, (practice,)),
            ("completion", test_completion, ()),
            ("manual", test_manual, ()),
            ("mime", test_mime, (practice,)),
            ("window", test_window, (practice,)),
        ):
            with tap.point(f"/install/{name}"):
                test(root, *arguments)
    tap.finish()


main()
