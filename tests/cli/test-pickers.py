#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An inactive segment is offered nowhere: every option that takes a segment to be given to somebody refuses it, by
name and with those there are; what only looks for clients still finds the ones that kept it."""

import json
import pathlib
import shutil
import tempfile

from tranche_cli import Tap, refuse, succeed

tap = Tap()
folder = pathlib.Path(tempfile.mkdtemp(prefix="tranche-pickers-"))
practice = folder / "sample.tranche"
succeed("sample", practice, "--clients", 20, "--date", "2025-08-14")
succeed("model", practice, "--duplicate-to", "practice", "--name", "Ours")
succeed("model", practice, "--choose", "Ours", "--for", "practice")
succeed("segments", practice, "--add", "Legacy", "--description", "Of old")
succeed("package", practice, "--client", "00002", "--segment", "Legacy", "--reason", "As promised")
succeed("segments", practice, "--inactive", "Legacy", "--keep")

succeed("model", practice, "--duplicate-to", "licensee", "--name", "Theirs")

# Each gives a segment to somebody.
PICKERS = {
    "package": ("package", practice, "--client", "00003", "--segment", "Legacy", "--reason", "Because"),
    "retire-target": ("segments", practice, "--inactive", "Bronze", "--move-to", "Legacy"),
    "strategy-band": ("strategy", practice, "--band", "Legacy=0", "--band", "Gold=1000"),
    "choose-model-mapping": (
        "model", practice, "--choose", "Theirs", "--for", "practice", "--map", "Legacy=Bronze", "--map", "Gold=Legacy",
    ),
    "choose-model-preview": (
        "model", practice, "--choose", "Theirs", "--for", "practice", "--map", "Gold=Legacy", "--dry-run",
    ),
}

for name, arguments in PICKERS.items():
    with tap.point(f"/cli/pickers/{name}"):
        said = refuse(*arguments)
        assert "inactive" in said or "active segment" in said, said

with tap.point("/cli/pickers/nothing-was-changed"):
    package = json.loads(succeed("package", practice, "--client", "00003", "--json"))
    assert not package["by_hand"], package
    segments = json.loads(succeed("segments", practice, "--json"))["segments"]
    assert [segment["name"] for segment in segments] == ["Prospect", "Bronze", "Silver", "Gold"], segments

with tap.point("/cli/pickers/kept-and-marked"):
    package = json.loads(succeed("package", practice, "--client", "00002", "--json"))
    assert package["segment"] == "Legacy" and not package["active"], package
    assert "inactive" in succeed("package", practice, "--client", "00002")

with tap.point("/cli/pickers/a-filter-finds-it"):
    found = json.loads(succeed("clients", practice, "--segment", "Legacy", "--json"))["clients"]
    assert [client["reference"] for client in found] == ["00002"], found

with tap.point("/cli/pickers/offered-again"):
    succeed("segments", practice, "--active", "Legacy")
    succeed(*PICKERS["package"])

shutil.rmtree(folder)
tap.finish()
