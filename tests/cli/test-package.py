#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client's service package through the command line: shown, set by hand, ended."""

import contextlib
import sqlite3

from tranche_cli import Tap, assert_holds, succeed
from tranche_models import BUILT_IN, ModelPractice, check_usage, help_of

tap = Tap()
CLIENT = ("--client", "A-1")
STATEMENT = "Client Ref,Statement Date,Reference,Amount\nA-1,14/07/2025,R,9000.00\nA-2,14/07/2025,R,1.00\n"


class Clients(ModelPractice):
    """Two clients, the first of them Silver by its production."""

    def __init__(self):
        super().__init__()
        self.import_statement(self.write("july.csv", STATEMENT))
        self.set_strategy()
        self.run("segment", "--date", "2025-08-14")

    def package(self, *arguments):
        return self.json("package", *CLIENT, *arguments)


def test_by_hand():
    with Clients() as practice:
        assert practice.package() == {
            "segment": "Gold",
            "by_hand": False,
            "reason": None,
            "until": None,
            "active": True,
            "differs": False,
            "agreements": [],
        }
        words = ("--segment", "prospect", "--reason", " Related to J. Elliott ", "--until", "2025-12-31")
        practice.edit("package", *CLIENT, *words)
        wanted = {"segment": "Prospect", "by_hand": True, "reason": "Related to J. Elliott", "until": "2025-12-31"}
        assert_holds(practice.package(), wanted)
        assert practice.run("package", *CLIENT) == "Prospect\nSet by hand until 31 Dec 2025: Related to J. Elliott\n"

        # It outlives runs, and lapses by itself.
        practice.run("segment", "--date", "2025-08-15")
        assert_holds(practice.package(), wanted)
        later = {"environment": {"TRANCHE_TODAY": "2026-01-01"}}
        assert succeed("package", practice.path, *CLIENT, **later) == "Gold\n"

        practice.edit("package", *CLIENT, "--segment", "Silver", "--reason", "For good")
        assert practice.run("package", *CLIENT) == "Silver\nSet by hand: For good\n"
        practice.edit("package", *CLIENT, "--end")
        assert practice.run("package", *CLIENT) == "Gold\n"
        assert practice.run("package", "--client", "A-2") == "Bronze\n", "the other client has nothing to do with it"
        practice.check()


def test_inactive():
    """One that is inactive can’t be set, and stays with whom it was set for."""
    with Clients() as practice:
        practice.run("package", *CLIENT, "--segment", "Prospect", "--reason", "As agreed")
        practice.refuse_for("is in use: ", "segments", "--inactive", "Prospect")
        practice.run("segments", "--inactive", "Prospect", "--keep")
        assert_holds(practice.package(), {"segment": "Prospect", "active": False, "by_hand": True})
        assert practice.run("package", *CLIENT).startswith("Prospect, inactive\n")
        for client in ("A-1", "A-2"):
            practice.refuse_for(
                "“Segment”: it is inactive",
                *("package", "--client", client, "--segment", "Prospect", "--reason", "Again"),
            )
        practice.edit("package", *CLIENT, "--end")

        # Moving its clients is one step with making it inactive.
        succeed("undo", practice.path)
        practice.run("segments", "--active", "Prospect")
        practice.edit("segments", "--inactive", "Prospect", "--move-to", "Silver")
        assert_holds(practice.package(), {"segment": "Silver", "active": True, "reason": "As agreed"})
        practice.check()


def test_refusals():
    with Clients() as practice:
        there = "there is no segment “Platinum” in “Ours”; there is “Prospect”, “Bronze”, “Silver”, “Gold”"
        practice.refuse_for(there, "package", *CLIENT, "--segment", "Platinum", "--reason", "X")
        for reason, why in (
            ("", "“Reason” is needed"),
            ("  ", "“Reason” is needed"),
            ("x" * 4001, "“Reason” is longer than 4,000 letters"),
            ("a\x1b", "“Reason” holds something that isn’t text"),
        ):
            practice.refuse_for(why, "package", *CLIENT, "--segment", "Gold", "--reason", reason)
        practice.refuse("package", *CLIENT, "--segment", "Gold", "--reason", "X", "--until", "2025-08-13")
        for until in ("2025-13-01", "2025-02-29", "tomorrow", ""):
            practice.refuse("package", *CLIENT, "--segment", "Gold", "--reason", "X", "--until", until, status=2)
        practice.refuse_for("No segment is set by hand for", "package", *CLIENT, "--end")
        for client in ("A-9", "", "a-1 "):
            for words in ((), ("--end",), ("--segment", "Gold", "--reason", "X")):
                practice.refuse_for("there is no client with the reference", "package", "--client", client, *words)
        practice.edit("package", *CLIENT, "--segment", "Gold", "--reason", "عميل\nذهبي")
        assert practice.package()["reason"] == "عميل\nذهبي"


def test_permissions():
    with Clients() as practice:
        practice.run("package", *CLIENT, "--segment", "Gold", "--reason", "X")
        associate = 5
        with contextlib.closing(sqlite3.connect(practice.path)) as db, db:
            db.execute("UPDATE team_member SET role_id = ?", (associate,))
            db.execute("UPDATE client SET owner_id = (SELECT id FROM team_member)")
        for words in (("--segment", "Silver", "--reason", "X"), ("--end",)):
            practice.refuse_for(
                "Your role “Associate adviser” may not set a segment by hand",
                *("package", *CLIENT, *words, "--as", "Thandi Nkosi"),
            )
        assert practice.run("package", *CLIENT, "--as", "Thandi Nkosi").startswith("Gold\n")


def test_model_of_office():
    """Only segments of the model that the client’s office uses."""
    with Clients() as practice:
        practice.run("segments", "--add", "Own", "--description", "Ours alone")
        practice.run("package", *CLIENT, "--segment", "Own", "--reason", "X")
        practice.refuse_for("in use", "segments", "--inactive", "Own")
        practice.refuse("model", "--choose", BUILT_IN)
        practice.run("model", "--choose", BUILT_IN, "--map", "Own=Gold")
        assert practice.package()["segment"] == "Gold"
        practice.refuse_for("there is no segment “Own”", "package", *CLIENT, "--segment", "Own", "--reason", "X")
        practice.check()


def test_usage():
    assert help_of("package") >= {
        *("--office", "--client", "--segment", "--reason", "--until", "--end", "--json", "--as", "--help"),
    }
    with Clients() as practice:
        wrong = (
            (),
            ("--segment", "Gold", "--reason", "X"),
            (*CLIENT, "--segment", "Gold"),
            (*CLIENT, "--segment", "Gold", "--reason", "X", "--end"),
            (*CLIENT, "--reason", "X"),
            (*CLIENT, "--until", "2026-01-01"),
            (*CLIENT, "--end", "--reason", "X"),
        )
        check_usage(practice, "package", {"needed": CLIENT, "wrong": wrong})


for name, test in (
    ("by-hand", test_by_hand),
    ("inactive", test_inactive),
    ("refusals", test_refusals),
    ("permissions", test_permissions),
    ("model-of-office", test_model_of_office),
    ("usage", test_usage),
):
    with tap.point(f"/cli/package/{name}"):
        test()
tap.finish()
