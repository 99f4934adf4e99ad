#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Segments through the command line: listed, added, edited, moved, made inactive, never deleted."""

from tranche_cli import Tap, succeed
from tranche_models import BAD_NAMES, BUILT_IN, ODD_NAMES, OWN, READ_ONLY, ModelPractice, check_usage, help_of

tap = Tap()
TAKEN = "“Name”: another segment of the model, perhaps an inactive one, has it"


def test_list():
    with ModelPractice(own=False) as practice:
        listed = practice.json("segments")
        assert listed["model"] == BUILT_IN, listed
        assert [(one["name"], one["benefits"]) for one in listed["segments"]] == [
            ("Prospect", 6),
            ("Bronze", 8),
            ("Silver", 9),
            ("Gold", 10),
        ], listed
        assert all(one["description"] and one["active"] for one in listed["segments"]), listed
        looks = [(one["colour"], one["mark"]) for one in listed["segments"]]
        assert len(set(looks)) == 4 and all(colour and mark for colour, mark in looks), looks

        lines = practice.run("segments").splitlines()
        assert len(lines) == 5 and lines[0].split() == [
            "Segment",
            "Colour",
            "Mark",
            "Benefits",
            "Active",
            "Description",
        ], lines
        assert lines[4].startswith("Gold      Yellow  Star            10  yes     Our complete"), lines


def test_inactive_listed_on_demand():
    with ModelPractice() as practice:
        practice.run("segments", "--inactive", "Bronze")
        assert [one["name"] for one in practice.json("segments")["segments"]] == ["Prospect", "Silver", "Gold"]
        assert practice.segments() == ["Prospect", "Bronze", "Silver", "Gold"]
        assert not practice.segment("Bronze")["active"] and practice.segment("Bronze")["benefits"] == 8
        assert "Bronze" not in practice.run("segments") and "Bronze" in practice.run("segments", "--all")


def test_add():
    with ModelPractice() as practice:
        words = ("--description", "Above Gold", "--colour", "red", "--mark", "HEXAGON")
        practice.edit("segments", "--add", "  Platinum  ", *words)
        assert practice.segments()[-1] == "Platinum"
        assert practice.segment("Platinum") == {
            "name": "Platinum",
            "description": "Above Gold",
            "colour": "red",
            "mark": "hexagon",
            "active": True,
            "benefits": 0,
        }

        # Without a look it gets one that no other has.
        practice.edit("segments", "--add", "Diamond", "--description", "Above Platinum")
        looks = [(one["colour"], one["mark"]) for one in practice.json("segments")["segments"]]
        assert len({colour for colour, _ in looks}) == len({mark for _, mark in looks}) == 6, looks
        practice.check()


def test_edit():
    with ModelPractice() as practice:
        practice.edit("segments", "--rename", "Gold=Premium")
        practice.edit("segments", "--edit", "premium", "--name", "PREMIUM")
        practice.edit("segments", "--edit", "PREMIUM", "--description", "One line\nand another")
        practice.edit("segments", "--edit", "PREMIUM", "--colour", "teal")
        practice.edit("segments", "--edit", "PREMIUM", "--mark", "cross", "--name", "Gold")
        assert practice.segment("Gold") == {
            "name": "Gold",
            "description": "One line\nand another",
            "colour": "teal",
            "mark": "cross",
            "active": True,
            "benefits": 10,
        }
        # A table has a line a segment, whatever the description is.
        assert len(practice.run("segments").splitlines()) == 5
        practice.check()


def test_move():
    with ModelPractice() as practice:
        practice.edit("segments", "--move", "Gold=1")
        assert practice.segments() == ["Gold", "Prospect", "Bronze", "Silver"]
        practice.edit("segments", "--move", "Gold=3")
        assert practice.segments() == ["Prospect", "Bronze", "Gold", "Silver"]
        practice.edit("segments", "--move", "Prospect=4")
        assert practice.segments() == ["Bronze", "Gold", "Silver", "Prospect"]
        practice.leave("segments", "--move", "Prospect=4")
        for place in ("0", "5", "-1", "1.5", "x", "99999999999999999999"):
            practice.refuse_for(f"“{place}” isn’t a place from 1 to 4", "segments", "--move", f"Gold={place}")
        practice.refuse_for("like NAME=1", "segments", "--move", "Gold")
        practice.refuse_for("like NAME=1", "segments", "--move", "=1")


def test_activity():
    with ModelPractice() as practice:
        practice.edit("segments", "--inactive", "Bronze")
        practice.leave("segments", "--inactive", "Bronze")
        practice.edit("segments", "--active", "bronze")
        practice.leave("segments", "--active", "Bronze")
        practice.check()


def test_retirement():
    """What uses a segment is told, and what becomes of it has to be said."""
    with ModelPractice() as practice:
        practice.set_strategy()
        practice.refuse_for("“Silver” is in use: ", "segments", "--inactive", "Silver")
        practice.edit("segments", "--inactive", "Silver", "--move-to", "Gold")
        succeed("undo", practice.path)
        practice.edit("segments", "--inactive", "Silver", "--keep")
        practice.refuse_for("can’t take the place of", "segments", "--inactive", "Gold", "--move-to", "Silver")
        practice.refuse_for("can’t take the place of", "segments", "--inactive", "Gold", "--move-to", "Gold")
        practice.refuse_for("there is no segment “Nobody”", "segments", "--inactive", "Gold", "--move-to", "Nobody")
        practice.check()


def test_names():
    with ModelPractice() as practice:
        practice.run("segments", "--add", "Top", "--description", "Old")
        practice.run("segments", "--inactive", "Top")
        for name in ("Gold", "GOLD", "  gold ", "Göld", "Top", "tóp"):
            practice.refuse_for(TAKEN, "segments", "--add", name, "--description", "Best")
            practice.refuse_for(TAKEN, "segments", "--edit", "Silver", "--name", name)
        practice.refuse_for(TAKEN, "segments", "--rename", "Silver=Gold")
        practice.refuse_for(TAKEN, "segments", "--rename", "Silver=top")
        for name, why in BAD_NAMES:
            practice.refuse_for(why, "segments", f"--add={name}", "--description", "Best")
            practice.refuse_for(why, "segments", "--edit", "Gold", f"--name={name}")

        # A name that is taken in another model is free in this one.
        assert "Gold" in practice.segments()
        for number, name in enumerate(ODD_NAMES):
            practice.edit("segments", f"--add={name}", "--description", f"Odd {number}")
            assert practice.segment(name)["description"] == f"Odd {number}"
            practice.run("segments", "--move", f"{name}=1")
            assert practice.segments()[0] == name
            practice.run("segments", "--rename", f"{name}=Plain {number}")
            practice.run("segments", "--rename", f"Plain {number}={name}")
            practice.run("segments", f"--inactive={name}")
        practice.run("segments", "--all")
        practice.check()


def test_refusals():
    with ModelPractice() as practice:
        there = "there is no segment “Plutonium” in “Ours”; there is “Prospect”, “Bronze”, “Silver”, “Gold”"
        for words in (
            ("--edit", "Plutonium", "--name", "X"),
            ("--rename", "Plutonium=X"),
            ("--move", "Plutonium=1"),
            ("--inactive", "Plutonium"),
            ("--active", "Plutonium"),
        ):
            practice.refuse_for(there, "segments", *words)
        practice.refuse_for("“Description” is needed", "segments", "--add", "New")
        practice.refuse_for("“Description” is needed", "segments", "--edit", "Gold", "--description", " ")
        practice.refuse_for(
            "“Description” is longer than 4,000", "segments", "--add", "X", "--description", "x" * 4001
        )
        practice.refuse_for("“Description” holds something", "segments", "--add", "X", "--description", "\x07")
        practice.refuse_for(
            "there is no colour “brown”; there are blue, teal", "segments", "--edit", "Gold", "--colour", "brown"
        )
        practice.refuse_for(
            "there is no mark “heart”; there are circle", "segments", "--edit", "Gold", "--mark", "heart"
        )
        practice.refuse_for("like Gold=Premium", "segments", "--rename", "Gold")


def test_built_in():
    with ModelPractice(own=False) as practice:
        for words in (
            ("--add", "Top", "--description", "Best"),
            ("--edit", "Gold", "--name", "Premium"),
            ("--edit", "Gold", "--colour", "red"),
            ("--rename", "Gold=Premium"),
            ("--move", "Gold=1"),
            ("--inactive", "Gold"),
            ("--inactive", "Gold", "--keep"),
            ("--active", "Gold"),
        ):
            assert practice.refuse("segments", *words) == READ_ONLY, words


def test_usage():
    options = help_of("segments")
    assert options >= {
        *("--office", "--all", "--add", "--edit", "--name", "--description", "--colour", "--mark", "--rename"),
        *("--move", "--inactive", "--move-to", "--keep", "--active", "--json", "--as", "--help"),
    }, options
    with ModelPractice() as practice:
        check_usage(
            practice,
            "segments",
            {
                "wrong": (
                    ("--add", "A", "--rename", "Gold=B"),
                    ("--delete", "Gold"),
                    ("--remove", "Gold"),
                    ("--edit", "Gold"),
                    ("--name", "X"),
                    ("--add", "A", "--name", "B", "--description", "C"),
                    ("--description", "X"),
                    ("--colour", "red"),
                    ("--mark", "ring", "--move", "Gold=1"),
                    ("--keep",),
                    ("--move-to", "Gold"),
                    ("--inactive", "Silver", "--keep", "--move-to", "Gold"),
                    ("--add",),
                )
            },
        )
        assert practice.json("segments")["model"] == OWN


for name, test in (
    ("list", test_list),
    ("inactive-listed-on-demand", test_inactive_listed_on_demand),
    ("add", test_add),
    ("edit", test_edit),
    ("move", test_move),
    ("activity", test_activity),
    ("retirement", test_retirement),
    ("names", test_names),
    ("refusals", test_refusals),
    ("built-in", test_built_in),
    ("usage", test_usage),
):
    with tap.point(f"/cli/segments/{name}"):
        test()
tap.finish()
