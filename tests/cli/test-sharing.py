#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose clients a team member sees through the command line: their own, unless the role sees all."""

import json
import pathlib
import shutil
import sqlite3
import tempfile

from tranche_cli import Tap, refuse, succeed

ADVISER = "Adaeze Nkosi"
MANAGER = "Margaret Elliott"

tap = Tap()
folder = pathlib.Path(tempfile.mkdtemp(prefix="tranche-sharing-"))
practice = folder / "sample.tranche"
succeed("sample", practice, "--clients", 40, "--date", "2025-08-14")
# The first one goes to the manager, so that the adviser has all but one.
with sqlite3.connect(practice) as db:
    db.execute(
        "UPDATE client SET owner_id = (SELECT id FROM party WHERE kind = 6 AND display_name = ?)"
        " WHERE reference = '00001'",
        (MANAGER,),
    )
    mine = db.execute(
        "SELECT count (*) FROM client WHERE owner_id = (SELECT id FROM party WHERE kind = 6 AND display_name = ?)",
        (ADVISER,),
    ).fetchone()[0]
db.close()


def test_clients():
    seen = json.loads(succeed("clients", practice, "--as", ADVISER, "--json"))
    assert len(seen["clients"]) == mine < 40, (len(seen["clients"]), mine)
    assert "00001" not in [client["reference"] for client in seen["clients"]]
    assert len(json.loads(succeed("clients", practice, "--as", MANAGER, "--json"))["clients"]) == 40


def test_explain_and_package():
    for command in ("explain", "package"):
        assert "another team member" in refuse(command, practice, "--client", "00001", "--as", ADVISER)
        succeed(command, practice, "--client", "00001", "--as", MANAGER)
        succeed(command, practice, "--client", "00002", "--as", ADVISER)


def test_set_by_hand():
    refuse("package", practice, "--client", "00001", "--segment", "Gold", "--reason", "Friend", "--as", ADVISER)
    assert json.loads(succeed("package", practice, "--client", "00001", "--json"))["by_hand"] is False


def test_report():
    output = folder / "documents"
    said = refuse("report", "ofa", practice, "--client", "00001", "-o", output, "--as", ADVISER)
    assert "another team member" in said, said
    everybody = json.loads(succeed("report", "ofa", practice, "--all", "-o", folder / "all", "--json"))
    own = json.loads(succeed("report", "ofa", practice, "--all", "-o", output, "--as", ADVISER, "--json"))
    assert own["documents"] == everybody["documents"] - 1, (own, everybody)
    assert not list(output.glob("OFA-00001-*"))


def test_issue():
    output = folder / "issued"
    refuse("report", "ofa", practice, "--client", "00001", "--issue", "-o", output, "--as", ADVISER)
    with sqlite3.connect(practice) as connection:
        assert connection.execute("SELECT count (*) FROM issued_document").fetchone()[0] == 0
    connection.close()


def test_log():
    """What is done to a client is told to who sees it, and to nobody else."""
    for reference in ("00001", "00002"):
        succeed("package", practice, "--client", reference, "--segment", "Gold", "--reason", "Friend", "--as", MANAGER)
    everything = json.loads(succeed("log", practice, "--limit", 0, "--json"))
    assert json.loads(succeed("log", practice, "--limit", 0, "--json", "--as", MANAGER)) == everything
    own = json.loads(succeed("log", practice, "--limit", 0, "--json", "--as", ADVISER))
    theirs = [entry for entry in everything if entry not in own]
    assert [entry["what"] for entry in theirs] == [everything[1]["what"]], (theirs, everything[:2])
    assert "by hand" in theirs[0]["what"]
    said = succeed("log", practice, "--limit", 1, "--as", ADVISER)
    assert everything[0]["what"] in said and everything[1]["what"] not in said, said


with tap.point("/cli/sharing/clients"):
    test_clients()
with tap.point("/cli/sharing/explain-and-package"):
    test_explain_and_package()
with tap.point("/cli/sharing/set-by-hand"):
    test_set_by_hand()
with tap.point("/cli/sharing/report"):
    test_report()
with tap.point("/cli/sharing/issue"):
    test_issue()
with tap.point("/cli/sharing/log"):
    test_log()
shutil.rmtree(folder)
tap.finish()
