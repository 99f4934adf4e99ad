#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job through the command line: a statement in, limits set, clients segmented, and why.

Every figure is worked out here from the statement itself, and compared to the cent.
"""

import json
import locale
import re
import shutil
import subprocess

from tranche_cli import (
    MAP,
    STATEMENT,
    TRANCHECTL,
    Practice,
    Reference,
    Tap,
    assert_holds,
    cents,
    content_digest,
    folder_state,
    refuse,
    succeed,
    tranchectl,
)

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

def has_locale(name):
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        return False
    return True


tap = Tap()
reference = Reference()


def test_import():
    with Practice(empty=True) as practice:
        result = json.loads(practice.import_statement(STATEMENT, "--json"))
        assert_holds(
            result,
            {
                "rows": len(reference.lines),
                "matched": len(reference.lines),
                "created": len(reference.clients),
                "unmatched": 0,
                "unmatched_total": "0.00",
                "total": cents(sum(line[3] for line in reference.lines)),
                "first_month": "%04d-%02d" % min(line[1] for line in reference.lines),
                "last_month": "%04d-%02d" % max(line[1] for line in reference.lines),
                "bad_rows": 0,
            },
        )
        practice.check()


def test_unmatched():
    """Without --create-clients nothing is guessed: the lines wait, and say how much they hold."""
    with Practice(empty=True) as practice:
        result = json.loads(succeed(*practice.import_arguments(STATEMENT), "--json"))
        assert_holds(result, {"matched": 0, "created": 0, "unmatched": len(reference.lines)})
        assert result["unmatched_total"] == result["total"]
        practice.check()


def test_same_file_twice():
    with Practice() as practice:
        before = folder_state(practice.folder)
        message = refuse(*practice.import_arguments(STATEMENT, "--create-clients"))
        assert "imported before" in message and "provider-statement" in message, message
        assert folder_state(practice.folder) == before


def test_strategy():
    with Practice(empty=True) as practice:
        result = json.loads(practice.set_strategy("--json"))
        assert_holds(
            result,
            {
                "target": "individual",
                "maximum": 12,
                "buffer": 1,
                "active": True,
                "bands": [
                    {"name": "Bronze", "lower": "0.00"},
                    {"name": "Silver", "lower": "500.00"},
                    {"name": "Gold", "lower": "2000.00"},
                ],
            },
        )


def test_run(date, year, month, available):
    with Practice() as practice:
        wanted = reference.run(year, month)
        assert wanted["range"]["available"] == available
        assert_holds(practice.json("segment", "--date", date), wanted)
        # Nothing changed since: nobody moves, and nothing is written about anybody.
        assert_holds(practice.json("segment", "--date", date), dict(wanted, moves=0))
        check_explanations(practice, date, wanted)
        practice.check()


def check_explanations(practice, date, wanted):
    lowers = [(segment["name"], segment["effective_lower"]) for segment in wanted["segments"]]
    first, last = ([int(part) for part in wanted["range"][end].split("-")] for end in ("start", "end"))
    months = f"{MONTHS[first[1] - 1]} {first[0]} – {MONTHS[last[1] - 1]} {last[0]}"
    shape = f"({wanted['range']['available']} of {wanted['range']['maximum']} months)"
    for client, total in reference.totals.items():
        name = reference.segments[client]
        found = json.loads(succeed("explain", practice.path, "--client", client, "--date", date, "--json"))
        assert_holds(found, {"client": client, "segment": name, "driver": "individual", "override": None})
        assert_holds(found["individual"], {"total": cents(total), "segment": name, "since": date})
        amounts = {}
        for line in reference.lines:
            if line[0] == client:
                month = "%04d-%02d" % line[1]
                amounts[month] = amounts.get(month, 0) + line[3]
        for month in found["individual"]["months"]:
            assert month["amount"] == cents(amounts.get(month["month"], 0)), (client, month)

        sentence = found["sentence"]
        assert f"{months} {shape}" in sentence, sentence
        position = [lower[0] for lower in lowers].index(name)
        if position + 1 < len(lowers):
            above, limit = lowers[position + 1]
            gap = int(limit.replace(".", "")) - total
            assert sentence.endswith(f"{cents(gap)} short of {above}."), sentence
        else:
            assert sentence.endswith(f"({name}), the highest segment."), sentence
        text = succeed("explain", practice.path, "--client", client, "--date", date)
        assert text.splitlines()[0] == sentence, text
        assert text.splitlines()[-1].split()[0] == "Total", text


def test_worked_sentence():
    """The sentence as it is promised, word for word, with amounts as the country groups them."""
    with Practice() as practice:
        practice.run("segment", "--date", "2025-08-14")
        environment = {"LC_ALL": "en_AU.UTF-8"}
        sentence = succeed("explain", practice.path, "--client", "EL-1001", environment=environment).splitlines()[0]
        assert sentence == (
            "18,240.00 over Aug 2024 – Jul 2025 (12 of 12 months): at least 6,000.00 (Silver), 5,760.00 short of Gold."
        ), sentence


def test_bare_locale():
    """As cron calls it: names are still whole, in and out."""
    with Practice(empty=True) as practice:
        path = practice.folder / "other.tranche"
        environment = {"LC_ALL": "C"}
        succeed("create", path, "--office", "São Paulo", "--as", "Zoë", environment=environment)
        assert "“São Paulo”" in refuse("segment", path, "--office", "Genève", environment=environment)
        found = json.loads(succeed("log", path, "--json", environment=environment))
        assert [entry["who"] for entry in found] == ["Zoë"], found
        assert "Zoë" in succeed("log", path, environment=environment)


def test_limits_are_inclusive():
    with Practice() as practice:
        practice.run("segment", "--date", "2025-08-14")
        reference.run(2025, 8)
        for client, total, segment in (
            ("NG-1004", 5_999_99, "Bronze"),
            ("NG-1003", 6_000_00, "Silver"),
            ("SM-1002", 24_000_00, "Gold"),
        ):
            assert (reference.totals[client], reference.segments[client]) == (total, segment)
            found = json.loads(succeed("explain", practice.path, "--client", client, "--json"))
            assert_holds(found, {"segment": segment, "individual": {"total": cents(total)}})


def test_refused():
    """No month to segment by: the file stays as it is, to the byte."""
    with Practice() as practice:
        assert reference.run(2024, 8) is None
        before = folder_state(practice.folder)
        for words in ((), ("--json",), ("--dry-run",)):
            message = refuse("segment", practice.path, "--date", "2024-08-20", *words)
            assert "Aug 2024" in message and "Jul 2024" in message, message
        assert folder_state(practice.folder) == before


def test_dry_run():
    with Practice() as practice:
        before = folder_state(practice.folder)
        found = practice.json("segment", "--date", "2025-08-14", "--dry-run")
        assert_holds(found, dict(reference.run(2025, 8), dry_run=True))
        assert folder_state(practice.folder) == before
        practice.run("segment", "--date", "2025-08-14")
        changed = [band.replace("Gold=2000", "Gold=1500") for band in ("Bronze=0", "Silver=500", "Gold=2000")]
        practice.run("strategy", *(word for band in changed for word in ("--band", band)))
        digest = content_digest(practice.path)
        found = practice.json("segment", "--date", "2025-08-14", "--dry-run")
        assert found["moves"] == 1 and found["segments"][2]["lower"] == "1500.00", found
        assert content_digest(practice.path) == digest


def test_new_month():
    """Another statement changes only what it changes."""
    with Practice() as practice:
        practice.run("segment", "--date", "2025-08-14")
        path = practice.write(
            "september.csv",
            "Client Ref,Statement Date,Reference,Amount\nEL-1001,28/07/2025,Late,5760.00\nNG-1003,28/07/2025,Late,-0.01\n",
        )
        practice.import_statement(path)
        found = practice.json("segment", "--date", "2025-08-14")
        assert found["moves"] == 2, found
        for client, segment in (("EL-1001", "Gold"), ("NG-1003", "Bronze"), ("NG-1004", "Bronze")):
            assert segment == json.loads(succeed("explain", practice.path, "--client", client, "--json"))["segment"]


def test_strategy_shown():
    """Without a change it is shown; what isn’t said of it stays."""
    with Practice() as practice:
        before = content_digest(practice.path)
        shown = practice.json("strategy")
        assert content_digest(practice.path) == before
        assert [band["name"] for band in shown["bands"]] == ["Bronze", "Silver", "Gold"] and shown["active"], shown
        changed = practice.json("strategy", "--buffer-months", 2)
        assert changed == {**shown, "buffer": 2}, changed
        assert "Maximum segmentation months: 12, buffer months: 2" in practice.run("strategy")
        assert [band["name"] for band in practice.json("strategy", "--band", "Silver=7")["bands"]] == ["Silver"]


def test_output_for_people():
    with Practice() as practice:
        text = practice.run("segment", "--date", "2025-08-14")
        assert "Range Aug 2024 – Jul 2025 · 12 of 12 months" in text, text
        rows = {line.split()[0]: line for line in text.splitlines() if line[:6] in ("Gold  ", "Silver", "Bronze")}
        for segment in reference.run(2025, 8)["segments"]:
            row = rows[segment["name"]]
            assert segment["production"] in row and segment["effective_lower"] in row, row
            assert re.search(rf"\s{segment['clients']}\s", row), row
        assert "No production in the range: 1" in text and "Moved: 11" in text, text


def test_exit_codes():
    with Practice() as practice:
        assert tranchectl("--help").status == 0 and tranchectl("--version").output.startswith("tranchectl ")
        nothing = tranchectl()
        assert nothing.status == 2, nothing
        for words in (
            ["fly"],
            ["segment"],
            ["segment", practice.path, practice.path],
            ["segment", practice.path, "--fly"],
            ["segment", practice.path, "--target", "nobody"],
            ["strategy", practice.path, "--band", "Gold"],
            ["strategy", practice.path, "--band", "Gold=much"],
            ["strategy", practice.path, "--band", "Gold=1", "--max-months", "many"],
            ["segment", practice.path, "--date", "2025-02-31"],
            ["segment", practice.path, "--date", "14/08/2025"],
            ["explain", practice.path, "--client", "EL-1001", "--date", "yesterday"],
            ["nightly", practice.path, "--date", "tomorrow"],
            ["package", practice.path, "--client", "EL-1001", "--segment", "Gold", "--reason", "X", "--until", "soon"],
            ["agreements", practice.path, "--client", "EL-1001", "--add", "ongoing", "--start", "soon"],
            ["clients", practice.path, "--limit", "-1"],
            ["help", "nonsense"],
            ["import", "clients", practice.path, STATEMENT],
            ["import", "statements", practice.path],
            ["import", "statements", practice.path, STATEMENT, "--map", "colour=Amount"],
            ["explain", practice.path],
            ["log", practice.path, "--limit", "-1"],
            ["sample", practice.folder / "other.tranche", "--clients", "0"],
        ):
            message = refuse(*words, status=2)
            assert len(message.splitlines()) == 1, message
        assert not (practice.folder / "other.tranche").exists()


def test_lost_output():
    with Practice() as practice, open("/dev/full", "wb") as full:
        for words in ((), ("--json",)):
            done = subprocess.run(
                [TRANCHECTL, "segment", practice.path, "--dry-run", *words], stdout=full, stderr=subprocess.PIPE, check=False
            )
            assert done.returncode == 1 and b"written" in done.stderr, done


def test_unknown_names():
    with Practice() as practice:
        before = folder_state(practice.folder)
        for words, part in (
            (["segment", practice.path, "--office", "Perth"], "there is no office “Perth”; there is “Cape Town”"),
            (["strategy", practice.path, "--band", "Platinum=0"], "Platinum"),
            (["strategy", practice.path, "--band", "Gold=-1"], "Gold"),
            (["strategy", practice.path, "--band", "Gold=5", "--band", "Silver=5"], ""),
            (["strategy", practice.path, "--band", "Gold=0", "--max-months", "0"], "months"),
            (["explain", practice.path, "--client", "XX-1"], "XX-1"),
            (["explain", practice.path, "--client", ""], "reference"),
            (["explain", practice.path, "--client", "EL-1001", "--office", "Perth"], "Perth"),
            (["strategy", practice.path, "--target", "group"], "--target group --band"),
            (["strategy", practice.path, "--band", "Gold=5", "--buffer-months", "-1"], "months"),
            (["clients", "", "--limit", "1"], "empty"),
            (["segment", practice.path, "--target", "group"], "group"),
            (["segment", practice.path, "--as", "Nobody"], "there is no team member “Nobody”; there is “Thandi Nkosi”"),
            (["redo", practice.path], "nothing to redo"),
        ):
            message = refuse(*words)
            assert part.lower() in message.lower() and len(message.splitlines()) == 1, (words, message)
        assert "Bronze" in refuse("strategy", practice.path, "--band", "Platinum=0")
        assert folder_state(practice.folder) == before


def test_create_refuses_to_replace():
    with Practice() as practice:
        before = folder_state(practice.folder)
        for command in ("create", "sample"):
            message = refuse(command, practice.path)
            assert "exists already" in message, message
            message = refuse(command, practice.folder / "nowhere" / "new.tranche")
            assert len(message.splitlines()) == 1, message
        assert folder_state(practice.folder) == before


def test_sample_is_reproducible():
    with Practice() as practice:
        paths = [practice.folder / f"{name}.tranche" for name in ("one", "two", "three")]
        for path, seed in zip(paths, (7, 7, 8)):
            succeed("sample", path, "--clients", 60, "--months", 14, "--seed", seed, "--date", "2025-08-14")
            succeed("check", path)
        one, two, three = map(content_digest, paths)
        assert one == two
        assert one != three
        found = json.loads(succeed("segment", paths[0], "--json"))
        assert sum(segment["clients"] for segment in found["segments"]) + found["unsegmented"] == 60, found


def test_map_is_optional():
    """The usual headings are known without --map."""
    with Practice() as practice:
        copy = practice.folder / "copy.tranche"
        succeed("create", copy)
        plain = json.loads(succeed("import", "statements", copy, STATEMENT, "--create-clients", "--json"))
        assert plain["rows"] == len(reference.lines) and "Client Ref" in MAP
        shutil.copy(copy, practice.folder / "moved.tranche")
        succeed("check", practice.folder / "moved.tranche")


for name, function, arguments in (
    ("import/figures", test_import, ()),
    ("import/unmatched", test_unmatched, ()),
    ("import/same-file-twice", test_same_file_twice, ()),
    ("import/usual-headings", test_map_is_optional, ()),
    ("strategy/json", test_strategy, ()),
    ("segment/twelve-months", test_run, ("2025-08-14", 2025, 8, 12)),
    ("segment/thirteenth-month", test_run, ("2025-09-01", 2025, 9, 12)),
    ("segment/seven-months", test_run, ("2025-03-10", 2025, 3, 7)),
    ("segment/one-month", test_run, ("2024-09-30", 2024, 9, 1)),
    ("strategy/shown", test_strategy_shown, ()),
    ("segment/refused", test_refused, ()),
    ("segment/limits", test_limits_are_inclusive, ()),
    ("segment/dry-run", test_dry_run, ()),
    ("segment/new-month", test_new_month, ()),
    ("segment/for-people", test_output_for_people, ()),
    ("usage/bare-locale", test_bare_locale, ()),
    ("usage/lost-output", test_lost_output, ()),
    ("usage/exit-codes", test_exit_codes, ()),
    ("usage/unknown-names", test_unknown_names, ()),
    ("create/replaces-nothing", test_create_refuses_to_replace, ()),
    ("sample/reproducible", test_sample_is_reproducible, ()),
):
    with tap.point(f"/cli/{name}"):
        function(*arguments)

if has_locale("en_AU.UTF-8"):
    with tap.point("/cli/explain/worked-sentence"):
        test_worked_sentence()
else:
    tap.skip("/cli/explain/worked-sentence", "the machine has no Australian locale")
tap.finish()
