#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients' documents through the command line: whose, where to, and what stands in the way."""

import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

from tranche_cli import Tap, folder_state, refuse, succeed

tap = Tap()
folder = pathlib.Path(tempfile.mkdtemp(prefix="tranche-report-"))
practice = folder / "sample.tranche"
succeed("sample", practice, "--clients", 40, "--date", "2025-08-14")


def report(kind, *arguments):
    return json.loads(succeed("report", kind, practice, *arguments, "--json"))


def test_one_file_each():
    output = folder / "each" / "deeper"
    result = report("fds", "--all", "-o", output)
    files = sorted(path.name for path in output.iterdir())
    assert result["documents"] == len(files) > 5, result
    assert result["documents"] + result["skipped"] == 40, result
    assert files[0] == "FDS-00001-2025-08-14.pdf", files
    for path in output.iterdir():
        content = path.read_bytes()
        assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF"), path


def test_same_twice():
    output = folder / "twice"
    first = report("ofa", "--client", "00001", "-o", output)
    state = folder_state(output)
    assert first["documents"] == 1, first
    report("ofa", "--client", "00001", "-o", output)
    assert folder_state(output) == state


def test_combined():
    output = folder / "combined"
    result = report("fds", "--all", "--combined", "--blocks", "head,fees", "--paper", "letter", "-o", output)
    assert [path.name for path in output.iterdir()] == ["FDS-2025-08-14.pdf"]
    assert result["file"].endswith("/FDS-2025-08-14.pdf") and result["pages"] >= result["documents"], result


def test_said_to_people():
    said = succeed("report", "fta", practice, "--all", "-o", folder / "people")
    assert "drafts written" in said or "draft written" in said, said
    assert "no such agreement" in said, said


def text_of(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_draft_mark():
    """What has no number is a draft, and says so, asked for or not."""
    report("ofa", "--client", "00001", "-o", folder / "plain")
    report("ofa", "--client", "00001", "--draft", "-o", folder / "asked")
    plain, asked = folder_state(folder / "plain"), folder_state(folder / "asked")
    assert list(plain.values()) == list(asked.values())
    if shutil.which("pdftotext"):
        assert "Draft, not issued" in text_of(next((folder / "plain").iterdir()))


def query(sql):
    with contextlib.closing(sqlite3.connect(f"file:{practice}?mode=ro", uri=True)) as db:
        return db.execute(sql).fetchone()[0]


def count_operations():
    return query("SELECT count(*) FROM operation")


def test_issue():
    output = folder / "issued"
    first = report("fds", "--client", "00001", "--issue", "-o", output)
    assert first["numbers"] == ["FDS-2025-00001"] and first["issued"] == 1, first
    state = folder_state(output)
    issued = output / "FDS-2025-00001.pdf"
    assert issued.read_bytes() == query("SELECT bytes FROM issued_document WHERE number = 'FDS-2025-00001'")
    if shutil.which("pdftotext"):
        text = text_of(issued)
        assert "Draft" not in text and "FDS-2025-00001" in text, text

    # Printed again as it is, without a new number.
    issued.unlink()
    again = report("fds", "--client", "00001", "--issue", "-o", output)
    assert (again["issued"], again["reprinted"]) == (0, 1), again
    assert folder_state(output) == state

    # Another for the same period only on demand.
    new = report("fds", "--client", "00001", "--issue", "--new", "-o", output)
    assert new["numbers"] == ["FDS-2025-00002"], new


def test_issue_all():
    output = folder / "issued-all"
    operations = count_operations()
    result = report("fds", "--all", "--issue", "-o", output)
    assert result["issued"] > 5 and result["reprinted"] == 1, result
    assert result["issued"] + result["reprinted"] == result["documents"] == len(list(output.iterdir())), result
    assert result["documents"] + result["skipped"] + result["unusable"] + result["without_services"] == 40, result
    assert count_operations() == operations + 1
    said = succeed("report", "fds", practice, "--all", "--issue", "-o", output)
    assert "0 documents issued" in said and "printed again" in said, said
    succeed("check", practice)


def test_wrong_usage():
    output = folder / "usage"
    for words in (
        ["report", "letter", practice, "--all", "-o", output],
        ["report", "fds", practice, "-o", output],
        ["report", "fds", practice, "--all", "--client", "00001", "-o", output],
        ["report", "fds", practice, "--all"],
        ["report", "fds", practice, "--all", "-o", output, "--blocks", "head,tail"],
        ["report", "fds", practice, "--all", "-o", output, "--paper", "a3"],
        ["report", "fds", practice, "--all", "-o", output, "--date", "2025-02-30"],
        ["report", "fds", practice, "--all", "-o", output, "--issue", "--combined"],
        ["report", "fds", practice, "--all", "-o", output, "--issue", "--draft"],
        ["report", "fds", practice, "--all", "-o", output, "--new"],
    ):
        refuse(*words, status=2)
    assert not output.exists()


def test_failures():
    output = folder / "failures"
    refuse("report", "fds", practice, "--client", "99999", "-o", output)
    refuse("report", "fds", folder / "none.tranche", "--all", "-o", output)
    blocked = folder / "blocked"
    blocked.write_text("not a folder")
    refuse("report", "fds", practice, "--all", "-o", blocked)
    assert blocked.read_text() == "not a folder"
    if os.geteuid() != 0:
        closed = folder / "closed"
        closed.mkdir(mode=0o500)
        refuse("report", "fds", practice, "--all", "-o", closed)
        refuse("report", "fds", practice, "--all", "--combined", "-o", closed)


with tap.point("/cli/report/one-file-each"):
    test_one_file_each()
with tap.point("/cli/report/same-twice"):
    test_same_twice()
with tap.point("/cli/report/combined"):
    test_combined()
with tap.point("/cli/report/said-to-people"):
    test_said_to_people()
with tap.point("/cli/report/draft-mark"):
    test_draft_mark()
with tap.point("/cli/report/issue"):
    test_issue()
with tap.point("/cli/report/issue-all"):
    test_issue_all()
with tap.point("/cli/report/wrong-usage"):
    test_wrong_usage()
with tap.point("/cli/report/failures"):
    test_failures()
shutil.rmtree(folder)
tap.finish()
