#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string for people is marked for translation, and its file is in po/POTFILES.in."""

import re
import tempfile

import literals
import translations
from tranche_tap import Tap

# Strings that look like words for people and aren't to be translated: where, which, and why.
ALLOWED = [
    ("src/jobs/sample-", r".*", "invented people, places and agreements: data, and the same everywhere"),
    ("src/jobs/import-columns.c", r"[a-z]+ [a-z]+", "names of columns as providers' files have them"),
    ("src/jobs/import-format.c", r"0123456789.*", "characters"),
    ("src/report/typesetter.c", r"[A-Z]\w+ Sans", "names of fonts"),
    ("src/store/file.c", r"SQLite format 3", "the first bytes of a file"),
    ("src/store/backup-daily.c", r"%s \(before restore %s\)", "the name of a file"),
    ("src/store/record-rules.c", r"UNIQUE constraint failed: |\w+\.\w+(, \w+\.\w+)+", "what SQLite says"),
    ("src/ui/app/application.c", r"© .*", "a name"),
]


def is_allowed(path, text):
    return any(path.startswith(prefix) and re.fullmatch(pattern, text) for prefix, pattern, _ in ALLOWED)


def unmarked(path):
    source = (translations.TOP / path).read_text(encoding="utf-8")
    if path.endswith((".c", ".h")):
        return literals.unmarked_in_c(source)
    if path.endswith(".blp"):
        return literals.unmarked_in_blueprint(source)
    if path.endswith(".ui"):
        return literals.unmarked_in_builder(source)
    return []


def main():
    tap = Tap()
    sources = translations.find_sources()
    listed = translations.read_list("POTFILES.in")

    with tap.point("/i18n/sources/marked"):
        found = [
            f"{path}:{line}: “{text}”"
            for path in sources
            for line, text in unmarked(path)
            if not is_allowed(path, text)
        ]
        assert not found, "put these into _() or N_(), or say in ALLOWED why not:\n" + "\n".join(found)

    with tempfile.TemporaryDirectory() as folder:
        expected, warnings = translations.find_files_with_strings(folder)
    with tap.point("/i18n/sources/xgettext"):
        assert not warnings, f"xgettext warns:\n{warnings}"
    with tap.point("/i18n/sources/potfiles"):
        assert listed == expected, "run ./dev translate; po/POTFILES.in should differ in: " + " ".join(
            sorted(set(listed) ^ set(expected))
        )

    with tap.point("/i18n/sources/finder"):
        # That the finder finds, so that an empty list above means something.
        flagged = [text for _, text in literals.unmarked_in_c(
            'void f (void) { toast = adw_toast_new ("Gone"); g_print (n > 1 ? "%d left" : _("one"));'
            ' static const GOptionEntry e[] = { { "as", 0, 0, G_OPTION_ARG_NONE, &x, "Which one", "NAME" } };'
            ' TRANCHE_FIELD_TEXT (T, name, "Name", 0); gtk_label_set_text (l, "%s · %s"); g_warning ("No no");'
            ' words = "in this sentence"; sql = "SELECT one FROM two"; /* "not in here" */'
            ' g_set_error (e, D, C, "line %" PRId64 " is bad", n); t = ngettext ("%d day", "%d days", n); }'
        )]
        assert flagged == ["Gone", "%d left", "Which one", "NAME", "Name", "in this sentence", "line % is bad"], flagged
        blueprint = 'Label { label: "Plain"; title: _("Marked"); icon-name: "list-add-symbolic"; styles ["dim-label"] }'
        flagged = literals.unmarked_in_blueprint(blueprint.replace("; ", ";\n").replace("{ ", "{\n"))
        assert flagged == [(2, "Plain")], flagged
    tap.finish()


if __name__ == "__main__":
    main()
