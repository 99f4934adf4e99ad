/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cancelled.h"

#include <glib/gi18n.h>

#include "domain/error.h"

gboolean
tranche_check_cancelled (GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return TRUE;

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED, _ ("Cancelled"));
  return FALSE;
}
