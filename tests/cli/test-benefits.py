#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Benefits, and which segment has which, through the command line."""

from tranche_cli import Tap, succeed
from tranche_models import BAD_NAMES, BUILT_IN, ODD_NAMES, READ_ONLY, ModelPractice, check_usage, help_of

tap = Tap()
TAKEN = "“Name”: another benefit of the model has it"
FREQUENCIES = "weekly, fortnightly, monthly, quarterly, half-yearly, yearly, two-yearly, once, ongoing, as-required"


def test_list():
    with ModelPractice(own=False) as practice:
        listed = practice.json("benefits")
        assert listed["model"] == BUILT_IN, listed
        assert [one["order"] for one in listed["benefits"]] == list(range(1, 11)), listed
        assert practice.benefit("Estate planning check")["frequency"] == "two-yearly"
        assert practice.benefit("Client events")["kind"] == "additional"
        assert [one["segments"] for one in listed["benefits"]] == [4, 3, 4, 4, 3, 4, 4, 2, 1, 4], listed
        lines = practice.run("benefits").splitlines()
        assert len(lines) == 11 and lines[0].split() == ["Order", "Benefit", "Frequency", "Kind", "Segments"], lines


def test_six_and_ten_of_ten():
    """The lowest of four packages has six of the ten benefits, the highest all of them."""
    with ModelPractice(own=False) as practice:
        matrix = practice.json("matrix")
        assert matrix["totals"] == {"Prospect": 6, "Bronze": 8, "Silver": 9, "Gold": 10}, matrix
        held = {name: [row["name"] for row in matrix["benefits"] if name in row["segments"]] for name in matrix["totals"]}
        assert held["Prospect"] == [
            "Annual review meeting",
            "Quarterly market update",
            "Phone and e-mail support",
            "Insurance review",
            "Estate planning check",
            "Client events",
        ], held
        assert held["Gold"] == practice.benefits() and len(held["Gold"]) == 10, held

        lines = practice.run("matrix").splitlines()
        assert lines[:4] == [" 1 Prospect: 6", " 2 Bronze: 8", " 3 Silver: 9", " 4 Gold: 10"], lines
        assert lines[4] == " x x x x   4  Annual review meeting" and lines[5].startswith(" · x x x   3  "), lines
        assert [line[7] for line in lines[4:]] == ["x"] * 10, "the last column is Gold’s"
        assert [line[1] for line in lines[4:]].count("x") == 6, "the first one is Prospect’s"


def test_add():
    with ModelPractice() as practice:
        practice.edit("benefits", "--add", " Concierge ", "--frequency", "As required")
        assert practice.benefit("Concierge") == {
            "order": 11,
            "name": "Concierge",
            "description": "",
            "frequency": "as-required",
            "kind": "core",
            "segments": 0,
        }
        words = ("--description", "Round the clock", "--frequency", "monthly", "--kind", "additional", "--order", 1)
        practice.edit("benefits", "--add", "Call", *words)
        # Equal numbers go by name.
        assert practice.benefits()[:3] == ["Annual review meeting", "Call", "Half-yearly portfolio report"]
        for word in FREQUENCIES.split(", "):
            practice.run("benefits", "--add", f"It comes {word}", "--frequency", word)
            assert practice.benefit(f"It comes {word}")["frequency"] == word
        practice.check()


def test_edit():
    with ModelPractice() as practice:
        practice.edit("benefits", "--edit", "TAX summary", "--name", "Tax pack")
        practice.edit("benefits", "--edit", "Tax pack", "--description", "Two\nlines")
        practice.edit("benefits", "--edit", "Tax pack", "--frequency", "quarterly", "--kind", "GIVEN")
        practice.edit("benefits", "--edit", "Tax pack", "--order", 99)
        assert practice.benefit("Tax pack") == {
            "order": 99,
            "name": "Tax pack",
            "description": "Two\nlines",
            "frequency": "quarterly",
            "kind": "given",
            "segments": 3,
        }
        assert practice.benefits()[-1] == "Tax pack"
        practice.edit("benefits", "--edit", "Tax pack", "--description", "")
        practice.check()


def test_move():
    with ModelPractice() as practice:
        first = practice.benefits()
        practice.edit("benefits", "--move", "Client events=1")
        assert practice.benefits() == [first[9], *first[:9]]
        assert [one["order"] for one in practice.json("benefits")["benefits"]] == list(range(1, 11))
        practice.edit("benefits", "--move", "Client events=10")
        assert practice.benefits() == first
        practice.leave("benefits", "--move", "Client events=10")
        practice.refuse_for("“11” isn’t a place from 1 to 10", "benefits", "--move", "Client events=11")


def test_remove():
    with ModelPractice() as practice:
        practice.edit("benefits", "--remove", "Tax summary")
        assert "Tax summary" not in practice.benefits()
        assert practice.json("matrix")["totals"] == {"Prospect": 6, "Bronze": 7, "Silver": 8, "Gold": 9}
        practice.refuse_for("there is no benefit “Tax summary” in “Ours”", "benefits", "--remove", "Tax summary")

        # Its name is free again, and what has it then starts without checks.
        practice.edit("benefits", "--add", "Tax summary", "--frequency", "yearly")
        assert practice.row("Tax summary") == []
        for _ in range(2):
            succeed("undo", practice.path)
        assert practice.row("Tax summary") == ["Bronze", "Silver", "Gold"]
        practice.check()


def test_names():
    with ModelPractice() as practice:
        for name in ("Tax summary", "TAX  summary", " täx summary "):
            practice.refuse_for(TAKEN, "benefits", "--add", name, "--frequency", "yearly")
            practice.refuse_for(TAKEN, "benefits", "--edit", "Client events", "--name", name)
        for name, why in BAD_NAMES:
            practice.refuse_for(why, "benefits", f"--add={name}", "--frequency", "yearly")
            practice.refuse_for(why, "benefits", "--edit", "Tax summary", f"--name={name}")
        for name in ODD_NAMES:
            practice.edit("benefits", f"--add={name}", "--frequency", "yearly")
            practice.run("benefits", "--move", f"{name}=1")
            practice.run("matrix", "--row", f"{name}=all")
            practice.run("matrix", "--clear", f"Silver={name}")
            assert practice.benefits()[0] == name and practice.row(name) == ["Prospect", "Bronze", "Gold"], name
        practice.run("matrix")
        practice.run("benefits")
        practice.check()


def test_refusals():
    with ModelPractice() as practice:
        there = "there is no benefit “Massage” in “Ours”; there is “Annual review meeting”, “Half-yearly"
        for words in (("--edit", "Massage", "--name", "X"), ("--move", "Massage=1"), ("--remove", "Massage")):
            practice.refuse_for(there, "benefits", *words)
        for words in (("--add", "X"), ("--edit", "Tax summary")):
            said = practice.refuse("benefits", *words, "--frequency", "sometimes")
            assert said == f"“sometimes” isn’t a frequency; there are {FREQUENCIES}", said
            practice.refuse_for(
                "the kind is given, core or additional, not “vital”",
                *("benefits", *words, "--frequency", "yearly", "--kind", "vital"),
            )
        practice.refuse_for(
            "“Description” is longer", "benefits", "--edit", "Tax summary", "--description", "x" * 4001
        )
        practice.refuse_for("“Description” holds", "benefits", "--edit", "Tax summary", "--description", "\x7f")
        for order in ("0", "-3", "99999999999", "first"):
            practice.refuse("benefits", "--edit", "Tax summary", f"--order={order}", status=2)


def test_matrix():
    with ModelPractice() as practice:
        practice.edit("matrix", "--set", "prospect=tax summary")
        practice.leave("matrix", "--set", "Prospect=Tax summary")
        practice.edit("matrix", "--clear", "Prospect=Tax summary")
        practice.leave("matrix", "--clear", "Prospect=Tax summary")

        practice.run("segments", "--inactive", "Bronze")
        practice.edit("matrix", "--row", "Tax summary=none")
        practice.edit("matrix", "--row", "Tax summary=active")
        assert practice.row("Tax summary") == ["Prospect", "Silver", "Gold"]
        practice.edit("matrix", "--row", "Tax summary=all")
        assert practice.row("Tax summary") == ["Prospect", "Bronze", "Silver", "Gold"]
        practice.leave("matrix", "--row", "Tax summary=all")
        assert list(practice.json("matrix")["totals"]) == ["Prospect", "Silver", "Gold"]
        assert list(practice.json("matrix", "--all")["totals"]) == ["Prospect", "Bronze", "Silver", "Gold"]

        practice.edit("matrix", "--column", "Prospect=all")
        practice.edit("matrix", "--column", "Gold=none")
        assert practice.json("matrix", "--all")["totals"] == {"Prospect": 10, "Bronze": 8, "Silver": 9, "Gold": 0}
        practice.leave("matrix", "--column", "Gold=none")
        practice.check()


def test_matrix_refusals():
    with ModelPractice() as practice:
        practice.refuse_for("there is no segment “X” in “Ours”; there is “Prospect”", "matrix", "--set", "X=Tax summary")
        practice.refuse_for("there is no benefit “X” in “Ours”; there is “Annual", "matrix", "--set", "Gold=X")
        practice.refuse_for("there is no benefit “X”", "matrix", "--clear", "Gold=X")
        practice.refuse_for("there is no benefit “X”", "matrix", "--row", "X=all")
        practice.refuse_for("there is no segment “X”", "matrix", "--column", "X=all")
        practice.refuse_for("a row is set to all, active or none, not “some”", "matrix", "--row", "Tax summary=some")
        practice.refuse_for("a column is set to all or none, not “active”", "matrix", "--column", "Gold=active")
        for words in ("Gold", "Gold=", "=Tax summary", "=", ""):
            practice.refuse_for("two things with “=” between", "matrix", "--set", words)


def test_built_in():
    with ModelPractice(own=False) as practice:
        for command, *words in (
            ("benefits", "--add", "X", "--frequency", "yearly"),
            ("benefits", "--edit", "Tax summary", "--name", "X"),
            ("benefits", "--edit", "Tax summary", "--order", 1),
            ("benefits", "--move", "Tax summary=1"),
            ("benefits", "--remove", "Tax summary"),
            ("matrix", "--set", "Prospect=Tax summary"),
            ("matrix", "--clear", "Gold=Tax summary"),
            ("matrix", "--row", "Tax summary=all"),
            ("matrix", "--column", "Gold=none"),
        ):
            assert practice.refuse(command, *words) == READ_ONLY, words


def test_usage():
    assert help_of("benefits") >= {
        *("--office", "--add", "--edit", "--name", "--description", "--frequency", "--kind", "--order", "--move"),
        *("--remove", "--json", "--as", "--help"),
    }
    assert help_of("matrix") >= {
        *("--office", "--all", "--set", "--clear", "--row", "--column", "--json", "--as", "--help"),
    }
    with ModelPractice() as practice:
        benefits = (
            ("--add", "A", "--frequency", "yearly", "--remove", "Tax summary"),
            ("--add", "A"),
            ("--edit", "Tax summary"),
            ("--name", "X"),
            ("--frequency", "yearly"),
            ("--remove", "Tax summary", "--description", "X"),
            ("--move", "Tax summary=1", "--order", "1"),
        )
        check_usage(practice, "benefits", {"wrong": benefits})
        check_usage(practice, "matrix", {"wrong": (("--set", "Gold=Tax summary", "--row", "Tax summary=all"),)})


for name, test in (
    ("list", test_list),
    ("six-and-ten-of-ten", test_six_and_ten_of_ten),
    ("add", test_add),
    ("edit", test_edit),
    ("move", test_move),
    ("remove", test_remove),
    ("names", test_names),
    ("refusals", test_refusals),
    ("matrix", test_matrix),
    ("matrix-refusals", test_matrix_refusals),
    ("built-in", test_built_in),
    ("usage", test_usage),
):
    with tap.point(f"/cli/benefits/{name}"):
        test()
tap.finish()
