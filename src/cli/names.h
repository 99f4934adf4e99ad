/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/error.h"

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * Things that are meant by their names on the command line: found in any case and without accents,
 * and where there is no such name, told with the names there are and the one that was meant.
 */

/* (transfer full) (element-type utf8): of TrancheNamedId, in their order */
GPtrArray *tranche_names_of_ids (const GPtrArray *named_ids);

/* The index of @wanted among @names (element-type utf8), -1 if it isn't there. */
int tranche_names_find (const GPtrArray *names, const char *wanted);

/* (transfer full): “Bronze”, “Silver”, “Gold”; the first ones where they are many; "" for none */
char *tranche_names_list (const GPtrArray *names);

/* (nullable): the one of @names that @wanted was perhaps meant to be: with a letter or two wrong,
 * missing or swapped, or its beginning */
const char *tranche_names_find_nearest (const GPtrArray *names, const char *wanted);

/**
 * tranche_names_refuse:
 * @format: the message, which ends without a full stop
 *
 * Sets @error, %TRANCHE_ERROR_NOT_FOUND, and adds to the message which of @names was meant, where
 * one is near @wanted. Returns %FALSE.
 */
gboolean tranche_names_refuse (GError **error,
                               const GPtrArray *names,
                               const char *wanted,
                               const char *format,
                               ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
