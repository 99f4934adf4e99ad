#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Statements that can't be imported: one clear message each, and a practice file that stays as it was, to the byte."""

import json
import os
import random

from tranche_cli import STATEMENT, Practice, Tap, folder_state, refuse, succeed, tranchectl

HEADER = "Client Ref,Statement Date,Reference,Amount\n"
ROW = "EL-1001,28/07/2025,Fee,10.00\n"
MEBIBYTE = 1024 * 1024


def rows(*bad):
    """A statement of good rows with bad ones from line 4 on."""
    return HEADER + ROW * 2 + "".join(line + "\n" for line in bad) + ROW


def date_row(date):
    return rows(f"EL-1001,{date},Fee,10.00")


def amount_row(amount):
    return rows(f"EL-1001,28/07/2025,Fee,{amount}")


NOISE = bytes(random.Random(1).randrange(1, 256) for _ in range(4096))

# Name, content, and what the message must say: the line where there is one, and what is wrong with it.
BAD = (
    ("empty", b"", ("empty",)),
    ("only-blanks", b"\n\n  \n", ()),
    ("header-only", HEADER, ("no rows",)),
    ("binary", b"\x7fELF" + NOISE, ()),
    ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" + NOISE, ("NUL",)),
    ("spreadsheet", b"PK\x03\x04\x14\0\x06\0" + NOISE, ("NUL",)),
    ("without-the-columns", "Account,When,How much\n1,2025-07-28,3.00\n", ("Client Ref", "Account")),
    ("headings-of-nothing", ",,,\nEL-1001,28/07/2025,Fee,10.00\n", ()),
    ("quote-never-closed", rows('EL-1001,28/07/2025,"Fee,10.00'), ("line 4", "quote")),
    ("text-behind-a-quote", rows('EL-1001,28/07/2025,"Fee"s,10.00'), ("line 4", "quote")),
    ("long-line", rows("EL-1001,28/07/2025," + "x" * (2 * MEBIBYTE) + ",10.00"), ("line 4", "1 MiB")),
    ("long-quoted-field", rows('EL-1001,28/07/2025,"' + "x" * (2 * MEBIBYTE) + '",10.00'), ("line 4", "1 MiB")),
    ("long-heading", "x" * (2 * MEBIBYTE) + "\n" + ROW, ("line 1",)),
    ("many-fields", rows("EL-1001,28/07/2025,Fee,10.00" + "," * 5000), ("line 4", "fields")),
    ("too-few-fields", rows("EL-1001,28/07/2025"), ("line 4", "2 fields instead of 4")),
    ("too-many-fields", rows("EL-1001,28/07/2025,Fee,10.00,and,more"), ("line 4", "6 fields instead of 4")),
    ("nul-byte", rows("EL-1001,28/07/2025,F\0e,10.00"), ("line 4", "NUL")),
    ("half-utf-8", (HEADER + "EL-1001,28/07/2025,Café,10.00\n").encode() + b"EL-1001,28/07/2025,\xc3(,1.00\n", ("line 3", "0xC3")),
    ("not-even-windows-1252", HEADER.encode() + b"EL-1001,28/07/2025,\x81\x8d,1.00\n", ("line 2", "0x81")),
    ("half-utf-16", (HEADER + ROW).encode("utf-16") + b"\x00", ()),
    ("day-that-is-not", date_row("31/02/2025"), ("line 4", "31/02/2025", "31 Feb 2025 doesn’t exist")),
    ("iso-day-that-is-not", date_row("2025-02-31"), ("line 4", "2025-02-31", "31 Feb 2025 doesn’t exist")),
    ("leap-day-that-is-not", date_row("29/02/2025"), ("line 4", "29 Feb 2025 doesn’t exist")),
    ("month-that-is-not", date_row("2025-13-01"), ("line 4", "13")),
    ("year-of-two-digits", date_row("28/07/25"), ("line 4", "four digits")),
    ("year-zero", date_row("0000-01-01"), ("line 4", "year")),
    ("date-in-words", date_row("yesterday"), ("line 4", "“yesterday”", "date")),
    ("date-empty", date_row(""), ("line 4", "date is empty")),
    ("amount-of-two-points", amount_row("1.2.3"), ("line 4", "“1.2.3”", "amount")),
    ("amount-in-scientific", amount_row("1e9"), ("line 4", "“1e9”", "amount")),
    ("amount-too-large", amount_row('"9,999,999,999,999.99"'), ("line 4", "9,999,999,999,999.99", "999999999999.99")),
    ("amount-of-ten-to-forty", amount_row("1" + "0" * 40), ("line 4", "largest")),
    ("amount-of-three-decimals", amount_row("10.005"), ("line 4", "decimals")),
    ("amount-empty", amount_row(""), ("line 4", "amount is empty")),
    ("amount-in-words", amount_row("ten"), ("line 4", "“ten”")),
    ("amount-not-a-number", amount_row("NaN"), ("line 4", "“NaN”")),
    ("amount-in-hexadecimal", amount_row("0x10"), ("line 4", "“0x10”")),
    ("reference-empty", rows(",28/07/2025,Fee,10.00"), ("line 4", "client reference is empty")),
    ("reference-too-long", rows("R" * 201 + ",28/07/2025,Fee,10.00"), ("line 4", "longer than 200")),
    ("total-too-large", HEADER + "EL-1001,28/07/2025,Fee,999999999999.99\n" * 100_000, ("total",)),
    ("dates-in-two-ways", HEADER + "EL-1001,01/02/2025,Fee,10.00\nEL-1001,03/04/2025,Fee,1.00\n", ("line 2", "01/02/2025")),
)

tap = Tap()


def assert_refused(practice, path, parts):
    before = folder_state(practice.folder)
    for words in (("--create-clients",), ("--create-clients", "--json")):
        message = refuse(*practice.import_arguments(path, *words))
        for part in parts:
            assert part in message, f"“{part}” isn’t in: {message}"
        # Hostile bytes stay out of the terminal, and a message stays short enough to be read.
        assert len(message) < 2000 and all(sign.isprintable() or sign == "\n" for sign in message), message[:2000]
        assert folder_state(practice.folder) == before, "something changed"


def test_good_rows(practice):
    """With --good-rows the rest of a file comes in, and each line left out is named."""
    path = practice.write("some.csv", rows("EL-1001,31/02/2025,Fee,10.00", "EL-1001,28/07/2025,Fee,1e9"))
    result = tranchectl(*practice.import_arguments(path, "--good-rows", "--json"))
    assert result.status == 0, result
    found = json.loads(result.output)
    assert found["rows"] == 3 and found["total"] == "30.00" and found["bad_rows"] == 2, found
    assert "line 4: " in result.errors and "line 5: " in result.errors, result.errors
    practice.check()


def test_many_bad_rows(practice):
    """Nobody reads ten thousand messages."""
    path = practice.write("many.csv", HEADER + ROW + "EL-1001,never,Fee,10.00\n" * 10_000)
    message = refuse(*practice.import_arguments(path))
    assert len(message.splitlines()) < 30 and "10,000" in message.replace("10000", "10,000"), message


def test_windows_1252(practice):
    path = practice.write("windows.csv", (HEADER + "EL-1001,28/07/2025,Café – 10 €,10.00\n").encode("windows-1252"))
    assert json.loads(succeed(*practice.import_arguments(path, "--json")))["total"] == "10.00"
    practice.check()


def test_paths(practice):
    before = folder_state(practice.folder)
    nowhere = practice.folder / "nowhere.csv"
    for path, parts in (
        (nowhere, ("nowhere.csv",)),
        (practice.folder, ("isn’t a file",)),
        (practice.path / "below.csv", ()),
        ("/dev/zero", ("isn’t a file",)),
    ):
        message = refuse(*practice.import_arguments(path))
        assert len(message.splitlines()) == 1 and all(part in message for part in parts), message
    assert folder_state(practice.folder) == before

    pipe = practice.folder / "pipe.csv"
    os.mkfifo(pipe)
    message = refuse(*practice.import_arguments(pipe))
    assert "isn’t a file" in message, message
    # A practice file is no statement.
    refuse(*practice.import_arguments(practice.path))
    pipe.unlink()
    assert folder_state(practice.folder) == before


def test_unreadable(practice):
    path = practice.write("locked.csv", STATEMENT.read_bytes().replace(b"Ongoing", b"Other"))
    path.chmod(0)
    try:
        message = refuse(*practice.import_arguments(path))
        assert len(message.splitlines()) == 1 and "locked.csv" in message, message
    finally:
        path.chmod(0o600)


with Practice() as shared:
    for name, content, parts in BAD:
        with tap.point(f"/cli/bad-statement/{name}"):
            file = shared.write("statement.csv", content)
            assert_refused(shared, file, parts)
    with tap.point("/cli/bad-statement/paths"):
        test_paths(shared)
    if os.geteuid() == 0:
        tap.skip("/cli/bad-statement/unreadable", "root may read everything")
    else:
        with tap.point("/cli/bad-statement/unreadable"):
            test_unreadable(shared)
    with tap.point("/cli/bad-statement/many-bad-rows"):
        test_many_bad_rows(shared)
    with tap.point("/cli/bad-statement/good-rows"):
        test_good_rows(shared)
    with tap.point("/cli/bad-statement/windows-1252"):
        test_windows_1252(shared)
tap.finish()
