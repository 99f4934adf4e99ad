#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was issued stays as it is, byte for byte, whatever becomes of the benefits in it; what is new has the new words."""

import contextlib
import hashlib
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

from tranche_cli import Tap, succeed

tap = Tap()
folder = pathlib.Path(tempfile.mkdtemp(prefix="tranche-words-"))
practice = folder / "practice.tranche"
KIND = "ofa"
OLD, NEW, GONE = "Annual review meeting", "Yearly planning conversation", "Tax summary"


def query(sql, *values):
    with contextlib.closing(sqlite3.connect(f"file:{practice}?mode=ro", uri=True)) as db:
        return db.execute(sql, values).fetchall()


def issue(client, name, *arguments):
    """Issues the client's document into a folder of its own, and gives its bytes."""
    succeed("report", KIND, practice, "--client", client, "--issue", "--with-drafts", "-o", folder / name, *arguments)
    (path,) = (folder / name).iterdir()
    return path.read_bytes()


def promised(content):
    """The services that a document promises for the period ahead, in their order."""
    path = folder / "text.pdf"
    path.write_bytes(content)
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    words = " ".join(text.split())
    start = words.index("period ahead") if "period ahead" in words else words.index("upcoming period")
    names = (OLD, NEW, GONE, "Quarterly market update", "Half-yearly portfolio report")
    return [name for _, name in sorted((words.index(name, start), name) for name in names if name in words[start:])]


def make_practice():
    """A sample whose packages are the practice's own, and two clients who have no agreement yet."""
    succeed("sample", practice, "--clients", 40, "--date", "2025-08-14")
    succeed("model", practice, "--duplicate-to", "practice", "--name", "Ours")
    succeed("model", practice, "--choose", "Ours")
    clients = [reference for (reference,) in query(
        "SELECT c.reference FROM client c WHERE NOT EXISTS (SELECT 1 FROM agreement a WHERE a.party_id = c.id)"
        " ORDER BY c.reference LIMIT 2"
    )]
    assert len(clients) == 2, clients
    return clients


def enter(client, package):
    """An agreement begins with the words of the day on which it is entered."""
    succeed("agreements", practice, "--client", client, "--add", "ongoing", "--start", "2025-08-01", "--package", package)


def test_words(clients):
    enter(clients[0], "Gold")
    before = issue(clients[0], "before")
    stored = query("SELECT number, hash, bytes FROM issued_document")
    assert len(stored) == 1 and stored[0][2] == before and stored[0][1] == hashlib.sha256(before).digest()

    steps = (
        ("rename", ("benefits", practice, "--edit", OLD, "--name", NEW, "--description", "Once a year.")),
        ("reorder", ("benefits", practice, "--move", f"{NEW}=10")),
        ("delete", ("benefits", practice, "--remove", GONE)),
        ("rename-package", ("segments", practice, "--rename", "Gold=Platinum")),
        ("matrix", ("matrix", practice, "--column", "Platinum=none")),
    )
    for name, step in steps:
        succeed(*step)
        assert issue(clients[0], name) == before, f"printed again after: {name}"
        assert query("SELECT number, hash, bytes FROM issued_document") == stored, name
    succeed("undo", practice)

    enter(clients[1], "Platinum")
    new = issue(clients[1], "new")
    assert issue(clients[0], "at-last") == before
    assert len(query("SELECT id FROM issued_document")) == 2
    succeed("check", practice)
    if not shutil.which("pdftotext"):
        return
    was, is_now = promised(before), promised(new)
    assert OLD in was and GONE in was and NEW not in was, was
    assert NEW in is_now and OLD not in is_now and GONE not in is_now, is_now
    assert was.index(OLD) < was.index("Quarterly market update"), was
    assert is_now.index(NEW) > is_now.index("Quarterly market update"), is_now


def test_taken_back():
    """Undo brings the benefits back, and takes nothing from the documents."""
    stored = query("SELECT number, hash FROM issued_document")
    succeed("benefits", practice, "--remove", NEW)
    succeed("undo", practice)
    assert query("SELECT number, hash FROM issued_document") == stored


try:
    clients = make_practice()
    with tap.point("/cli/issued-words/words"):
        test_words(clients)
    with tap.point("/cli/issued-words/taken-back"):
        test_taken_back()
finally:
    shutil.rmtree(folder)
tap.finish()
