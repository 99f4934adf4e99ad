/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What people can do about @error, a sentence in their language. Static. */
const char *tranche_error_get_advice (const GError *error);

/* Whether somebody cancelled, which needs no message. */
gboolean tranche_error_is_cancelled (const GError *error);

G_END_DECLS
