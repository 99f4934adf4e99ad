/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/model-content.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A segmentation model as a file, so that a licensee can hand its model to practices.
 *
 * CSV is a sheet: a line with the segments' names, one with their descriptions, then a line a
 * benefit with an x for each segment that holds it. JSON says the same and all the rest. Inactive
 * segments are left out of CSV, for people, and stay in JSON, marked.
 */

/* Bytes that the file of a model has at most; a larger one isn't one that people could read. */
#define TRANCHE_MODEL_FILE_MAX (4 * 1024 * 1024)

typedef enum
{
  TRANCHE_MODEL_FORMAT_CSV,
  TRANCHE_MODEL_FORMAT_JSON,
} TrancheModelFormat;

/* By the end of the name: ".json" or ".csv"; INVALID for others. */
gboolean
tranche_model_format_from_name (const char *name, TrancheModelFormat *format, GError **error);

/* (transfer full): what stands in the file. CSV opens in a spreadsheet without running as a
 * formula. */
GBytes *tranche_model_export (const TrancheModelContent *content, TrancheModelFormat format);

/**
 * tranche_model_parse:
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_INVALID, the line (CSV) or the member (JSON),
 * and what is wrong with it
 */
TrancheModelContent *tranche_model_parse (GBytes *bytes, TrancheModelFormat format, GError **error);

/* The words for codes in files, the same in every language; NULL and 0 for what there isn't. */
const char *tranche_model_kind_to_word (int kind);
const char *tranche_model_colour_to_word (int colour);
const char *tranche_model_mark_to_word (int mark);
int tranche_model_kind_from_word (const char *word);
int tranche_model_colour_from_word (const char *word);
int tranche_model_mark_from_word (const char *word);

typedef enum
{
  TRANCHE_MODEL_CHANGE_ADD,
  TRANCHE_MODEL_CHANGE_EDIT,
  TRANCHE_MODEL_CHANGE_REMOVE, /* a segment: made inactive */
} TrancheModelChangeKind;

/**
 * TrancheModelChange:
 * @sentence: "Benefit “Tax summary”: the frequency was “Yearly”, becomes “Quarterly”"
 */
typedef struct
{
  TrancheModelChangeKind kind;
  char *sentence;
} TrancheModelChange;

/**
 * TrancheModelDifference:
 * @changes: (element-type TrancheModelChange): additions, then edits, then removals
 *
 * What an import would do to a model. Segments and benefits are known by their names.
 */
typedef struct
{
  gint64 model_id;
  guint n_added;
  guint n_edited;
  guint n_removed;
  GPtrArray *changes;
} TrancheModelDifference;

/* (transfer full): nothing is written. */
TrancheModelDifference *tranche_model_import_compare (TrancheDatabase *db,
                                                      gint64 model_id,
                                                      const TrancheModelContent *wanted,
                                                      GError **error);
void tranche_model_difference_free (TrancheModelDifference *difference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheModelDifference, tranche_model_difference_free)

/**
 * tranche_model_import_apply:
 * @today: for what uses the segments that become inactive
 *
 * Makes the model as @wanted says, in one operation. A segment that the file doesn't have becomes
 * inactive; a benefit is removed.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_DENIED, or with %TRANCHE_ERROR_REFUSED, naming it, if a
 * segment that would become inactive is used: move its clients first
 */
gboolean tranche_model_import_apply (TrancheDatabase *db,
                                     gint64 model_id,
                                     const TrancheModelContent *wanted,
                                     TrancheDate today,
                                     GError **error);

G_END_DECLS
