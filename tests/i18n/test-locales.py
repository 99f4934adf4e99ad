#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line in other countries: amounts, shares and dates by the locale, and words by the catalogue."""

import gettext
import os
import pathlib
import subprocess
import tempfile

import translations
from tranche_tap import Tap

TRANCHECTL = os.environ["TRANCHECTL"]
# Where this build looks for catalogues; there are none before it is installed, or made by `./dev`.
CATALOGUES = pathlib.Path(os.environ["TRANCHE_CATALOGUES"])

# The thousands' separator, the decimal sign, and March: the month that every one of them writes differently.
LOCALES = {
    "en_AU": (",", ".", "Mar"),
    "de_DE": (".", ",", "Mär"),
    "fr_FR": ("\u202f", ",", "mars"),
    "af_ZA": (",", ".", "Mrt"),
}


def installed():
    names = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout.split()
    return {name.partition(".")[0] for name in names if name.lower().endswith((".utf8", ".utf-8"))}


def run(locale, *arguments):
    environment = {**os.environ, "LC_ALL": f"{locale}.UTF-8"}
    result = subprocess.run(
        [TRANCHECTL, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False, env=environment
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def check_numbers(locale, practice):
    thousands, decimal, march = LOCALES[locale]
    shown = run(locale, "segment", practice, "--dry-run")
    plain = run("en_AU", "segment", practice, "--dry-run")
    # The limits of the sample's strategy, twelve months of them, and tenths of a percent.
    for amount in ("2,000.00", "24,000.00"):
        assert amount in plain, plain
        written = amount.replace(",", "T").replace(".", "D").replace("T", thousands).replace("D", decimal)
        assert written in shown, (written, shown)
    share = next(word for word in plain.split() if word.count(".") == 1 and len(word.rpartition(".")[2]) == 1)
    assert share.replace(".", decimal) in shown, (share, shown)
    assert f"{march} 2025" in run(locale, "explain", practice, "--client", "00001")


def check_words(language, locale):
    with tempfile.TemporaryDirectory() as folder:
        compiled = pathlib.Path(folder) / "tranche.mo"
        catalogue = translations.TOP / "po" / f"{language}.po"
        subprocess.run(["msgfmt", "--output-file", compiled, catalogue], check=True)
        with compiled.open("rb") as file:
            words = gettext.GNUTranslations(file)
    for text in ("Usage: tranchectl COMMAND ARGUMENT… [OPTION…]", "Check a file from end to end"):
        assert words.gettext(text) != text, f"“{text}” isn’t translated"
        assert words.gettext(text) in run(locale, "--help")


def main():
    tap = Tap()
    there = installed()
    with tempfile.TemporaryDirectory() as folder:
        practice = pathlib.Path(folder) / "practice.tranche"
        run("C", "sample", practice, "--clients", 120, "--months", 14, "--seed", 3, "--date", "2025-08-14")
        for locale in LOCALES:
            if locale in there:
                with tap.point(f"/i18n/locales/{locale}/numbers"):
                    check_numbers(locale, practice)
            else:
                tap.skip(f"/i18n/locales/{locale}/numbers", "the locale isn’t there")
    for language in translations.read_list("LINGUAS"):
        name = f"/i18n/locales/{language}/words"
        locale = next((locale for locale in LOCALES if locale.startswith(language)), None)
        if locale not in there:
            tap.skip(name, "no locale of that language is there")
        elif not (CATALOGUES / language / "LC_MESSAGES/tranche.mo").exists():
            tap.skip(name, "not installed")
        else:
            with tap.point(name):
                check_words(language, locale)
    tap.finish()


if __name__ == "__main__":
    main()
