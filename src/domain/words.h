/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Letters that a name, and that a description, has at most. */
#define TRANCHE_WORDS_NAME_MAX 200
#define TRANCHE_WORDS_DESCRIPTION_MAX 4000

/*
 * What people may call things. Both give a message, untranslated and with one %s for the field’s
 * label, or NULL where nothing is wrong; the text is valid UTF-8, and an empty one passes.
 */

/* A name stands in one line: on pages, in lists, in files. */
const char *tranche_words_find_name_fault (const char *text);

/* A description is longer, and may have several lines. */
const char *tranche_words_find_description_fault (const char *text);

G_END_DECLS
