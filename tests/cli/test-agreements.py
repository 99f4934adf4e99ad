#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Agreements through the command line: the client's package is the default, another one may be chosen, and a second
agreement of the kind is asked about."""

from tranche_cli import Practice, Tap, content_digest, refuse, succeed, tranchectl

tap = Tap()


def prepare():
    """A practice with segmented clients, and the number of one of them with its segment."""
    practice = Practice()
    practice.run("segment")
    client = next(one for one in practice.json("clients")["clients"] if one["segment"])
    return practice, client["reference"], client["segment"]


def test_default_package():
    practice, client, segment = prepare()
    with practice:
        assert practice.json("agreements", "--client", client) == []
        assert practice.run("agreements", "--client", client) == "The client has no agreements.\n"

        added = practice.json("agreements", "--client", client, "--add", "ongoing", "--start", "2025-08-01")
        assert [(one["number"], one["kind"], one["state"], one["start"], one["end"], one["package"], one["differs"])
                for one in added] == [("OFA-00001", "ongoing", "draft", "2025-08-01", None, segment, False)], added
        assert added[0]["services"] > 5
        assert "OFA-00001" in practice.run("agreements", "--client", client)
        assert practice.json("package", "--client", client)["agreements"][0]["segment"] == segment

        assert "Agreement OFA-00001 added" in succeed("undo", practice.path)
        assert practice.json("agreements", "--client", client) == []
        succeed("redo", practice.path)
        assert len(practice.json("agreements", "--client", client)) == 1


def test_other_package():
    practice, client, segment = prepare()
    with practice:
        other = "Prospect"
        assert other != segment
        added = practice.json("agreements", "--client", client, "--add", "fixed-term", "--start", "2025-08-01",
                              "--end", "2026-07-31", "--package", other)
        assert (added[0]["package"], added[0]["differs"], added[0]["end"]) == (other, True, "2026-07-31"), added
        assert practice.json("package", "--client", client)["differs"]
        assert "differs from the client’s" in practice.run("agreements", "--client", client)

        empty = practice.json("agreements", "--client", client, "--add", "ongoing", "--no-package")
        assert next(one for one in empty if one["kind"] == "ongoing")["services"] == 0


def test_second():
    practice, client, _ = prepare()
    with practice:
        practice.run("agreements", "--client", client, "--add", "ongoing")
        before = content_digest(practice.path)
        said = refuse("agreements", practice.path, "--client", client, "--add", "ongoing")
        assert "has an agreement of this kind already, OFA-00001" in said, said
        assert content_digest(practice.path) == before
        assert len(practice.json("agreements", "--client", client, "--add", "ongoing", "--beside")) == 2


def test_long_term():
    """It is kept as a draft, with a warning."""
    practice, client, _ = prepare()
    with practice:
        done = tranchectl("agreements", practice.path, "--client", client, "--add", "fixed-term",
                          "--start", "2025-07-01", "--end", "2026-07-01")
        assert done.status == 0 and "ends by" in done.errors and "FTA-00001" in done.output, done


def test_refused():
    practice, client, _ = prepare()
    with practice:
        before = content_digest(practice.path)
        path = practice.path
        for arguments, reason in (
            (("--add", "ongoing", "--package", "Platinum"), "there is no segment “Platinum”"),
            (("--add", "fixed-term", "--start", "2025-08-01", "--end", "2025-07-31"), "before the start"),
        ):
            said = refuse("agreements", path, "--client", client, *arguments)
            assert reason in said, said
        said = refuse("agreements", path, "--client", client, "--add", "ongoing", "--start", "2025-02-30", status=2)
        assert "“2025-02-30”: 30 Feb 2025 doesn’t exist" in said, said
        said = refuse("agreements", path, "--client", "nobody", "--add", "ongoing")
        assert "nobody" in said, said
        for arguments in (
            ("--add", "monthly"),
            ("--add", "fixed-term"),
            ("--add", "ongoing", "--end", "2026-01-01"),
            ("--add", "ongoing", "--package", "Gold", "--no-package"),
            ("--start", "2025-01-01"),
        ):
            refuse("agreements", path, "--client", client, *arguments, status=2)
        refuse("agreements", path, status=2)
        assert content_digest(path) == before


for name, function in list(globals().items()):
    if name.startswith("test_"):
        with tap.point(f"/cli/agreements/{name.removeprefix('test_').replace('_', '-')}"):
            function()
tap.finish()
