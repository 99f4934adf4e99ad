/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/command.h"

G_BEGIN_DECLS

/**
 * TrancheModelPrintOptions:
 * @path: of the PDF; %NULL: nothing is printed
 * @paper: (nullable): %NULL: A4
 *
 * What the command line says about printing a model.
 */
typedef struct
{
  char *path;
  char *paper;
  gboolean for_colleagues;
} TrancheModelPrintOptions;

void tranche_model_print_options_clear (TrancheModelPrintOptions *options);

/* Writes the office's model as a PDF, and says what was written. @day: as on a past day;
 * TRANCHE_DATE_NONE: as it is now. */
gboolean tranche_command_model_print (TrancheDatabase *db,
                                      gint64 office_id,
                                      TrancheDate day,
                                      const TrancheModelPrintOptions *options,
                                      const TrancheCommonOptions *common,
                                      GError **error);

G_END_DECLS
