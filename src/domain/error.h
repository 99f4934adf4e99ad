/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TRANCHE_ERROR (tranche_error_quark ())

/**
 * TrancheError:
 * @TRANCHE_ERROR_FAILED: something went wrong that the caller can only report
 * @TRANCHE_ERROR_INVALID: what was given can't be used; mend it and try again
 * @TRANCHE_ERROR_NOT_FOUND: there is no such thing
 * @TRANCHE_ERROR_CONFLICT: it changed meanwhile, or something else stands in its way
 * @TRANCHE_ERROR_BUSY: another program or operation holds it; later it may go through
 * @TRANCHE_ERROR_CORRUPT: the file is damaged or isn't one of ours
 * @TRANCHE_ERROR_TOO_NEW: the file was written by a newer version
 * @TRANCHE_ERROR_NO_SPACE: the disk is full
 * @TRANCHE_ERROR_READ_ONLY: the file or its folder can't be written
 * @TRANCHE_ERROR_DENIED: the acting team member, or the system, doesn't allow it
 * @TRANCHE_ERROR_CANCELLED: the user cancelled
 * @TRANCHE_ERROR_REFUSED: a rule of the practice forbids it now (no months available, say); nothing
 * changed
 *
 * Errors by what the caller can do about them. Messages are in English and meant for the command
 * line and the log; the window words its own.
 */
typedef enum
{
  TRANCHE_ERROR_FAILED,
  TRANCHE_ERROR_INVALID,
  TRANCHE_ERROR_NOT_FOUND,
  TRANCHE_ERROR_CONFLICT,
  TRANCHE_ERROR_BUSY,
  TRANCHE_ERROR_CORRUPT,
  TRANCHE_ERROR_TOO_NEW,
  TRANCHE_ERROR_NO_SPACE,
  TRANCHE_ERROR_READ_ONLY,
  TRANCHE_ERROR_DENIED,
  TRANCHE_ERROR_CANCELLED,
  TRANCHE_ERROR_REFUSED,
} TrancheError;

GQuark tranche_error_quark (void);

G_END_DECLS
