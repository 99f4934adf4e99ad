#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of every released schema open in today's program, lose nothing, and are then like new ones."""

import difflib
import gzip
import hashlib
import json
import pathlib
import shutil
import sqlite3
import tempfile

from tranche_cli import Tap, refuse, succeed
from tranche_schema import FIXTURES, MIGRATIONS, RUN, connect, dump, schema_hash, version

tap = Tap()
fixtures = sorted(FIXTURES.glob("schema-*.tranche.gz"))
newest = len(list(MIGRATIONS.glob("*.sql")))
folder = pathlib.Path(tempfile.mkdtemp(prefix="tranche-schema-"))
WHAT_TO_DO = "see “A released schema is frozen” in docs/architecture.md"


def unpack(packed):
    path = folder / packed.name.removesuffix(".gz")
    with gzip.open(packed) as source, open(path, "wb") as target:
        shutil.copyfileobj(source, target)
    return path


def test_all_there():
    numbers = [int(packed.name[7:11]) for packed in fixtures]
    assert numbers == list(range(1, newest + 1)), f"the newest schema has no fixture; {WHAT_TO_DO}"
    succeed("create", folder / "new.tranche", "--office", "Fremantle", "--as", "Thandi Nkosi")
    assert version(folder / "new.tranche") == newest


def test_fixture(packed):
    number = int(packed.name[7:11])
    facts = json.loads((FIXTURES / f"schema-{number:04}.json").read_text(encoding="utf-8"))
    (script,) = MIGRATIONS.glob(f"{number:04}-*.sql")
    assert hashlib.sha256(script.read_bytes()).hexdigest() == facts["migration"], f"{script.name} is frozen; {WHAT_TO_DO}"
    path = unpack(packed)
    assert (version(path), schema_hash(path)) == (number, facts["schema"]), f"{packed.name} isn’t what it was"

    # Opened to be written, it becomes a file of today.
    if number < newest:
        assert "open it" in refuse("check", path)
    succeed("segments", path, "--active", "Silver")
    assert version(path) == newest
    assert schema_hash(path) == schema_hash(folder / "new.tranche"), f"an upgraded file isn’t like a new one; {WHAT_TO_DO}"
    assert json.loads(succeed("check", path, "--json")) == {"ok": True, "findings": []}
    wanted = (FIXTURES / f"schema-{number:04}.dump").read_text(encoding="utf-8").splitlines()
    difference = list(difflib.unified_diff(wanted, dump(path).splitlines(), "as expected", "as found", lineterm="", n=0))
    assert not difference, "\n".join([WHAT_TO_DO, *difference[:40]])

    # A run comes to what its own program made of it, to the byte.
    assert succeed(*RUN, path) == (FIXTURES / f"schema-{number:04}.run").read_text(encoding="utf-8")

    # It can be worked with: what was issued is printed again as it was, and what was done is taken back.
    succeed("report", "fds", path, "--client", "00001", "--date", "2025-08-14", "--issue", "-o", folder / f"{number}")
    with connect(path) as db:
        ((name, content),) = db.execute("SELECT number, bytes FROM issued_document").fetchall()
    assert (folder / f"{number}" / f"{name}.pdf").read_bytes() == content
    assert [one["name"] for one in json.loads(succeed("segments", path, "--json"))["segments"]] == [
        "Bronze",
        "Silver",
        "Größer = “Gold”",
    ]
    steps = len(json.loads(succeed("log", path, "--limit", 0, "--json")))
    for _ in range(6):
        succeed("undo", path)
    for _ in range(6):
        succeed("redo", path)
    assert len(json.loads(succeed("log", path, "--limit", 0, "--json"))) == steps + 12
    succeed("check", path)


def test_can_fail():
    """The comparison sees what a careless migration would do."""
    path = unpack(fixtures[-1])
    before, shape = dump(path), schema_hash(path)
    db = sqlite3.connect(path)
    db.execute("UPDATE client SET notes = notes || ' '")
    db.execute("CREATE INDEX stray ON client (name)")
    db.commit()
    db.close()
    assert dump(path) != before and schema_hash(path) != shape
    refuse("check", path)


try:
    with tap.point("/cli/schema/all-there"):
        test_all_there()
    for fixture in fixtures:
        with tap.point(f"/cli/schema/{fixture.name[7:11]}"):
            test_fixture(fixture)
    with tap.point("/cli/schema/can-fail"):
        test_can_fail()
finally:
    shutil.rmtree(folder)
tap.finish()
