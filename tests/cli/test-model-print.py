#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A segmentation model on paper, and as it was on a past day."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile

from tranche_cli import Tap, folder_state, refuse, succeed

tap = Tap()
folder = pathlib.Path(tempfile.mkdtemp(prefix="tranche-model-print-"))
practice = folder / "sample.tranche"
succeed("sample", practice, "--clients", 40, "--date", "2025-08-14")
succeed("model", practice, "--duplicate-to", "practice", "--name", "Ours")
succeed("model", practice, "--choose", "Ours", *(f"--map={name}={name}" for name in ("Bronze", "Silver", "Gold")))


def move_back(day):
    """All that was done so far is taken for done on that day: the program itself can't say so."""
    with contextlib.closing(sqlite3.connect(practice)) as db, db:
        trigger = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'operation_no_update'").fetchone()[0]
        db.execute("DROP TRIGGER operation_no_update")
        db.execute("UPDATE operation SET at = strftime ('%s', ?) * 1000000", [f"{day} 12:00"])
        db.execute(trigger)


move_back("2025-03-01")
succeed("segments", practice, "--edit", "Gold", "--name", "Premium")
succeed("matrix", practice, "--set", "Bronze=Strategy workshop")
succeed("benefits", practice, "--remove", "Client events")


def text_of(path):
    """What can be read of the file where the tool for it is there; None otherwise."""
    if not shutil.which("pdftotext"):
        return None
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r" +", " ", text)


def test_for_clients():
    path = folder / "clients.pdf"
    said = succeed("model", practice, "--print", path)
    assert re.fullmatch(r"\d pages: .*/clients\.pdf\n", said), said
    content = path.read_bytes()
    assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    text = text_of(path)
    if text is not None:
        assert "Our service packages\n As on 14 Aug 2025" in text or "As on 14 Aug 2025" in text, text
        assert "Premium" in text and "✓" in text and "Client events" not in text, text
        assert "% of production" not in text and "colleagues" not in text, text


def test_for_colleagues():
    path = folder / "colleagues.pdf"
    result = json.loads(succeed("model", practice, "--print", path, "--for-colleagues", "--paper", "letter", "--json"))
    assert result == {"file": str(path), "pages": result["pages"], "date": "2025-08-14", "for_colleagues": True}
    text = text_of(path)
    if text is not None:
        assert "% of production" in text and re.search(r"\d+ clients", text), text
        assert text.count("For colleagues only") == result["pages"] + 1, text


def test_same_twice():
    output = folder / "twice"
    output.mkdir()
    succeed("model", practice, "--print", output / "model.pdf")
    state = folder_state(output)
    succeed("model", practice, "--print", output / "model.pdf")
    assert folder_state(output) == state and len(state) == 1, state


def test_past_day():
    def names(command, *arguments):
        key = "segments" if command == "segments" else "benefits"
        return [row["name"] for row in json.loads(succeed(command, practice, *arguments, "--json"))[key]]

    past = "--at", "2025-06-30"
    assert names("segments") == ["Prospect", "Bronze", "Silver", "Premium"]
    assert names("segments", *past) == ["Prospect", "Bronze", "Silver", "Gold"]
    assert "Client events" not in names("benefits")
    assert "Client events" in names("benefits", *past)
    rows = {
        moment: {row["name"]: row["segments"] for row in json.loads(succeed("matrix", practice, *moment, "--json"))["benefits"]}
        for moment in ((), past)
    }
    assert rows[()]["Strategy workshop"] == ["Bronze", "Silver", "Premium"], rows
    assert rows[past]["Strategy workshop"] == ["Silver", "Gold"], rows

    # A day is over when it ends.
    assert names("segments", "--at", "2025-03-01")[3] == "Gold"
    assert "didn’t exist yet on" in refuse("segments", practice, "--at", "2025-02-28")

    succeed("model", practice, "--print", folder / "past.pdf", *past)
    text = text_of(folder / "past.pdf")
    if text is not None:
        assert "As on 30 Jun 2025" in text and "Gold" in text and "Premium" not in text, text
        assert "Client events" in text, text
    succeed("model", practice, "--export", folder / "past.json", *past)
    exported = (folder / "past.json").read_text()
    assert "Gold" in exported and "Premium" not in exported


def test_refused():
    state = practice.read_bytes()
    path = folder / "refused.pdf"
    assert "today’s" in refuse("model", practice, "--print", path, "--for-colleagues", "--at", "2025-06-30")
    assert "a day to come" in refuse("model", practice, "--print", path, "--at", "2025-08-15", status=2)
    assert "no month 13" in refuse("model", practice, "--print", path, "--at", "2025-13-01", status=2)
    assert "didn’t exist yet" in refuse("model", practice, "--print", path, "--at", "2024-01-01")
    assert "paper" in refuse("model", practice, "--print", path, "--paper", "napkin")
    assert "Nowhere" in refuse("model", practice, "--print", path, "--office", "Nowhere")
    assert not path.exists()
    assert "missing" in refuse("model", practice, "--print", folder / "missing" / "model.pdf")
    for words in (
        ("model", practice, "--paper", "a4"),
        ("model", practice, "--for-colleagues"),
        ("model", practice, "--at", "2025-06-30"),
        ("model", practice, "--print", path, "--history"),
        ("segments", practice, "--at", "2025-08-15"),
        ("segments", practice, "--at", "yesterday"),
        ("segments", practice, "--at", "2025-06-30", "--inactive", "Bronze"),
        ("benefits", practice, "--at", "2025-06-30", "--remove", "Tax summary"),
        ("matrix", practice, "--at", "2025-06-30", "--set", "Bronze=Tax summary"),
    ):
        refuse(*words, status=2)
    assert practice.read_bytes() == state


def test_full_disk():
    if os.path.exists("/dev/full"):
        # Its folder is no place for a file beside it: what can't be written is said, and nothing stays.
        refuse("model", practice, "--print", "/proc/model.pdf")


for name, test in list(globals().items()):
    if name.startswith("test_"):
        with tap.point(f"/cli/model-print/{name[5:].replace('_', '-')}"):
            test()
shutil.rmtree(folder)
tap.finish()
