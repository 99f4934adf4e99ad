# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets what drives the window by its English words drive it in another language, through that one's catalogue."""

import functools
import gettext
import re

import tranche_widget

FILLED_IN = re.compile(r"%(?:\d+\$)?[-+ 0']*\d*(?:\.\d+)?(?:hh|h|ll|l|z|j|t)?[a-zA-Z]")
MARKUP = re.compile(r"</?(?:b|tt)>")


def plain(text):
    """As it is shown: no access key, no markup."""
    return MARKUP.sub("", re.sub(r"_(?=\w)", "", text))


class Names:
    """The English words for what a catalogue made of them."""

    def __init__(self, catalogue):
        self.exact = {}
        self.patterns = []
        with open(catalogue, "rb") as file:
            # Nothing public says all that is in a catalogue.
            entries = gettext.GNUTranslations(file)._catalog
        for source, target in entries.items():
            source = source[0] if isinstance(source, tuple) else source
            source = plain(source.rpartition("\x04")[2])
            target = plain(target)
            if not source or not target:
                continue
            self.exact.setdefault(target, set()).add(source)
            parts = FILLED_IN.split(target)
            if len(parts) > 1 and any(re.search(r"\w", part) for part in parts):
                self.patterns.append((re.compile("(.*)".join(map(re.escape, parts)), re.DOTALL), source))

    @functools.lru_cache(maxsize=100000)
    def english(self, text):
        found = set(self.exact.get(text, ()))
        if not found and ", " in text:
            # A row says all its cells, one after the other.
            parts = [self.english(part) or {part} for part in text.split(", ")]
            found = {", ".join(map(min, parts))}
        if not found:
            found = {FILLED_IN.sub("…", source) for pattern, source in self.patterns if pattern.fullmatch(text)}
        return found


def speak(catalogue):
    """From now on what is looked for by its English words is found by those of the catalogue as well."""
    names = Names(catalogue)
    matches = tranche_widget.matches

    def translated(pattern, text):
        return matches(pattern, text) or any(matches(pattern, words) for words in names.english(text or ""))

    tranche_widget.matches = translated
