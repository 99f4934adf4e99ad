# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the strings in C and Blueprint sources that people would read and gettext doesn’t know."""

import collections
import re

TOKEN = re.compile(
    r"""
    (?P<comment>/\*.*?\*/|//[^\n]*)
  | (?P<directive>^[ \t]*\#(?:\\\n|[^\n])*)
  | (?P<string>"(?:\\.|[^"\\\n])*")
  | (?P<character>'(?:\\.|[^'\\\n])+')
  | (?P<name>[A-Za-z_]\w*)
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.S | re.M | re.X,
)
# Macros that stand between the parts of one string.
FORMAT_MACRO = re.compile(r"PRI[diouxX]\w+|G_G\w+_(FORMAT|MODIFIER)")

MARKERS = {"_", "N_", "C_", "NC_", "ngettext", "g_dngettext", "g_dpgettext2"}

# What the arguments of these functions say is read by people: argument numbers, from 0; None: all.
SHOWN = {
    "adw_about_dialog_set_comments": {1},
    "adw_action_row_set_subtitle": {1},
    "adw_alert_dialog_add_response": {2},
    "adw_alert_dialog_new": {0, 1},
    "adw_banner_new": {0},
    "adw_toast_new": {0},
    "adw_toast_new_format": {0},
    "adw_view_stack_add_titled": {3},
    "g_menu_append": {1},
    "g_menu_append_section": {1},
    "g_menu_append_submenu": {1},
    "g_menu_item_new": {0},
    "g_menu_item_set_label": {1},
    "g_notification_new": {0},
    "g_option_context_set_description": {1},
    "g_option_context_set_summary": {1},
    "g_prefix_error": {1},
    "g_prefix_error_literal": {1},
    "g_print": {0},
    "g_printerr": {0},
    "g_propagate_prefixed_error": {2},
    "g_set_error": None,
    "g_set_error_literal": {3},
    "g_task_return_new_error": {3},
    "g_task_return_new_error_literal": {3},
    "gtk_accessible_announce": {1},
    "gtk_accessible_update_property": None,
    "gtk_button_new_with_label": {0},
    "gtk_button_new_with_mnemonic": {0},
    "gtk_check_button_new_with_label": {0},
    "gtk_check_button_new_with_mnemonic": {0},
    "gtk_column_view_column_new": {0},
    "gtk_file_filter_set_name": {1},
    "gtk_label_new": {0},
    "gtk_label_new_with_mnemonic": {0},
    "gtk_menu_button_set_label": {1},
    "gtk_widget_set_tooltip_markup": {1},
    "gtk_widget_set_tooltip_text": {1},
    "tranche_command_usage_error": {0},
    # The first says how the columns are aligned.
    "tranche_table_new": set(range(1, 32)),
}
# Setters of whatever class.
SHOWN_SETTER = re.compile(
    r"_set_(accept_label|body|button_label|description|heading|label|markup|message|placeholder_text|subtitle|text"
    r"|title|tooltip)$"
)
# A field's label; its nick is in small letters.
SHOWN_MACRO = re.compile(r"^TRANCHE_FIELD_")

# What is only logged, or only compared.
UNSEEN = re.compile(
    r"^(g_(debug|info|message|warning|critical|error|assert\w*|log|return\w*|str_has_(pre|suf)fix|str_equal|strcmp0"
    r"|param_spec_\w+|test_\w+)|G_\w+|strchr|strstr|memcmp|sqlite3_result_error)$"
)
SQL = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|WHERE|PRAGMA|CREATE|DROP|FROM|JOIN|ORDER BY|GROUP BY|VALUES|BEGIN|ROLLBACK|VACUUM"
    r"|ATTACH|DETACH|SAVEPOINT|ALTER|AND removed)\b"
    r"|\b\w+ = \?|^(\w+, )+id$"
)

DIRECTIVE = re.compile(r"%(\d+\$)?[-+ 0'#]*(\d+|\*)?(\.(\d+|\*))?(hh|h|ll|l|z|j|t)?[a-zA-Z%]")
MARKUP = re.compile(r"</?[a-z][^>]*>|&\w+;|\\.")
WORD = re.compile(r"[^\W\d_]{2,}")
PROSE = re.compile(r"[^\W\d_]{2,}[’'”]?[,;:.]? +[“(]?[^\W\d_]{2,}")

Literal = collections.namedtuple("Literal", "line text calls options")


def find_literals(source):
    """Each string of a C file, with the calls around it as (name, argument), the innermost last."""
    frames = []
    name = None
    line = 1
    pending = None
    for match in [*TOKEN.finditer(source), None]:
        kind = match.lastgroup if match else "end"
        token = match.group() if match else ""
        here = line
        line += token.count("\n")
        if kind in ("comment", "space", "directive"):
            continue
        if kind == "string":
            pending = pending or [here, ""]
            pending[1] += token[1:-1]
            name = None
            continue
        if kind == "name" and FORMAT_MACRO.fullmatch(token):
            continue
        if pending:
            calls = [(frame[0], frame[1]) for frame in frames]
            yield Literal(*pending, calls, bool(frames) and frames[-1][2])
            pending = None
        if kind == "name":
            name = token
            if frames and token.startswith("G_OPTION_ARG_"):
                frames[-1][2] = True
            continue
        if kind == "other":
            if token in "([{":
                frames.append([name if token == "(" and name else token, 0, False])
            elif token in ")]}" and frames:
                frames.pop()
            elif token == "," and frames:
                frames[-1][1] += 1
            elif token == ";" and frames:
                frames[-1][1] = 0
        name = None


def plain(text):
    return MARKUP.sub(" ", DIRECTIVE.sub(" ", text))


def is_shown(literal):
    """Whether people read it, as far as what it is given to tells."""
    if literal.options and literal.calls[-1][1] >= 5:
        # Words that the program reads, as “a4|letter”, are the same in every language.
        return not re.fullmatch(r"[a-z0-9-]+(\|[a-z0-9-]+)+", literal.text)
    # A condition's brackets are no call.
    call = next((call for call in reversed(literal.calls) if call[0] not in ("(", "{", "[")), None)
    if not call:
        return False
    function, argument = call
    if SHOWN_MACRO.match(function):
        return not re.fullmatch(r"[a-z-]+", literal.text)
    if function in SHOWN:
        return SHOWN[function] is None or argument in SHOWN[function]
    return bool(SHOWN_SETTER.search(function)) and argument == 1


def unmarked_in_c(source):
    """(line, text) of what should be in _(), N_(), C_() or ngettext() and isn’t."""
    for literal in find_literals(source):
        functions = [name for name, _ in literal.calls]
        if MARKERS & set(functions):
            continue
        words = plain(literal.text).replace("tranchectl", " ")
        if is_shown(literal) and WORD.search(words):
            yield literal.line, literal.text
        elif PROSE.search(words) and not SQL.search(literal.text) and not any(
            UNSEEN.match(function) for function in functions
        ):
            yield literal.line, literal.text


# A property of a widget whose text is shown. GtkLabel's, Adwaita rows', pages' and dialogs'.
BLUEPRINT_PROPERTY = re.compile(
    r"""^\s*(accept-label|body|button-label|description|heading|label|markup|menu-label|message|placeholder-text
    |section-title|subtitle|text|title|tooltip-markup|tooltip-text|value-text|role-description)\s*:\s*
    (?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*;""",
    re.M | re.X,
)


def unmarked_in_blueprint(source):
    """Properties with a plain string, and prose anywhere that isn’t in _() or C_()."""
    found = {}
    for match in BLUEPRINT_PROPERTY.finditer(source):
        if WORD.search(plain(match["string"])):
            found[source.count("\n", 0, match.start("string")) + 1] = match["string"][1:-1]
    for literal in find_literals(source):
        functions = {name for name, _ in literal.calls}
        if not functions & {"_", "C_", "condition"} and PROSE.search(plain(literal.text)):
            found[literal.line] = literal.text
    return sorted(found.items())


def unmarked_in_builder(source):
    """Properties of GtkBuilder’s XML with such a name that lack translatable="yes"."""
    for match in re.finditer(r'<property name="(label|title|subtitle|tooltip-text|description)">([^<]*)<', source):
        if WORD.search(match[2]):
            yield source.count("\n", 0, match.start()) + 1, match[2]
