#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A long command that is interrupted, or whose reader goes away, leaves nothing behind."""

import contextlib
import os
import pathlib
import signal
import subprocess
import tempfile
import time

from tranche_cli import TIMEOUT, TRANCHECTL, Tap, succeed

tap = Tap()


def start(*words, ignore=()):
    """Starts the program as a shell does in the foreground, whatever the test runner ignores itself."""

    def prepare():
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
            signal.signal(number, signal.SIG_IGN if number in ignore else signal.SIG_DFL)

    return subprocess.Popen(
        [TRANCHECTL, *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=prepare,
    )


def open_files(process):
    found = []
    for link in pathlib.Path(f"/proc/{process.pid}/fd").glob("*"):
        with contextlib.suppress(OSError):
            found.append(os.readlink(link))
    return found


def wait_until(process, at_work):
    """Until it is at work, or has ended."""
    end = time.monotonic() + TIMEOUT
    while process.poll() is None and not at_work():
        assert time.monotonic() < end, "it doesn’t begin"


def finish(process):
    output, errors = process.communicate(timeout=TIMEOUT)
    assert b"CRITICAL" not in errors and b"WARNING" not in errors, errors
    return process.returncode, output.decode(), errors.decode()


def test_sample():
    """Whenever it comes: there is either the whole file or none."""
    for number in (signal.SIGINT, signal.SIGTERM):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            process = start("sample", folder / "one.tranche", "--clients", 100_000)
            wait_until(process, lambda: any(path.startswith(name) for path in open_files(process)))
            process.send_signal(number)
            status, _output, errors = finish(process)
            assert status in (-number, 0), (status, errors)
            left = sorted(path.name for path in folder.iterdir())
            assert left == ([] if status else ["one.tranche"]), (status, left)


def test_report():
    """Files that are there are whole, and there is no other."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        succeed("sample", folder / "one.tranche", "--clients", 600, "--date", "2025-08-14")
        out = folder / "out"
        process = start("report", "ofa", folder / "one.tranche", "--all", "-o", out)
        wait_until(process, lambda: out.is_dir() and any(out.iterdir()))
        process.send_signal(signal.SIGINT)
        status, _output, errors = finish(process)
        assert status in (-signal.SIGINT, 0), (status, errors)
        for path in out.iterdir():
            assert path.suffix == ".pdf" and not path.name.startswith("."), path
            assert path.read_bytes().rstrip().endswith(b"%%EOF"), path
        succeed("check", folder / "one.tranche")
        assert {path.name for path in folder.iterdir()} == {"one.tranche", "out"}


def test_ignored():
    """As under nohup: who doesn’t want to be interrupted isn’t."""
    with tempfile.TemporaryDirectory() as name:
        path = pathlib.Path(name) / "one.tranche"
        process = start("sample", path, "--clients", 2000, ignore=(signal.SIGINT,))
        wait_until(process, lambda: any(file.startswith(name) for file in open_files(process)))
        process.send_signal(signal.SIGINT)
        assert finish(process)[0] == 0
        succeed("check", path)


def test_reader_gone():
    """“| head -1”: no message, and nothing undone."""
    with tempfile.TemporaryDirectory() as name:
        path = pathlib.Path(name) / "one.tranche"
        succeed("sample", path, "--clients", 3000, "--date", "2025-08-14")
        process = start("clients", path)
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        # The list is longer than what a pipe holds.
        assert process.wait(TIMEOUT) == -signal.SIGPIPE and errors == b"", errors
        process.stderr.close()
        assert {file.name for file in pathlib.Path(name).iterdir()} == {"one.tranche"}


for name, test in sorted(globals().items()):
    if name.startswith("test_"):
        with tap.point(f"/cli/interrupt/{name[5:].replace('_', '-')}"):
            test()
tap.finish()
