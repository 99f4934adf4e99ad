#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills tranchectl with SIGKILL in the middle of its work: the file then holds all of it, or nothing.

The moments come from a fixed seed, spread over the time that the work takes here. TRANCHE_CRASH_KILLS says how
many there are in all.
"""

import gzip
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import time

from tranche_cli import OFFICE, TRANCHECTL, Tap, content_digest, refuse, succeed
from tranche_schema import FIXTURES, version

KILLS = int(os.environ.get("TRANCHE_CRASH_KILLS", "40"))
CLIENTS = 1000
MONTHS = 14

tap = Tap()


class Work:
    """One thing to do to a file, with the two states that are allowed after it, operations counted in."""

    def __init__(self, name, arguments, start):
        self.name = name
        self.arguments = arguments
        self.start = start
        self.before = content_digest(start)

    def measure(self, folder):
        """Does it undisturbed, and takes the time."""
        path = fresh_copy(self.start, folder)
        begin = time.monotonic()
        succeed(*self.arguments(path))
        self.duration = time.monotonic() - begin
        self.after = content_digest(path)
        assert self.after != self.before, "work that changes nothing proves nothing"
        return path


def fresh_copy(path, folder):
    for left in pathlib.Path(folder).iterdir():
        left.unlink()
    return pathlib.Path(shutil.copy(path, pathlib.Path(folder) / "practice.tranche"))


def kill_after(seconds, arguments):
    """Runs the program, and kills it then; whether it was still at work."""
    with subprocess.Popen(
        [TRANCHECTL, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(seconds)
            return False
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True


def kill_once(there, arguments):
    """Runs the program, and kills it as soon as it has got so far; whether it was still at work."""
    with subprocess.Popen(
        [TRANCHECTL, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None and not there():
            pass
        at_work = process.poll() is None
        process.kill()
        process.wait()
        return at_work


def moments(name, count, duration):
    """The beginning, one moment in each later part of the duration, and some beyond it where the machine is slower now."""
    source = random.Random(f"tranche {name}")
    return [0.0] + [duration * 1.1 * (number + source.random()) / count for number in range(1, count)]


def check_left_over(path, folder):
    """The file is in order, its history holds, and no file is left that the next opening doesn't clear away."""
    assert json.loads(succeed("check", path, "--json")) == {"ok": True, "findings": []}
    left = sorted(entry.name for entry in pathlib.Path(folder).iterdir())
    assert left == [path.name], left


def test_work(work, count, folder):
    killed = kept = 0
    work.measure(folder)
    for seconds in moments(work.name, count, work.duration):
        path = fresh_copy(work.start, folder)
        killed += kill_after(seconds, work.arguments(path))
        # Looked at with what the kill left beside the file, before anything tidies up.
        found = content_digest(path)
        assert found in (work.before, work.after), f"half of it after {seconds:.3f} s"
        check_left_over(path, folder)
        kept += found == work.after
        if found == work.before:
            # What was cut off can be done again, with the same result.
            succeed(*work.arguments(path))
            assert content_digest(path) == work.after, f"done again after {seconds:.3f} s"
    assert killed > 0, "every kill came too late"
    tap.note(f"{work.name}: {count} kills within {work.duration * 1.1:.2f} s, {killed} at work, {kept} after the commit")


def test_creation(name, arguments, count, folder):
    """A file that is being made isn't there, or is whole."""
    target = pathlib.Path(folder) / "new.tranche"
    begin = time.monotonic()
    fresh_copy(__file__, folder)
    succeed(*arguments(target))
    duration = time.monotonic() - begin
    wanted = content_digest(target)
    absent = killed = 0
    for seconds in moments(name, count, duration):
        for left in pathlib.Path(folder).iterdir():
            left.unlink()
        killed += kill_after(seconds, arguments(target))
        if target.exists():
            succeed("check", target)
            assert content_digest(target) == wanted, f"half of it after {seconds:.3f} s"
            assert "exists already" in refuse(*arguments(target))
        else:
            absent += 1
            left = [entry.name for entry in pathlib.Path(folder).iterdir()]
            assert all(entry.startswith(".tranche-") and ".tmp" in entry for entry in left), left
            # What lies about doesn't keep it from being made now.
            succeed(*arguments(target))
            succeed("check", target)
    tap.note(f"{name}: {count} kills within {duration * 1.1:.2f} s, {killed} at work, {absent} without a file")


def backups(folder):
    return list(pathlib.Path(folder).glob("*-before-upgrade-*.tranche"))


def test_upgrade(count, base, folder):
    """A file of the first version stays what it was, or becomes one of today; what it was is kept beside it."""
    start = base / "old.tranche"
    with gzip.open(FIXTURES / "schema-0001.tranche.gz") as source, open(start, "wb") as target:
        shutil.copyfileobj(source, target)
    work = Work("upgrade", lambda path: ("segments", path, "--active", "Silver"), start)
    new = version(work.measure(folder))
    assert new > 1
    killed = upgraded = 0
    for seconds in [None, None, *moments(work.name, count, work.duration)]:
        path = fresh_copy(start, folder)
        if seconds is None:
            # The backup stands, the upgrade begins.
            killed += kill_once(lambda: backups(folder), work.arguments(path))
        else:
            killed += kill_after(seconds, work.arguments(path))
        found = content_digest(path)
        assert found in (work.before, work.after), f"half of it after {seconds} s"
        upgraded += found == work.after
        succeed(*work.arguments(path))
        assert (version(path), content_digest(path)) == (new, work.after)
        succeed("check", path)
        kept = backups(folder)
        assert kept and all((version(one), content_digest(one)) == (1, work.before) for one in kept), kept
    tap.note(f"upgrade: {count + 2} kills within {work.duration * 1.1:.2f} s, {killed} at work, {upgraded} after the commit")


def write_statement(path, clients):
    """Lines of known and of new clients, shuffled, with claw-backs."""
    source = random.Random(5)
    lines = [f"N-{number},28/08/2025,{source.randrange(1, 9_000_00) / 100:.2f}" for number in range(clients * 3)]
    lines += [f"{line.split(',')[0]},29/08/2025,-{source.randrange(1, 100)}.50" for line in lines[::7]]
    source.shuffle(lines)
    path.write_text("Client Ref,Statement Date,Amount\n" + "\n".join(lines) + "\n")


def main():
    with tempfile.TemporaryDirectory(prefix="tranche-crash-") as base, tempfile.TemporaryDirectory(
        prefix="tranche-crash-"
    ) as folder:
        base = pathlib.Path(base)
        statement = base / "late.csv"
        plain, segmented, undone = (base / f"{name}.tranche" for name in ("plain", "segmented", "undone"))
        write_statement(statement, CLIENTS)
        succeed("sample", plain, "--clients", CLIENTS, "--months", MONTHS, "--seed", 3, "--date", "2025-08-14")
        shutil.copy(plain, segmented)
        succeed("segment", segmented)
        shutil.copy(segmented, undone)
        succeed("undo", undone)

        with tap.point("/crash/upgrade"):
            test_upgrade(max(2, KILLS // 6), base, folder)

        share = max(2, KILLS // 6)
        for name, arguments, start in (
            ("import", lambda path: ("import", "statements", path, statement, "--create-clients"), segmented),
            ("segment", lambda path: ("segment", path), plain),
            ("undo", lambda path: ("undo", path), segmented),
            ("redo", lambda path: ("redo", path), undone),
        ):
            with tap.point(f"/crash/{name}"):
                test_work(Work(name, arguments, start), share, folder)
        for name, arguments in (
            ("create", lambda path: ("create", path, "--office", OFFICE)),
            ("sample", lambda path: ("sample", path, "--clients", 200, "--date", "2025-08-14")),
        ):
            with tap.point(f"/crash/{name}"):
                test_creation(name, arguments, share, folder)


main()
tap.finish()
