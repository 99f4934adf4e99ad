# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs tranchectl for the tests in tests/cli and tests/crash.

    from tranche_cli import Tap, Practice

    tap = Tap()
    with Practice() as practice:
        with tap.point("/cli/segment/second-run"):
            assert practice.json("segment", "--date", "2025-08-14")["moves"] == 10
    tap.finish()
"""

import contextlib
import csv
import hashlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

from tranche_tap import Tap

__all__ = ["Tap"]

TRANCHECTL = os.environ["TRANCHECTL"]
FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "fixtures"
STATEMENT = FIXTURES / "provider-statement.csv"
MAP = "client-ref=Client Ref,date=Statement Date,amount=Amount,reference=Reference"
OFFICE = "Cape Town"
BANDS = (("Bronze", 0), ("Silver", 500_00), ("Gold", 2_000_00))

# Long enough for a sanitized program on a busy machine; nothing here takes a second by itself.
TIMEOUT = 120


class Result:
    """What came of one call."""

    def __init__(self, status, output, errors):
        self.status = status
        self.output = output
        self.errors = errors

    def __repr__(self):
        return f"exit {self.status}\n  output: {self.output!r}\n  errors: {self.errors!r}"


def tranchectl(*arguments, environment=None, **options):
    """Runs the program to its end; a crash is a failure of the test, whatever was expected."""
    done = subprocess.run(
        [TRANCHECTL, *map(str, arguments)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=TIMEOUT,
        check=False,
        env=dict(os.environ, **(environment or {})),
        **options,
    )
    result = Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    assert done.returncode in (0, 1, 2), f"tranchectl {' '.join(map(str, arguments))}: {result}"
    assert "CRITICAL" not in result.errors and "WARNING" not in result.errors, result
    return result


def succeed(*arguments, **options):
    """Runs it; it must succeed and have nothing to complain about."""
    result = tranchectl(*arguments, **options)
    assert result.status == 0, f"tranchectl {' '.join(map(str, arguments))}: {result}"
    assert result.errors == "", result
    return result.output


def refuse(*arguments, status=1, **options):
    """Runs it; it must fail with this status, say why in “tranchectl: …”, and print no result."""
    result = tranchectl(*arguments, **options)
    assert result.status == status, f"tranchectl {' '.join(map(str, arguments))}: {result}"
    assert result.output == "", result
    assert result.errors.startswith("tranchectl: ") and result.errors.endswith("\n"), result
    return result.errors


def open_copy(path, folder):
    """A connection to a copy of the file and of the log beside it: looking must not tidy up."""
    copy = pathlib.Path(folder) / "copy"
    shutil.copy(path, copy)
    log = pathlib.Path(f"{path}-wal")
    if log.exists():
        shutil.copy(log, f"{copy}-wal")
    return sqlite3.connect(copy)


def content_digest(path):
    """What the file says, table by table, whatever pages it says it on.

    The moments of operations and what is hashed over them differ from one doing to the next.
    """
    passing = {"at", "hash", "previous_hash"}
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory() as folder, contextlib.closing(open_copy(path, folder)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        for table in tables:
            columns = [name for _, name, *_ in db.execute(f'PRAGMA table_info ("{table}")') if name not in passing]
            names = ", ".join(f'"{name}"' for name in columns)
            digest.update(f"{table} {columns}\n".encode())
            for row in db.execute(f'SELECT {names} FROM "{table}" ORDER BY {names}'):
                digest.update(repr(row).encode())
    return digest.hexdigest()


def folder_state(folder):
    """Every file below the folder, with its size and the hash of its bytes."""
    state = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file():
            state[name] = (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
        else:
            state[name] = "folder" if path.is_dir() else "other"
    return state


class Practice:
    """A practice file in a folder of its own, gone when the test is."""

    def __init__(self, empty=False):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tranche-cli-"))
        self.path = self.folder / "practice.tranche"
        succeed("create", self.path, "--office", OFFICE, "--as", "Thandi Nkosi")
        if not empty:
            self.import_statement(STATEMENT)
            self.set_strategy()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def write(self, name, content):
        """Makes a file beside the practice; text is UTF-8."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def import_arguments(self, path, *arguments):
        return ("import", "statements", self.path, path, "--office", OFFICE, "--map", MAP, *arguments)

    def import_statement(self, path, *arguments):
        return succeed(*self.import_arguments(path, "--create-clients", *arguments))

    def set_strategy(self, *arguments):
        bands = [word for name, lower in BANDS for word in ("--band", f"{name}={lower // 100}")]
        return self.run("strategy", *bands, "--max-months", 12, "--buffer-months", 1, "--activate", *arguments)

    def run(self, command, *arguments):
        """A command that has the file behind it and knows --office."""
        return succeed(command, self.path, "--office", OFFICE, *arguments)

    def json(self, command, *arguments):
        return json.loads(self.run(command, *arguments, "--json"))

    def check(self):
        assert json.loads(succeed("check", self.path, "--json")) == {"ok": True, "findings": []}

    def log(self):
        return json.loads(succeed("log", self.path, "--limit", 0, "--json"))


class Reference:
    """The figures that a run must find, worked out from the statement as plainly as can be."""

    def __init__(self, path=STATEMENT):
        self.lines = []
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                day, month, year = row["Statement Date"].split("/")
                units, cents = row["Amount"].replace(",", "").lstrip("-").split(".")
                amount = int(units) * 100 + int(cents)
                amount = -amount if row["Amount"].startswith("-") else amount
                self.lines.append((row["Client Ref"], (int(year), int(month)), int(day), amount))
        self.clients = sorted({line[0] for line in self.lines})

    @staticmethod
    def _back(month, count):
        number = month[0] * 12 + month[1] - 1 - count
        return number // 12, number % 12 + 1

    def run(self, year, month, maximum=12, buffer=1, bands=BANDS):
        """The result of a run in that month, in the words of “segment --json”; None where it is refused."""
        end = self._back((year, month), buffer)
        first = self._back(end, maximum - 1)
        start = max(first, min(line[1] for line in self.lines))
        available = (end[0] * 12 + end[1]) - (start[0] * 12 + start[1]) + 1
        if available <= 0:
            return None
        self.totals, self.segments = {}, {}
        seen = set()
        counts = {name: [0, 0] for name, _ in bands}
        negative = 0
        for client in self.clients:
            amounts = [line[3] for line in self.lines if line[0] == client and start <= line[1] <= end]
            total = sum(amounts)
            if amounts:
                seen.add(client)
            negative += total < 0
            held = [name for name, lower in bands if total >= lower * available]
            name = held[-1] if held else bands[0][0]
            self.totals[client], self.segments[client] = total, name
            counts[name][0] += 1
            counts[name][1] += total
        return {
            "range": {
                "start": "%04d-%02d" % first,
                "end": "%04d-%02d" % end,
                "available": available,
                "maximum": maximum,
            },
            "segments": [
                {
                    "name": name,
                    "lower": cents(lower),
                    "effective_lower": cents(lower * available),
                    "clients": counts[name][0],
                    "production": cents(counts[name][1]),
                }
                for name, lower in bands
            ],
            "unsegmented": 0,
            "no_production": len(self.clients) - len(seen),
            "negative": negative,
            "moves": len(self.clients),
        }


def cents(amount):
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def assert_holds(found, wanted, where="$"):
    """What is wanted must be there just so; more may be there."""
    if isinstance(wanted, dict):
        assert isinstance(found, dict), f"{where}: {found!r}"
        for name, value in wanted.items():
            assert name in found, f"{where} has no “{name}”: {found!r}"
            assert_holds(found[name], value, f"{where}.{name}")
    elif isinstance(wanted, list):
        assert isinstance(found, list) and len(found) == len(wanted), f"{where}: {found!r}, wanted {wanted!r}"
        for number, value in enumerate(wanted):
            assert_holds(found[number], value, f"{where}[{number}]")
    else:
        assert type(found) is type(wanted) and found == wanted, f"{where}: {found!r}, wanted {wanted!r}"
