#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a catalogue that nobody speaks, to see in the window what is cut and what isn’t translated.

Every string stands in brackets, at twice its length: as it is in English, and again in other letters. What has no
brackets in a picture isn’t translated; what lacks the closing one is cut. Two languages are made: “qps”, from left
to right, and “yi” with Hebrew letters, which GTK sets from right to left in that language’s locale.

usage: pseudo-translation.py FOLDER   writes FOLDER/<language>/LC_MESSAGES/tranche.mo
"""

import argparse
import ast
import pathlib
import re
import subprocess
import tempfile

import translations

LATIN = str.maketrans(
    "abcdeghijklnoprstuwyzABCDEGHIJKLNOPRSTUWYZ", "áƀçðéĝĥíĵķļñóþŕšţúŵýžÁƁÇÐÉĜĤÍĴĶĻÑÓÞŔŠŢÚŴÝŽ"
)
HEBREW = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבצדעפגהיחקלמנופכרשתוושקיז")

# What a program fills in or reads, and a copy of which would be wrong.
KEPT = re.compile(
    r"%(?:\d+\$)?[-+ 0'#]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:<PRI\w+>|(?:hh|h|ll|l|z|j|t)?[a-zA-Z%])"
    r"|<[^<>]*>|&\w+;|\n"
)
LETTER = re.compile(r"[^\W\d_]")
# Not for the eye.
UNCHANGED = {"translator-credits", "en", "A4"}


def mirror(text):
    return text.lower().translate(HEBREW)


def dress(text):
    return text.translate(LATIN)


def stretch(text, copy, copy_first):
    """The text in brackets beside its copy; what it begins and ends with stays at the ends."""
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :]
    core = text.strip()
    words = copy(re.sub(r"_(?=\w)", "", KEPT.sub(" ", core)))
    words = re.sub(r"\s+", " ", words).strip()
    if text in UNCHANGED or not LETTER.search(words):
        return text
    parts = (words, core) if copy_first else (core, words)
    return f"{start}[{parts[0]} {parts[1]}]{end}"


def read_entries(template):
    """The entries of a template as (comments, {keyword: text}), without the header."""
    for block in template.read_text(encoding="utf-8").split("\n\n"):
        flags = [line for line in block.splitlines() if line.startswith("#,")]
        fields = {
            match[1]: "".join(ast.literal_eval(line) for line in match[2].strip().splitlines())
            for match in re.finditer(r'^(msg\w+(?:\[\d\])?) ((?:".*"\n?)+)', block, re.M)
        }
        if fields.get("msgid"):
            yield flags, fields


def quote(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def make_catalogue(template, language, copy, copy_first):
    """The text of a .po file."""
    lines = [
        'msgid ""',
        'msgstr ""',
        rf'"Language: {language}\n"',
        r'"Content-Type: text/plain; charset=UTF-8\n"',
        r'"Content-Transfer-Encoding: 8bit\n"',
        r'"Plural-Forms: nplurals=2; plural=(n != 1);\n"',
        "",
    ]
    for flags, fields in read_entries(template):
        lines += flags
        lines += [f"{name} {quote(fields[name])}" for name in ("msgctxt", "msgid", "msgid_plural") if name in fields]
        if "msgid_plural" in fields:
            lines.append(f"msgstr[0] {quote(stretch(fields['msgid'], copy, copy_first))}")
            lines.append(f"msgstr[1] {quote(stretch(fields['msgid_plural'], copy, copy_first))}")
        else:
            lines.append(f"msgstr {quote(stretch(fields['msgid'], copy, copy_first))}")
        lines.append("")
    return "\n".join(lines)


LANGUAGES = {"qps": (dress, False), "yi": (mirror, True)}


def make_catalogues(folder):
    """Writes both; returns the paths of their .po files."""
    catalogues = []
    with tempfile.NamedTemporaryFile(suffix=".pot") as template:
        translations.make_template(pathlib.Path(template.name))
        for language, how in LANGUAGES.items():
            place = folder / language / "LC_MESSAGES"
            place.mkdir(parents=True, exist_ok=True)
            catalogue = place / "tranche.po"
            catalogue.write_text(make_catalogue(pathlib.Path(template.name), language, *how), encoding="utf-8")
            subprocess.run(
                ["msgfmt", "--check-format", "--output-file", place / "tranche.mo", catalogue], check=True
            )
            catalogues.append(catalogue)
    return catalogues


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    make_catalogues(parser.parse_args().folder)


if __name__ == "__main__":
    main()
