#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients added through the command line, as the window’s dialog adds them."""

import contextlib
import json
import tempfile

from tranche_cli import OFFICE, Practice, Tap, content_digest, open_copy, refuse, succeed, tranchectl

KINDS = ("household", "individual", "company", "trust", "smsf", "business")
PEOPLE = ("--given-names", "Wei", "--family-name", "Ng")
ACTOR = "Thandi Nkosi"

tap = Tap()


class Clients(Practice):
    def __init__(self):
        super().__init__(empty=True)

    def add(self, kind, *words):
        return self.json("clients", "--add", kind, *words)

    def names(self):
        return [client["name"] for client in self.json("clients")["clients"]]

    def query(self, sql):
        with tempfile.TemporaryDirectory() as folder, contextlib.closing(open_copy(self.path, folder)) as db:
            return db.execute(sql).fetchall()

    def refuse_for(self, reason, *words, status=1):
        before = content_digest(self.path)
        said = refuse("clients", self.path, *words, status=status)
        assert reason in said, (words, said, reason)
        assert content_digest(self.path) == before, words


def test_household():
    with Clients() as practice:
        steps = len(practice.log())
        added = practice.add("household", *PEOPLE, "--partner-given-names", "Lin", "--partner-family-name", " Tan ")
        assert added.pop("id") > 0
        assert added == {
            "kind": "household",
            "name": "Ng & Tan Household",
            "salutation": "Wei and Lin",
            "reference": "",
            "office": OFFICE,
            "owner": None,
            "stage": "Client",
            "source": None,
            "since": "2025-08-14",
            "email": "",
            "phone": "",
            "primary_contact": {"given_names": "Wei", "family_name": "Ng"},
            "partner": {"given_names": "Lin", "family_name": "Tan"},
            "namesakes": 0,
            "dry_run": False,
        }, added
        assert practice.names() == ["Ng & Tan Household"]
        members = practice.query("SELECT m.role, p.given_names FROM membership m JOIN person p ON p.id = m.person_id ORDER BY 1")
        assert members == [(1, "Wei"), (2, "Lin")], members

        # One step, and one step back.
        assert len(practice.log()) == steps + 1 and practice.log()[0]["what"] == "Client “Ng & Tan Household” added"
        assert succeed("undo", practice.path) == "Undone: Client “Ng & Tan Household” added\n"
        assert practice.names() == []
        succeed("redo", practice.path)
        assert practice.names() == ["Ng & Tan Household"]
        practice.check()


def test_everything_said():
    with Clients() as practice:
        words = ("--name", "Elliott Family", "--salutation", "Dr Elliott", "--reference", "E-1", "--email", "j@example.com")
        more = ("--phone", "08 9000 0000", "--stage", "prospect", "--source", "REFERRAL", "--since", "2020-02-29")
        added = practice.add("household", "--family-name", "Elliott", *words, *more, "--as", ACTOR)
        wanted = {
            "name": "Elliott Family",
            "salutation": "Dr Elliott",
            "reference": "E-1",
            "owner": ACTOR,
            "stage": "Prospect",
            "source": "Referral",
            "since": "2020-02-29",
            "email": "j@example.com",
            "phone": "08 9000 0000",
            "partner": None,
        }
        assert {name: added[name] for name in wanted} == wanted, added
        assert practice.json("explain", "--client", "E-1")["segment"] is None, "it is found by its number"
        bare = practice.add("individual", *PEOPLE, "--no-owner", "--stage", "none", "--since", "none", "--as", ACTOR)
        assert bare["name"] == "Wei Ng" and bare["salutation"] == "Wei", bare
        assert bare["owner"] is None and bare["stage"] is None and bare["since"] is None, bare
        assert practice.add("trust", "--name", "金 Trust", "--owner", "thandi NKOSI")["owner"] == ACTOR
        practice.check()


def test_kinds():
    with Clients() as practice:
        for kind in KINDS:
            words = PEOPLE if kind in KINDS[:2] else ("--name", f"Ng {kind}")
            assert practice.add(kind.upper() if kind == "smsf" else kind, *words)["kind"] == kind
        led = practice.add("company", "--name", "Smart Ltd", *PEOPLE)
        assert led["primary_contact"] == {"given_names": "Wei", "family_name": "Ng"}, led
        assert len(practice.names()) == len(KINDS) + 1
        practice.check()


def test_dry_run():
    with Clients() as practice:
        before = content_digest(practice.path)
        shown = practice.add("household", *PEOPLE, "--dry-run")
        assert shown["id"] is None and shown["dry_run"] and shown["name"] == "Ng Household", shown
        said = practice.run("clients", "--add", "household", *PEOPLE, "--dry-run")
        assert said.startswith("Client “Ng Household” would be added\n"), said
        assert content_digest(practice.path) == before
        practice.add("company", "--name", "Ng Ltd", "--reference", "A-1")
        practice.refuse_for(
            "another client of the office has it", "--add", "household", *PEOPLE, "--reference", "A-1", "--dry-run"
        )


def test_namesakes():
    """They are told, and stand in JSON, but two clients may have one name."""
    with Clients() as practice:
        practice.add("company", "--name", "Núñez Ltd")
        done = tranchectl("clients", practice.path, "--add", "company", "--name", "nunez LTD", "--dry-run", "--json")
        assert done.errors == "There is 1 client of this name already.\n", done
        assert json.loads(done.output)["namesakes"] == 1
        for n in (1, 2):
            done = tranchectl("clients", practice.path, "--add", "company", "--name", "Nunez Ltd", "--json")
            assert done.status == 0 and json.loads(done.output)["namesakes"] == n, done
        assert done.errors == "There are 2 clients of this name already.\n", done


def test_refusals():
    with Clients() as practice:
        company = ("--add", "company", "--name")
        practice.refuse_for("“E-mail”: this isn’t an e-mail address", *company, "X", "--email", "x at y")
        practice.refuse_for("there is no stage “Prospct”; there is “Prospect”, “Client”", *company, "X", "--stage", "Prospct")
        practice.refuse_for("Did you mean “Prospect”?", *company, "X", "--stage", "Prospct")
        practice.refuse_for("there is no source “Mars”; there is “Referral”", *company, "X", "--source", "Mars")
        practice.refuse_for("no team member “Nobody”; there is “Thandi Nkosi”", *company, "X", "--owner", "Nobody")
        practice.refuse_for("there is no office “Cape Twon”", *company, "X", "--office", "Cape Twon")
        practice.refuse_for("Did you mean “Cape Town”?", *company, "X", "--office", "Cape Twon")
        practice.refuse_for("“Family name” is needed", "--add", "household", "--name", "Ng", "--family-name", " ")
        practice.refuse_for("“Family name” is needed", *company, "X", "--given-names", "Wei", "--family-name", "")
        for name, why in (
            ("", "is needed"),
            ("  ", "is needed"),
            ("\u200b", "is needed"),
            ("a\nb", "has to stand in one line"),
            ("a\x1b[31mb", "holds something that isn’t text"),
            ("x" * 201, "is longer than 200 letters"),
        ):
            practice.refuse_for(f"“Name” {why}", *company, name)
            if name.strip():
                practice.refuse_for(f"“Given names” {why}", "--add", "individual", "--family-name", "Ng", f"--given-names={name}")
                practice.refuse_for(f"“Client number” {why}", *company, "X", f"--reference={name}")


def test_permission():
    """An adviser’s clients are the adviser’s; compliance adds none."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/sample.tranche"
        succeed("sample", path, "--clients", 5, "--date", "2025-08-14")
        company = ("clients", path, "--add", "company", "--name", "Smart Ltd")
        with contextlib.closing(open_copy(path, folder)) as db:
            roles = dict(
                db.execute(
                    "SELECT r.name, p.display_name FROM team_member t JOIN party p ON p.id = t.id JOIN role r ON r.id = t.role_id"
                )
            )
        adviser, manager = roles["Adviser"], roles["Practice manager"]
        assert "the owner has to be you" in refuse(*company, "--as", adviser, "--no-owner")
        assert "the owner has to be you" in refuse(*company, "--as", adviser, "--owner", manager, "--dry-run")
        assert json.loads(succeed(*company, "--as", adviser, "--json"))["owner"] == adviser
        assert json.loads(succeed("log", path, "--json"))[0]["who"] == adviser


def test_usage():
    with Clients() as practice:
        practice.refuse_for("--add is household, individual", "--add", "family", status=2)
        practice.refuse_for("needs --family-name", "--add", "household", "--name", "Ng", status=2)
        practice.refuse_for("needs --family-name", "--add", "individual", "--given-names", "Wei", status=2)
        practice.refuse_for("a business needs --name", "--add", "smsf", *PEOPLE, status=2)
        practice.refuse_for("--given-names goes with", "--add", "trust", "--name", "X", "--given-names", "Wei", status=2)
        practice.refuse_for("only a household", "--add", "individual", *PEOPLE, "--partner-given-names", "L", status=2)
        practice.refuse_for("either --owner or", "--add", "trust", "--name", "X", "--owner", "Y", "--no-owner", status=2)
        practice.refuse_for("“2025-02-30”", "--add", "trust", "--name", "X", "--since", "2025-02-30", status=2)
        practice.refuse_for("goes with --add", "--name", "X", status=2)
        practice.refuse_for("goes with --add", "--dry-run", status=2)
        for words in (("--search", "x"), ("--segment", "x"), ("--sort", "name"), ("--limit", "0")):
            practice.refuse_for("and --add adds one", "--add", "trust", "--name", "X", *words, status=2)
        missing = practice.folder / "missing.tranche"
        refuse("clients", missing, "--add", "trust", "--name", "X")
        assert not missing.exists()


for name, test in sorted(globals().items()):
    if name.startswith("test_"):
        with tap.point(f"/cli/clients-add/{name[5:].replace('_', '-')}"):
            test()
tap.finish()
