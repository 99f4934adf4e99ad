#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in the system's language: its words, dates and amounts, what it prints, and the guide."""

import os
import pathlib
import re
import subprocess

from tranche_desktop import FileChooser
from tranche_practice import make_folder, open_guide, read_pdf, tranchectl
from tranche_ui import App, Tap

TODAY = "2026-11-21"
# Where this build looks for catalogues; there are none before it is installed, or made by `./dev`.
CATALOGUES = pathlib.Path(os.environ["TRANCHE_CATALOGUES"])
# What the sidebar, a button and the guide say.
OTHERS = {
    "fr_FR": ("Clients", "Exécutions", "Menu principal", "Aide", "Premiers pas"),
    "af_ZA": ("Kliënte", "Lope", "Hoofkieslys", "Hulp", "Aan die gang kom"),
}


def missing(locale):
    """Why that language can't be shown here, or None."""
    names = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout.split()
    if not any(name.lower().startswith(locale.lower() + ".utf") for name in names):
        return "the locale isn’t there"
    if not (CATALOGUES / locale[:2] / "LC_MESSAGES/tranche.mo").exists():
        return "not installed"
    return None


def speaking(locale):
    return {"LC_ALL": f"{locale}.UTF-8", "LANGUAGE": ""}


def test_german(tap, folder, practice):
    with FileChooser() as chooser, App(practice, environment={**speaking("de_DE"), **chooser.environment}) as app:
        app.resize(1200, 800)
        with tap.point("/ui/language/de/words"):
            app.wait("frame", re.compile("^Kunden – "))
            for section in ("Überblick", "Segmente", "Leistungen & Services", "Läufe"):
                app.wait("list item", re.compile(section))
            app.wait("label", re.compile("^60 Kunden"))

        with tap.point("/ui/language/de/amounts-and-dates"):
            app.wait("table row", re.compile(r"Ertrag \d{1,3}(\.\d{3})+,\d\d"))
            app.wait("table row", re.compile(r"\b\d{1,2}\. (Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez) 202[67]\b"))

        with tap.point("/ui/language/de/document"):
            app.wait("table row", re.compile("Household, ")).click()
            app.key("ctrl+p")
            app.wait("button", "Ausstellen …", sensitive=True)
            app.press("button", "Speichern …")
            question = chooser.wait("Als PDF speichern")
            assert list(question.filters) == ["PDF-Dokumente"], question.filters
            path = folder / "entwurf.pdf"
            question.answer(path)
            text = read_pdf(path)
            assert "Entwurf" in text and "Gebührenaufstellung" in text, text
            assert "Leistungen im vorigen Zeitraum" in text and "21. Nov 2026" in text, text
            # A word that is too long for its column would be broken.
            assert "Vierteljährlich" in text and "Anspruch" in text, text
            app.wait("label", "„entwurf.pdf“ gespeichert")

        with tap.point("/ui/language/de/guide"):
            open_guide(app, "Hilfe")
            app.wait("list item", "Erste Schritte").press()
            app.wait("heading", "Erste Schritte")
            app.key("ctrl+w")
            app.wait_gone("heading", "Erste Schritte")


def test_other(tap, practice, locale):
    clients, runs, menu, guide, first_steps = OTHERS[locale]
    with App(practice, environment=speaking(locale)) as app:
        with tap.point(f"/ui/language/{locale[:2]}/words"):
            app.wait("frame", re.compile(f"^{clients} – "))
            app.wait("list item", re.compile(f"^{runs}"))
            app.wait(None, menu)
        with tap.point(f"/ui/language/{locale[:2]}/guide"):
            open_guide(app, guide)
            app.wait("list item", first_steps)
            app.key("ctrl+w")
            app.wait_gone("list item", first_steps)


def main():
    tap = Tap()
    os.environ["TRANCHE_TODAY"] = TODAY
    folder = make_folder()
    practice = folder / "practice.tranche"
    tranchectl("sample", practice, "--clients", 60, "--date", TODAY)
    for locale in ("de_DE", *OTHERS):
        reason = missing(locale)
        if reason is not None:
            tap.skip(f"/ui/language/{locale[:2]}", reason)
        elif locale == "de_DE":
            test_german(tap, folder, practice)
        else:
            test_other(tap, practice, locale)
    tap.finish()


main()
