/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/**
 * tranche_new_practice_create:
 * @path: where; there must be no file yet
 * @office_name: of the one office, and of the practice and its licensee until somebody says
 * otherwise
 * @adviser_name: "Given names Family name"; becomes the first team member, as practice manager
 *
 * Makes a practice file that somebody can begin to work with, and closes it.
 *
 * Any thread. Errors as tranche_database_create(); INVALID for a blank name. A call that fails
 * leaves no file behind.
 */
gboolean tranche_new_practice_create (const char *path,
                                      const char *office_name,
                                      const char *adviser_name,
                                      GError **error);

G_END_DECLS
