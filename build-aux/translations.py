#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps po/ in step with the sources. `./dev translate` calls it; the tests of tests/i18n import it.

usage: translations.py update [LANGUAGE…]   lists the files in POTFILES.in again, and merges their strings into the
                                            catalogues; one that isn’t there yet is begun
       translations.py template FILE        writes the template that a catalogue starts from
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
# Where strings for people may be. Tests have none.
FOLDERS = ("data", "resources", "src")
NAMES = re.compile(r"\.(c|h|blp|ui)$|\.desktop\.in$|\.metainfo\.xml\.in$|\.gschema\.xml$|\.mime\.xml$")
# xgettext has no name for Blueprint, and reads it well as C.
KNOWN_NOISE = re.compile(r"file .* extension 'blp' is unknown; will try C")


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, text=True, **options)


def read_list(name, top=TOP):
    """The lines of po/POTFILES.in or po/LINGUAS that aren't comments."""
    lines = (top / "po" / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def find_sources(top=TOP):
    """Every file that could hold strings for people."""
    paths = (path for folder in FOLDERS for path in (top / folder).rglob("*") if NAMES.search(path.name))
    return sorted(str(path.relative_to(top)) for path in paths)


def extract(paths, output, top=TOP):
    """Writes the template of these files; returns what xgettext warned of."""
    arguments = (top / "po/xgettext.args").read_text(encoding="utf-8").splitlines()
    output.unlink(missing_ok=True)
    result = run("xgettext", "--directory", top, "--package-name=tranche", *arguments, "--output", output, *paths,
                 cwd=top, stderr=subprocess.PIPE)
    if not output.exists():
        return result.stderr
    # The date would make every merge a change.
    text = output.read_text(encoding="utf-8")
    output.write_text(re.sub(r'^"POT-Creation-Date:.*\n', "", text, flags=re.M), encoding="utf-8")
    warnings = [line for line in result.stderr.splitlines() if line and not KNOWN_NOISE.search(line)]
    return "\n".join(warnings)


def find_files_with_strings(folder, top=TOP):
    """What POTFILES.in should list, and what xgettext warned of."""
    template = pathlib.Path(folder) / "all.pot"
    warnings = extract(find_sources(top), template, top)
    lines = re.findall(r"^#: (.*)$", template.read_text(encoding="utf-8"), re.M)
    return sorted({place.rsplit(":", 1)[0] for line in lines for place in line.split()}), warnings


def write_list(name, lines):
    """The lines of po/POTFILES.in or po/LINGUAS, below the comments that are there."""
    path = TOP / "po" / name
    comments = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    path.write_text("\n".join([*comments, *lines]) + "\n", encoding="utf-8")


def make_template(output, top=TOP):
    return extract(read_list("POTFILES.in", top), output, top)


def begin(language, template):
    """A catalogue without a translation, and its line in LINGUAS."""
    catalogue = TOP / "po" / f"{language}.po"
    run("msginit", "--no-translator", "--locale", f"{language}.UTF-8", "--input", template, "--output-file", catalogue)
    write_list("LINGUAS", sorted({*read_list("LINGUAS"), language}))


def merge(language, template):
    """No guesses: a string that changed is to be translated, not to be found among fuzzy ones. Files without lines
    keep a move in the source from being a change here."""
    catalogue = TOP / "po" / f"{language}.po"
    with tempfile.NamedTemporaryFile(suffix=".po") as merged:
        run("msgmerge", "--quiet", "--no-fuzzy-matching", "--add-location=file", "--output-file", merged.name,
            catalogue, template)
        run("msgattrib", "--no-obsolete", "--add-location=file", "--output-file", catalogue, merged.name)
    statistics = run("msgfmt", "--statistics", "--output-file", "/dev/null", catalogue, stderr=subprocess.PIPE).stderr
    print(f"po/{language}.po: {statistics.strip()}")


def update(languages):
    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / "tranche.pot"
        files, warnings = find_files_with_strings(folder)
        write_list("POTFILES.in", files)
        make_template(template)
        if warnings:
            print(warnings, file=sys.stderr)
        for language in languages:
            if not (TOP / "po" / f"{language}.po").exists():
                begin(language, template)
        for language in languages or read_list("LINGUAS"):
            merge(language, template)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("update").add_argument("languages", nargs="*")
    verbs.add_parser("template").add_argument("file", type=pathlib.Path)
    options = parser.parse_args()
    if options.verb == "template":
        warnings = make_template(options.file)
        if warnings:
            sys.exit(warnings)
    else:
        update(options.languages)


if __name__ == "__main__":
    main()
