#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program tells of itself, the manual page and the completion say the same."""

import os
import pathlib
import re
import subprocess

from tranche_cli import Tap, refuse, succeed

tap = Tap()
data = pathlib.Path(__file__).resolve().parent.parent.parent / "data"
manual = (data / "man/tranchectl.1").read_text(encoding="utf-8")
OPTION = re.compile(r"^ +(?:-., )?(--[a-z-]+)", re.MULTILINE)
commands = re.findall(r"^  ([a-z-]+) +(?=[A-Za-z])", succeed("--help"), re.MULTILINE)


def complete(*words):
    """What bash would offer for the last word."""
    script = f"""
      . {data / "completions/tranchectl"}
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
      compopt () {{ :; }}
      _tranchectl
      printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "-c", script, "bash", os.environ["TRANCHECTL"], *words], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_overview():
    assert len(commands) == len(set(commands)) > 15, commands
    assert succeed("--help") == succeed("-h") == succeed("help")
    assert re.fullmatch(r"tranchectl \d+\.\d+(\.\d+)?\S*\n", succeed("--version"))
    assert "there is no command “nonsense”" in refuse("nonsense", status=2)
    assert complete("") >= {*commands, "--help", "--version"}


def test_command(command):
    said = succeed(command, "--help")
    options = set(OPTION.findall(said))
    assert said.startswith(f"Usage:\n  tranchectl {command} [OPTION…]"), said
    assert {"--json", "--as", "--help"} <= options, options

    # The page’s entry for the command, or what it says of all of them.
    plain = re.sub(r"\\f.|\\|\"", "", manual)
    assert re.search(rf"^\.BI .*\b{command} ", plain, re.MULTILINE), "it isn’t on the page"
    missing = {option for option in options if not re.search(rf"{option}\b", plain)}
    assert not missing, f"not on the manual page: {missing}"
    assert complete(command, "--") >= options, complete(command, "--")


with tap.point("/cli/help/overview"):
    test_overview()
for name in commands:
    with tap.point(f"/cli/help/{name}"):
        test_command(name)
tap.finish()
