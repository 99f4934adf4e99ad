#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the nightly timer calls: a checked backup each day, and the segmentation that is due."""

import json
import shutil

from tranche_cli import Practice, Tap, content_digest, refuse, succeed, tranchectl

tap = Tap()


def nightly(practice, *arguments):
    return json.loads(succeed("nightly", practice.path, "--backups", practice.folder / "backups", "--json", *arguments))


def backups(practice):
    return sorted(path.name for path in (practice.folder / "backups").iterdir())


with Practice() as practice:
    with tap.point("/cli/nightly/backup-and-run"):
        before = content_digest(practice.path)
        told = nightly(practice)
        assert told["ok"] is True, told
        assert backups(practice) == ["practice-2025-08-14.tranche"]
        # The backup is of what people left, from before the run.
        assert content_digest(told["backup"]) == before
        (run,) = told["runs"]
        assert run["moves"] > 0 and run["end"] == "2025-07", run
        assert content_digest(practice.path) != before
        succeed("check", practice.path)
        succeed("check", told["backup"])

    with tap.point("/cli/nightly/once-a-day"):
        before = content_digest(practice.path)
        assert nightly(practice) == {"backup": None, "runs": [], "ok": True}
        assert content_digest(practice.path) == before

    with tap.point("/cli/nightly/next-day"):
        told = nightly(practice, "--date", "2025-08-15")
        assert [run["moves"] for run in told["runs"]] == [0], told

    with tap.point("/cli/nightly/oldest-go"):
        for day in (16, 17):
            nightly(practice, "--date", f"2025-08-{day}", "--keep", "2")
        assert backups(practice) == ["practice-2025-08-16.tranche", "practice-2025-08-17.tranche"]

    with tap.point("/cli/nightly/no-room-for-the-backup"):
        # A file stands where the folder should be: the run is done all the same, and the failure is told.
        shutil.rmtree(practice.folder / "backups")
        (practice.folder / "backups").write_text("in the way")
        done = tranchectl("nightly", practice.path, "--backups", practice.folder / "backups", "--date", "2025-08-18",
                          "--json")
        told = json.loads(done.output)
        assert done.status == 1 and done.errors.startswith("tranchectl: "), done
        assert told["ok"] is False and len(told["runs"]) == 1, told

    with tap.point("/cli/nightly/refused"):
        refuse("nightly", practice.folder / "gone.tranche")
        refuse("nightly", practice.path, "--keep", "0", status=2)
        refuse("nightly", status=2)

tap.finish()
