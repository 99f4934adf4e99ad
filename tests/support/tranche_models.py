# SPDX-License-Identifier: GPL-3.0-or-later
"""A practice that has a segmentation model of its own, and what the tests of its commands share."""

import contextlib
import re
import tempfile

from tranche_cli import OFFICE, Practice, content_digest, open_copy, refuse, succeed, tranchectl

OWN = "Ours"
BUILT_IN = "Tranche Standard"
READ_ONLY = "The built-in segmentation model can’t be changed; duplicate it first"

# What may be written, and isn't mangled on the way: a spreadsheet's formula, an option, a separator, right to left.
ODD_NAMES = ("=1+1", "-x", "--all", "a=b=c", "'quoted'", "“typographic”", 'a,"b";c', "عميل ذهبي", "שָׁלוֹם", "金", "ß" * 200)
# Each with what is wrong with it.
BAD_NAMES = (
    ("", "“Name” is needed"),
    ("   ", "“Name” is needed"),
    ("\u200b", "“Name” is needed"),
    ("a\nb", "“Name” has to stand in one line"),
    ("a\u2028b", "“Name” has to stand in one line"),
    ("a\x01b", "“Name” holds something that isn’t text"),
    ("a\x1b[31mb", "“Name” holds something that isn’t text"),
    ("a\tb", "“Name” holds something that isn’t text"),
    ("x" * 201, "“Name” is longer than 200 letters"),
)
# What a model is, without what every write leaves behind.
STATE = (
    "SELECT id, name, level, licensee_id, practice_id FROM segmentation_model WHERE removed = 0 ORDER BY id",
    "SELECT id, segmentation_model_id FROM practice UNION ALL SELECT -id, segmentation_model_id FROM licensee",
    "SELECT id, model_id, name, description, colour, mark, position, active FROM segment"
    " WHERE active >= :lowest ORDER BY id",
    "SELECT id, model_id, name, description, frequency, kind, position FROM benefit WHERE removed = 0 ORDER BY id",
    "SELECT c.segment_id, c.benefit_id FROM segment_benefit c JOIN benefit b ON b.id = c.benefit_id"
    " JOIN segment s ON s.id = c.segment_id WHERE b.removed = 0 AND s.active >= :lowest ORDER BY 1, 2",
    "SELECT strategy_id, segment_id, monthly_lower FROM band ORDER BY 1, 2",
    "SELECT party_id, segment_id, reason, start_date, end_date FROM override ORDER BY 1, 4",
)


class ModelPractice(Practice):
    """An empty practice whose own copy of the built-in model is in use."""

    def __init__(self, own=True):
        super().__init__(empty=True)
        if own:
            self.run("model", "--duplicate-to", "practice", "--name", OWN)
            self.run("model", "--choose", OWN)

    def state(self, inactive=True):
        """The rows that the commands are about; a segment that was never there is as good as an inactive one."""
        with tempfile.TemporaryDirectory() as folder, contextlib.closing(open_copy(self.path, folder)) as db:
            return [db.execute(sql, {"lowest": 0 if inactive else 1}).fetchall() for sql in STATE]

    def segments(self):
        return [segment["name"] for segment in self.json("segments", "--all")["segments"]]

    def segment(self, name):
        return next(one for one in self.json("segments", "--all")["segments"] if one["name"] == name)

    def benefits(self):
        return [benefit["name"] for benefit in self.json("benefits")["benefits"]]

    def benefit(self, name):
        return next(one for one in self.json("benefits")["benefits"] if one["name"] == name)

    def row(self, benefit):
        """The segments that hold it, the inactive ones too."""
        rows = self.json("matrix", "--all")["benefits"]
        return next(row["segments"] for row in rows if row["name"] == benefit)

    def edit(self, command, *arguments):
        """Does it, takes it back and does it again; each is one step.

        A segment is never deleted: one that was added is inactive after undo.
        """
        inactive = command != "model" and not (command == "segments" and arguments[0].startswith("--add"))
        before, steps = self.state(inactive), len(self.log())
        result = self.json(command, *arguments)
        after = self.state(inactive)
        assert after != before, arguments
        assert len(self.log()) == steps + 1, self.log()
        assert succeed("undo", self.path).startswith("Undone: ")
        assert self.state(inactive) == before, f"{arguments} taken back"
        assert succeed("redo", self.path).startswith("Done again: ")
        assert self.state(inactive) == after, f"{arguments} done again"
        return result

    def leave(self, command, *arguments):
        """Does what changes nothing: it succeeds, and no step is written."""
        before = content_digest(self.path)
        self.run(command, *arguments)
        assert content_digest(self.path) == before, arguments

    def refuse(self, command, *arguments, status=1):
        """It must be refused, and leave the file as it was; gives the reason."""
        before = content_digest(self.path)
        said = refuse(command, self.path, *arguments, status=status)
        assert content_digest(self.path) == before, arguments
        return said.removeprefix("tranchectl: ").rstrip("\n")

    def refuse_for(self, reason, command, *arguments, status=1):
        said = self.refuse(command, *arguments, status=status)
        assert reason in said, f"{arguments}: {said!r}, wanted {reason!r}"


def help_of(command):
    """The options that a command tells of, after it was asked in the ways there are."""
    said = succeed(command, "--help")
    assert said.startswith(f"Usage:\n  tranchectl {command} [OPTION…] "), said
    assert said == succeed(command, "-h")
    return set(re.findall("^ +(?:-., )?(--[a-z-]+)", said, re.MULTILINE))


def check_usage(practice, command, misuses):
    """Wrong usage is status 2, and nothing is done."""
    assert "usage: tranchectl" in practice.refuse(command, "another.tranche", status=2)
    assert refuse(command, status=2).startswith(f"tranchectl: usage: tranchectl {command} FILE")
    assert "--nonsense" in practice.refuse(command, "--nonsense", status=2)
    assert "there is “Cape Town”" in practice.refuse(command, "--office", "Nowhere", *misuses.get("needed", ()))
    assert OFFICE == "Cape Town"
    for words in misuses["wrong"]:
        practice.refuse(command, *words, status=2)
    assert tranchectl(command, practice.folder / "missing.tranche", *misuses.get("needed", ())).status == 1
    assert not (practice.folder / "missing.tranche").exists()
