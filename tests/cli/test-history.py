#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo and redo through the command line: back to the start, forward again, checked after each step."""

import getpass
import json

from tranche_cli import (
    OFFICE,
    STATEMENT,
    Practice,
    Tap,
    assert_holds,
    content_digest,
    folder_state,
    refuse,
    succeed,
    tranchectl,
)

tap = Tap()

# What tells a later state from an earlier one although both say the same: the record of how it came about.
STEPS = (
    lambda practice: practice.import_statement(STATEMENT),
    lambda practice: practice.set_strategy(),
    lambda practice: practice.run("segment", "--date", "2025-08-14"),
    lambda practice: practice.import_statement(
        practice.write("late.csv", "Client Ref,Statement Date,Reference,Amount\nEL-1001,28/07/2025,Late,5760.00\n")
    ),
    lambda practice: practice.run("segment", "--date", "2025-08-15"),
    lambda practice: practice.set_strategy("--band", "Prospect=1"),
)


def explain_all(practice):
    """What the file says of its clients; none of it may depend on how the file got there."""
    found = []
    for client in ("EL-1001", "NG-1003", "KH-1009", "PE-1010"):
        result = tranchectl("explain", practice.path, "--client", client, "--date", "2025-08-31", "--json")
        found.append((result.status, result.output))
    found.append(tranchectl("segment", practice.path, "--date", "2025-08-31", "--dry-run", "--json").output)
    return found


def test_chain():
    with Practice(empty=True) as practice:
        states = [explain_all(practice)]
        for step in STEPS:
            step(practice)
            practice.check()
            states.append(explain_all(practice))
        assert all(one != two for one, two in zip(states, states[1:])), "a step that changes nothing proves nothing"

        for _ in range(2):
            for number in range(len(STEPS), 0, -1):
                said = succeed("undo", practice.path)
                assert said.startswith("Undone: "), said
                practice.check()
                assert explain_all(practice) == states[number - 1], f"after undoing step {number}"
            assert "nothing to undo" in refuse("undo", practice.path)
            assert explain_all(practice) == states[0]
            for number in range(1, len(STEPS) + 1):
                said = succeed("redo", practice.path)
                assert said.startswith("Done again: "), said
                practice.check()
                assert explain_all(practice) == states[number], f"after redoing step {number}"
            assert "nothing to redo" in refuse("redo", practice.path)


def test_new_step_ends_redo():
    with Practice() as practice:
        practice.run("segment", "--date", "2025-08-14")
        succeed("undo", practice.path)
        practice.set_strategy("--band", "Prospect=1")
        before = folder_state(practice.folder)
        assert "nothing to redo" in refuse("redo", practice.path)
        assert folder_state(practice.folder) == before


def test_statement_again_after_undo():
    """An import that was undone may be done once more, by hand too."""
    with Practice(empty=True) as practice:
        practice.import_statement(STATEMENT)
        succeed("undo", practice.path)
        practice.import_statement(STATEMENT)
        practice.check()


def test_log():
    with Practice() as practice:
        practice.run("segment", "--date", "2025-08-14", "--as", "Thandi Nkosi")
        succeed("undo", practice.path)
        entries = practice.log()
        assert len(entries) == 5, entries
        assert [entry["id"] for entry in entries] == sorted((entry["id"] for entry in entries), reverse=True)
        assert_holds(entries[0], {"who": getpass.getuser(), "undone": False})
        assert_holds(entries[1], {"who": "Thandi Nkosi", "undone": True})
        assert_holds(entries[-1], {"who": "Thandi Nkosi", "undone": False})
        assert "provider-statement" in entries[3]["what"], entries[3]
        assert all(entry["at"].endswith("Z") for entry in entries), entries
        assert len(json.loads(succeed("log", practice.path, "--limit", 2, "--json"))) == 2
        text = succeed("log", practice.path)
        assert "Thandi Nkosi" in text and "(undone)" in text and len(text.splitlines()) == 6, text


def test_reading_leaves_no_trace():
    with Practice() as practice:
        practice.run("segment", "--date", "2025-08-14")
        before = folder_state(practice.folder)
        digest = content_digest(practice.path)
        for words in (["log"], ["check"], ["explain", "--client", "EL-1001"], ["segment", "--dry-run"]):
            succeed(words[0], practice.path, *words[1:])
            assert folder_state(practice.folder) == before, words
        assert content_digest(practice.path) == digest


with tap.point("/cli/history/chain"):
    test_chain()
with tap.point("/cli/history/new-step-ends-redo"):
    test_new_step_ends_redo()
with tap.point("/cli/history/statement-again-after-undo"):
    test_statement_again_after_undo()
with tap.point("/cli/history/log"):
    test_log()
with tap.point("/cli/history/reading-leaves-no-trace"):
    test_reading_leaves_no_trace()
tap.finish()
