#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every catalogue of po/LINGUAS has every string of the sources, translated, and nothing that would break the program."""

import pathlib
import re
import subprocess
import tempfile

import translations
from tranche_tap import Tap

PO = translations.TOP / "po"


def run(*command):
    result = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL
    )
    return result.returncode, result.stdout + result.stderr


def find_ids(text):
    """The strings of a catalogue, without its header's empty one."""
    ids = re.findall(r'^msgid ("(?:.*)"(?:\n"(?:.*)")*)$', text, re.M)
    return [text for text in ("".join(re.findall(r'"(.*)"', part)) for part in ids) if text]


def check_form(catalogue):
    """Headers, plural forms, formats and access keys."""
    status, said = run("msgfmt", "--check", "--check-accelerators=_", "--output-file", "/dev/null", catalogue)
    assert status == 0, said


def check_whole(catalogue, template, folder):
    """Nothing missing, nothing untranslated, nothing fuzzy, nothing left over."""
    merged = pathlib.Path(folder) / "merged.po"
    status, said = run("msgmerge", "--quiet", "--no-fuzzy-matching", "--output-file", merged, catalogue, template)
    assert status == 0, said
    lacking = []
    for what in ("untranslated", "only-fuzzy"):
        status, text = run("msgattrib", f"--{what}", "--no-obsolete", "--no-wrap", merged)
        assert status == 0, text
        lacking += find_ids(text)
    name = f"po/{catalogue.name}"
    assert not lacking, (
        f"{name}: run ./dev translate, then translate in {name} these {len(lacking)}: "
        + ", ".join(f"“{text}”" for text in lacking[:20])
    )
    left_over = re.findall(r"^#~ msgid", merged.read_text(encoding="utf-8"), re.M)
    assert not left_over, f"{name} has {len(left_over)} strings that the sources don’t: run ./dev translate"


def check_layout(catalogue):
    """No lines’ numbers and no date of the template: both change with every commit."""
    text = catalogue.read_text(encoding="utf-8")
    assert not re.search(r"^#: .*:\d", text, re.M), "it names lines: run ./dev translate"
    assert "POT-Creation-Date" not in text, "it has the template’s date: run ./dev translate"


def check_pseudo(folder):
    """Twice as long, and with everything that the program fills in."""
    status, said = run("python3", translations.TOP / "build-aux/pseudo-translation.py", folder)
    assert status == 0, said
    for language in ("qps", "yi"):
        catalogue = pathlib.Path(folder) / language / "LC_MESSAGES/tranche.po"
        status, said = run("msgfmt", "--check-format", "--check-accelerators=_", "-o", "/dev/null", catalogue)
        assert status == 0, said
        text = catalogue.read_text(encoding="utf-8")
        for english, translated in re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', text, re.M):
            # What is all placeholders, or read by the program, stays as it is.
            if translated != english:
                assert translated.strip().startswith("[") and "]" in translated, translated
        assert re.search(r'^msgid "Clients"\nmsgstr "\[.{15,}\]"$', text, re.M)


def main():
    tap = Tap()
    languages = translations.read_list("LINGUAS")

    with tap.point("/i18n/catalogues/listed"):
        there = sorted(path.stem for path in PO.glob("*.po"))
        assert there == languages, f"po/LINGUAS lists {languages}, the catalogues are {there}"

    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / "tranche.pot"
        translations.make_template(template)
        for language in languages:
            catalogue = PO / f"{language}.po"
            with tap.point(f"/i18n/catalogues/{language}/form"):
                check_form(catalogue)
            with tap.point(f"/i18n/catalogues/{language}/whole"):
                check_whole(catalogue, template, folder)
            with tap.point(f"/i18n/catalogues/{language}/layout"):
                check_layout(catalogue)
    with tempfile.TemporaryDirectory() as folder, tap.point("/i18n/catalogues/pseudo"):
        check_pseudo(folder)
    tap.finish()


if __name__ == "__main__":
    main()
