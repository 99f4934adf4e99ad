/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/error-message.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "domain/error.h"

const char *
tranche_error_get_advice (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != TRANCHE_ERROR)
    return _ ("Nothing was changed. Try again.");

  switch ((TrancheError) error->code)
    {
    case TRANCHE_ERROR_INVALID:
      return _ ("Something in it can’t be used. Correct it, then try again.");
    case TRANCHE_ERROR_NOT_FOUND:
      return _ ("It isn’t there any more.");
    case TRANCHE_ERROR_CONFLICT:
      return _ ("It was changed meanwhile. Look at it again, then repeat your change.");
    case TRANCHE_ERROR_BUSY:
      return _ ("The file is in use by another program. Try again in a moment.");
    case TRANCHE_ERROR_CORRUPT:
      return _ ("The file is damaged. Open a backup.");
    case TRANCHE_ERROR_TOO_NEW:
      return _ ("The file was made by a newer version of Tranche. Update Tranche first.");
    case TRANCHE_ERROR_NO_SPACE:
      return _ ("The disk is full. Free some space, then try again.");
    case TRANCHE_ERROR_READ_ONLY:
      return _ ("The file or its folder is read-only. Allow writing to it, then try again.");
    case TRANCHE_ERROR_DENIED:
      return _ ("Your role doesn’t allow it.");
    case TRANCHE_ERROR_REFUSED:
      return _ ("It isn’t possible now. Nothing was changed.");
    case TRANCHE_ERROR_CANCELLED:
    case TRANCHE_ERROR_FAILED:
    default:
      return _ ("Nothing was changed. Try again.");
    }
}

gboolean
tranche_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}
