#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Segmentation models through the command line: copied, chosen, renamed, written to files and read back."""

import contextlib
import csv
import io
import json
import sqlite3

from tranche_cli import Tap, content_digest, succeed
from tranche_models import BAD_NAMES, BUILT_IN, OWN, READ_ONLY, ModelPractice, check_usage, help_of

tap = Tap()
TAKEN = "“Name”: another segmentation model has it"


def models(practice):
    return {one["name"]: one for one in practice.json("model")["models"]}


def test_show():
    with ModelPractice(own=False) as practice:
        shown = practice.json("model")
        assert shown["model"] == BUILT_IN and not shown["may_edit"], shown
        assert "neither the practice Cape Town nor the licensee Cape Town has chosen one" in shown["why"], shown
        assert shown["models"] == [
            {"name": BUILT_IN, "level": "built-in", "segments": 4, "benefits": 10, "used": True}
        ], shown
        lines = practice.run("model").splitlines()
        assert lines[1:] == [READ_ONLY, f"* {BUILT_IN} (Built-in): 4 segments, 10 benefits"], lines


def test_duplicate():
    with ModelPractice(own=False) as practice:
        practice.edit("model", "--duplicate-to", "practice")
        practice.edit("model", "--duplicate-to", "practice")
        practice.edit("model", "--duplicate-to", "licensee", "--name", " Theirs ")
        assert {name: one["level"] for name, one in models(practice).items()} == {
            BUILT_IN: "built-in",
            "Theirs": "licensee",
            f"{BUILT_IN} (Cape Town)": "practice",
            f"{BUILT_IN} (Cape Town) 2": "practice",
        }
        assert models(practice)[BUILT_IN]["used"], "a copy isn’t chosen by being made"
        practice.refuse_for("the level is practice or licensee", "model", "--duplicate-to", "built-in")
        for name in ("Theirs", "THEIRS", BUILT_IN):
            practice.refuse_for(TAKEN, "model", "--duplicate-to", "practice", "--name", name)
        for name, why in BAD_NAMES:
            practice.refuse_for(why, "model", "--duplicate-to", "practice", f"--name={name}")
        practice.check()


def test_rename():
    with ModelPractice() as practice:
        practice.edit("model", "--rename", "Mine")
        practice.edit("model", "--rename", "MINE")
        practice.refuse_for(TAKEN, "model", "--rename", BUILT_IN.upper())
        for name, why in BAD_NAMES:
            practice.refuse_for(why, "model", f"--rename={name}")
    with ModelPractice(own=False) as practice:
        assert practice.refuse("model", "--rename", "Mine") == READ_ONLY


def test_levels():
    """The practice’s choice, else the licensee’s, else the built-in model."""
    with ModelPractice(own=False) as practice:
        practice.run("model", "--duplicate-to", "licensee", "--name", "Theirs")
        practice.edit("model", "--choose", "theirs", "--for", "licensee")
        assert practice.json("model")["model"] == "Theirs" and practice.json("model")["may_edit"]
        practice.run("segments", "--rename", "Gold=Platinum")
        practice.run("model", "--duplicate-to", "practice", "--name", OWN)
        practice.edit("model", "--choose", OWN)
        assert practice.segments()[-1] == "Platinum", "the copy is of what was used"
        practice.run("segments", "--rename", "Platinum=Diamond")
        practice.edit("model", "--choose", "inherit")
        assert practice.segments()[-1] == "Platinum"
        practice.refuse_for("can’t choose the model", "model", "--choose", OWN, "--for", "licensee")
        practice.edit("model", "--choose", "inherit", "--for", "licensee")
        assert practice.json("model")["model"] == BUILT_IN
        practice.check()


def test_choose_moves_what_is_set():
    """Nothing set by hand, and no strategy, is left with a segment of another model."""
    with ModelPractice(own=False) as practice:
        practice.import_statement(practice.write("one.csv", "Client Ref,Statement Date,Reference,Amount\nA-1,14/07/2025,R,900.00\n"))
        practice.set_strategy()
        practice.run("package", "--client", "A-1", "--segment", "Gold", "--reason", "As agreed")
        practice.run("model", "--duplicate-to", "practice", "--name", OWN)
        plan = practice.json("model", "--choose", OWN, "--dry-run")
        assert plan["clients"] == 1 and {one["from"]: one["to"] for one in plan["segments"]}["Gold"] == "Gold", plan
        assert practice.json("model")["model"] == BUILT_IN, "a dry run chooses nothing"

        practice.edit("model", "--choose", OWN, "--map", "Gold=Silver", "--map", "Silver=Gold")
        assert practice.json("package", "--client", "A-1")["segment"] == "Silver"
        practice.check()


def test_choose_refusals():
    with ModelPractice() as practice:
        practice.refuse_for("there is no segmentation model “Nope”", "model", "--choose", "Nope")
        practice.refuse_for("there is no segment “Nope”", "model", "--choose", BUILT_IN, "--map", "Gold=Nope")
        practice.refuse_for("is no segment that would be replaced", "model", "--choose", BUILT_IN, "--map", "X=Gold")
        practice.refuse_for("two things with “=” between", "model", "--choose", BUILT_IN, "--map", "Gold")
        practice.refuse_for("the level is practice or licensee", "model", "--choose", BUILT_IN, "--for", "office")


def test_files():
    """What is written can be read, and then differs in nothing."""
    with ModelPractice() as practice:
        practice.run("benefits", "--add", "=SUM(A1)", "--frequency", "monthly", "--description", "'Two\n\"lines\"'")
        practice.run("segments", "--add", "عميل, ذهبي", "--description", "-right to left")
        practice.run("matrix", "--set", "عميل, ذهبي==SUM(A1)")
        practice.run("segments", "--inactive", "Bronze")
        for name in ("model.csv", "model.json", "MODEL.JSON"):
            path = practice.folder / name
            assert practice.run("model", "--export", path) == f"“{OWN}” written to {path}\n"
            assert practice.json("model", "--export", path) == {"file": str(path), "model": OWN}
            assert practice.json("model", "--import", path, "--dry-run") == {
                "added": 0,
                "edited": 0,
                "removed": 0,
                "changes": [],
            }
            assert practice.run("model", "--import", path, "--dry-run") == "Nothing differs.\n"
            before = content_digest(practice.path)
            practice.run("model", "--import", path)
            assert content_digest(practice.path) == before, "nothing differs, so nothing is done"

        rows = list(csv.reader(io.StringIO((practice.folder / "model.csv").read_text(encoding="utf-8"))))
        assert rows[0][5:] == ["Prospect", "Silver", "Gold", "عميل, ذهبي"], rows[0]
        assert all(not cell.startswith(tuple("=+-@")) for row in rows for cell in row), "a spreadsheet would run it"
        written = json.loads((practice.folder / "model.json").read_text(encoding="utf-8"))
        assert [one["name"] for one in written["segments"] if not one["active"]] == ["Bronze"], written

        # Into another file: the same model comes of it.
        with ModelPractice() as other:
            other.edit("model", "--import", practice.folder / "model.json")
            assert other.json("matrix", "--all") == practice.json("matrix", "--all")
            assert other.json("benefits") == practice.json("benefits")
            assert other.json("segments", "--all") == practice.json("segments", "--all")
            other.check()


def test_difference():
    """A dry run tells what the import then does, in the same words."""
    with ModelPractice() as practice:
        path = practice.folder / "model.json"
        practice.run("model", "--export", path)
        model = json.loads(path.read_text(encoding="utf-8"))
        gold = next(one for one in model["segments"] if one["name"] == "Gold")
        gold["description"] = "Everything"
        model["segments"] = [one for one in model["segments"] if one["name"] != "Bronze"]
        model["segments"].append({"name": "Diamond", "description": "More"})
        for benefit in model["benefits"]:
            benefit["segments"] = [name for name in benefit["segments"] if name != "Bronze"]
        tax = next(one for one in model["benefits"] if one["name"] == "Tax summary")
        tax["frequency"] = "quarterly"
        tax["segments"].append("Prospect")
        model["benefits"] = [one for one in model["benefits"] if one["name"] != "Client events"]
        path.write_text(json.dumps(model), encoding="utf-8")

        before = content_digest(practice.path)
        told = practice.json("model", "--import", path, "--dry-run")
        assert content_digest(practice.path) == before
        assert (told["added"], told["removed"]) == (1, 2), told
        for sentence in (
            "Segment “Diamond”: added",
            "Benefit “Tax summary”: “Frequency” was “Yearly”, becomes “Quarterly”",
            "Segment “Prospect”: given “Tax summary”",
            "Segment “Bronze”: set inactive",
            "Benefit “Client events”: removed",
        ):
            assert sentence in told["changes"], (sentence, told)
        assert practice.edit("model", "--import", path) == told
        assert not practice.segment("Bronze")["active"] and "Client events" not in practice.benefits()
        assert practice.run("model", "--import", path, "--dry-run") == "Nothing differs.\n"
        assert "Client events" in practice.run("model", "--history")
        practice.check()


def test_used_segment_stays():
    """A file that leaves out a segment in use is refused whole."""
    with ModelPractice() as practice:
        practice.set_strategy()
        path = practice.folder / "model.csv"
        practice.run("model", "--export", path)
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(row[:5] + row[5:6] + row[7:] for row in rows)
        practice.refuse_for("“Bronze” would become inactive, and is in use", "model", "--import", path)


HEAD = "B,D,F,K,O,Gold\n,,,,,All\n"
ONE = '{"format": "tranche-segmentation-model", "version": 1, "segments": [%s], "benefits": [%s]}'
GOLD = '{"name": "Gold", "description": "All"}'
TAX = '{"name": "Tax", "frequency": "yearly", "kind": "core", "segments": [%s]}'
HOSTILE = {
    "empty.csv": b"",
    "empty.json": b"",
    "blank.csv": b"\n\n\n",
    "header.csv": b"B,D,F,K,O\n",
    "no-descriptions.csv": b"B,D,F,K,O,Gold\nTax,,yearly,core,1,x\n",
    "twice.csv": b"B,D,F,K,O,Gold,GOLD\n,,,,,All,All\n",
    "benefit-twice.csv": (HEAD + "Tax,,yearly,core,1,x\ntax,,yearly,core,2,x\n").encode(),
    "nul.csv": (HEAD + "Ta\0x,,yearly,core,1,x\n").encode(),
    "nul-name.csv": b"B,D,F,K,O,Go\0ld\n,,,,,All\n",
    "open-quote.csv": (HEAD + '"Tax,,yearly,core,1,x\n').encode(),
    "two-lines.csv": (HEAD + '"Tax\nlines",,yearly,core,1,x\n').encode(),
    "long.csv": (HEAD + "x" * 201 + ",,yearly,core,1,x\n").encode(),
    "bytes.csv": bytes(range(256)) * 64,
    "practice.csv": b"SQLite format 3\0" + bytes(4096),
    "huge.csv": (HEAD + "".join(f"Benefit {n},,yearly,core,1,x\n" for n in range(200_000))).encode(),
    "many.csv": (HEAD + "".join(f"Benefit {n},,yearly,core,1,x\n" for n in range(1001))).encode(),
    "wide.csv": ("B,D,F,K,O," + ",".join(f"S{n}" for n in range(101)) + "\n,,,,," + ",".join(["All"] * 101)).encode(),
    "order.csv": (HEAD + "Tax,,yearly,core,99999999999999999999,x\n").encode(),
    "kind.csv": (HEAD + "Tax,,yearly,vital,1,x\n").encode(),
    "frequency.csv": (HEAD + "Tax,,sometimes,core,1,x\n").encode(),
    "null.json": b"null",
    "unknown.json": (ONE % (GOLD, "")).replace('"version": 1', '"version": 1, "Segments": []').encode(),
    "unknown-member.json": (ONE % (GOLD.replace("}", ', "color": "blue"}'), "")).encode(),
    "utf-16.json": (ONE % (GOLD, "")).encode("utf-16"),
    "million.json": (ONE % (GOLD, ",".join([TAX % ""] * 40_000))).encode(),
    "number.json": b"1e999",
    "list.json": b"[]",
    "object.json": b"{}",
    "other.json": b'{"format": "something else", "version": 1, "segments": [], "benefits": []}',
    "later.json": (ONE % (GOLD, "")).replace('"version": 1', '"version": 2').encode(),
    "version.json": (ONE % (GOLD, "")).replace('"version": 1', '"version": "1"').encode(),
    "none.json": (ONE % ("", "")).encode(),
    "not-objects.json": (ONE % ("1, null, []", "")).encode(),
    "types.json": (ONE % ('{"name": 1, "description": "All"}', "")).encode(),
    "list-name.json": (ONE % ('{"name": ["Gold"], "description": "All"}', "")).encode(),
    "active.json": (ONE % ('{"name": "Gold", "description": "All", "active": 1}', "")).encode(),
    "colour.json": (ONE % ('{"name": "Gold", "description": "All", "colour": "brown"}', "")).encode(),
    "twice.json": (ONE % (GOLD + ', {"name": "göld", "description": "All"}', "")).encode(),
    "benefit-twice.json": (ONE % (GOLD, TAX % "" + "," + TAX % "")).encode(),
    "stranger.json": (ONE % (GOLD, TAX % '"Silver"')).encode(),
    "check.json": (ONE % (GOLD, TAX % "1")).encode(),
    "checks.json": (ONE % (GOLD, '{"name": "T", "frequency": "yearly", "kind": "core", "segments": "Gold"}')).encode(),
    "order.json": (ONE % (GOLD, (TAX % "").replace("}", ', "order": 1.5}'))).encode(),
    "control.json": (ONE % ('{"name": "Go\\u0007ld", "description": "All"}', "")).encode(),
    "nul.json": (ONE % ('{"name": "Go\\u0000ld", "description": "All"}', "")).encode(),
    "raw-nul.json": (ONE % (GOLD, "")).encode().replace(b"Gold", b"Go\0ld"),
    "surrogate.json": (ONE % ('{"name": "Go\\ud800ld", "description": "All"}', "")).encode(),
    "latin.json": (ONE % ('{"name": "Göld", "description": "All"}', "")).encode("latin-1"),
    "deep.json": b"[" * 200_000,
    "deep-object.json": b'{"a":' * 100_000,
    "deep-string.json": b'"' + b"[" * 100_000,
    "trailing.json": (ONE % (GOLD, "") + "}").encode(),
    "huge.json": (ONE % (GOLD, "")).encode() + b" " * (5 * 1024 * 1024),
}

# The place that some of them must be told with.
WHERE = {
    "benefit-twice.csv": "line 4: another benefit has the same name",
    "frequency.csv": "line 3: “sometimes” isn’t a frequency",
    "kind.csv": "line 3: the kind is none of given, core, additional",
    "order.csv": "line 3: the order number",
    "twice.json": "segments[1]: another segment has the same name",
    "stranger.json": "benefits[0]: there is no segment “Silver” in the file",
    "unknown.json": "the file: “Segments” is none of format, version, name, segments, benefits",
    "unknown-member.json": "segments[0]: “color” is none of name, description, colour, mark, active",
    "types.json": "segments[0]: “name” has to be a text",
    "deep.json": "line 1: this isn’t a segmentation model",
    "trailing.json": "line 1: this isn’t valid JSON",
    "utf-16.json": "isn’t UTF-8 text",
    "million.json": "benefits[1]: another benefit has the same name",
}


def test_hostile_files():
    """None of them does anything, and each is refused with its name, in a sentence."""
    with ModelPractice() as practice:
        before = content_digest(practice.path)
        for name, content in HOSTILE.items():
            path = practice.write(name, content)
            for dry in ((), ("--dry-run",)):
                said = practice.refuse("model", "--import", path, *dry)
                assert WHERE.get(name, "") in said, (name, said)
                assert said.startswith(f"{path}: ") and 10 < len(said) - len(str(path)) < 400, (name, said)
                assert "\n" not in said and said.isprintable(), (name, said)
            path.unlink()
        assert content_digest(practice.path) == before

        practice.refuse_for("ends in .json or .csv", "model", "--import", practice.path)
        practice.refuse_for("ends in .json or .csv", "model", "--export", practice.folder / "model.txt")
        practice.refuse("model", "--import", practice.folder / "missing.json")
        (practice.folder / "folder.json").mkdir()
        practice.refuse("model", "--import", practice.folder / "folder.json")
        practice.refuse("model", "--export", practice.folder / "folder.json")
        practice.refuse("model", "--export", practice.folder / "missing" / "model.json")
        practice.check()


def test_built_in():
    """A dry run is refused where the real one would be."""
    with ModelPractice() as practice:
        practice.run("model", "--export", practice.folder / "own.json")
        practice.run("model", "--choose", BUILT_IN)
        for dry in ((), ("--dry-run",)):
            assert practice.refuse("model", "--import", practice.folder / "own.json", *dry) == READ_ONLY


def set_role(practice, role):
    with contextlib.closing(sqlite3.connect(practice.path)) as db, db:
        assert db.execute("UPDATE team_member SET role_id = ?", (role,)).rowcount == 1


def test_permissions():
    """What the role doesn’t allow is refused with the roles that may; reading is free."""
    manager, adviser = 3, 4
    acting = ("--as", "thandi nkosi")
    with ModelPractice() as practice:
        practice.run("model", "--export", practice.folder / "own.json")
        may = "this may: “Licensee administrator”"
        practice.refuse_for(may, "model", "--duplicate-to", "licensee", *acting)
        practice.refuse_for(may, "model", "--choose", "inherit", "--for", "licensee", *acting)
        practice.edit("segments", "--rename", "Gold=Premium", *acting)
        succeed("undo", practice.path)

        set_role(practice, adviser)
        may = (
            "Your role “Adviser” may not edit the practice’s segmentation model; this may: “Licensee administrator”, "
            "“Practice manager”"
        )
        for command, *words in (
            ("segments", "--add", "Top", "--description", "Best"),
            ("segments", "--edit", "Gold", "--colour", "red"),
            ("segments", "--rename", "Gold=Premium"),
            ("segments", "--move", "Gold=1"),
            ("segments", "--inactive", "Gold"),
            ("segments", "--active", "Gold"),
            ("benefits", "--add", "X", "--frequency", "yearly"),
            ("benefits", "--edit", "Tax summary", "--name", "X"),
            ("benefits", "--move", "Tax summary=1"),
            ("benefits", "--remove", "Tax summary"),
            ("matrix", "--set", "Prospect=Tax summary"),
            ("matrix", "--clear", "Gold=Tax summary"),
            ("matrix", "--row", "Tax summary=all"),
            ("matrix", "--column", "Gold=none"),
            ("model", "--duplicate-to", "practice"),
            ("model", "--rename", "Mine"),
            ("model", "--choose", BUILT_IN),
            ("model", "--choose", BUILT_IN, "--dry-run"),
            ("model", "--import", practice.folder / "own.json"),
            ("model", "--import", practice.folder / "own.json", "--dry-run"),
        ):
            said = practice.refuse(command, *words, *acting)
            assert said == may, (command, words, said)
        for command in ("segments", "benefits", "matrix", "model"):
            assert practice.run(command, *acting)
        assert not practice.json("model", *acting)["may_edit"]
        assert "there is “Thandi Nkosi”" in practice.refuse("segments", "--as", "Nobody")

        # Nor may what another did be taken back.
        practice.run("segments", "--rename", "Gold=Premium")
        practice.refuse_for("may not edit the practice’s segmentation model", "undo", *acting)
        set_role(practice, manager)
        succeed("undo", practice.path, *acting)
        assert practice.segments()[-1] == "Gold"


def test_usage():
    assert help_of("model") >= {
        *("--office", "--duplicate-to", "--name", "--choose", "--for", "--map", "--rename", "--export", "--import"),
        *("--dry-run", "--history", "--json", "--as", "--help"),
    }
    with ModelPractice() as practice:
        wrong = (
            ("--rename", "X", "--dry-run"),
            ("--duplicate-to", "practice", "--dry-run"),
            ("--dry-run",),
            ("--name", "X"),
            ("--rename", "X", "--name", "Y"),
            ("--for", "practice"),
            ("--map", "Gold=Silver"),
            ("--rename", "X", "--history"),
            ("--export", "a.json", "--import", "a.json"),
        )
        check_usage(practice, "model", {"wrong": wrong})


for name, test in (
    ("show", test_show),
    ("duplicate", test_duplicate),
    ("rename", test_rename),
    ("levels", test_levels),
    ("choose-moves-what-is-set", test_choose_moves_what_is_set),
    ("choose-refusals", test_choose_refusals),
    ("files", test_files),
    ("difference", test_difference),
    ("used-segment-stays", test_used_segment_stays),
    ("hostile-files", test_hostile_files),
    ("built-in", test_built_in),
    ("permissions", test_permissions),
    ("usage", test_usage),
):
    with tap.point(f"/cli/model/{name}"):
        test()
tap.finish()
