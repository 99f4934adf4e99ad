/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/model-exchange.h"

G_BEGIN_DECLS

/* More isn't a model that people could read. */
#define TRANCHE_MODEL_SEGMENTS_MAX 100
#define TRANCHE_MODEL_BENEFITS_MAX 1000

/* The columns of a sheet before those of the segments. */
enum
{
  COLUMN_NAME,
  COLUMN_DESCRIPTION,
  COLUMN_FREQUENCY,
  COLUMN_KIND,
  COLUMN_ORDER,
  N_FIXED_COLUMNS,
};

#define TRANCHE_MODEL_JSON_FORMAT "tranche-segmentation-model"
#define TRANCHE_MODEL_JSON_VERSION 1

/* Where a spreadsheet would take a cell for a formula. */
gboolean tranche_model_is_formula (const char *text);

/* FALSE with INVALID: what is wrong @where. */
gboolean tranche_model_refuse (GError **error, const char *where, const char *what);

/* What a file may hold, checked alike for both forms; @where: "line 3" or "segments[2]". */
gboolean tranche_model_add_segment (TrancheModelContent *content,
                                    TrancheSegment *segment,
                                    const char *where,
                                    GError **error);
gboolean tranche_model_add_benefit (TrancheModelContent *content,
                                    TrancheBenefit *benefit,
                                    const char *where,
                                    GError **error);

/* The two forms of a file. */
GBytes *tranche_model_write_csv (const TrancheModelContent *content);
GBytes *tranche_model_write_json (const TrancheModelContent *content);
TrancheModelContent *tranche_model_parse_csv (GBytes *bytes, GError **error);
TrancheModelContent *tranche_model_parse_json (GBytes *bytes, GError **error);

G_END_DECLS
