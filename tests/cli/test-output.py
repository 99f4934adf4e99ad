#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What commands print: JSON as the manual page says, tables in columns, advice on what to do next."""

import json
import pathlib
import re
import tempfile
import unicodedata

from tranche_cli import OFFICE, STATEMENT, Practice, Tap, refuse, succeed
from tranche_models import ModelPractice

tap = Tap()
data = pathlib.Path(__file__).resolve().parent.parent.parent / "data"
manual = (data / "man/tranchectl.1").read_text(encoding="utf-8")
# Words of the page's entries that aren’t members.
PROSE = {"a", "also", "groups", "list", "of"}


def read_entries():
    section = manual.split(".SH JSON\n")[1].split("\n.SH ")[0]
    found = {}
    for entry in section.split(".TP\n.B ")[1:]:
        title, text = entry.split("\n", 1)
        text = re.sub(r"\(a number for each[^)]*\)", "", text)
        for name in title.replace("\\fR", "").replace("\\fP", "").split(", "):
            found[name] = set(re.findall(r"[a-z_]+", text)) - PROSE
    return found


entries = read_entries()
seen = {}


def collect(value, members):
    if isinstance(value, dict):
        for name, inner in value.items():
            members.add(name)
            if name != "totals":
                collect(inner, members)
    elif isinstance(value, list):
        for inner in value:
            collect(inner, members)


def note(name, text):
    """Exactly one line, and one value in it."""
    assert text.endswith("\n") and text.count("\n") == 1, text
    value = json.loads(text)
    collect(value, seen.setdefault(name, set()))
    return value


def call_everything():
    with Practice() as practice:
        path, folder = practice.path, practice.folder
        note("create", succeed("create", folder / "new.tranche", "--json"))
        note("sample", succeed("sample", folder / "sample.tranche", "--clients", 20, "--date", "2025-08-14", "--json"))
        note("import", succeed(*practice.import_arguments(practice.write("more.csv", STATEMENT.read_text() + "EL-1001,28/07/2025,X,1.00\n"), "--json")))
        note("strategy", succeed("strategy", path, "--json"))
        note("segment", succeed("segment", path, "--json"))
        succeed("strategy", folder / "sample.tranche", "--target", "group", "--band", "Bronze=0", "--activate")
        for target in ("individual", "group"):
            note("segment", succeed("segment", folder / "sample.tranche", "--target", target, "--dry-run", "--json"))
        for command in ("segments", "benefits", "matrix", "model", "clients", "log"):
            note(command, succeed(command, path, "--json"))
        note("check", succeed("check", path, "--json"))
        note("clients --add", succeed("clients", path, "--add", "household", "--family-name", "Ng", "--partner-given-names", "Lin", "--json"))
        note("undo", succeed("undo", path, "--json"))
        note("redo", succeed("redo", path, "--json"))
        client = ("--client", "EL-1001")
        note("agreements", succeed("agreements", path, *client, "--add", "ongoing", "--json"))
        note("package", succeed("package", path, *client, "--segment", "Silver", "--reason", "X", "--json"))
        note("explain", succeed("explain", path, *client, "--json"))
        succeed("model", path, "--duplicate-to", "practice", "--name", "Ours")
        note("model --choose", succeed("model", path, "--choose", "Ours", "--json"))
        note("model --export", succeed("model", path, "--export", folder / "m.json", "--json"))
        note("model --import", succeed("model", path, "--import", folder / "m.json", "--json"))
        note("model --print", succeed("model", path, "--print", folder / "m.pdf", "--json"))
        note("model --history", succeed("model", path, "--history", "--json"))
        sample = ("--all", "-o", folder / "out", "--json")
        note("report", succeed("report", "ofa", folder / "sample.tranche", *sample))
        note("report --issue", succeed("report", "ofa", folder / "sample.tranche", "--issue", *sample))
        note("nightly", succeed("nightly", path, "--backups", folder / "backups", "--date", "2025-10-14", "--json"))


def test_json():
    call_everything()
    assert set(entries) == set(seen), set(entries) ^ set(seen)
    # What only a damaged file would show.
    seen["check"] |= {"check", "message"}
    for name, members in seen.items():
        # Other members of the log may come; those of the page stay.
        missing = entries[name] - members
        unknown = members - entries[name] if name != "log" else set()
        assert not missing and not unknown, f"{name}: on the page only {missing}, printed only {unknown}"


def width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def test_columns():
    """Columns stand below each other as terminals show wide and combining letters."""
    with ModelPractice() as practice:
        practice.run("segments", "--add", "金のセグメント", "--description", "宽" * 70)
        practice.run("segments", "--add", "Zoe\u0308\u0301 A", "--description", "x")
        lines = practice.run("segments").splitlines()
        starts = set()
        for line in lines:
            colour = re.search(r"Colour|Blue|Teal|Green|Yellow|Orange|Red|Pink|Purple|Slate", line)
            starts.add(width(line[: colour.start()]))
        assert len(starts) == 1, lines
        assert all(line == line.rstrip() for line in lines), lines
        assert lines[5].endswith("宽" * 30 + "…"), lines[5]
        assert practice.segment("金のセグメント")["description"] == "宽" * 70, "JSON has all of it"


def test_advice():
    """A refusal says what to do next."""
    with ModelPractice() as practice:
        practice.set_strategy()
        practice.refuse_for("--move-to NAME or with --keep", "segments", "--inactive", "Gold")
        practice.refuse_for("Did you mean “Gold”?", "segments", "--inactive", "Glod")
        practice.refuse_for("Did you mean “Tax summary”?", "benefits", "--remove", "Tax sumary")
        practice.refuse_for("Did you mean “Ours”?", "model", "--choose", "our")
        practice.refuse_for(f"Did you mean “{OFFICE}”?", "segments", "--office", "capetown")
        assert "Did you mean" not in practice.refuse("segments", "--inactive", "Nothing like it")
        practice.refuse_for("“tranchectl clients FILE” lists them", "explain", "--client", "X")
        practice.run("clients", "--add", "trust", "--name", "X", "--reference", "T-1")
        practice.run("agreements", "--client", "T-1", "--add", "ongoing")
        practice.refuse_for("takes --beside", "agreements", "--client", "T-1", "--add", "ongoing")
    assert "Did you mean “segments”?" in refuse("segmnets", status=2)
    assert succeed("help", "segments") == succeed("segments", "--help")
    assert "The exit status is 0" in succeed("--help")


def test_files():
    """A model’s file that can’t be read or written is named, with the reason."""
    with ModelPractice() as practice, tempfile.TemporaryDirectory(suffix=".json") as folder:
        for option in ("--import", "--export"):
            assert f"“{folder}” couldn’t be" in practice.refuse("model", option, folder)
        missing = f"{folder}/no/model.json"
        practice.refuse_for(f"“{missing}” couldn’t be read: No such file", "model", "--import", missing)
        practice.refuse_for(f"“{missing}” couldn’t be written: No such file", "model", "--export", missing)


for name, test in sorted(globals().items()):
    if name.startswith("test_"):
        with tap.point(f"/cli/output/{name[5:].replace('_', '-')}"):
            test()
tap.finish()
